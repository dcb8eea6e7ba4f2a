/**
 * Exactly once for answers that hold a secret: they are never kept, so the same press again hears `alreadyDone`.
 * Presses in flight share one answer. Only what succeeded is remembered; a refusal changed nothing.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Reply } from '../contract/index.js';

const keptMs = 24 * 3600_000;
const mostKept = 20_000;

interface Done {
  payloadSeal: string;
  at: number;
}

export interface Once {
  /** `isFinal` says whether a yes is the one that must not be told again (a device's claim may be answered «not yet»). */
  run<T>(
    press: { actorId: string; command: string; requestId: string; payload: unknown },
    now: number,
    isFinal: (data: T) => boolean,
    act: () => Promise<Reply<T>>,
  ): Promise<Reply<T>>;
}

export function makeOnce(): Once {
  // payloads hold passwords: a key of this process alone, so that nothing can be guessed from what is kept
  const key = randomBytes(32);
  const done = new Map<string, Done>();
  const inFlight = new Map<string, { payloadSeal: string; reply: Promise<Reply<unknown>> }>();
  return {
    async run<T>(
      press: { actorId: string; command: string; requestId: string; payload: unknown },
      now: number,
      isFinal: (data: T) => boolean,
      act: () => Promise<Reply<T>>,
    ): Promise<Reply<T>> {
      const name = `${press.actorId}\n${press.command}\n${press.requestId}`;
      const payloadSeal = createHmac('sha256', key).update(JSON.stringify(press.payload)).digest('hex');
      const running = inFlight.get(name);
      const had = running ?? done.get(name);
      if (had && had.payloadSeal !== payloadSeal) return { ok: false, refusal: { key: 'requestReused' } };
      if (running) {
        // a yes is on its way to whoever pressed first; a secret is told once
        const first = await running.reply;
        return first.ok ? { ok: false, refusal: { key: 'alreadyDone' } } : { ok: false, refusal: first.refusal };
      }
      if (had) return { ok: false, refusal: { key: 'alreadyDone' } };
      const reply = act();
      inFlight.set(name, { payloadSeal, reply });
      try {
        const told = await reply;
        if (told.ok && isFinal(told.data)) {
          done.set(name, { payloadSeal, at: now });
          for (const [old, { at }] of done) {
            if (done.size <= mostKept && now - at <= keptMs) break;
            done.delete(old);
          }
        }
        return told;
      } finally {
        inFlight.delete(name);
      }
    },
  };
}
