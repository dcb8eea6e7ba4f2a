/**
 * Staff: who may sign in, in which office, as what; and the sign-ins that failed. Passwords come in hashed. What of
 * this belongs in the journal the clerk commits, with these writes in its batch.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { StaffRole } from '../contract/index.js';
import { staffRoles } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { Value } from './columns.js';
import type { PrismaClient } from './generated/client.js';
import type { UserModel } from './generated/models/User.js';
import { instantText } from './instant.js';
import { oneOf } from './stored.js';

export interface User {
  userId: string;
  login: string;
  name: string;
  position: string;
  /** The password's hash, as the door made it. */
  password: string;
  /** The password was given by another person: it is changed at the next sign-in. */
  mustChange: boolean;
  createdAt: Instant;
  /** Null while the person may sign in. */
  closedAt: Instant | null;
}

interface Membership {
  officeId: string;
  role: StaffRole;
}

interface UserWithRoles extends User {
  memberships: Membership[];
}

export interface FailedSignIn {
  failedSignInId: string;
  login: string;
  address: string;
  at: Instant;
}

export interface People {
  findUserByLogin: (login: string) => Promise<UserWithRoles | null>;
  userWithRoles: (userId: string) => Promise<UserWithRoles | null>;
  /** Everyone with a role in the office, by name; closed ones too. */
  listUsers: (officeId: string) => Promise<UserWithRoles[]>;
  /** Throws SQLite's error when the login is taken. */
  addUser: (user: User, memberships: Membership[]) => void;
  setPassword: (userId: string, password: string, mustChange: boolean) => void;
  setUser: (userId: string, name: string, position: string) => void;
  /** Replaces the person's roles in that office; none takes the person off it. */
  setRoles: (userId: string, officeId: string, roles: StaffRole[]) => void;
  closeUser: (userId: string, at: Instant) => void;
  reopenUser: (userId: string) => void;
  noteFailedSignIn: (failed: FailedSignIn) => void;
  /** How many of a login failed at or after `since`. */
  failedSignIns: (login: string, since: Instant) => Promise<number>;
}

function toUser(row: UserModel, memberships: Membership[]): UserWithRoles {
  const { id, createdAt, closedAt, ...rest } = row;
  return {
    ...rest,
    userId: id,
    createdAt: createdAt.getTime(),
    closedAt: closedAt === null ? null : closedAt.getTime(),
    memberships,
  };
}

/** Prepares reads and writes of people. Writes are synchronous; a write on a person who is not there throws. */
export function makePeople(db: Database, read: PrismaClient): People {
  const insertUser: Statement<Value[]> = db.prepare(
    `insert into "User" (id, login, name, position, password, mustChange, createdAt, closedAt)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertRole: Statement<Value[]> = db.prepare(
    'insert into "Membership" (userId, officeId, role) values (?, ?, ?)',
  );
  const deleteRoles: Statement<Value[]> = db.prepare('delete from "Membership" where userId = ? and officeId = ?');
  const updatePassword: Statement<Value[]> = db.prepare('update "User" set password = ?, mustChange = ? where id = ?');
  const updateUser: Statement<Value[]> = db.prepare('update "User" set name = ?, position = ? where id = ?');
  const updateClosed: Statement<Value[]> = db.prepare('update "User" set closedAt = ? where id = ?');
  const insertFailed: Statement<Value[]> = db.prepare(
    'insert into "FailedSignIn" (id, login, address, at) values (?, ?, ?, ?)',
  );

  function must(statement: Statement<Value[]>, userId: string, ...values: Value[]): void {
    if (statement.run(...values, userId).changes !== 1) throw new Error(`There is no user ${userId}.`);
  }

  async function withRoles(row: UserModel | null): Promise<UserWithRoles | null> {
    if (row === null) return null;
    const rows = await read.membership.findMany({ where: { userId: row.id } });
    return toUser(
      row,
      rows.map(({ userId, officeId, role }) => ({
        officeId,
        role: oneOf(staffRoles, role, `Membership of ${userId}`),
      })),
    );
  }

  return {
    findUserByLogin: async (login) => withRoles(await read.user.findUnique({ where: { login } })),
    userWithRoles: async (userId) => withRoles(await read.user.findUnique({ where: { id: userId } })),
    listUsers: async (officeId) => {
      const roles = await read.membership.findMany({ where: { officeId } });
      const ids = [...new Set(roles.map((role) => role.userId))];
      const users = await read.user.findMany({ where: { id: { in: ids } }, orderBy: { name: 'asc' } });
      return users.map((user) =>
        toUser(
          user,
          roles
            .filter((role) => role.userId === user.id)
            .map(({ role }) => ({ officeId, role: oneOf(staffRoles, role, `Membership of ${user.id}`) })),
        ),
      );
    },
    addUser: db.transaction((user: User, memberships: Membership[]) => {
      const closedAt = user.closedAt === null ? null : instantText(user.closedAt);
      const { userId, login, name, position, password } = user;
      const mustChange = user.mustChange ? 1 : 0;
      insertUser.run(userId, login, name, position, password, mustChange, instantText(user.createdAt), closedAt);
      for (const { officeId, role } of memberships) insertRole.run(userId, officeId, role);
    }),
    setPassword: (userId, password, mustChange) => must(updatePassword, userId, password, mustChange ? 1 : 0),
    setUser: (userId, name, position) => must(updateUser, userId, name, position),
    setRoles: db.transaction((userId: string, officeId: string, roles: StaffRole[]) => {
      deleteRoles.run(userId, officeId);
      for (const role of roles) insertRole.run(userId, officeId, role);
    }),
    closeUser: (userId, at) => must(updateClosed, userId, instantText(at)),
    reopenUser: (userId) => must(updateClosed, userId, null),
    noteFailedSignIn: ({ failedSignInId, login, address, at }) => {
      insertFailed.run(failedSignInId, login, address, instantText(at));
    },
    failedSignIns: (login, since) => read.failedSignIn.count({ where: { login, at: { gte: new Date(since) } } }),
  };
}
