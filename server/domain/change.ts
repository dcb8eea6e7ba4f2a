/** What a change of the settings comes to: the fields that differ, and what whoever pressed is told. */
import type { Taken } from '../contract/index.js';

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The same value, in whatever order its fields were written. */
export function isSame(one: unknown, other: unknown): boolean {
  if (!isBranch(one) || !isBranch(other)) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const fields = new Map<string, unknown>(Object.entries(other));
  const entries = Object.entries(one);
  return (
    entries.length === fields.size && entries.every(([key, value]) => fields.has(key) && isSame(value, fields.get(key)))
  );
}

/** The names of the fields of `after` that differ from those of `before`. */
export function differing(before: object, after: object): string[] {
  const was = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([key, value]) => (isSame(was.get(key), value) ? [] : [key]));
}

/** Only those fields. */
export function only(value: object, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => fields.includes(key)));
}

/** The fields that differ, as they were and as they are. */
export function changed(
  before: object,
  after: object,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const fields = differing(before, after);
  const was = new Map<string, unknown>(Object.entries(before));
  return { before: Object.fromEntries(fields.map((key) => [key, was.get(key)])), after: only(after, fields) };
}

/** It stands so already: nothing changes, and the revision is the one that was seen. */
export const takenNothing = (revision: number): Taken => ({ id: null, takes: 'nothing', from: null, revision });

/** In force from this press on; `id` names what was added. */
export const takenNow = (revision: number, id: string | null = null): Taken => ({
  id,
  takes: 'now',
  from: null,
  revision,
});

/** It waits for the opening of the day `from`. */
export const takenLater = (revision: number, from: string): Taken => ({ id: null, takes: 'tomorrow', from, revision });
