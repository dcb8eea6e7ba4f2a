/**
 * `npm run user -- add --login L --role R --name "…" [--position "…"]` prints a first password;
 * `npm run user -- password --login L` reads the new one from standard input.
 */
import { createInterface } from 'node:readline/promises';
import type { StaffRole } from '../contract/index.js';
import { staffRoles } from '../contract/index.js';
import type { Ask } from './hail.js';
import { runTyped, wordsOf } from './hail.js';

const usage = `usage: npm run user -- add --login L --role ${staffRoles.join('|')}[,…] --name "…" [--position "…"]
       npm run user -- password --login L   (the new password from standard input)`;

const isRole = (word: string): word is StaffRole => staffRoles.some((role) => role === word);

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
  const login = words.get('login');
  if (login === undefined || (verb !== 'add' && verb !== 'password')) throw new Error(usage);
  if (verb === 'password') {
    const answer = await ask({ do: 'user:password', login, password: await readPassword() });
    if (!answer.ok) throw new Error(answer.why);
    return `The password of ${login} is set; it is changed at the next sign-in. All sessions of this person are closed.`;
  }
  const roles = (words.get('role') ?? '').split(',').filter(Boolean);
  const strange = roles.find((role) => !isRole(role));
  if (strange !== undefined) throw new Error(`There is no role «${strange}»: ${staffRoles.join(', ')}.`);
  const answer = await ask({
    do: 'user:add',
    login,
    name: words.get('name') ?? '',
    position: words.get('position') ?? '',
    roles: roles.filter(isRole),
  });
  if (!answer.ok) throw new Error(answer.why);
  return `${answer.data.login} may sign in. First password, shown once: ${answer.data.password}`;
}

await runTyped(import.meta.url, (args, ask) => user(args, ask));
