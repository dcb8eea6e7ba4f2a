/** What a kept answer remembers of its press: a seal that nobody can guess the press from. */
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Seals presses with a key of this office's folder, made when there is none: presses hold ИНН and registration numbers,
 * which a plain digest of them would give away by counting, and a copy of the database alone has no key. It outlives the
 * process, so a press is known again after a restart; without its file, answers of the last day are `requestReused`.
 */
export function makeSealOfPress(keyFile: string): (press: string) => string {
  if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64url');
  if (key.length < 32) throw new Error(`${keyFile} holds no key; remove it, and another one is made`);
  return (press) => createHmac('sha256', key).update(press).digest('base64url');
}
