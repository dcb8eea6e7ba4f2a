/** The doors' cookies: one for each kind of caller, so that console, kiosk and board may be open in one browser. */
import type { CallerKind } from './given.js';

/** `sso`: a login that is under way at a provider, of the browser that began it. */
type CookieKind = Exclude<CallerKind, 'ticket'> | 'sso';

/** What a reply changes in the browser: a new secret, or null to take it away. */
export interface CookieChange {
  kind: CookieKind;
  token: string | null;
}

/** A staff cookie outlives a crash of the browser; how long the session lives is the server's to say (12 idle hours). */
const staffSeconds = 7 * 24 * 3600;
/** Browsers keep no cookie for longer; a device's is renewed whenever its page is loaded. */
const deviceSeconds = 400 * 24 * 3600;
const secondsOf: Record<CookieKind, number> = {
  staff: staffSeconds,
  kiosk: deviceSeconds,
  display: deviceSeconds,
  sso: 10 * 60,
};

const nameOf = (kind: CookieKind) => `talon_${kind}`;

/** The `Set-Cookie` header's value. */
export function writeCookie(change: CookieChange, isSecure: boolean): string {
  const seconds = change.token === null ? 0 : secondsOf[change.kind];
  // who comes back from a provider comes by a link of its page, with which a strict cookie does not go
  const [path, site] = change.kind === 'sso' ? ['/api/sso', 'Lax'] : ['/', 'Strict'];
  const flags = `Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=${site}${isSecure ? '; Secure' : ''}`;
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
