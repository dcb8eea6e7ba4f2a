/**
 * A day's facts as bytes and back, for the summaries. Made and read by the same program on the same machine; another
 * version of the fold makes them anew.
 */
import { columnReader, columnWriter } from './columns.js';
import type { DayFacts } from './dayfacts.js';

/** The facts as bytes. The order of the columns is that of `decode`. */
export function encode({ day, names, lots, visits, receptions, steps, shifts, events }: DayFacts): Uint8Array {
  const write = columnWriter();
  write.put(new TextEncoder().encode(JSON.stringify({ day, names, paused: shifts.paused.length })));
  for (const column of [lots.service, lots.booth, lots.user, lots.channel, lots.category, lots.version])
    write.put(column);
  for (const column of [visits.seq, visits.startAt, visits.begunAt, visits.endedAt]) write.near(column);
  for (const column of [visits.status, visits.isNoShow, visits.lot]) write.put(column);
  for (const column of [visits.waitMs, visits.normMinutes, visits.toCallMs, visits.wayMs, visits.betweenMs])
    write.put(column);
  for (const column of [visits.betweens, visits.transfers, visits.parks, visits.misses, visits.returns])
    write.put(column);
  for (const column of [receptions.visit, receptions.lot]) write.put(column);
  write.near(receptions.begunAt);
  for (const column of [receptions.lengthMs, receptions.judgedMs]) write.put(column);
  for (const column of [receptions.normMinutes, receptions.outcome, receptions.isTransferred]) write.put(column);
  for (const column of [steps.lot, steps.step, steps.spentMs, steps.normMinutes]) write.put(column);
  for (const column of [shifts.user, shifts.booth]) write.put(column);
  for (const column of [shifts.openedAt, shifts.closedAt]) write.near(column);
  for (const column of [shifts.busyMs, shifts.calledMs, ...shifts.paused]) write.put(column);
  for (const column of [events.kind, events.first, events.second, events.user]) write.put(column);
  write.put(events.count);
  write.near(events.amount);
  return write.bytes();
}

/** The facts again. Columns lie in `bytes`, which must not change. */
export function decode(bytes: Uint8Array, read: <Shape>(text: string) => Shape): DayFacts {
  const next = columnReader(bytes);
  const head = new TextDecoder().decode(next.bytes());
  const { day, names, paused } = read<{ day: string; names: string[]; paused: number }>(head);
  // fields are read in the order in which they stand here
  return {
    day,
    names,
    lots: {
      service: next.words(),
      booth: next.words(),
      user: next.words(),
      channel: next.words(),
      category: next.words(),
      version: next.words(),
    },
    visits: {
      seq: next.near(),
      startAt: next.near(),
      begunAt: next.near(),
      endedAt: next.near(),
      status: next.bytes(),
      isNoShow: next.bytes(),
      lot: next.words(),
      waitMs: next.ints(),
      normMinutes: next.floats(),
      toCallMs: next.ints(),
      wayMs: next.ints(),
      betweenMs: next.ints(),
      betweens: next.bytes(),
      transfers: next.bytes(),
      parks: next.bytes(),
      misses: next.bytes(),
      returns: next.bytes(),
    },
    receptions: {
      visit: next.ints(),
      lot: next.words(),
      begunAt: next.near(),
      lengthMs: next.ints(),
      judgedMs: next.ints(),
      normMinutes: next.floats(),
      outcome: next.words(),
      isTransferred: next.bytes(),
    },
    steps: {
      lot: next.words(),
      step: next.words(),
      spentMs: next.ints(),
      normMinutes: next.floats(),
    },
    shifts: {
      user: next.words(),
      booth: next.words(),
      openedAt: next.near(),
      closedAt: next.near(),
      busyMs: next.ints(),
      calledMs: next.ints(),
      paused: Array.from({ length: paused }, () => next.ints()),
    },
    events: {
      kind: next.words(),
      first: next.words(),
      second: next.words(),
      user: next.words(),
      count: next.ints(),
      amount: next.near(),
    },
  };
}
