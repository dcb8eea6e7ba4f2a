/** The reports that the doors answer themselves, because they alone hold the keys: who am I, devices, drafts. */
import type { Report, ReportName } from '../contract/index.js';
import type { DoorConfig, HouseBehind } from './given.js';
import type { Keys } from './keys.js';
import { rolesIn } from './keys.js';
import type { Asking } from './pairing.js';

/** «Анна Викторовна Петрова» and «Петрова Анна Викторовна» alike are stored as «Петрова Анна Викторовна». */
export function shortName(name: string): string {
  const [family = '', ...given] = name.split(/\s+/).filter(Boolean);
  const initials = given.map((one) => `${([...one][0] ?? '').toUpperCase()}.`).join('\u00a0');
  return initials ? `${family}\u00a0${initials}` : family;
}

export interface Answers {
  me(userId: string): Promise<Report<'me'> | null>;
  devices(): Promise<Report<'devices'>>;
  draft(userId: string, key: string): Promise<Report<'draft'>>;
}

/** Which reports are answered here; the others are the house's. */
export function isOwnReport(name: ReportName): name is 'me' | 'devices' | 'draft' {
  return name === 'me' || name === 'devices' || name === 'draft';
}

/** Answers those reports; `me` is null for a person who is no longer there. */
export function makeAnswers(given: {
  house: HouseBehind;
  keys: Keys;
  config: DoorConfig;
  asking: () => Asking[];
}): Answers {
  const { house, keys, config, asking } = given;
  return {
    async me(userId) {
      const user = await keys.people.userWithRoles(userId);
      if (!user) return null;
      const roles = rolesIn(house.officeId, user);
      const { name, position, mustChange } = user;
      return { userId, name, short: shortName(name), position, roles, mustChange, demo: config.demo };
    },
    async devices() {
      const devices = await keys.devices.listDevices(house.officeId);
      return {
        devices: devices.map(({ deviceId, role, name, pairedAt, seenAt, revokedAt }) => ({
          deviceId,
          role,
          name,
          pairedAt,
          seenAt,
          revokedAt,
        })),
        asking: asking(),
      };
    },
    async draft(userId, key) {
      return { text: (await keys.drafts.readDraft(userId, key))?.text ?? null };
    },
  };
}
