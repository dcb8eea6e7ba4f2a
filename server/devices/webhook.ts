/**
 * THE COURIER: tells new alerts to the address of the configuration, outside of the clerk's line. What it takes along is
 * in the books already and stays there until it was heard, so a receiver that is dead or slow holds up nobody.
 */
import { createHmac } from 'node:crypto';

/** Where alerts are told, and the secret that both sides share. */
export interface Webhook {
  url: string;
  secret: string;
}

/** One that waits in the books. */
export interface Letter {
  deliveryId: string;
  /** JSON text, as it is sent at every attempt. */
  body: string;
  attempts: number;
  /** Real time. */
  madeAt: number;
}

/** The books' side; every call is short and synchronous. */
export interface Postbag {
  due(now: number, limit: number): Letter[];
  /** When the next is due; null when none waits. */
  next(): number | null;
  delivered(deliveryId: string, now: number): void;
  /** Tried again at `nextAt`; null gives it up. */
  undelivered(deliveryId: string, now: number, nextAt: number | null): void;
  /** Gives up the oldest of more than so many. */
  bound(now: number, most: number): void;
  forget(before: number): void;
}

/** Milliseconds of real time. */
export interface CourierPace {
  /** Longest wait for an answer. */
  answerMs: number;
  /** Pauses before the second attempt, the third, …; the last one from then on. */
  pausesMs: readonly number[];
  /** How long one is tried. */
  triedMs: number;
  /** More than so many do not wait: of an address that is dead for long the newest are told. */
  mostWaiting: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const usualCourierPace: CourierPace = {
  answerMs: 5000,
  pausesMs: [5000, 15_000, minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs],
  triedMs: 24 * hourMs,
  mostWaiting: 500,
};

/** Taken along at once: each of them may wait for an answer. */
const atOnce = 4;
/** What was told or given up is kept for a week, for who looks at the settings. */
const keptMs = 7 * 24 * hourMs;
/** It looks at least so often, whatever it was told. */
const longestRestMs = hourMs;

export interface Courier {
  /** Something new may be in the books. */
  wake(): void;
  /** Stops; what is on its way is told again after the next start. */
  close(): Promise<void>;
}

/** `sha256=<hex>`: HMAC of `<timestamp>.<body>` by the shared secret; the timestamp keeps an old letter from being sent again by others. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** Posts one letter; null when it was heard (2xx), otherwise why not. Redirects are not followed. */
async function post(to: Webhook, letter: Letter, now: number, stop: AbortSignal): Promise<string | null> {
  const timestamp = String(Math.floor(now / 1000));
  try {
    const answer = await fetch(to.url, {
      method: 'POST',
      redirect: 'manual',
      signal: stop,
      body: letter.body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Talon',
        'x-talon-delivery': letter.deliveryId,
        'x-talon-timestamp': timestamp,
        'x-talon-signature': signatureOf(to.secret, timestamp, letter.body),
      },
    });
    // what it says beside its status is nobody's business here
    await answer.body?.cancel();
    return answer.ok ? null : `status ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'failed';
  }
}

/** Begins at once with what a crash left behind. */
export function makeCourier(spec: {
  webhook: Webhook;
  bag: Postbag;
  pace: CourierPace;
  realNow: () => number;
  log: { warn(about: object, message: string): void; error(about: object, message: string): void };
}): Courier {
  const { webhook, bag, pace, realNow, log } = spec;
  const closing = new AbortController();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let isAsked = false;

  async function deliver(letter: Letter): Promise<void> {
    const { deliveryId, attempts, madeAt } = letter;
    const stop = new AbortController();
    // a timer and a listener of our own: signals made by `AbortSignal.any` of a timeout may be collected before it
    const abort = () => stop.abort();
    const patience = setTimeout(abort, pace.answerMs);
    closing.signal.addEventListener('abort', abort, { once: true });
    const why = await post(webhook, letter, realNow(), stop.signal);
    clearTimeout(patience);
    closing.signal.removeEventListener('abort', abort);
    if (closing.signal.aborted) return;
    const now = realNow();
    if (why === null) return bag.delivered(deliveryId, now);
    const pause = pace.pausesMs[Math.min(attempts, pace.pausesMs.length - 1)] ?? longestRestMs;
    const nextAt = now + pause > madeAt + pace.triedMs ? null : now + pause;
    bag.undelivered(deliveryId, now, nextAt);
    // neither address nor secret: the log says that it failed and how often
    if (nextAt === null || attempts === 0)
      log.warn({ deliveryId, why, attempts: attempts + 1, isGivenUp: nextAt === null }, 'an alert was not heard');
  }

  async function round(): Promise<void> {
    bag.forget(realNow() - keptMs);
    while (!closing.signal.aborted) {
      const now = realNow();
      bag.bound(now, pace.mostWaiting);
      const letters = bag.due(now, atOnce);
      if (letters.length === 0) return;
      const late = letters.filter(({ madeAt }) => now > madeAt + pace.triedMs);
      for (const { deliveryId } of late) bag.undelivered(deliveryId, now, null);
      await Promise.all(letters.filter((letter) => !late.includes(letter)).map(deliver));
    }
  }

  function rest(): void {
    if (closing.signal.aborted) return;
    if (isAsked) return start();
    const next = bag.next();
    if (next === null) return;
    timer = setTimeout(start, Math.min(longestRestMs, Math.max(0, next - realNow())));
    timer.unref();
  }

  function start(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    isAsked = false;
    if (running !== null || closing.signal.aborted) {
      isAsked = true;
      return;
    }
    running = round()
      .catch((error: unknown) => {
        // the books' own trouble: it is in the log, and the next alert or the next hour tries again
        log.error({ error }, 'alerts could not be told');
        timer = setTimeout(start, pace.pausesMs.at(-1) ?? longestRestMs);
        timer.unref();
      })
      .then(() => {
        running = null;
        if (timer === null) rest();
      });
  }

  start();
  return {
    // not in the breath of the commit that wrote it
    wake: () => void setImmediate(start),
    async close() {
      closing.abort();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
