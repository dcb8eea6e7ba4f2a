/**
 * The keys of the house: people, sessions, devices, pairings, drafts, as the doors need them. The store's own shapes
 * fit; secrets come and go only as hashes. Reads are promises, writes are synchronous. Times are real time, in
 * milliseconds since the epoch.
 */
import { staffRoles } from '../contract/index.js';
import type { DeviceRole, Language, signInWays, StaffRole } from '../contract/index.js';

type SignInWay = (typeof signInWays)[number];

interface NewKeyUser {
  userId: string;
  login: string;
  name: string;
  position: string;
  password: string;
  mustChange: boolean;
  createdAt: number;
  closedAt: number | null;
  /** Folded. */
  ssoName?: string | null;
}

interface KeyUser extends NewKeyUser {
  revision: number;
  changedBy: string | null;
  changedAt: number | null;
  /** Sealed by the vault; null: no codes are asked. */
  code: string | null;
  codeStep: number;
  pin: string | null;
  ssoName: string | null;
  ssoIssuer: string | null;
  ssoSubject: string | null;
}

export interface KeyUserWithRoles extends KeyUser {
  memberships: { officeId: string; role: StaffRole }[];
}

/** Who edits, seeing which revision, when; a write of another revision throws. */
export interface KeyEdit {
  seen: number;
  by: string;
  at: number;
}

interface NewKeySession {
  sessionId: string;
  tokenHash: string;
  userId: string;
  officeId: string;
  createdAt: number;
  seenAt: number;
  expiresAt: number;
  closedAt: number | null;
  address?: string;
  agent?: string;
  by?: SignInWay;
}

export interface KeySession extends NewKeySession {
  /** The last press; null: none since it was opened. */
  activeAt: number | null;
  /** Null while it is not locked by hand. */
  lockedAt: number | null;
  pinFailures: number;
  address: string;
  agent: string;
  by: SignInWay;
}

interface NewKeyDevice {
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

interface KeyReport {
  version: string;
  width: number;
  height: number;
  ratio: number;
  sound: boolean | null;
  voices: Language[] | null;
}

interface KeyDevice extends NewKeyDevice {
  /** What it last said of itself; null until it spoke. */
  report: (KeyReport & { at: number }) | null;
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
    findUserBySsoName: (ssoName: string) => Promise<KeyUserWithRoles | null>;
    findUserBySso: (issuer: string, subject: string) => Promise<KeyUserWithRoles | null>;
    /** Everyone with a role in the office, by name; closed ones too. */
    listUsers: (officeId: string) => Promise<KeyUserWithRoles[]>;
    addUser: (user: NewKeyUser, memberships: { officeId: string; role: StaffRole }[]) => void;
    setPassword: (userId: string, password: string, mustChange: boolean) => void;
    setUser: (
      userId: string,
      change: { name: string; position: string; ssoName: string | null },
      edit: KeyEdit,
    ) => void;
    /** Beside `setUser`, which counts the edit. */
    setRoles: (userId: string, officeId: string, roles: StaffRole[]) => void;
    closeUser: (userId: string, edit: KeyEdit) => void;
    reopenUser: (userId: string, edit: KeyEdit) => void;
    setCode: (userId: string, code: string | null, step: number) => void;
    /** Throws when a code of this step or a later one was used before. */
    useCodeStep: (userId: string, step: number) => void;
    setPin: (userId: string, pin: string | null) => void;
    /** Throws when the person has a bond or another name meanwhile, or another one has this bond. */
    linkSso: (userId: string, ssoName: string, issuer: string, subject: string) => void;
    /** login → failed sign-ins at or after `since`. */
    failuresSince: (since: number) => Promise<Map<string, number>>;
    noteFailedSignIn: (failed: { failedSignInId: string; login: string; address: string; at: number }) => void;
  };
  sessions: {
    openSession: (session: NewKeySession) => void;
    findSession: (tokenHash: string) => Promise<KeySession | null>;
    /** Open ones in an office, of one person or of everybody (null), newest first. */
    listSessions: (officeId: string, userId: string | null, now: number) => Promise<KeySession[]>;
    /** userId → the last use of any session that is kept, closed ones too. */
    lastUses: (officeId: string) => Promise<Map<string, number>>;
    touchSession: (sessionId: string, seenAt: number, expiresAt: number) => void;
    noteActive: (sessionId: string, at: number) => void;
    lockSession: (sessionId: string, at: number) => void;
    /** Active now, and no wrong PINs. */
    unlockSession: (sessionId: string, at: number) => void;
    /** One more wrong PIN; returns how many there are. */
    notePinFailure: (sessionId: string) => number;
    closeSession: (sessionId: string, at: number) => void;
    closeSessionsOf: (userId: string, keepSessionId: string | null, at: number) => void;
  };
  devices: {
    addDevice: (device: NewKeyDevice) => void;
    findDevice: (tokenHash: string) => Promise<KeyDevice | null>;
    listDevices: (officeId: string) => Promise<KeyDevice[]>;
    touchDevice: (deviceId: string, seenAt: number) => void;
    setDevice: (deviceId: string, officeId: string, as: { name: string; printerId: string | null }) => void;
    reportDevice: (deviceId: string, report: KeyReport, at: number) => void;
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
  restores: {
    last: (officeId: string, since: number) => { at: number; madeAt: number } | null;
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
