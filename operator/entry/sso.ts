/** Single sign-on as the entrance knows it: the provider's name, and the way there and back. Pure but for the browser. */
import type { RefusalKey } from '@contract/vocabulary';

/** The page that was left for the provider, of this tab alone. */
const LEFT = 'talon.console.left';

const within = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;

/** What `/api/theme` says: the provider's name; null where staff sign in with passwords alone. */
export function providerIn(theme: unknown): string | null {
  const name = within(within(within(theme, 'data'), 'sso'), 'name');
  return typeof name === 'string' && name !== '' ? name : null;
}

/** Asks the server; `undefined` when nobody answers. */
export async function askProvider(): Promise<string | null | undefined> {
  try {
    const response = await fetch('/api/theme');
    return response.ok ? providerIn(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}

const refusals: readonly RefusalKey[] = ['ssoOff', 'ssoUnknown', 'ssoFailed', 'ssoUnfinished', 'tooMany', 'internal'];

/** Why somebody came back with nothing, from the address `?sso=…`; null for anything that no server of ours wrote. */
export const refusalIn = (value: unknown): RefusalKey | null => refusals.find((key) => key === value) ?? null;

/** Leaves this page for the provider's. */
export function leaveFor(url: string, path: string): void {
  try {
    sessionStorage.setItem(LEFT, path);
  } catch {
    // then the way back leads to the first page
  }
  location.assign(url);
}

/** The page that was left, told once; null: none. */
export function takeLeft(): string | null {
  try {
    const path = sessionStorage.getItem(LEFT);
    sessionStorage.removeItem(LEFT);
    return path;
  } catch {
    return null;
  }
}
