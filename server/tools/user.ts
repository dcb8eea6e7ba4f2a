/**
 * `npm run user -- add --login L --role R --name "…" [--position "…"]` prints a first password;
 * `npm run user -- password --login L` reads the new one from standard input; `list` tells everyone, `roles`, `close`,
 * `reopen` and `code` do what an administrator's console does: the way back when nobody can reach one.
 */
import { createInterface } from 'node:readline/promises';
import type { StaffRole } from '../contract/index.js';
import { staffRoles } from '../contract/index.js';
import type { LocalAnswer } from '../doors/acts.js';
import type { Ask } from './hail.js';
import { runTyped, wordsOf } from './hail.js';

const roleNames = staffRoles.join('|');
const usage = `usage: npm run user -- add --login L --role ${roleNames}[,…] --name "…" [--position "…"]
       npm run user -- list
       npm run user -- password --login L   (the new password from standard input)
       npm run user -- roles --login L --role ${roleNames}[,…]
       npm run user -- close --login L
       npm run user -- reopen --login L
       npm run user -- code --login L       (no one-time code is asked any longer: the telephone is lost)`;

const isRole = (word: string): word is StaffRole => staffRoles.some((role) => role === word);

/** The roles that were typed; throws a sentence for one that there is not. */
function rolesOf(typed: string | undefined): StaffRole[] {
  const roles = (typed ?? '').split(',').filter(Boolean);
  const strange = roles.find((role) => !isRole(role));
  if (strange !== undefined) throw new Error(`There is no role «${strange}»: ${staffRoles.join(', ')}.`);
  return roles.filter(isRole);
}

function yes(answer: LocalAnswer): Extract<LocalAnswer, { ok: true }> {
  if (!answer.ok) throw new Error(answer.why);
  return answer;
}

async function firstLine(): Promise<string> {
  if (process.stdin.isTTY) process.stdout.write('New password: ');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  return '';
}

/** Does what was typed. `ask` reaches the office; throws a sentence when it says no. */
export async function user(
  args: readonly string[],
  ask: Ask,
  readPassword: () => Promise<string> = firstLine,
): Promise<string> {
  const [verb, ...rest] = args;
  const words = wordsOf(rest, ['login', 'role', 'name', 'position']);
  if (verb === 'list') {
    const { data } = yes(await ask({ do: 'user:list' }));
    return Object.entries(data)
      .map(([login, line]) => `${login} · ${line}`)
      .join('\n');
  }
  const login = words.get('login');
  if (login === undefined) throw new Error(usage);
  switch (verb) {
    case 'add': {
      const [name, position] = [words.get('name') ?? '', words.get('position') ?? ''];
      const { data } = yes(await ask({ do: 'user:add', login, name, position, roles: rolesOf(words.get('role')) }));
      return `${data.login} may sign in. First password, shown once: ${data.password}`;
    }
    case 'password':
      yes(await ask({ do: 'user:password', login, password: await readPassword() }));
      return `The password of ${login} is set; it is changed at the next sign-in. All sessions of this person are closed.`;
    case 'roles': {
      const roles = rolesOf(words.get('role'));
      yes(await ask({ do: 'user:roles', login, roles }));
      return `${login} is ${roles.join(', ')} from now on.`;
    }
    case 'close': {
      const { data } = yes(await ask({ do: 'user:close', login }));
      const left = data.booth === null ? '' : ` Booth ${data.booth} still receives somebody: it is taken over there.`;
      return `${login} may no longer sign in. All sessions of this person are closed.${left}`;
    }
    case 'reopen':
      yes(await ask({ do: 'user:reopen', login }));
      return `${login} may sign in again, with the password as it was.`;
    case 'code':
      yes(await ask({ do: 'user:dropCode', login }));
      return `${login} signs in without a one-time code. All sessions of this person are closed.`;
    default:
      throw new Error(usage);
  }
}

await runTyped(import.meta.url, (args, ask) => user(args, ask));
