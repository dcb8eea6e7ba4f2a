/**
 * The keys of the house: people, sessions, devices, pairings, drafts, as the doors need them. The store's own shapes
 * fit; secrets come and go only as hashes. Reads are promises, writes are synchronous. Times are real time, in
 * milliseconds since the epoch.
 */
import { staffRoles } from '../contract/index.js';
import type { DeviceRole, StaffRole } from '../contract/index.js';

interface KeyUser {
  userId: string;
  login: string;
  name: string;
  position: string;
  password: string;
  mustChange: boolean;
  createdAt: number;
  closedAt: number | null;
}

interface KeyUserWithRoles extends KeyUser {
  memberships: { officeId: string; role: StaffRole }[];
}

interface KeySession {
  sessionId: string;
  tokenHash: string;
  userId: string;
  officeId: string;
  createdAt: number;
  seenAt: number;
  expiresAt: number;
  closedAt: number | null;
}

interface KeyDevice {
  deviceId: string;
  officeId: string;
  role: DeviceRole;
  name: string;
  tokenHash: string;
  printerId: string | null;
  pairedAt: number;
  seenAt: number | null;
  revokedAt: number | null;
}

export interface KeyPairing {
  pairingId: string;
  officeId: string;
  role: DeviceRole;
  name: string | null;
  codeHash: string;
  secretHash: string | null;
  printerId: string | null;
  expiresAt: number;
  admittedAt: number | null;
  usedAt: number | null;
  deviceId: string | null;
}

/** The store itself fits: `makeDoor({ keys: store, … })`. */
export interface Keys {
  people: {
    findUserByLogin: (login: string) => Promise<KeyUserWithRoles | null>;
    userWithRoles: (userId: string) => Promise<KeyUserWithRoles | null>;
    addUser: (user: KeyUser, memberships: { officeId: string; role: StaffRole }[]) => void;
    setPassword: (userId: string, password: string, mustChange: boolean) => void;
    noteFailedSignIn: (failed: { failedSignInId: string; login: string; address: string; at: number }) => void;
  };
  sessions: {
    openSession: (session: KeySession) => void;
    findSession: (tokenHash: string) => Promise<KeySession | null>;
    touchSession: (sessionId: string, seenAt: number, expiresAt: number) => void;
    closeSession: (sessionId: string, at: number) => void;
    closeSessionsOf: (userId: string, keepSessionId: string | null, at: number) => void;
  };
  devices: {
    addDevice: (device: KeyDevice) => void;
    findDevice: (tokenHash: string) => Promise<KeyDevice | null>;
    listDevices: (officeId: string) => Promise<KeyDevice[]>;
    touchDevice: (deviceId: string, seenAt: number) => void;
    revokeDevice: (deviceId: string, officeId: string, at: number) => boolean;
  };
  pairings: {
    addPairing: (pairing: KeyPairing) => void;
    findPairing: (by: { codeHash: string } | { secretHash: string }) => Promise<KeyPairing | null>;
    admitPairing: (
      pairingId: string,
      as: { role: DeviceRole; name: string; printerId: string | null },
      now: number,
    ) => boolean;
    usePairing: (pairingId: string, deviceId: string, now: number) => boolean;
  };
  drafts: {
    saveDraft: (draft: { userId: string; key: string; text: string; changedAt: number }) => void;
    readDraft: (userId: string, key: string) => Promise<{ text: string } | null>;
  };
}

/** What a person is in this office, in the order of the contract. */
export function rolesIn(officeId: string, user: KeyUserWithRoles): StaffRole[] {
  return staffRoles.filter((role) => user.memberships.some((one) => one.officeId === officeId && one.role === role));
}
