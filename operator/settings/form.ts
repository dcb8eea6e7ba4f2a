/** What a person types into a part of the settings, against what stands and what another has changed meanwhile. Pure. */

/** A thing as the office has it; `revision` is what a change of it says was seen. */
export interface Standing<V> {
  value: V;
  revision: number;
}

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Mine over theirs: fields that I have touched stay as I typed them, all others are as they are now. So whoever keeps
 * their own takes back nothing that the other changed elsewhere in the same part.
 */
export function merged<V extends object>(seen: V, typed: V, newest: V): V {
  const result = { ...newest };
  const keys = Object.keys(typed).filter((key): key is Extract<keyof V, string> => key in typed);
  for (const key of keys) if (!isSame(typed[key], seen[key])) result[key] = typed[key];
  return result;
}

/** One place that differs; `undefined` stands for what is not there: a row that was added or taken away. */
export interface Difference {
  path: readonly (string | number)[];
  before: unknown;
  after: unknown;
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Every leaf that differs, in the order in which a form shows them. */
export function differences(before: unknown, after: unknown, path: Difference['path'] = []): Difference[] {
  if (isSame(before, after)) return [];
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ path, before, after }];
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) =>
    differences(was.get(key), is.get(key), [...path, Array.isArray(after) ? Number(key) : key]),
  );
}

/** The first words within a value: how a row of a list is told by. Empty when there are none. */
export function firstWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isBranch(value)) return '';
  for (const inner of Object.values(value)) {
    const found = firstWords(inner);
    if (found !== '') return found;
  }
  return '';
}

/** A list with one place moved up (-1) or down (1); out of its bounds it stays. */
export function movedIn<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const moved = [...list];
  const [one] = moved.splice(at, 1);
  if (one === undefined || at + by < 0 || at + by >= list.length) return [...list];
  moved.splice(at + by, 0, one);
  return moved;
}

export function withAt<T>(list: readonly T[], at: number, one: T): T[] {
  return list.map((other, index) => (index === at ? one : other));
}

export function withoutAt<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, index) => index !== at);
}

/** A whole number within its bounds; null for anything else that was typed. */
export function wholeTyped(typed: string, least: number, most: number): number | null {
  const value = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return value >= least && value <= most ? value : null;
}
