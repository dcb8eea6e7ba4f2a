import type { BoardCall } from '../../server/contract/index.js';
import { describe, expect, it } from 'vitest';
import {
  crowdedStageMs,
  emptyStage,
  hearCalls,
  isSpoken,
  longestWaitMs,
  newCalls,
  rowCount,
  rowsOf,
  stageMs,
  turnStage,
} from '../../display/calls';

const freshMs = 30_000;
const noon = 1_000_000_000;

const call = (number: string, calledAt: number, over: Partial<BoardCall> = {}): BoardCall => ({
  callId: `${number}:${over.times ?? 1}`,
  number,
  booth: '3',
  calledAt,
  times: 1,
  status: 'called',
  language: 'ru',
  ...over,
});
const board = (now: number, ...calls: BoardCall[]) => ({ now, freshMs, calls });
const numbers = (calls: readonly BoardCall[]) => calls.map(({ number }) => number);

describe('what is announced', () => {
  it('a call that was not there before is announced', () => {
    const before = board(noon, call('А001', noon - 60_000));
    const after = board(noon + 100, call('А002', noon), ...before.calls);
    expect(numbers(newCalls(before, after))).toEqual(['А002']);
  });

  it('the same call is announced once, however often the board hears of it', () => {
    const seen = board(noon, call('А001', noon - 1000));
    expect(newCalls(seen, { ...seen, now: noon + 50 })).toEqual([]);
  });

  it('a recall is announced again', () => {
    const before = board(noon, call('А001', noon - 5000));
    const after = board(noon + 100, call('А001', noon + 100, { times: 2 }));
    expect(numbers(newCalls(before, after))).toEqual(['А001']);
  });

  it('a board that comes back announces the fresh call it missed', () => {
    const before = board(noon - 20_000, call('А001', noon - 90_000));
    const after = board(noon, call('А002', noon - 10_000), ...before.calls);
    expect(numbers(newCalls(before, after))).toEqual(['А002']);
  });

  it('a board that comes back never announces an old call', () => {
    const before = board(noon - 600_000, call('А001', noon - 700_000));
    const after = board(noon, call('А003', noon - freshMs), call('А002', noon - 300_000), ...before.calls);
    expect(newCalls(before, after)).toEqual([]);
  });

  it('a board that has just started announces only what is fresh', () => {
    const after = board(noon, call('А002', noon - 2000), call('А001', noon - 100_000));
    expect(numbers(newCalls(null, after))).toEqual(['А002']);
  });

  it('nobody is announced who is at the booth already', () => {
    expect(newCalls(null, board(noon, call('А001', noon - 1000, { status: 'serving' })))).toEqual([]);
  });

  it('calls that come together are announced in the order in which they were made', () => {
    const after = board(noon, call('А003', noon), call('А001', noon - 20), call('А002', noon - 10));
    expect(numbers(newCalls(null, after))).toEqual(['А001', 'А002', 'А003']);
  });

  it('calls of one millisecond are announced in the order of the office, whose newest stands first', () => {
    expect(numbers(newCalls(null, board(noon, call('А002', noon), call('А001', noon))))).toEqual(['А001', 'А002']);
  });
});

describe('the large row', () => {
  const started = (...calls: BoardCall[]) => turnStage(hearCalls(emptyStage, null, board(noon, ...calls)), 0, false);

  it('shows a new call at once', () => {
    expect(started(call('А001', noon)).call?.number).toBe('А001');
  });

  it('keeps a single call for twelve seconds and is then empty', () => {
    const stage = started(call('А001', noon));
    expect(turnStage(stage, stageMs - 1, false)).toBe(stage);
    expect(turnStage(stage, stageMs, false).call).toBeNull();
  });

  it('shows calls that come together one after another, each long enough to be read', () => {
    let stage = started(call('А002', noon), call('А001', noon - 10), call('А003', noon + 10));
    const shown = [stage.call?.number];
    for (let nowMs = 0; nowMs <= 60_000; nowMs += 250) {
      const next = turnStage(stage, nowMs, false);
      if (next.call?.callId !== stage.call?.callId) {
        shown.push(next.call?.number);
        expect(nowMs - stage.sinceMs).toBeGreaterThanOrEqual(crowdedStageMs);
      }
      stage = next;
    }
    expect(shown).toEqual(['А001', 'А002', 'А003', undefined]);
  });

  it('is empty as soon as the call on it is withdrawn', () => {
    const before = board(noon, call('А001', noon));
    const stage = hearCalls(started(...before.calls), before, board(noon + 1000));
    expect(stage.call).toBeNull();
  });

  it('never shows a call that was withdrawn while it waited', () => {
    const one = call('А001', noon - 10);
    const before = board(noon, call('А002', noon), one);
    const stage = hearCalls(started(...before.calls), before, board(noon + 1000, one));
    expect(turnStage(stage, stageMs, false).call).toBeNull();
  });

  it('does not call aloud who came to the booth while waiting to be announced', () => {
    const one = call('А001', noon - 10);
    const two = call('А002', noon);
    const before = board(noon, two, one);
    const stage = hearCalls(started(two, one), before, board(noon + 1000, { ...two, status: 'serving' }, one));
    expect(stage.queue).toEqual([]);
  });

  it('starts anew for a recall of the number it shows', () => {
    const before = board(noon, call('А001', noon));
    const again = call('А001', noon + 4000, { times: 2 });
    const stage = turnStage(hearCalls(started(...before.calls), before, board(noon + 4000, again)), 4000, false);
    expect(stage.call?.callId).toBe(again.callId);
    expect(stage.sinceMs).toBe(4000);
  });

  it('never remembers more calls than the office has', () => {
    let stage = emptyStage;
    let before = board(noon);
    for (let at = 0; at < 10_000; at += 1) {
      const after = board(noon + at, call(`А${at}`, noon + at), ...before.calls.slice(0, 11));
      stage = turnStage(hearCalls(stage, before, after), at, false);
      expect(stage.queue.length).toBeLessThan(12);
      before = after;
    }
  });

  it('is the same object while nothing changes, so nothing is drawn', () => {
    const stage = started(call('А001', noon));
    expect(turnStage(stage, 100, false)).toBe(stage);
    expect(turnStage(emptyStage, 100, false)).toBe(emptyStage);
  });
});

describe('the call that is spoken', () => {
  const two = board(noon, call('А002', noon), call('А001', noon - 10));
  const began = turnStage(hearCalls(emptyStage, null, two), 0, false);

  it('keeps the large row until its last word, however many wait; the next one comes at once', () => {
    expect(turnStage(began, stageMs + 1, true)).toBe(began);
    expect(turnStage(began, stageMs + 2, false).call?.number).toBe('А002');
  });

  it('leaves it at once all the same when it is withdrawn', () => {
    const stage = hearCalls(began, two, board(noon + 1000, call('А002', noon)));
    expect(turnStage(stage, 1000, true).call?.number).toBe('А002');
  });

  it('is awaited, and of an office that wants a voice', () => {
    const view = { freshMs, voice: true };
    expect(isSpoken(call('А001', noon), view, noon)).toBe(true);
    expect(isSpoken(call('А001', noon, { status: 'serving' }), view, noon)).toBe(false);
    expect(isSpoken(call('А001', noon), { ...view, voice: false }, noon)).toBe(false);
  });

  it('has waited behind others for a minute at most, or for as long as it is fresh if that is longer', () => {
    expect(longestWaitMs).toBeGreaterThanOrEqual(60_000);
    const isSpokenAfter = (waitedMs: number, freshFor: number) =>
      isSpoken(call('А001', noon), { freshMs: freshFor, voice: true }, noon + waitedMs);
    for (const freshFor of [5000, 10_000, 30_000]) {
      expect(isSpokenAfter(longestWaitMs - 1, freshFor)).toBe(true);
      expect(isSpokenAfter(longestWaitMs, freshFor)).toBe(false);
    }
    expect(isSpokenAfter(119_999, 120_000)).toBe(true);
    expect(isSpokenAfter(120_000, 120_000)).toBe(false);
  });
});

describe('the rows of the board', () => {
  const twelve = Array.from({ length: 12 }, (_, at) => call(`А${100 - at}`, noon - at * 1000));

  it('are six, the newest first', () => {
    expect(numbers(rowsOf(twelve, null))).toEqual(['А100', 'А99', 'А98', 'А97', 'А96', 'А95']);
    expect(rowsOf(twelve, null)).toHaveLength(rowCount);
  });

  it('begin with the large one, which stands in no other row', () => {
    const large = call('А98', noon);
    expect(numbers(rowsOf(twelve, large))).toEqual(['А98', 'А100', 'А99', 'А97', 'А96', 'А95']);
  });
});
