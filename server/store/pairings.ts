/**
 * How a device is let in: by a printed link (its code is used once, within its time), or by a code that the device
 * shows and an administrator types; then the device fetches its token with the secret that only it knows.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { DeviceRole } from '../contract/index.js';
import { deviceRoles } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { Value } from './columns.js';
import type { PrismaClient } from './generated/client.js';
import { instantText } from './instant.js';
import { oneOf } from './stored.js';

export interface Pairing {
  pairingId: string;
  officeId: string;
  role: DeviceRole;
  name: string | null;
  /** Hash of the code in the link or on the device's screen. */
  codeHash: string;
  /** Hash of what only the asking device knows; null for a printed link. */
  secretHash: string | null;
  printerId: string | null;
  expiresAt: Instant;
  /** When a person let it in; a printed link is let in when it is made. */
  admittedAt: Instant | null;
  usedAt: Instant | null;
  deviceId: string | null;
}

export interface Pairings {
  addPairing: (pairing: Pairing) => void;
  /** As it stands, also when used or past its time: the door judges, `usePairing` decides. */
  findPairing: (by: { codeHash: string } | { secretHash: string }) => Promise<Pairing | null>;
  /** An administrator let it in under this role, name and printer; false when it is used, past its time or let in. */
  admitPairing: (
    pairingId: string,
    as: { role: DeviceRole; name: string; printerId: string | null },
    now: Instant,
  ) => boolean;
  /** Takes the pairing for a device: true once, and only while it is admitted and in time. Two presses get one true. */
  usePairing: (pairingId: string, deviceId: string, now: Instant) => boolean;
}

/** Prepares reads and writes of pairings. Comparing instants as text is right: they all have one format. */
export function makePairings(db: Database, read: PrismaClient): Pairings {
  const insert: Statement<Value[]> = db.prepare(
    `insert into "Pairing"
     (id, officeId, role, name, codeHash, secretHash, printerId, expiresAt, admittedAt, usedAt, deviceId)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const admit: Statement<Value[]> = db.prepare(
    `update "Pairing" set admittedAt = ?, role = ?, name = ?, printerId = ?
     where id = ? and admittedAt is null and usedAt is null and expiresAt > ?`,
  );
  const use: Statement<Value[]> = db.prepare(
    `update "Pairing" set usedAt = ?, deviceId = ?
     where id = ? and admittedAt is not null and usedAt is null and expiresAt > ?`,
  );
  return {
    addPairing: (pairing) => {
      const { pairingId, officeId, role, name, codeHash, secretHash, printerId, admittedAt, usedAt } = pairing;
      insert.run(
        pairingId,
        officeId,
        role,
        name,
        codeHash,
        secretHash,
        printerId,
        instantText(pairing.expiresAt),
        admittedAt === null ? null : instantText(admittedAt),
        usedAt === null ? null : instantText(usedAt),
        pairing.deviceId,
      );
    },
    findPairing: async (by) => {
      const row = await read.pairing.findUnique({ where: by });
      if (row === null) return null;
      const { id, role, expiresAt, admittedAt, usedAt, ...rest } = row;
      return {
        ...rest,
        pairingId: id,
        role: oneOf(deviceRoles, role, `Pairing ${id}`),
        expiresAt: expiresAt.getTime(),
        admittedAt: admittedAt === null ? null : admittedAt.getTime(),
        usedAt: usedAt === null ? null : usedAt.getTime(),
      };
    },
    admitPairing: (pairingId, { role, name, printerId }, now) => {
      const at = instantText(now);
      return admit.run(at, role, name, printerId, pairingId, at).changes === 1;
    },
    usePairing: (pairingId, deviceId, now) => {
      const at = instantText(now);
      return use.run(at, deviceId, pairingId, at).changes === 1;
    },
  };
}
