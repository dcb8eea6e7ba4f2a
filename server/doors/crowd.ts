/**
 * Among whom a stranger is counted. Whoever comes in has no key yet and shares an address with anybody: the ways in have
 * crowds of their own, and a login that came in from there before stands in none, so that no stranger keeps staff out.
 */
import { foldLogin } from './auth.js';
import type { Proving } from './proving.js';
import { sealOf } from './token.js';

const loginIn = (payload: unknown): string =>
  typeof payload === 'object' && payload !== null && 'login' in payload && typeof payload.login === 'string'
    ? payload.login
    : '';

/** The crowd of a press, by its command, its payload as it was sent and the address. */
export function makeCrowdOf({ isFamiliar }: Pick<Proving, 'isFamiliar'>) {
  return (command: string, payload: unknown, address: string): string => {
    if (command === 'session:beginSso') return `sso at ${address}`;
    if (command !== 'session:signIn') return `at ${address}`;
    const login = foldLogin(loginIn(payload));
    return isFamiliar({ login, address }) ? `${sealOf(login)} at ${address}` : `sign-in at ${address}`;
  };
}

/**
 * The crowd of a request, by its path under `/api`, before anything of it is read. Null: a sign-in, which only its login
 * tells from a stranger's; it is counted as a press, once that was read.
 */
export function crowdOfPath(path: string, address: string): string | null {
  if (path === '/session:signIn') return null;
  return path === '/session:beginSso' || path === '/sso/callback' ? `sso at ${address}` : address;
}
