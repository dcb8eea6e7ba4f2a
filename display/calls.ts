/**
 * Who is announced, and which rows the hall sees: pure functions of the views before and after.
 * The stage is the one large row; calls that come together stand on it one after another.
 */
import type { BoardCall, BoardView } from '@contract';

type Seen = Pick<BoardView, 'calls'>;
type Shown = Pick<BoardView, 'calls' | 'now' | 'freshMs'>;

/** Rows on the board, the large one included: a seventh would cost the size that is read from ten metres. */
export const rowCount = 6;
/** How long a call stays large, in real milliseconds; and how long when others wait for the large row. */
export const stageMs = 12_000;
export const crowdedStageMs = 5_000;
/** How long a call may wait behind others and still be spoken, however soon it is no longer fresh; of office time. */
export const longestWaitMs = 60_000;

/**
 * Calls to announce now, the earliest first. A call is new by its id, so a recall is announced again; a call that the
 * board missed while it was away is announced if it is still fresh, an older one never. Whoever is at the booth
 * already needs no announcement.
 */
export function newCalls(before: Seen | null, after: Shown): BoardCall[] {
  const known = new Set(before?.calls.map((call) => call.callId));
  const isNew = (call: BoardCall) =>
    call.status === 'called' && !known.has(call.callId) && after.now - call.calledAt < after.freshMs;
  // the view has the newest first; turned round before sorting, calls of one millisecond keep their order too
  return after.calls
    .filter(isNew)
    .reverse()
    .sort((one, other) => one.calledAt - other.calledAt);
}

export interface Stage {
  call: BoardCall | null;
  /** Real milliseconds at which `call` took the stage. */
  sinceMs: number;
  queue: readonly BoardCall[];
}

export const emptyStage: Stage = { call: null, sinceMs: 0, queue: [] };

/**
 * The stage after a new view: new calls queue up, a withdrawn one leaves at once, and who came to the booth meanwhile
 * leaves the queue. Never longer than the view's own calls.
 */
export function hearCalls(stage: Stage, before: Seen | null, after: Shown): Stage {
  const byId = new Map(after.calls.map((call) => [call.callId, call]));
  const stays = (call: BoardCall) => byId.get(call.callId)?.status === 'called';
  return {
    ...stage,
    call: stage.call && (byId.get(stage.call.callId) ?? null),
    queue: [...stage.queue.filter(stays), ...newCalls(before, after)],
  };
}

/**
 * The stage as time passes; the same object when nothing changes. A call that is still spoken (`isHeld`) keeps it: what
 * the hall hears is what stands large.
 */
export function turnStage(stage: Stage, nowMs: number, isHeld: boolean): Stage {
  const [next, ...queue] = stage.queue;
  if (stage.call && isHeld) return stage;
  if (stage.call && nowMs - stage.sinceMs < (next ? crowdedStageMs : stageMs)) return stage;
  if (!stage.call && !next) return stage;
  return { call: next ?? null, sinceMs: nowMs, queue };
}

/**
 * Is this call, whose turn on the stage has come, still spoken? It was fresh when the board heard of it, and is
 * not silenced for having stood behind others. One that waited for too long is shown with the chime alone: a voice that
 * lags behind the hall sends people to booths that have gone on.
 */
export function isSpoken(call: BoardCall, view: Pick<BoardView, 'freshMs' | 'voice'>, officeNow: number): boolean {
  const boundMs = Math.max(view.freshMs, longestWaitMs);
  return view.voice && call.status === 'called' && officeNow - call.calledAt < boundMs;
}

/** What the hall sees: the large call first, then the newest; one row for each number. */
export function rowsOf(calls: readonly BoardCall[], large: BoardCall | null): BoardCall[] {
  const rest = calls.filter((call) => call.number !== large?.number);
  return (large ? [large, ...rest] : rest).slice(0, rowCount);
}
