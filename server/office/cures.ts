/**
 * What would change who passes the norm, tried once for all who look, at most every two seconds of real time, and in
 * turns: the line is played once, then presses that came meanwhile are let in. Whoever asks gets the last answer at once.
 */
import type { Cure } from '../contract/index.js';
import type { Office } from '../domain/office.js';
import type { Instant } from '../domain/instant.js';
import { curesInTurns } from '../domain/whatif.js';

/** Real milliseconds until an answer is tried anew when somebody asks. */
const freshMs = 2000;
/** An older answer is of another hall: none is given instead. Longer than the hall goes unpublished while it is looked at. */
const keptMs = 10_000;

export interface Cures {
  /** The last answer, of the hall some seconds ago; empty while there is none. A newer one is told by `onNews`. */
  latest(): Cure[];
  stop(): void;
}

export interface CuresSpec {
  office: () => Office;
  now: () => Instant;
  realNow: () => number;
  isOnline: (userId: string) => boolean;
  /** There is another answer than was given last. */
  onNews: () => void;
  onError: (error: unknown, doing: string) => void;
  /** How the next turn comes. */
  inTurn?: (turn: () => void) => void;
}

export function makeCures(spec: CuresSpec): Cures {
  const { inTurn = setImmediate } = spec;
  let last: { at: number; cures: Cure[] } = { at: -Infinity, cures: [] };
  let given: Cure[] = [];
  let isTrying = false;
  let isStopped = false;
  // a clock that was set back must not keep an answer for hours
  const age = () => Math.abs(spec.realNow() - last.at);

  function settle(at: number, cures: Cure[]): void {
    isTrying = false;
    last = { at, cures };
    // all views are computed for a publication: only for news
    if (JSON.stringify(cures) !== JSON.stringify(given)) spec.onNews();
  }

  function take(turns: ReturnType<typeof curesInTurns>, at: number): void {
    if (isStopped) return;
    try {
      const turn = turns.next();
      if (turn.done === true) settle(at, turn.value);
      else inTurn(() => take(turns, at));
    } catch (error) {
      // nobody above a turn catches: the hall goes without an answer, and the next is tried when this one is stale
      spec.onError(error, 'cures');
      settle(at, []);
    }
  }

  return {
    latest() {
      if (age() >= freshMs && !isTrying && !isStopped) {
        isTrying = true;
        inTurn(() => take(curesInTurns(spec.office(), spec.now(), spec.isOnline), spec.realNow()));
      }
      given = age() < keptMs ? last.cures : [];
      return given;
    },
    stop() {
      isStopped = true;
    },
  };
}
