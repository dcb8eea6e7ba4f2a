/**
 * The page of a kiosk or a board: its word of itself to the server, and when it loads itself anew: after an upgrade, and
 * every night, so that no person is needed in the morning. Nobody is disturbed by it, and a server that is away is
 * waited for.
 */
import { newRequestId, type Live } from './live.js';
import type { Language } from './vocabulary.js';

/** How the page stands at a moment. */
export interface Standing {
  isOnline: boolean;
  /** Nobody would notice if the page were loaded now. */
  isIdle: boolean;
  /** The office is closed. */
  isNight: boolean;
  /** Another version is served than this page has. */
  isOlder: boolean;
  /** Real milliseconds since the page was loaded. */
  ageMs: number;
  /** Real milliseconds, other for each page, so that not all of a hall come in the same second. */
  spreadMs: number;
}

/** A page that was loaded a moment ago is left alone: what is wrong with it does not go away by loading it. */
const youngMs = 10 * 60_000;
const dayMs = 6 * 3600_000;

/** Is it time to load the page anew? */
export function isDue({ isOnline, isIdle, isNight, isOlder, ageMs, spreadMs }: Standing): boolean {
  if (!isOnline || !isIdle || ageMs < youngMs) return false;
  return isOlder || (isNight && ageMs >= dayMs + spreadMs);
}

const lookEveryMs = 5000;
const mostSpreadMs = 5 * 60_000;

interface Page {
  ask: Live['ask'];
  /** Of the server's process: after a restart everything is said again. Null: the page has not heard of it yet. */
  epoch: () => string | null;
  standing: () => Pick<Standing, 'isOnline' | 'isIdle' | 'isNight'>;
  /** May it sound? Null where it has nothing to say. */
  sound: () => boolean | null;
  /** Languages for which it has a voice. Null where it has nothing to say. */
  voices: () => Language[] | null;
}

/** Goes on as long as the page stands. */
export function keepCurrent({ ask, epoch, standing, sound, voices }: Page): void {
  const version = document.querySelector<HTMLMetaElement>('meta[name="talon-version"]')?.content ?? 'dev';
  const spreadMs = Math.random() * mostSpreadMs;
  let served = version;
  let said = '';
  let isBusy = false;

  async function say(): Promise<void> {
    const face = {
      version,
      width: Math.max(1, Math.round(innerWidth)),
      height: Math.max(1, Math.round(innerHeight)),
      ratio: Math.min(10, Math.max(0.1, devicePixelRatio)),
      sound: sound(),
      voices: voices(),
    };
    const now = `${epoch()} ${JSON.stringify(face)}`;
    if (now === said) return;
    const reply = await ask('device:report', { requestId: newRequestId(), ...face });
    if (!reply?.ok) return;
    said = now;
    served = reply.data.version;
  }

  async function look(): Promise<void> {
    if (isBusy || epoch() === null || !standing().isOnline) return;
    isBusy = true;
    try {
      await say();
      const isOlder = served !== version;
      if (!isDue({ ...standing(), isOlder, ageMs: performance.now(), spreadMs })) return;
      // a page that does not come would leave the browser's own error on the wall
      const page = await fetch(location.pathname, { cache: 'no-store' });
      if (page.ok && standing().isIdle) location.reload();
    } catch {
      // away at this moment: looked at again soon
    } finally {
      isBusy = false;
    }
  }
  setInterval(() => void look(), lookEveryMs);
}
