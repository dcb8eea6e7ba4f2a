/**
 * Sessions of staff. The store knows only the hash of a token: a stolen database opens no door. Times are real time.
 */
import type { Database, Statement } from 'better-sqlite3';
import { signInWays } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { Value } from './columns.js';
import type { PrismaClient } from './generated/client.js';
import type { SessionModel } from './generated/models/Session.js';
import { instantText } from './instant.js';
import { oneOf } from './stored.js';

type SignInWay = (typeof signInWays)[number];

export interface Session {
  sessionId: string;
  /** sha-256 of the cookie. */
  tokenHash: string;
  userId: string;
  officeId: string;
  createdAt: Instant;
  seenAt: Instant;
  expiresAt: Instant;
  closedAt: Instant | null;
  /** The last press; null: none since it was opened. */
  activeAt: Instant | null;
  /** Null while it is not locked by hand. */
  lockedAt: Instant | null;
  /** Wrong PINs in a row. */
  pinFailures: number;
  /** Where it was opened from; personal data of staff, told to administrators only. */
  address: string;
  /** «Chromium, Linux» */
  agent: string;
  by: SignInWay;
}

/** A session that begins: by a password and from nowhere, unless it says. */
export type NewSession = Omit<Session, 'activeAt' | 'lockedAt' | 'pinFailures' | 'address' | 'agent' | 'by'> &
  Partial<Pick<Session, 'address' | 'agent' | 'by'>>;

export interface Sessions {
  openSession: (session: NewSession) => void;
  /** As it stands, also when closed or past its time: the door judges. */
  findSession: (tokenHash: string) => Promise<Session | null>;
  /** Open ones in an office, of one person or of everybody (null), newest first. */
  listSessions: (officeId: string, userId: string | null, now: Instant) => Promise<Session[]>;
  /** userId → the last use of any session that is kept, closed ones too. */
  lastUses: (officeId: string) => Promise<Map<string, Instant>>;
  touchSession: (sessionId: string, seenAt: Instant, expiresAt: Instant) => void;
  /** Something was pressed. */
  noteActive: (sessionId: string, at: Instant) => void;
  /** Locking again keeps the first time. */
  lockSession: (sessionId: string, at: Instant) => void;
  /** Unlocked by its person: active now, and no wrong PINs. */
  unlockSession: (sessionId: string, at: Instant) => void;
  /** One more wrong PIN. Returns how many there are. */
  notePinFailure: (sessionId: string) => number;
  /** Closing again keeps the first time. */
  closeSession: (sessionId: string, at: Instant) => void;
  /** Every open session of a person, but the one to keep (null: none): after a change of password or of roles. */
  closeSessionsOf: (userId: string, keepSessionId: string | null, at: Instant) => void;
}

function toSession(row: SessionModel): Session {
  const { id, createdAt, seenAt, expiresAt, closedAt, activeAt, lockedAt, by, ...rest } = row;
  return {
    ...rest,
    sessionId: id,
    createdAt: createdAt.getTime(),
    seenAt: seenAt.getTime(),
    expiresAt: expiresAt.getTime(),
    closedAt: closedAt === null ? null : closedAt.getTime(),
    activeAt: activeAt === null ? null : activeAt.getTime(),
    lockedAt: lockedAt === null ? null : lockedAt.getTime(),
    by: oneOf(signInWays, by, `Session ${id}`),
  };
}

/** Prepares reads and writes of sessions. */
export function makeSessions(db: Database, read: PrismaClient): Sessions {
  const insert: Statement<Value[]> = db.prepare(
    `insert into "Session" (id, tokenHash, userId, officeId, createdAt, seenAt, expiresAt, closedAt, address, agent, "by")
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const touch: Statement<Value[]> = db.prepare('update "Session" set seenAt = ?, expiresAt = ? where id = ?');
  const close: Statement<Value[]> = db.prepare('update "Session" set closedAt = ? where id = ? and closedAt is null');
  const closeAll: Statement<Value[]> = db.prepare(
    'update "Session" set closedAt = ? where userId = ? and closedAt is null and id is not ?',
  );
  const active: Statement<Value[]> = db.prepare('update "Session" set activeAt = ? where id = ?');
  const lock: Statement<Value[]> = db.prepare('update "Session" set lockedAt = ? where id = ? and lockedAt is null');
  const unlock: Statement<Value[]> = db.prepare(
    'update "Session" set lockedAt = null, pinFailures = 0, activeAt = ? where id = ?',
  );
  const failPin: Statement<Value[]> = db.prepare('update "Session" set pinFailures = pinFailures + 1 where id = ?');
  const failures: Statement<Value[], number> = db
    .prepare<Value[], number>('select pinFailures from "Session" where id = ?')
    .pluck();
  return {
    openSession: (session) => {
      const { sessionId, tokenHash, userId, officeId, createdAt, seenAt, expiresAt, closedAt } = session;
      insert.run(
        sessionId,
        tokenHash,
        userId,
        officeId,
        instantText(createdAt),
        instantText(seenAt),
        instantText(expiresAt),
        closedAt === null ? null : instantText(closedAt),
        session.address ?? '',
        session.agent ?? '',
        session.by ?? 'password',
      );
    },
    findSession: async (tokenHash) => {
      const row = await read.session.findUnique({ where: { tokenHash } });
      return row === null ? null : toSession(row);
    },
    listSessions: async (officeId, userId, now) => {
      const of = userId === null ? {} : { userId };
      const rows = await read.session.findMany({
        where: { officeId, ...of, closedAt: null, expiresAt: { gt: new Date(now) } },
        orderBy: { createdAt: 'desc' },
      });
      return rows.map(toSession);
    },
    lastUses: async (officeId) => {
      const rows = await read.session.groupBy({ by: ['userId'], where: { officeId }, _max: { seenAt: true } });
      return new Map(
        rows.flatMap(({ userId, _max }) => (_max.seenAt === null ? [] : [[userId, _max.seenAt.getTime()]])),
      );
    },
    touchSession: (sessionId, seenAt, expiresAt) => {
      touch.run(instantText(seenAt), instantText(expiresAt), sessionId);
    },
    noteActive: (sessionId, at) => {
      active.run(instantText(at), sessionId);
    },
    lockSession: (sessionId, at) => {
      lock.run(instantText(at), sessionId);
    },
    unlockSession: (sessionId, at) => {
      unlock.run(instantText(at), sessionId);
    },
    notePinFailure: (sessionId) => {
      failPin.run(sessionId);
      return failures.get(sessionId) ?? 0;
    },
    closeSession: (sessionId, at) => {
      close.run(instantText(at), sessionId);
    },
    closeSessionsOf: (userId, keepSessionId, at) => {
      closeAll.run(instantText(at), userId, keepSessionId);
    },
  };
}
