/** The doors' cookies: one for each kind of caller, so that console, kiosk and board may be open in one browser. */
import type { CallerKind } from './given.js';

type CookieKind = Exclude<CallerKind, 'ticket'>;

/** What a reply changes in the browser: a new secret, or null to take it away. */
export interface CookieChange {
  kind: CookieKind;
  token: string | null;
}

/** A staff cookie outlives a crash of the browser; how long the session lives is the server's to say (12 idle hours). */
const staffSeconds = 7 * 24 * 3600;
/** Browsers keep no cookie for longer; a device's is renewed whenever its page is loaded. */
const deviceSeconds = 400 * 24 * 3600;

const nameOf = (kind: CookieKind) => `talon_${kind}`;

/** The `Set-Cookie` header's value. */
export function writeCookie(change: CookieChange, isSecure: boolean): string {
  const seconds = change.token === null ? 0 : change.kind === 'staff' ? staffSeconds : deviceSeconds;
  const flags = `Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  return `${nameOf(change.kind)}=${change.token ?? ''}; ${flags}`;
}

/** The token of one kind in a `Cookie` header; null when it is not there. */
export function readCookie(header: string | undefined, kind: CookieKind): string | null {
  if (!header) return null;
  const start = `${nameOf(kind)}=`;
  for (const part of header.split(';')) {
    const pair = part.trim();
    if (pair.startsWith(start)) return pair.slice(start.length) || null;
  }
  return null;
}
