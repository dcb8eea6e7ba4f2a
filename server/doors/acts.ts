/**
 * What a command typed in a shell may do: the same acts whether a running server does them for it by its local socket,
 * or the command opens the office itself because nobody answers.
 */
import * as z from 'zod';
import { deviceRoles, staffRoles } from '../contract/index.js';
import { foldLogin } from './auth.js';
import type { Door } from './door.js';
import { hashPassword, isLongEnough, leastCharacters } from './password.js';
import { isPlainName, linkPath, makeLink } from './pairing.js';
import { newCode, newId } from './token.js';

const Login = z
  .string()
  .transform(foldLogin)
  .pipe(z.string().regex(/^[\p{L}\p{N}._@-]{2,64}$/u, 'a login is 2 to 64 letters, digits, dots, dashes'));
const Words = z.string().trim().refine(isPlainName, 'control characters are not allowed');
const Name = Words.min(1, 'a name is needed').max(80);

/** One act; `who` is asked by a second server that would like to start. */
const LocalAct = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('who') }),
  z.strictObject({
    do: z.literal('user:add'),
    login: Login,
    name: Name,
    position: Words.max(120).default(''),
    roles: z.array(z.enum(staffRoles)).min(1, 'a role is needed'),
  }),
  z.strictObject({ do: z.literal('user:password'), login: Login, password: z.string().max(256) }),
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

/** A first password: four groups that can be read out; changed at the first sign-in. About 74 bits. */
export function firstPassword(): string {
  return Array.from({ length: 4 }, () => newCode(4).toLowerCase()).join('-');
}

/**
 * The handler of the local socket. `actor` of the journal's entries is `shell`; `baseUrl` begins the links that are
 * printed, without a trailing slash.
 */
export function localActs(door: Door, baseUrl: () => string): (request: unknown) => Promise<LocalAnswer> {
  const { house, keys, now } = door;

  async function addUser(act: { login: string; name: string; position: string; roles: (typeof staffRoles)[number][] }) {
    if (await keys.people.findUserByLogin(act.login)) return no(`The login «${act.login}» is taken.`);
    const first = firstPassword();
    const password = await hashPassword(first);
    const userId = newId();
    const { login, name, position, roles } = act;
    const officeId = house.officeId;
    const user = { userId, login, name, position, password, mustChange: true, createdAt: now(), closedAt: null };
    await house.record({ kind: 'user:added', actor: 'shell', data: { userId, roles } }, () =>
      keys.people.addUser(
        user,
        [...new Set(roles)].map((role) => ({ officeId, role })),
      ),
    );
    return { ok: true, data: { userId, login, password: first } } satisfies LocalAnswer;
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
      case 'user:add':
        return addUser(act);
      case 'user:password':
        return setPassword(act.login, act.password);
      case 'pair': {
        const { role, name, printerId } = act;
        const link = makeLink(keys, { officeId: house.officeId, role, name, printerId }, now());
        return { ok: true, data: { link: `${baseUrl()}${linkPath(role, link.code)}`, until: link.until } };
      }
    }
  };
}
