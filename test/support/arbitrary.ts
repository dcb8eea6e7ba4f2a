/**
 * Whatever fits a JSON schema, and whatever nearly does. Made from the contract's own schemas, so that what is added to
 * the wire is tried without a word here; a pattern that no text can be made for throws.
 */
import { fits, isFields, overWire, type Schema } from './schema.js';
import fc from './chance.js';

type Some = fc.Arbitrary<unknown>;

/** Values that live in the office now, by the name of the field that they stand in. */
export type Living = (field: string) => readonly unknown[];

/** Letters, digits and signs that people type; nothing that a parser would cut away. */
const typed = fc.constantFrom(...'абвёжЯйЩabcXYZ0123456789.,-/()№«»"\'');
/** Longer texts cost time and find nothing that these and the longest do not. */
const longText = 24;

const patterns = new Map<string, fc.Arbitrary<string>>();

function matching(pattern: string): fc.Arbitrary<string> {
  const made = patterns.get(pattern) ?? fc.stringMatching(new RegExp(pattern, 'u'));
  patterns.set(pattern, made);
  return made;
}

function texts(schema: Schema): Some {
  const { minLength = 0, maxLength = 200, pattern } = schema;
  if (pattern !== undefined)
    return matching(pattern).filter((text) => text.length >= minLength && text.length <= maxLength);
  const usual = fc.string({ unit: typed, minLength, maxLength: Math.max(minLength, Math.min(maxLength, longText)) });
  return fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: fc.constant('я'.repeat(maxLength)) });
}

function numbers(schema: Schema): Some {
  const isWhole = schema.type === 'integer';
  const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? -1e6 : schema.exclusiveMinimum + 1);
  const most = Math.max(least, schema.maximum ?? (schema.exclusiveMaximum ?? 1e9) - 1);
  const between = isWhole
    ? fc.integer({ min: Math.ceil(least), max: Math.floor(most) })
    : fc.double({ min: least, max: most, noNaN: true });
  return fc.oneof({ weight: 4, arbitrary: between }, { weight: 1, arbitrary: fc.constantFrom(least, most) });
}

function fieldsOf(schema: Schema, living: Living): Some {
  const { properties = {}, required = [], additionalProperties: more, propertyNames } = schema;
  const known = Object.entries(properties).map(([name, one]): [string, Some] => [name, arbitraryOf(one, living, name)]);
  const own = fc.record(Object.fromEntries(known), {
    requiredKeys: required.filter((name) => properties[name]?.default === undefined),
  });
  if (typeof more !== 'object') return own;
  const names = propertyNames === undefined ? fc.string({ unit: typed, maxLength: 12 }) : scalars(propertyNames, 'key');
  const others = fc.array(fc.tuple(names, arbitraryOf(more, living, 'key')), { maxLength: 4 });
  return fc.tuple(own, others).map(([mine, theirs]) => ({
    ...Object.fromEntries(theirs.map(([name, one]) => [String(name), one])),
    ...(isFields(mine) ? mine : {}),
  }));
}

function scalars(schema: Schema, field: string): Some {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'string':
      return texts(schema);
    default:
      // a field whose parser takes what comes and says itself what it wanted
      return fc.oneof(fc.integer({ min: 0, max: 40 }), fc.string({ unit: typed, maxLength: 12 }), fc.constant(field));
  }
}

/** Of ten values two are made, five are the one that the office means first, three are others that live in it. */
function orLiving(schema: Schema, living: Living, field: string, made: Some): Some {
  return fc.tuple(fc.nat(), fc.nat(9), made).map(([at, luck, value]) => {
    if (luck < 2) return value;
    const alive = living(field).filter((one) => fits(schema, one));
    return alive.length === 0 ? value : alive[luck < 7 ? 0 : at % alive.length];
  });
}

/** Any value that fits; `field` is the name it stands under. */
export function arbitraryOf(schema: Schema, living: Living, field = ''): Some {
  const { anyOf, oneOf, allOf, ...rest } = schema;
  const choices =
    anyOf ?? oneOf ?? (Array.isArray(rest.type) ? rest.type.map((type) => ({ ...rest, type })) : undefined);
  if (choices !== undefined) return fc.oneof(...choices.map((one) => arbitraryOf({ ...rest, ...one }, living, field)));
  if (allOf !== undefined) {
    // the last one is the closest; what does not fit the others is made again
    const made = arbitraryOf({ ...rest, ...allOf.at(-1) }, living, field);
    return made.filter((one) => fits(schema, one));
  }
  if (schema.type === 'object') return fieldsOf(schema, living);
  if (schema.type === 'array') {
    const { items = {}, minItems = 0, maxItems = 4 } = schema;
    return fc.array(arbitraryOf(items, living, field), {
      minLength: minItems,
      maxLength: Math.min(maxItems, minItems + 3),
    });
  }
  const made = scalars(schema, field);
  return schema.const !== undefined || schema.type === 'boolean' ? made : orLiving(schema, living, field, made);
}

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { value };
  return value;
}

/** What no field of the office means. */
const hostile: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  0,
  -1,
  1.5,
  -0,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  Number.NaN,
  '1',
  '\u0000',
  '\ud800',
  '\u202eтекст',
  '__proto__',
  '\'; drop table "Visit"; --',
  '9'.repeat(400),
  '1'.repeat(30_000),
  [],
  [null],
  {},
  { toString: 1 },
  { $ne: null },
  nested(40),
];

/** A place in a value, and the shape that stands there. */
interface Place {
  path: readonly (string | number)[];
  schema: Schema;
}

/** All places of a value, itself among them. */
function placesIn(schema: Schema, value: unknown, path: Place['path'] = []): Place[] {
  const choice = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].find((one) => fits(one, overWire(value)));
  if (choice !== undefined) return placesIn(choice, value, path);
  const own: Place = { path, schema };
  if (Array.isArray(value))
    return [own, ...value.flatMap((one, at) => placesIn(schema.items ?? {}, one, [...path, at]))];
  if (!isFields(value)) return [own];
  const { properties = {}, additionalProperties: more } = schema;
  const others = typeof more === 'object' ? more : {};
  return [
    own,
    ...Object.entries(value).flatMap(([name, one]) => placesIn(properties[name] ?? others, one, [...path, name])),
  ];
}

type Change = (had: unknown) => unknown;
const without = (name: string) => (had: unknown) =>
  isFields(had) ? Object.fromEntries(Object.entries(had).filter(([key]) => key !== name)) : had;
const withMore = (name: string) => (had: unknown) =>
  // defined, not assigned: one of the names would be a prototype
  isFields(had)
    ? Object.defineProperty({ ...had }, name, { value: { polluted: true }, enumerable: true, configurable: true })
    : had;

/** How this place can be broken. */
function breaksOf({ minItems = 0, ...schema }: Schema, value: unknown): Change[] {
  const changes: Change[] = hostile.map((one) => () => one);
  const put = (one: unknown) => void changes.push(() => one);
  if (typeof value === 'string') put('я'.repeat((schema.maxLength ?? 400) + 1));
  if (schema.minimum !== undefined) put(schema.minimum - 1);
  if (schema.maximum !== undefined) put(schema.maximum + 1);
  if (schema.exclusiveMinimum !== undefined) put(schema.exclusiveMinimum);
  if (Array.isArray(value)) {
    put(Array.from({ length: (schema.maxItems ?? 3000) + 1 }, () => value[0] ?? null));
    put(value.slice(0, Math.max(0, minItems - 1)));
  }
  if (!isFields(value)) return changes;
  const own = [...Object.keys(value).map(without), ...['__proto__', 'constructor', 'more', ''].map(withMore)];
  // fields missing or too many as often as all the rest
  return [...changes, ...Array.from({ length: 2 }, () => own).flat()];
}

const at = (value: unknown, path: Place['path']): unknown =>
  path.reduce<unknown>((one, key) => {
    if (Array.isArray(one)) return one[Number(key)];
    return isFields(one) ? one[key] : undefined;
  }, value);

/** The value with one place changed. */
function changed(value: unknown, [key, ...path]: Place['path'], change: Change): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? changed(one, path, change) : one));
  return isFields(value) ? { ...value, [key]: changed(value[key], path, change) } : value;
}

/** A value that fits but for one thing. Now and then it fits all the same: whoever uses it asks `fits`. */
export function nearly(schema: Schema, living: Living): Some {
  return fc.tuple(arbitraryOf(schema, living), fc.nat(), fc.nat()).map(([value, where, how]) => {
    const places = placesIn(schema, value);
    const place = places[where % places.length] ?? { path: [], schema };
    const breaks = breaksOf(place.schema, at(value, place.path));
    return changed(value, place.path, breaks[how % breaks.length] ?? (() => null));
  });
}
