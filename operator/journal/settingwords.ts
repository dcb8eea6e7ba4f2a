/** What entries about the settings and the office's own things tell: each field as it was and as it is. Pure. */
import type { Fact, JournalEntry, Names } from './entry';

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nouns = ['settings', 'service', 'queue', 'profile', 'booth', 'printer', 'device', 'calendar', 'pack'];

/** Entries whose words stand in a note. */
const hasWords = (kind: string) => nouns.includes(kind.split(':')[0] ?? '');

/** A value in words: times of a day, services of a profile, lists; what is empty is «нет». */
function inWords(value: unknown, key: string, names: Names): string {
  const { t } = names;
  if (value === null || value === undefined || value === false || value === '') return t('journal.values.off');
  if (value === true) return t('journal.values.on');
  // places are counted from one, as the form of a queue counts them
  if (typeof value === 'number') return String(key === 'position' ? value + 1 : value);
  if (typeof value === 'string') {
    if (key === 'serviceId') return names.service(value) ?? t('journal.values.another');
    if (key === 'profileId') return names.profile(value) ?? t('journal.values.another');
    if (key === 'category') return names.category(value) ?? value;
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return names.day(value);
    return /Id$|^logo$/.test(key) ? t('journal.values.another') : value;
  }
  if (Array.isArray(value)) return value.map((one) => inWords(one, key, names)).join(', ') || t('journal.values.off');
  if (!isGroup(value)) return t('journal.values.off');
  if ('ru' in value) return inWords(value.ru, key, names);
  if ('opens' in value && 'lastTicket' in value && 'doorsClose' in value)
    return `${String(value.opens)}–${String(value.lastTicket)}–${String(value.doorsClose)}`;
  return Object.entries(value)
    .map(([inner, one]: [string, unknown]) => inWords(one, inner, names))
    .join(' ');
}

/** One fact for each field: «печать до: было 10, стало 5»; of what was added only what it is. */
function fieldFacts(before: unknown, after: unknown, names: Names): Fact[] {
  const [was, is] = [before, after].map(
    (group) => new Map<string, unknown>(Object.entries(isGroup(group) ? group : {})),
  );
  if (was === undefined || is === undefined) return [];
  return [...new Set([...is.keys(), ...was.keys()])].map((key) => {
    const path = `journal.values.fields.${key}`;
    const name = names.te(path) ? names.t(path) : key;
    const value = inWords(is.get(key), key, names);
    if (!isGroup(before)) return { label: name, value };
    const told = { name, before: inWords(was.get(key), key, names), after: value };
    return { label: '', value: names.t('journal.values.setting', told) };
  });
}

function notes(entry: JournalEntry): { before: unknown; after: unknown } | null {
  if (entry.words === null) return null;
  try {
    const parsed: unknown = JSON.parse(entry.words);
    if (!isGroup(parsed)) return null;
    return { before: null, after: null, ...parsed };
  } catch {
    return null;
  }
}

/**
 * The fields of a change: those that the entry tells itself, and those whose words its note holds. Where the words are
 * no more, the names of these fields are left. Null: it is no such entry.
 */
export function wordFacts(entry: JournalEntry, data: object, names: Names): Fact[] | null {
  if (!hasWords(entry.kind)) return null;
  const group = new Map<string, unknown>(Object.entries(data));
  if (!group.has('before') && !group.has('after')) return null;
  const plain = fieldFacts(group.get('before'), group.get('after'), names);
  const note = notes(entry);
  if (note !== null) {
    const worded = fieldFacts(note.before, note.after, names);
    // a field that has both is told whole, with its words
    const keys = new Set(Object.keys(isGroup(note.after) ? note.after : {}));
    const rest = without(group.get('after'), keys);
    return [...fieldFacts(without(group.get('before'), keys), rest, names), ...worded];
  }
  const words = group.get('words');
  if (!Array.isArray(words)) return plain;
  const named = words.map((key) => {
    const path = `journal.values.fields.${String(key)}`;
    return names.te(path) ? names.t(path) : String(key);
  });
  return [...plain, { label: names.t('journal.values.words'), value: named.join(', ') }];
}

function without(group: unknown, keys: ReadonlySet<string>): object | null {
  return isGroup(group) ? Object.fromEntries(Object.entries(group).filter(([key]) => !keys.has(key))) : null;
}

/** «Часы работы», «окно 3»: the thing that a change is about, as marks name it. */
export function thingInWords(value: unknown, names: Names): string | null {
  if (typeof value !== 'string') return null;
  const [noun = '', id = ''] = value.split(':');
  const known: Record<string, (id: string) => string | null> = {
    booth: names.booth,
    service: names.service,
    profile: names.profile,
  };
  const name = known[noun]?.(id) ?? null;
  if (name !== null) return name;
  const path = noun === 'part' ? `journal.values.parts.${id}` : `journal.values.things.${noun}`;
  return names.te(path) ? names.t(path) : value;
}
