/**
 * Exactly once for the commands that end at the door: the same press again hears the same answer, another payload under
 * its id is `requestReused`, presses in flight share one answer. Only what succeeded is remembered; a refusal changed
 * nothing and is decided anew. An answer that holds a secret is never kept: its press hears `alreadyDone`. All of it is
 * memory: after a restart a press that had come through does what was done already (a draft saved, a device let in).
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Reply } from '../contract/index.js';

const keptMs = 24 * 3600_000;
/** Of each command: the drafts of a busy day push out no sign-in. */
const mostKept = 10_000;

interface Done {
  payloadSeal: string;
  at: number;
  /** Null when it held a secret. */
  reply: Reply<unknown> | null;
}

interface Running {
  payloadSeal: string;
  reply: Promise<Reply<unknown>>;
}

/** One press of a door's command. */
interface OncePress {
  actorId: string;
  command: string;
  requestId: string;
  payload: unknown;
  /** Its answer is told to one press only. */
  isSecret: boolean;
}

interface Once {
  /** `isFinal` says whether a yes ends the matter (a device's claim may be answered «not yet», and is asked again). */
  run(
    press: OncePress,
    now: number,
    isFinal: (data: unknown) => boolean,
    act: () => Promise<Reply<unknown>>,
  ): Promise<Reply<unknown>>;
}

const alreadyDone: Reply<unknown> = { ok: false, refusal: { key: 'alreadyDone' } };

/** What was done at this door, for a day and up to 10,000 presses of each command. */
export function makeOnce(): Once {
  // payloads hold passwords: a key of this process alone, so that nothing can be guessed from what is kept
  const key = randomBytes(32);
  const done = new Map<string, Map<string, Done>>();
  const inFlight = new Map<string, Running>();

  function keep(command: string, name: string, one: Done): void {
    const kept = done.get(command) ?? new Map<string, Done>();
    done.set(command, kept.set(name, one));
    for (const [old, { at }] of kept) {
      if (kept.size <= mostKept && one.at - at <= keptMs) break;
      kept.delete(old);
    }
  }

  return {
    async run({ actorId, command, requestId, payload, isSecret }, now, isFinal, act) {
      const name = `${actorId}\n${command}\n${requestId}`;
      const payloadSeal = createHmac('sha256', key).update(JSON.stringify(payload)).digest('base64');
      const running = inFlight.get(name);
      const had = done.get(command)?.get(name);
      const first = running ?? had;
      if (first && first.payloadSeal !== payloadSeal) return { ok: false, refusal: { key: 'requestReused' } };
      if (running) {
        const told = await running.reply;
        // a secret's yes is on its way to whoever pressed first
        return told.ok && isSecret ? alreadyDone : told;
      }
      if (had) return had.reply ?? alreadyDone;
      const reply = act();
      inFlight.set(name, { payloadSeal, reply });
      try {
        const told = await reply;
        if (told.ok && isFinal(told.data)) keep(command, name, { payloadSeal, at: now, reply: isSecret ? null : told });
        return told;
      } finally {
        inFlight.delete(name);
      }
    },
  };
}
