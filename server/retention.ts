/** What passes is purged, by the hour of real time. The journal and what the law keeps are never touched here. */
import type { Log } from './doors/given.js';
import type { Store } from './store/open.js';

const hourMs = 3_600_000;
/** A copy of the database's file alone lacks at most this much of the day. */
const foldMs = 5 * 60_000;
const dayMs = 24 * hourMs;
/** A press is answered the same for a day; the others are long past their use. */
const keptMs = { answers: dayMs, failedSignIns: 30 * dayMs, pairings: dayMs, sessions: 30 * dayMs, drafts: 30 * dayMs };

/** Alerts and what was told of them are looked at for a quarter of a year; the journal has them for ever. */
const toldMs = 90 * dayMs;
/** Rows purged in one breath: presses are let in between two. */
const slice = 200;

/**
 * Purges alerts that are long over and what was told of them, a slice at a time, with the day's opening. What fails is
 * told and goes on with the next day. Resolves when nothing is left, or the books are closed.
 */
export async function purgeTold(store: Store, officeId: string, realNow: () => number, log: Log): Promise<void> {
  try {
    while (store.writing.open && store.purgeTold(officeId, realNow() - toldMs, slice) > 0)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
  } catch (error) {
    log.error({ error }, 'what was told long ago could not be purged');
  }
}

/** Purges at once and then every hour, and folds the log into the file; a failure is told and tried again. Returns what stops it. */
export function startPurging(store: Store, realNow: () => number, log: Log): () => void {
  function purge(): void {
    const now = realNow();
    try {
      store.purge({
        answersBefore: now - keptMs.answers,
        failedSignInsBefore: now - keptMs.failedSignIns,
        pairingsBefore: now - keptMs.pairings,
        sessionsBefore: now - keptMs.sessions,
        draftsBefore: now - keptMs.drafts,
      });
    } catch (error) {
      log.error({ error }, 'what is past could not be purged');
    }
  }
  purge();
  const purging = setInterval(purge, hourMs);
  purging.unref();
  const folding = setInterval(store.fold, foldMs);
  folding.unref();
  store.fold();
  return () => {
    clearInterval(purging);
    clearInterval(folding);
  };
}
