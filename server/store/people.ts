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
  /** Grows with each change of name, position, roles or being closed; by whom and when the last one was. */
  revision: number;
  changedBy: string | null;
  changedAt: Instant | null;
  /** The secret of one-time codes, as the door sealed it; null: none are asked. */
  code: string | null;
  /** The last step of thirty seconds whose code was used. */
  codeStep: number;
  /** The PIN's hash, as the door made it. */
  pin: string | null;
  /** Folded: the name by which the provider of single sign-on knows the person. */
  ssoName: string | null;
  /** How the provider named the person for good, once. */
  ssoIssuer: string | null;
  ssoSubject: string | null;
}

/** A person who is new: no code, PIN or bond with a provider yet. */
export type NewUser = Pick<
  User,
  'userId' | 'login' | 'name' | 'position' | 'password' | 'mustChange' | 'createdAt' | 'closedAt'
> &
  Partial<Pick<User, 'ssoName'>>;

/** What an administrator edits of a person; another `ssoName` ends the bond with the provider. */
export type UserChange = Pick<User, 'name' | 'position' | 'ssoName'>;

/** Who edits, seeing which revision, when: a write of another revision throws. */
export interface Edit {
  seen: number;
  by: string;
  at: Instant;
}

interface Membership {
  officeId: string;
  role: StaffRole;
}

export interface UserWithRoles extends User {
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
  /** By a name that the provider of single sign-on told, folded. */
  findUserBySsoName: (ssoName: string) => Promise<UserWithRoles | null>;
  /** By the bond that was made with the first sign-in of that way. */
  findUserBySso: (issuer: string, subject: string) => Promise<UserWithRoles | null>;
  /** Throws SQLite's error when the login or `ssoName` is taken. */
  addUser: (user: NewUser, memberships: Membership[]) => void;
  setPassword: (userId: string, password: string, mustChange: boolean) => void;
  setUser: (userId: string, change: UserChange, edit: Edit) => void;
  /** Replaces the person's roles in that office; none takes the person off it. Beside `setUser`, which counts the edit. */
  setRoles: (userId: string, officeId: string, roles: StaffRole[]) => void;
  closeUser: (userId: string, edit: Edit) => void;
  reopenUser: (userId: string, edit: Edit) => void;
  /** A sealed secret and the step of the code that confirmed it; null: no codes any longer. */
  setCode: (userId: string, code: string | null, step: number) => void;
  /** A code was used. Throws when one of this step or a later one was used before. */
  useCodeStep: (userId: string, step: number) => void;
  setPin: (userId: string, pin: string | null) => void;
  /** Throws when the person has a bond or another name meanwhile, or another one has this bond. */
  linkSso: (userId: string, ssoName: string, issuer: string, subject: string) => void;
  noteFailedSignIn: (failed: FailedSignIn) => void;
  /** How many of a login failed at or after `since`. */
  failedSignIns: (login: string, since: Instant) => Promise<number>;
  /** login → how many failed at or after `since`; logins that are not known are one, «?». */
  failuresSince: (since: Instant) => Promise<Map<string, number>>;
}

function toUser(row: UserModel, memberships: Membership[]): UserWithRoles {
  const { id, createdAt, closedAt, changedAt, ...rest } = row;
  return {
    ...rest,
    userId: id,
    createdAt: createdAt.getTime(),
    closedAt: closedAt === null ? null : closedAt.getTime(),
    changedAt: changedAt === null ? null : changedAt.getTime(),
    memberships,
  };
}

/** Prepares reads and writes of people. Writes are synchronous; a write on a person who is not there throws. */
export function makePeople(db: Database, read: PrismaClient): People {
  const insertUser: Statement<Value[]> = db.prepare(
    `insert into "User" (id, login, name, position, password, mustChange, createdAt, closedAt, ssoName)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertRole: Statement<Value[]> = db.prepare(
    'insert into "Membership" (userId, officeId, role) values (?, ?, ?)',
  );
  const deleteRoles: Statement<Value[]> = db.prepare('delete from "Membership" where userId = ? and officeId = ?');
  const updatePassword: Statement<Value[]> = db.prepare('update "User" set password = ?, mustChange = ? where id = ?');
  const edited = 'revision = revision + 1, changedBy = ?, changedAt = ? where id = ? and revision = ?';
  // what stands on the right is the row as it was
  const updateUser: Statement<Value[]> = db.prepare(
    `update "User" set name = ?, position = ?, ssoIssuer = iif(ssoName is ?, ssoIssuer, null),
       ssoSubject = iif(ssoName is ?, ssoSubject, null), ssoName = ?, ${edited}`,
  );
  const updateClosed: Statement<Value[]> = db.prepare(`update "User" set closedAt = ?, ${edited}`);
  const updateCode: Statement<Value[]> = db.prepare('update "User" set code = ?, codeStep = ? where id = ?');
  const updateStep: Statement<Value[]> = db.prepare('update "User" set codeStep = ? where id = ? and codeStep < ?');
  const updatePin: Statement<Value[]> = db.prepare('update "User" set pin = ? where id = ?');
  const updateSso: Statement<Value[]> = db.prepare(
    'update "User" set ssoIssuer = ?, ssoSubject = ? where id = ? and ssoName = ? and ssoIssuer is null',
  );
  const insertFailed: Statement<Value[]> = db.prepare(
    'insert into "FailedSignIn" (id, login, address, at) values (?, ?, ?, ?)',
  );

  function must(statement: Statement<Value[]>, userId: string, ...values: Value[]): void {
    if (statement.run(...values, userId).changes !== 1) throw new Error(`There is no user ${userId}.`);
  }

  /** The last defence of two editors: whoever rules has compared revisions before. */
  function edit(statement: Statement<Value[]>, userId: string, { seen, by, at }: Edit, ...values: Value[]): void {
    if (statement.run(...values, by, instantText(at), userId, seen).changes !== 1)
      throw new Error(`There is no user ${userId} of revision ${seen}.`);
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
    findUserBySsoName: async (ssoName) => withRoles(await read.user.findUnique({ where: { ssoName } })),
    findUserBySso: async (ssoIssuer, ssoSubject) =>
      withRoles(await read.user.findUnique({ where: { ssoIssuer_ssoSubject: { ssoIssuer, ssoSubject } } })),
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
    addUser: db.transaction((user: NewUser, memberships: Membership[]) => {
      const closedAt = user.closedAt === null ? null : instantText(user.closedAt);
      const { userId, login, name, position, password, ssoName = null } = user;
      const [mustChange, createdAt] = [user.mustChange ? 1 : 0, instantText(user.createdAt)];
      insertUser.run(userId, login, name, position, password, mustChange, createdAt, closedAt, ssoName);
      for (const { officeId, role } of memberships) insertRole.run(userId, officeId, role);
    }),
    setPassword: (userId, password, mustChange) => must(updatePassword, userId, password, mustChange ? 1 : 0),
    setUser: (userId, { name, position, ssoName }, as) =>
      edit(updateUser, userId, as, name, position, ssoName, ssoName, ssoName),
    setRoles: db.transaction((userId: string, officeId: string, roles: StaffRole[]) => {
      deleteRoles.run(userId, officeId);
      for (const role of roles) insertRole.run(userId, officeId, role);
    }),
    closeUser: (userId, as) => edit(updateClosed, userId, as, instantText(as.at)),
    reopenUser: (userId, as) => edit(updateClosed, userId, as, null),
    setCode: (userId, code, step) => must(updateCode, userId, code, step),
    useCodeStep: (userId, step) => {
      if (updateStep.run(step, userId, step).changes !== 1)
        throw new Error(`A code of step ${step} or later was used by ${userId} before.`);
    },
    setPin: (userId, pin) => must(updatePin, userId, pin),
    linkSso: (userId, ssoName, issuer, subject) => {
      if (updateSso.run(issuer, subject, userId, ssoName).changes !== 1)
        throw new Error(`User ${userId} is not there by that name, or is bound already.`);
    },
    noteFailedSignIn: ({ failedSignInId, login, address, at }) => {
      insertFailed.run(failedSignInId, login, address, instantText(at));
    },
    failedSignIns: (login, since) => read.failedSignIn.count({ where: { login, at: { gte: new Date(since) } } }),
    failuresSince: async (since) => {
      const where = { at: { gte: new Date(since) } };
      const rows = await read.failedSignIn.groupBy({ by: ['login'], where, _count: { _all: true } });
      return new Map(rows.map(({ login, _count }) => [login, _count._all]));
    },
  };
}
