/**
 * What a command typed in a shell may do: the same acts whether a running server does them for it by its local socket,
 * or the command opens the office itself because nobody answers.
 */
import * as z from 'zod';
import { deviceRoles, Login, staffRoles, type Refusal } from '../contract/index.js';
import { foldLogin } from './auth.js';
import type { Door } from './door.js';
import { rolesIn } from './keys.js';
import { hashPassword, isLongEnough, leastCharacters } from './password.js';
import { linkPath, makeLink } from './pairing.js';
import { isPlainName } from './plainname.js';

const TypedLogin = Login.transform(foldLogin);
const Words = z.string().trim().refine(isPlainName, 'control characters are not allowed');
const Name = Words.min(1, 'a name is needed').max(80);
const Roles = z.array(z.enum(staffRoles)).min(1, 'a role is needed');

/** One act; `who` is asked by a second server that would like to start. */
const LocalAct = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('who') }),
  z.strictObject({
    do: z.literal('user:add'),
    login: TypedLogin,
    name: Name,
    position: Words.max(120).default(''),
    roles: Roles,
  }),
  z.strictObject({ do: z.literal('user:list') }),
  z.strictObject({ do: z.literal('user:password'), login: TypedLogin, password: z.string().max(256) }),
  z.strictObject({ do: z.literal('user:roles'), login: TypedLogin, roles: Roles }),
  z.strictObject({ do: z.literal('user:close'), login: TypedLogin }),
  z.strictObject({ do: z.literal('user:reopen'), login: TypedLogin }),
  z.strictObject({ do: z.literal('user:dropCode'), login: TypedLogin }),
  z.strictObject({
    do: z.literal('pair'),
    role: z.enum(deviceRoles),
    name: Name,
    printerId: z.string().nullable().default(null),
  }),
]);
/** As it is sent: defaults may be left out. */
export type LocalRequest = z.input<typeof LocalAct>;

/** The answer to an act: what the command prints. `why` is an English sentence. */
export const LocalAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) }),
  z.object({ ok: z.literal(false), why: z.string() }),
]);
export type LocalAnswer = z.output<typeof LocalAnswer>;

const no = (why: string): LocalAnswer => ({ ok: false, why });

/** A refusal as whoever typed reads it. */
function whyOf({ key }: Refusal, login: string): string {
  const sentences: Partial<Record<Refusal['key'], string>> = {
    loginTaken: `The login «${login}» is taken.`,
    notFound: `«${login}» has no role in this office.`,
    lastAdministrator: `«${login}» is the last administrator: give somebody else that role first.`,
    editedMeanwhile: `Somebody changed «${login}» at this moment; look again and repeat.`,
  };
  return sentences[key] ?? `The office says no: ${key}.`;
}

/**
 * The handler of the local socket. `actor` of the journal's entries is `shell`; `baseUrl` begins the links that are
 * printed, without a trailing slash.
 */
export function localActs(door: Door, baseUrl: () => string): (request: unknown) => Promise<LocalAnswer> {
  const { house, keys, now, people } = door;

  /** Everyone by login: what the person is, and whether the account is closed. */
  async function list(): Promise<LocalAnswer> {
    const users = await keys.people.listUsers(house.officeId);
    const lineOf = (user: (typeof users)[number]) =>
      [
        user.name,
        rolesIn(house.officeId, user).join(', '),
        ...(user.code === null ? [] : ['signs in with a code']),
        ...(user.closedAt === null ? [] : ['closed']),
      ].join(' · ');
    return { ok: true, data: Object.fromEntries(users.map((user) => [user.login, lineOf(user)])) };
  }

  /** An act on a person who is named by a login, as it stands at this moment. */
  async function onPerson(
    login: string,
    act: (user: {
      userId: string;
      name: string;
      position: string;
      ssoName: string | null;
      seen: number;
    }) => Promise<{ ok: true; data: { booth?: string | null } | object } | { ok: false; refusal: Refusal }>,
  ): Promise<LocalAnswer> {
    const user = await keys.people.findUserByLogin(login);
    if (!user) return no(`There is no login «${login}».`);
    const { userId, name, position, ssoName, revision: seen } = user;
    const told = await act({ userId, name, position, ssoName, seen });
    if (!told.ok) return no(whyOf(told.refusal, login));
    const booth = 'booth' in told.data ? (told.data.booth ?? null) : null;
    return { ok: true, data: { userId, login, booth } };
  }

  async function setPassword(login: string, fresh: string): Promise<LocalAnswer> {
    const user = await keys.people.findUserByLogin(login);
    if (!user) return no(`There is no login «${login}».`);
    if (!isLongEnough(fresh)) return no(`A password has at least ${leastCharacters} characters.`);
    const { userId } = user;
    const password = await hashPassword(fresh);
    await house.record({ kind: 'user:passwordChanged', actor: 'shell', data: { userId } }, () => {
      // whoever typed it in the shell may not be the person: it is changed at the next sign-in
      keys.people.setPassword(userId, password, true);
      keys.people.setPin(userId, null);
      keys.sessions.closeSessionsOf(userId, null, now());
    });
    door.changed();
    return { ok: true, data: { userId, login } };
  }

  return async (request) => {
    const parsed = LocalAct.safeParse(request);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return no(`${issue?.path.join('.') || 'request'}: ${issue?.message ?? 'not understood'}.`);
    }
    const act = parsed.data;
    switch (act.do) {
      case 'who':
        return { ok: true, data: { officeId: house.officeId, pid: process.pid } };
      case 'user:add': {
        const { login, name, position, roles } = act;
        const told = await people.add({ login, name, position, roles, ssoName: null }, 'shell');
        return told.ok ? { ok: true, data: told.data } : no(whyOf(told.refusal, login));
      }
      case 'user:list':
        return list();
      case 'user:password':
        return setPassword(act.login, act.password);
      case 'user:roles':
        return onPerson(act.login, (user) => people.set({ ...user, roles: act.roles }, 'shell'));
      case 'user:close':
        return onPerson(act.login, ({ userId, seen }) => people.close({ userId, seen }, 'shell'));
      case 'user:reopen':
        return onPerson(act.login, ({ userId, seen }) => people.reopen({ userId, seen }, 'shell'));
      case 'user:dropCode':
        return onPerson(act.login, ({ userId }) => people.dropCode({ userId }, 'shell'));
      case 'pair': {
        const { role, name, printerId } = act;
        const link = makeLink(keys, { officeId: house.officeId, role, name, printerId }, now());
        return { ok: true, data: { link: `${baseUrl()}${linkPath(role, link.code)}`, until: link.until } };
      }
    }
  };
}
