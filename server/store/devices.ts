/**
 * Devices that an office has paired: kiosks and boards, each with a revocable token of which only the hash is kept.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { DeviceRole, Language } from '../contract/index.js';
import { deviceRoles } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { Value } from './columns.js';
import type { PrismaClient } from './generated/client.js';
import type { DeviceModel } from './generated/models/Device.js';
import { instantText } from './instant.js';
import { oneOf, storedObject } from './stored.js';

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
  /** What it last said of itself, and when; real time. Null until it spoke. */
  report: (DeviceReport & { at: Instant }) | null;
}

/** A device as it is paired: it has said nothing yet. */
export type NewDevice = Omit<Device, 'report'>;

/** What a device says of itself: its program's version, its screen in CSS pixels, whether it may sound, what it can speak. */
export interface DeviceReport {
  version: string;
  width: number;
  height: number;
  ratio: number;
  sound: boolean | null;
  voices: Language[] | null;
}

export interface Devices {
  addDevice: (device: NewDevice) => void;
  /** As it stands, also when revoked: the door judges. */
  findDevice: (tokenHash: string) => Promise<Device | null>;
  /** All of an office, revoked ones too, in the order in which they were paired. */
  listDevices: (officeId: string) => Promise<Device[]>;
  touchDevice: (deviceId: string, seenAt: Instant) => void;
  /** Another name or printer. Throws when there is no such device in that office. */
  setDevice: (deviceId: string, officeId: string, as: { name: string; printerId: string | null }) => void;
  reportDevice: (deviceId: string, report: DeviceReport, at: Instant) => void;
  /** False when there is no such device in that office or it was revoked before. */
  revokeDevice: (deviceId: string, officeId: string, at: Instant) => boolean;
}

/** What programs did not tell before they could speak. */
const unspoken = { voices: null };

function toDevice(row: DeviceModel): Device {
  const { id, pairedAt, seenAt, revokedAt, role, report, reportedAt, ...rest } = row;
  return {
    ...rest,
    deviceId: id,
    role: oneOf(deviceRoles, role, `Device ${id}`),
    pairedAt: pairedAt.getTime(),
    seenAt: seenAt === null ? null : seenAt.getTime(),
    revokedAt: revokedAt === null ? null : revokedAt.getTime(),
    report:
      report === null || reportedAt === null
        ? null
        : { ...unspoken, ...storedObject<DeviceReport>(report, `Device ${id} report`), at: reportedAt.getTime() },
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
  const set: Statement<Value[]> = db.prepare(
    'update "Device" set name = ?, printerId = ? where id = ? and officeId = ?',
  );
  const say: Statement<Value[]> = db.prepare('update "Device" set report = ?, reportedAt = ? where id = ?');
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
    setDevice: (deviceId, officeId, { name, printerId }) => {
      if (set.run(name, printerId, deviceId, officeId).changes !== 1)
        throw new Error(`Office ${officeId} has no device ${deviceId}.`);
    },
    reportDevice: (deviceId, report, at) => {
      say.run(JSON.stringify(report), instantText(at), deviceId);
    },
    revokeDevice: (deviceId, officeId, at) => revoke.run(instantText(at), deviceId, officeId).changes === 1,
  };
}
