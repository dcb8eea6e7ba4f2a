/**
 * A day's facts as bytes and back, for the summaries. Compact, because five years are read for one report: instants and
 * amounts stand as 32-bit distances where they fit. Made and read by the same program on the same machine; another
 * version of the fold makes them anew.
 */
import type { DayFacts } from './dayfacts.js';

type Column = Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array;

/** Stands for the distance of «none». */
const none = -(2 ** 31);
const farthest = 2 ** 31 - 1;

/** Every column begins at a multiple of eight. */
const padded = (bytes: number) => Math.ceil(bytes / 8) * 8;

/** Columns one after another: count and form first, then the numbers. */
function writer() {
  const parts: { column: Column; form: number; base: number }[] = [];
  return {
    plain: (column: Column) => void parts.push({ column, form: 0, base: 0 }),
    /** Whole numbers far from 0 and near each other, or 0. */
    near(column: Float64Array) {
      let base = 0;
      let isNear = true;
      for (const value of column) {
        if (value === 0) continue;
        if (base === 0) base = value;
        const distance = value - base;
        isNear &&= Number.isSafeInteger(distance) && distance > none && distance <= farthest;
      }
      if (!isNear) return void parts.push({ column, form: 0, base: 0 });
      const distances = new Int32Array(column.length);
      column.forEach((value, row) => (distances[row] = value === 0 ? none : value - base));
      parts.push({ column: distances, form: 1, base });
    },
    bytes(): Uint8Array {
      const size = parts.reduce((sum, { column }) => sum + 24 + padded(column.byteLength), 0);
      const bytes = new Uint8Array(size);
      const view = new DataView(bytes.buffer);
      let at = 0;
      for (const { column, form, base } of parts) {
        view.setFloat64(at, column.length, true);
        view.setFloat64(at + 8, form, true);
        view.setFloat64(at + 16, base, true);
        bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at + 24);
        at += 24 + padded(column.byteLength);
      }
      return bytes;
    },
  };
}

function reader(bytes: Uint8Array) {
  // columns are looked at where they lie, which asks for their alignment
  const { buffer, byteOffset } = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(buffer, byteOffset, bytes.byteLength);
  let at = 0;
  function next(width: number): { from: number; count: number; form: number; base: number } {
    const count = view.getFloat64(at, true);
    const form = view.getFloat64(at + 8, true);
    const base = view.getFloat64(at + 16, true);
    const from = byteOffset + at + 24;
    at += 24 + padded(count * (form === 1 ? 4 : width));
    return { from, count, form, base };
  }
  return {
    near(): Float64Array {
      const { from, count, form, base } = next(8);
      if (form === 0) return new Float64Array(buffer, from, count);
      const distances = new Int32Array(buffer, from, count);
      const column = new Float64Array(count);
      for (let row = 0; row < count; row += 1) {
        const distance = distances[row] ?? none;
        column[row] = distance === none ? 0 : base + distance;
      }
      return column;
    },
    floats(): Float32Array {
      const { from, count } = next(4);
      return new Float32Array(buffer, from, count);
    },
    ints(): Int32Array {
      const { from, count } = next(4);
      return new Int32Array(buffer, from, count);
    },
    words(): Uint16Array {
      const { from, count } = next(2);
      return new Uint16Array(buffer, from, count);
    },
    bytes(): Uint8Array {
      const { from, count } = next(1);
      return new Uint8Array(buffer, from, count);
    },
  };
}

/** The facts as bytes. The order of the columns is that of `decode`. */
export function encode({ day, names, visits, receptions, steps, shifts, events }: DayFacts): Uint8Array {
  const write = writer();
  write.plain(new TextEncoder().encode(JSON.stringify({ day, names, paused: shifts.paused.length })));
  for (const column of [visits.seq, visits.startAt, visits.begunAt, visits.endedAt]) write.near(column);
  for (const column of [visits.status, visits.isNoShow]) write.plain(column);
  for (const column of [visits.service, visits.booth, visits.user, visits.category, visits.channel])
    write.plain(column);
  for (const column of [visits.waitMs, visits.normMinutes, visits.toCallMs, visits.wayMs, visits.betweenMs])
    write.plain(column);
  for (const column of [visits.betweens, visits.transfers, visits.parks, visits.misses, visits.returns])
    write.plain(column);
  write.plain(receptions.visit);
  for (const column of [receptions.service, receptions.booth, receptions.user]) write.plain(column);
  for (const column of [receptions.channel, receptions.category]) write.plain(column);
  write.near(receptions.begunAt);
  for (const column of [receptions.lengthMs, receptions.judgedMs]) write.plain(column);
  for (const column of [receptions.normMinutes, receptions.outcome, receptions.isTransferred]) write.plain(column);
  for (const column of [steps.service, steps.booth, steps.user, steps.channel, steps.category, steps.step])
    write.plain(column);
  for (const column of [steps.spentMs, steps.normMinutes]) write.plain(column);
  for (const column of [shifts.user, shifts.booth]) write.plain(column);
  for (const column of [shifts.openedAt, shifts.closedAt]) write.near(column);
  for (const column of [shifts.busyMs, shifts.calledMs, ...shifts.paused]) write.plain(column);
  for (const column of [events.kind, events.first, events.second, events.user]) write.plain(column);
  write.plain(events.count);
  write.near(events.amount);
  return write.bytes();
}

/** The facts again. Columns lie in `bytes`, which must not change. */
export function decode(bytes: Uint8Array, read: <Shape>(text: string) => Shape): DayFacts {
  const next = reader(bytes);
  const head = new TextDecoder().decode(next.bytes());
  const { day, names, paused } = read<{ day: string; names: string[]; paused: number }>(head);
  // fields are read in the order in which they stand here
  return {
    day,
    names,
    visits: {
      seq: next.near(),
      startAt: next.near(),
      begunAt: next.near(),
      endedAt: next.near(),
      status: next.bytes(),
      isNoShow: next.bytes(),
      service: next.words(),
      booth: next.words(),
      user: next.words(),
      category: next.words(),
      channel: next.words(),
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
      service: next.words(),
      booth: next.words(),
      user: next.words(),
      channel: next.words(),
      category: next.words(),
      begunAt: next.near(),
      lengthMs: next.ints(),
      judgedMs: next.ints(),
      normMinutes: next.floats(),
      outcome: next.words(),
      isTransferred: next.bytes(),
    },
    steps: {
      service: next.words(),
      booth: next.words(),
      user: next.words(),
      channel: next.words(),
      category: next.words(),
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
