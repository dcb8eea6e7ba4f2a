/**
 * Two versions of a pack beside each other: every place that differs, named by codes and not by positions, with the
 * paragraph that stands nearest to it.
 */
import type { Report } from '../contract/index.js';
import type { PackContent } from './shape.js';

type Diff = Report<'packDiff'>;
type Difference = Diff['changed'][number];

/** Places that are listed; of more only their number is told. */
const mostListed = 500;
const longestValue = 300;

type Group = Record<string, unknown>;
const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWords = (value: unknown): value is Group =>
  isGroup(value) && typeof value['ru'] === 'string' && typeof value['en'] === 'string';
const isPlain = (value: unknown) => typeof value !== 'object' || value === null;
/** «20 minute», «5 workingDay», «immediately». */
const measureOf = (value: unknown): string | null =>
  isGroup(value) && typeof value['unit'] === 'string'
    ? `${typeof value['n'] === 'number' ? `${value['n']} ` : ''}${value['unit']}`
    : null;
const refOf = (value: unknown): string | null =>
  isGroup(value) && typeof value['ref'] === 'string' ? value['ref'] : null;

/** What an entry of a list is called by. */
function nameOf(value: unknown): string | null {
  if (!isGroup(value)) return null;
  for (const key of ['code', 'key', 'field', 'severity', 'fromYear']) {
    const name = value[key];
    if (typeof name === 'string' || typeof name === 'number') return String(name);
  }
  return null;
}

/** Entries by their names; by their places where they have none. */
function named(list: readonly unknown[]): Map<string, unknown> {
  return new Map(list.map((value, at) => [nameOf(value) ?? `#${at + 1}`, value]));
}

/** A value in a line. */
function textOf(value: unknown): string {
  const text =
    measureOf(value) ??
    (isWords(value)
      ? String(value['ru'])
      : isGroup(value)
        ? textOf(value['title'] ?? nameOf(value) ?? JSON.stringify(value))
        : Array.isArray(value)
          ? value.map((one) => nameOf(one) ?? textOf(one)).join(', ')
          : String(value));
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/** The pack in force, and the other as it is compared with it; `unfit` is the office's to say. */
export function diffOf(before: PackContent, after: PackContent): Omit<Diff, 'unfit'> {
  const lists: Record<'added' | 'removed' | 'changed', Difference[]> = { added: [], removed: [], changed: [] };
  const places: string[] = [];
  const tell = (list: keyof typeof lists, difference: Difference) => {
    places.push(difference.place);
    if (places.length <= mostListed) lists[list].push(difference);
  };

  function compare(was: unknown, is: unknown, place: string, ref: string | null): void {
    if (was === undefined) return tell('added', { place, before: null, after: textOf(is), ref });
    if (is === undefined) return tell('removed', { place, before: textOf(was), after: null, ref });
    const changed = () => tell('changed', { place, before: valueOf(was), after: valueOf(is), ref });
    if (Array.isArray(was) && Array.isArray(is)) return compareLists(was, is, place, ref);
    const isMeasure = measureOf(was) !== null || measureOf(is) !== null;
    if (!isGroup(was) || !isGroup(is) || isMeasure) {
      const isSame = isMeasure ? measureOf(was) === measureOf(is) : was === is;
      if (!isSame) changed();
      return;
    }
    if (isWords(was) && isWords(is)) {
      if (was['ru'] !== is['ru']) changed();
      compare(was['en'], is['en'], `${place}.en`, ref);
      return;
    }
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)]))
      compare(was[key], is[key], place === '' ? key : `${place}.${key}`, refOf(is[key]) ?? refOf(was[key]) ?? ref);
  }

  function compareLists(was: readonly unknown[], is: readonly unknown[], place: string, ref: string | null): void {
    if ([...was, ...is].every(isPlain)) {
      if (JSON.stringify(was) !== JSON.stringify(is))
        tell('changed', { place, before: textOf(was), after: textOf(is), ref });
      return;
    }
    const [old, now] = [named(was), named(is)];
    for (const name of new Set([...old.keys(), ...now.keys()])) {
      const [one, other] = [old.get(name), now.get(name)];
      compare(one, other, `${place}[${name}]`, refOf(other) ?? refOf(one) ?? ref);
    }
    const kept = (map: Map<string, unknown>, in_: Map<string, unknown>) =>
      [...map.keys()].filter((name) => in_.has(name));
    const [order, newOrder] = [kept(old, now).join(', '), kept(now, old).join(', ')];
    if (order !== newOrder) tell('changed', { place, before: order, after: newOrder, ref });
  }

  compare(before, after, '', null);
  const more = Math.max(0, places.length - mostListed);
  return { against: before.version, ...lists, more, touched: touchedBy(places, [before, after]) };
}

/** Where a pack says how a service goes: in its own fields, its limits, its procedure, its channel. */
function placesOf(pack: PackContent, code: string): string[] {
  const service = pack.services.find((one) => one.code === code);
  if (service === undefined) return [];
  const procedure = pack.procedures.find((one) => one.code === service.procedure);
  return [
    `services[${code}]`,
    ...[service.limit, procedure?.limit ?? null].flatMap((limit) => (limit === null ? [] : [`limits[${limit}]`])),
    ...(procedure === undefined ? [] : [`procedures[${procedure.code}]`]),
    ...(service.channel === null ? [] : [`channels[${service.channel}]`]),
  ];
}

/** Services of either version of which something differs, and in how many places. */
function touchedBy(places: readonly string[], packs: readonly PackContent[]): Diff['touched'] {
  const codes = new Set(packs.flatMap(({ services }) => services.map(({ code }) => code)));
  return [...codes].flatMap((service) => {
    const roots = new Set(packs.flatMap((pack) => placesOf(pack, service)));
    const isMine = (place: string) =>
      [...roots].some((root) => place === root || (/^[.[]/.test(place.slice(root.length)) && place.startsWith(root)));
    const count = places.filter(isMine).length;
    return count === 0 ? [] : [{ service, places: count }];
  });
}

/** What is none is told as none. */
function valueOf(value: unknown): string | null {
  return value === null ? null : textOf(value);
}
