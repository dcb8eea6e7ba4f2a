/**
 * Devices that an office has paired: kiosks and boards, each with a revocable token of which only the hash is kept.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { DeviceRole } from '../contract/index.js';
import { deviceRoles } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { Value } from './columns.js';
import type { PrismaClient } from './generated/client.js';
import type { DeviceModel } from './generated/models/Device.js';
import { instantText } from './instant.js';
import { oneOf } from './stored.js';

export interface Device {
  deviceId: string;
  officeId: string;
  role: DeviceRole;
  name: string;
  tokenHash: string;
  printerId: string | null;
  pairedAt: Instant;
  /** Last contact; real time. */
  seenAt: Instant | null;
  /** Null while the token opens the door. */
  revokedAt: Instant | null;
}

export interface Devices {
  addDevice: (device: Device) => void;
  /** As it stands, also when revoked: the door judges. */
  findDevice: (tokenHash: string) => Promise<Device | null>;
  /** All of an office, revoked ones too, in the order in which they were paired. */
  listDevices: (officeId: string) => Promise<Device[]>;
  touchDevice: (deviceId: string, seenAt: Instant) => void;
  /** False when there is no such device in that office or it was revoked before. */
  revokeDevice: (deviceId: string, officeId: string, at: Instant) => boolean;
}

function toDevice(row: DeviceModel): Device {
  const { id, pairedAt, seenAt, revokedAt, role, ...rest } = row;
  return {
    ...rest,
    deviceId: id,
    role: oneOf(deviceRoles, role, `Device ${id}`),
    pairedAt: pairedAt.getTime(),
    seenAt: seenAt === null ? null : seenAt.getTime(),
    revokedAt: revokedAt === null ? null : revokedAt.getTime(),
  };
}

/** Prepares reads and writes of devices. */
export function makeDevices(db: Database, read: PrismaClient): Devices {
  const insert: Statement<Value[]> = db.prepare(
    `insert into "Device" (id, officeId, role, name, tokenHash, printerId, pairedAt, seenAt, revokedAt)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const touch: Statement<Value[]> = db.prepare('update "Device" set seenAt = ? where id = ?');
  const revoke: Statement<Value[]> = db.prepare(
    'update "Device" set revokedAt = ? where id = ? and officeId = ? and revokedAt is null',
  );
  return {
    addDevice: (device) => {
      const { deviceId, officeId, role, name, tokenHash, printerId, pairedAt, seenAt, revokedAt } = device;
      insert.run(
        deviceId,
        officeId,
        role,
        name,
        tokenHash,
        printerId,
        instantText(pairedAt),
        seenAt === null ? null : instantText(seenAt),
        revokedAt === null ? null : instantText(revokedAt),
      );
    },
    findDevice: async (tokenHash) => {
      const row = await read.device.findUnique({ where: { tokenHash } });
      return row === null ? null : toDevice(row);
    },
    listDevices: async (officeId) => {
      const rows = await read.device.findMany({ where: { officeId }, orderBy: { pairedAt: 'asc' } });
      return rows.map(toDevice);
    },
    touchDevice: (deviceId, seenAt) => {
      touch.run(instantText(seenAt), deviceId);
    },
    revokeDevice: (deviceId, officeId, at) => revoke.run(instantText(at), deviceId, officeId).changes === 1,
  };
}
