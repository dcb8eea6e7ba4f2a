/** What is sealed by a key of the office's folder: presses whose answers are kept, secrets of people's second factors. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Seals presses with a key of this office's folder, made when there is none: presses hold ИНН and registration numbers,
 * which a plain digest of them would give away by counting, and a copy of the database alone has no key. It outlives the
 * process, so a press is known again after a restart; without its file, answers of the last day are `requestReused`.
 */
export function makeSealOfPress(keyFile: string): (press: string) => string {
  const key = keyOf(keyFile);
  return (press) => createHmac('sha256', key).update(press).digest('base64url');
}

/** The key in the file, made when there is none. Throws a sentence when the file holds something else. */
function keyOf(keyFile: string): Buffer {
  if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64url');
  if (key.length < 32) throw new Error(`${keyFile} holds no key; remove it, and another one is made`);
  return key;
}

const ivBytes = 12;
const tagBytes = 16;

export interface Vault {
  /** AES-256-GCM; the same text is sealed differently each time. */
  seal: (text: string) => string;
  /** Null for what was sealed by another key, or changed. */
  open: (text: string) => string | null;
  /** A secret of argon2id for PINs: of a copy of the database alone four digits would be guessed in minutes. */
  pepper: Buffer;
}

/**
 * Seals secrets of people by keys that are derived from the same file, so that a backup carries what opens them and a
 * copy of the database alone opens nothing. Without its file every code and PIN is made anew.
 */
export function makeVault(keyFile: string): Vault {
  const master = keyOf(keyFile);
  const derived = (label: string) => Buffer.from(hkdfSync('sha256', master, '', label, 32));
  const key = derived('totp');
  return {
    seal(text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(text) {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length < ivBytes + tagBytes) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
        decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    pepper: derived('pin'),
  };
}
