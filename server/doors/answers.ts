/** The reports that the doors answer themselves, because they alone hold the keys: who am I, people, devices, drafts. */
import { reports, type Report, type ReportName } from '../contract/index.js';
import type { Beginning, DoorConfig, HouseBehind } from './given.js';
import type { Keys } from './keys.js';
import { rolesIn } from './keys.js';
import type { Asking } from './pairing.js';
import { rightsPage } from './rights.js';
import { makeSessionPages } from './sessionpage.js';
import { makeUserPage } from './userpage.js';
import type { Caller } from './who.js';

/** «Анна Викторовна Петрова» and «Петрова Анна Викторовна» alike are stored as «Петрова Анна Викторовна». */
export function shortName(name: string): string {
  const [family = '', ...given] = name.split(/\s+/).filter(Boolean);
  const initials = given.map((one) => `${([...one][0] ?? '').toUpperCase()}.`).join('\u00a0');
  return initials ? `${family}\u00a0${initials}` : family;
}

const ownReports = ['me', 'devices', 'draft', 'users', 'sessions', 'userSessions', 'rights', 'accessSettings'] as const;
type OwnReport = (typeof ownReports)[number];

/** Which reports are answered here; the others are the house's. */
export function isOwnReport(name: ReportName): name is OwnReport {
  return ownReports.some((one) => one === name);
}

/** Whoever has not looked at roles and devices so long after a restore has let them be. */
const restoredMs = 30 * 24 * 3_600_000;

export interface Answers {
  /** The answer to a query that was parsed; null when the person who asks is no longer there. */
  answer(name: OwnReport, query: unknown, caller: Caller): Promise<Report<OwnReport> | null>;
}

/** Answers those reports. `now` is real time. */
export function makeAnswers(given: {
  house: HouseBehind;
  beginning: Pick<Beginning, 'state'>;
  keys: Keys;
  config: DoorConfig;
  now: () => number;
  asking: () => Asking[];
}): Answers {
  const { house, beginning, keys, config, now, asking } = given;
  const users = makeUserPage(given);
  const sessions = makeSessionPages(given);

  async function me({
    actor: { actorId: userId },
    isLocked,
    mustChange,
    mustEnrol,
  }: Caller): Promise<Report<'me'> | null> {
    const user = await keys.people.userWithRoles(userId);
    if (!user) return null;
    const roles = rolesIn(house.officeId, user);
    const { login, name, position, pin, code } = user;
    const { lockMinutes } = house.access().access;
    const keysOf = { login, hasPin: pin !== null, hasCode: code !== null, isLocked, mustEnrol, lockMinutes };
    return {
      userId,
      name,
      short: shortName(name),
      position,
      roles,
      mustChange,
      demo: config.demo,
      ...keysOf,
      begin: roles.includes('administrator') ? beginning.state() : null,
      restored: roles.includes('administrator') ? keys.restores.last(house.officeId, now() - restoredMs) : null,
    };
  }

  async function devices(): Promise<Report<'devices'>> {
    const paired = await keys.devices.listDevices(house.officeId);
    return {
      devices: paired.map(({ deviceId, role, name, pairedAt, seenAt, revokedAt, printerId, report }) => ({
        deviceId,
        role,
        name,
        pairedAt,
        seenAt,
        revokedAt,
        ...house.deviceNow(deviceId, printerId),
        report,
        isOlder: report !== null && report.version !== config.version(),
      })),
      asking: asking(),
    };
  }

  return {
    async answer(name, query, caller) {
      switch (name) {
        case 'me':
          return me(caller);
        case 'devices':
          return devices();
        case 'draft': {
          const { key } = reports.draft.query.parse(query);
          return { text: (await keys.drafts.readDraft(caller.actor.actorId, key))?.text ?? null };
        }
        case 'users':
          return users();
        case 'sessions':
          return sessions.own(caller);
        case 'userSessions':
          return sessions.of(reports.userSessions.query.parse(query).userId ?? null, caller);
        case 'rights':
          return rightsPage();
        case 'accessSettings':
          return { ...house.access(), ssoHost: config.sso === null ? null : new URL(config.sso.issuer).host };
      }
    },
  };
}
