/** The first choice of a new installation, as the doors are given it: the demo, or an office of one's own in its place. */
import { buildOwn, decide } from './ownoffice.js';
import type { Config } from '../config.js';
import { isZone } from '../devices/zone.js';
import { chooseDemo } from '../domain/rules/firstchoice.js';
import type { Beginning, Log } from '../doors/given.js';
import type { Clerk } from '../office/clerk.js';
import { beginningOf } from '../office/setuppage.js';
import type { Law } from '../regulations/index.js';
import type { Store } from '../store/open.js';

/** The answer leaves before the server that gave it closes its doors. */
const answerLeavesMs = 400;

/** How many tickets an office ever gave: counted in the books once, heard of since. */
export async function countIssued(store: Store, officeId: string, clerk: Pick<Clerk, 'onCommitted'>) {
  let issued = await store.read.visit.count({ where: { officeId } });
  clerk.onCommitted(({ entries }) => {
    issued += entries.filter(({ kind }) => kind === 'ticket:issued').length;
  });
  return () => issued;
}

/** `restart` closes the office, puts the new one in its place and opens it; null where nobody could (a tool, a demo day). */
export function makeBeginning(given: {
  config: Config;
  store: Store;
  law: Law;
  clerk: Clerk;
  issued: () => number;
  /** A demo day is played by a clock of its own and chooses nothing. */
  isClockGiven: boolean;
  restart: (() => void) | null;
  realNow: () => number;
  log: Log;
}): Beginning {
  const { config, store, law, clerk, issued, isClockGiven, restart, realNow, log } = given;
  let isUnderWay = false;
  const notNow = { ok: false, refusal: { key: 'notNow' } } as const;
  return {
    state: () => (isClockGiven ? null : beginningOf(clerk.office, issued())),
    chooseDemo: (actor) => clerk.ruleInner('office:begin', chooseDemo, actor),
    async chooseOwn({ name, zone }, { actorId }, sessionId) {
      if (isClockGiven || restart === null || !clerk.office.settings.demo) return notNow;
      if (!isZone(zone)) return { ok: false, refusal: { key: 'badRequest', about: { field: 'choice.zone' } } };
      if (isUnderWay) return { ok: false, refusal: { key: 'busy' } };
      isUnderWay = true;
      try {
        const user = await store.people.userWithRoles(actorId);
        const sessions = await store.sessions.listSessions(clerk.office.officeId, actorId, realNow());
        const session = sessions.find((one) => one.sessionId === sessionId);
        if (user === null || session === undefined) return { ok: false, refusal: { key: 'signedOut' } };
        await buildOwn(config, law, realNow(), { name, zone, user, session });
        // on the disk before the answer: whatever happens behind it, the next start is the office that was told of
        await decide(config);
        log.info({ zone }, 'an office of its own takes the place of the demo');
        setTimeout(restart, answerLeavesMs);
        return { ok: true, data: { willRestart: true } };
      } catch (error) {
        isUnderWay = false;
        throw error;
      }
    },
  };
}
