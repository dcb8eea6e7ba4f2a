/** Who works here, as the office knows it: people and devices by name, and the shifts of those who may work no longer. */
import { boothOf, type Actor } from '../domain/decide.js';
import type { Office } from '../domain/office.js';
import { orphan } from '../domain/rules/orphan.js';
import type { Clerk } from './clerk.js';
import { clockworkActor } from './clockwork.js';

/** Names that could not be read are read again after so many real milliseconds. */
const againMs = 2000;

export interface Staff {
  /** What was committed shows on the screens; never fails: what cannot be read now is read again by itself. */
  refresh(): Promise<void>;
  /**
   * The shift of a person who may no longer work is closed, unless somebody is being received there: then its booth is
   * answered. `actorId` is whoever closed the account or took the role away.
   */
  orphan(userId: string, actorId: string): Promise<{ booth: string | null }>;
  /** Does the same for all who may no longer work: what a crash left between a change of an account and its shift. */
  mend(): Promise<void>;
  stop(): void;
}

const mayWork = ({ isClosed, roles }: { isClosed: boolean; roles: readonly string[] }) =>
  !isClosed && roles.includes('operator');

export function makeStaff(given: {
  clerk: Clerk;
  loadFaces: () => Promise<Pick<Office, 'people' | 'devices'>>;
  onNews: () => void;
  onError: (error: unknown, doing: string) => void;
}): Staff {
  const { clerk, loadFaces, onNews, onError } = given;
  let again: ReturnType<typeof setTimeout> | undefined;
  /** Of two that read at once the one that began later knows more. */
  let begun = 0;

  async function refresh(): Promise<void> {
    const mine = (begun += 1);
    clearTimeout(again);
    try {
      const { people, devices } = await loadFaces();
      if (mine !== begun) return;
      clerk.office.people = people;
      clerk.office.devices = devices;
      onNews();
    } catch (error) {
      onError(error, 'names of people and devices');
      if (mine !== begun) return;
      again = setTimeout(() => void refresh(), againMs);
      again.unref();
    }
  }

  async function orphanBy(userId: string, actor: Actor): Promise<{ booth: string | null }> {
    let booth: string | null = null;
    const reply = await clerk.ruleInner(
      'shift:orphan',
      (office, context) => {
        const ruling = orphan(office, userId, context);
        if (ruling.ok) ({ booth } = ruling.decision.reply);
        return ruling;
      },
      actor,
    );
    if (!reply.ok) throw new Error(`the shift of ${userId} could not be closed: ${reply.refusal.key}`);
    return { booth };
  }

  return {
    refresh,
    orphan: (userId, actorId) => orphanBy(userId, { actorId, kind: 'user', roles: ['administrator'], visitId: null }),
    async mend() {
      const gone = [...clerk.office.people.values()].filter((person) => !mayWork(person));
      for (const { userId } of gone) if (boothOf(clerk.office, userId) !== null) await orphanBy(userId, clockworkActor);
    },
    stop: () => {
      begun += 1;
      clearTimeout(again);
    },
  };
}
