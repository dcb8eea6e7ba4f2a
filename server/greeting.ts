/** What the terminal says once the office is open. */
import type { Opened } from './open.js';

/**
 * The lines of a start at an address: one text, so that whoever reads the terminal (a person, a script that waits for
 * the first password) never sees half of it.
 */
export function greeting(shown: string, first: Opened['first']): string {
  const line = (label: string, value: string) => `  ${label.padEnd(10)}${value}`;
  const devices = {
    kiosk: `${shown}${first?.kiosk ?? '/kiosk/'}`,
    display: `${shown}${first?.display ?? '/display/'}`,
  };
  return [
    `\nTalon is open at ${shown}`,
    ...(first === null
      ? []
      : ['\nPair this office’s devices. Each link works once, for 15 minutes (later: npm run pair):']),
    line('kiosk', devices.kiosk),
    line('display', devices.display),
    line('console', `${shown}/operator/`),
    ...(first === null
      ? []
      : [
          '\nThe administrator’s first password. It is shown this once and changed at the first sign-in:',
          line('login', first.login),
          line('password', first.password),
        ]),
    '',
  ].join('\n');
}
