/** How regulation packs are told: what differs by the parts of a pack, and what becomes of the office's services. Pure. */
import type { Report } from '@contract';

export type PackRow = Report<'packs'>['packs'][number];
type Diff = Report<'packDiff'>;

/** Built-in packs have no row: they are told by what they are. */
export const keyOf = ({ packRowId, packId, version }: PackRow) => packRowId ?? `${packId}@${version}`;

/** `services[intake-paper].limit` belongs to `services`; fields of the pack itself stand together. */
export function rootOf(place: string, known: (root: string) => boolean): string {
  const root = /^\w+/.exec(place)?.[0] ?? '';
  return known(root) ? root : 'general';
}

export interface Change {
  how: 'changed' | 'added' | 'removed';
  place: string;
  before: string | null;
  after: string | null;
  ref: string | null;
}

/** All that differs, by the part of the pack in which it stands, in the order in which the parts come. */
export function byRoot(diff: Diff, known: (root: string) => boolean): { root: string; changes: Change[] }[] {
  const groups = new Map<string, Change[]>();
  for (const how of ['changed', 'added', 'removed'] as const)
    for (const one of diff[how]) {
      const root = rootOf(one.place, known);
      groups.set(root, [...(groups.get(root) ?? []), { how, ...one }]);
    }
  return [...groups].map(([root, changes]) => ({ root, changes }));
}

/** Within its part: `[intake-paper].limit` is «intake-paper, limit». */
export function withinRoot(place: string, root: string): string {
  const rest = root === 'general' ? place : place.slice(root.length);
  return rest
    .replace(/\[([^\]]*)\]/g, '.$1')
    .replace(/^\./, '')
    .split('.')
    .join(' › ');
}

/** «20 minute», as the office tells a measure: its number and its unit; null for any other value. */
export function measureRead(text: string): { n: number; unit: string } | null {
  const found = /^(\d+(?:\.\d+)?) (minute|workingDay|calendarDay)$/.exec(text);
  return found === null ? null : { n: Number(found[1]), unit: found[2] ?? '' };
}

/** What the new pack makes of a service that the office gives, with the limits and the procedure that it goes by. */
export function fateOf(diff: Diff, code: string): { fate: 'kept' | 'changed' | 'gone'; places: number } {
  const isGone =
    diff.unfit.some(({ service }) => service === code) ||
    diff.removed.some(({ place }) => place === `services[${code}]`);
  if (isGone) return { fate: 'gone', places: 0 };
  const places = diff.touched.find(({ service }) => service === code)?.places ?? 0;
  return { fate: places > 0 ? 'changed' : 'kept', places };
}
