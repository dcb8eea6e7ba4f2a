/**
 * Sessions of staff. The store knows only the hash of a token: a stolen database opens no door. Times are real time.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { Instant } from '../domain/instant.js';
import type { Value } from './columns.js';
import type { PrismaClient } from './generated/client.js';
import { instantText } from './instant.js';

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
}

export interface Sessions {
  openSession: (session: Session) => void;
  /** As it stands, also when closed or past its time: the door judges. */
  findSession: (tokenHash: string) => Promise<Session | null>;
  touchSession: (sessionId: string, seenAt: Instant, expiresAt: Instant) => void;
  /** Closing again keeps the first time. */
  closeSession: (sessionId: string, at: Instant) => void;
  /** Every open session of a person, but the one to keep (null: none): after a change of password or of roles. */
  closeSessionsOf: (userId: string, keepSessionId: string | null, at: Instant) => void;
}

/** Prepares reads and writes of sessions. */
export function makeSessions(db: Database, read: PrismaClient): Sessions {
  const insert: Statement<Value[]> = db.prepare(
    `insert into "Session" (id, tokenHash, userId, officeId, createdAt, seenAt, expiresAt, closedAt)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const touch: Statement<Value[]> = db.prepare('update "Session" set seenAt = ?, expiresAt = ? where id = ?');
  const close: Statement<Value[]> = db.prepare('update "Session" set closedAt = ? where id = ? and closedAt is null');
  const closeAll: Statement<Value[]> = db.prepare(
    'update "Session" set closedAt = ? where userId = ? and closedAt is null and id is not ?',
  );
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
      );
    },
    findSession: async (tokenHash) => {
      const row = await read.session.findUnique({ where: { tokenHash } });
      if (row === null) return null;
      const { id, createdAt, seenAt, expiresAt, closedAt, ...rest } = row;
      return {
        ...rest,
        sessionId: id,
        createdAt: createdAt.getTime(),
        seenAt: seenAt.getTime(),
        expiresAt: expiresAt.getTime(),
        closedAt: closedAt === null ? null : closedAt.getTime(),
      };
    },
    touchSession: (sessionId, seenAt, expiresAt) => {
      touch.run(instantText(seenAt), instantText(expiresAt), sessionId);
    },
    closeSession: (sessionId, at) => {
      close.run(instantText(at), sessionId);
    },
    closeSessionsOf: (userId, keepSessionId, at) => {
      closeAll.run(instantText(at), userId, keepSessionId);
    },
  };
}
