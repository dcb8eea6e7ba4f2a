/**
 * An entry's stored data in the reader's words. Pure: names come from whoever asks. What is empty, a mere id or
 * said by the entry's kind already is left out; the row opens to the text exactly as it is stored, so nothing is hidden.
 */
import type { JournalPage } from '@contract';
import { dataReadings, openedReadings } from './datawords';
import { alertKind, hallReadings, settingFacts } from './hallwords';
import { thingInWords, wordFacts } from './settingwords';

export type JournalEntry = JournalPage['entries'][number];

export interface Fact {
  /** What stands before the value; empty for a value that needs no name. */
  label: string;
  value: string;
}

/** What the page knows: words, and names of ids. A name that it does not know is null, and the id stays hidden. */
export interface Names {
  t: (key: string, named?: Record<string, string | number>) => string;
  te: (key: string) => boolean;
  plural: (key: string, n: number) => string;
  /** «№ 3», in English “No. 3”. */
  no: (text: string) => string;
  /** An instant in words for one who reads this entry: with its date when that is another day. */
  at: (instant: number, of: JournalEntry) => string;
  span: (ms: number) => string;
  /** Kopecks in words. */
  sum: (kopecks: number) => string;
  day: (day: string) => string;
  service: (serviceId: string) => string | null;
  booth: (boothId: string) => string | null;
  person: (userId: string) => string | null;
  category: (category: string) => string | null;
  profile: (profileId: string) => string | null;
  /** A code of the regulation by its title. */
  code: (list: 'steps' | 'deadlines' | 'outcomes' | 'channels', code: string) => string | null;
}

/** Turns a value to words; null leaves it out. */
type Reading = (value: unknown, names: Names, entry: JournalEntry) => string | null;

const hidden: Reading = () => null;
const text: Reading = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null);
const howMany: Reading = (value) => (Array.isArray(value) && value.length > 0 ? String(value.length) : null);
/** A count that is worth a word only when it is not the ordinary one. */
const above =
  (ordinary: number): Reading =>
  (value) =>
    typeof value === 'number' && value > ordinary ? String(value) : null;
const named =
  (name: (names: Names, id: string) => string | null): Reading =>
  (value, names) =>
    typeof value === 'string' ? name(names, value) : null;
const service = named((names, id) => names.service(id));
const booth = named((names, id) => names.booth(id));
/** Who did it stands in a column of its own already. */
const person: Reading = (value, names, entry) => {
  const name = typeof value === 'string' ? names.person(value) : null;
  return name === entry.actor ? null : name;
};
/** An instant; the entry's own is in its column already. */
const instant: Reading = (value, names, entry) =>
  typeof value !== 'number' || Math.abs(value - entry.at) < 1000 ? null : names.at(value, entry);
const span: Reading = (value, names) =>
  typeof value !== 'number' || value === 0 ? null : `${value < 0 ? '−' : ''}${names.span(Math.abs(value))}`;
const word =
  (tree: string): Reading =>
  (value, names) =>
    typeof value === 'string' ? (names.te(`${tree}.${value}`) ? names.t(`${tree}.${value}`) : value) : null;
const flag =
  (tree: string): Reading =>
  (value, names) => {
    const key = `${tree}.${value === true ? 'yes' : 'no'}`;
    return typeof value === 'boolean' && names.te(key) ? names.t(key) : null;
  };

/** A day of the calendar; what is none is told as it came. */
const onDay: Reading = (value, names) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? names.day(value) : null;
/** A code of the pack by its title where the page knows it. */
const ofLaw =
  (list: 'steps' | 'deadlines' | 'outcomes' | 'channels'): Reading =>
  (value, names) =>
    typeof value === 'string' ? (names.code(list, value) ?? value) : null;
/** Kopecks as roubles. */
const sum: Reading = (value, names) => (typeof value === 'number' && value > 0 ? names.sum(value) : null);
/** «30: 2»: how many findings of each severity. */
const counts: Reading = (value) => {
  const told = isGroup(value)
    ? Object.entries(value).map(([severity, count]) => `${severity.replace(/^own:/, '')}: ${String(count)}`)
    : [];
  return told.length > 0 ? told.join(', ') : null;
};
/** A yearly number of a register; a ticket's own stands in a column already. */
const yearly: Reading = (value, names) => (typeof value === 'number' ? names.no(`№\u00a0${value}`) : null);
const codes: Reading = (value) => (Array.isArray(value) && value.length > 0 ? value.join(', ') : null);

/** What entries about cases tell: whose they are stands in the kind, ids stay hidden. */
const caseReadings: Record<string, Reading> = {
  checkKind: word('checks.kinds'),
  cause: word('checks.causes'),
  fromDay: onDay,
  untilDay: onDay,
  officers: text,
  found: text,
  step: ofLaw('steps'),
  code: ofLaw('deadlines'),
  outcome: ofLaw('outcomes'),
  channel: ofLaw('channels'),
  type: word('registrations.types'),
  reportYear: text,
  period: text,
  forms: codes,
  grounds: codes,
  accrued: sum,
  paid: sum,
  findings: counts,
  attested: word('journal.values.result'),
  result: word('journal.values.result'),
  kind: (value, names, entry) =>
    entry.kind.startsWith('alert:')
      ? alertKind(value, names, entry)
      : word(entry.kind.startsWith('protocol:') ? 'journal.values.protocol' : 'complaints.kinds')(value, names, entry),
  addressee: word('complaints.addressees'),
  decision: word('complaints.states'),
  way: (value, names, entry) =>
    word(entry.kind.startsWith('complaint:') ? 'journal.values.ways' : 'journal.values.way')(value, names, entry),
  spentMs: span,
  lengthMs: span,
  carriedMs: span,
  due: onDay,
  on: onDay,
  sentOn: onDay,
  registeredOn: onDay,
  receivedOn: onDay,
  noticeOn: onDay,
  receivedAt: instant,
  sentAt: instant,
  checkedAt: instant,
  madeAt: instant,
  isLate: flag('journal.values.isLate'),
  isOn: flag('journal.values.isOn'),
  withDocuments: flag('journal.values.withDocuments'),
  // a term begins from a day; a sheet of paper numbers from a number
  from: (value, names, entry) => (isDay(value) ? onDay : text)(value, names, entry),
  printJobIds: hidden,
  'subject.kind': hidden,
  'subject.id': hidden,
  revision: hidden,
  mac: hidden,
  register: hidden,
  sha256: hidden,
  // each file is told whole below, as it is stored
  files: howMany,
};

/** How each name of the data is read. `from.` and `load.` are the groups whose names mean something else there. */
const readings: Record<string, Reading> = {
  serviceId: service,
  'from.serviceId': service,
  boothId: booth,
  'from.boothId': booth,
  addressedBoothId: booth,
  userId: person,
  addressedUserId: person,
  to: person,
  by: person,
  signIn: word('journal.values.signIn'),
  withCode: flag('journal.values.withCode'),
  number: yearly,
  phase: hidden,
  state: hidden,
  packVersion: hidden,
  hash: hidden,
  noteMac: hidden,
  status: (value, names, entry) => (entry.kind === 'visit:undone' ? word('statuses')(value, names, entry) : null),
  times: above(1),
  ordinal: above(1),
  callRule: word('rules'),
  rule: word('rules'),
  category: named((names, id) => names.category(id) ?? id),
  categoryConfirmed: flag('journal.values.categoryConfirmed'),
  cancelReason: word('cancelReasons'),
  reason: word('cancelReasons'),
  pauseReason: word('pauses'),
  origin: word('journal.values.origin'),
  place: word('journal.values.place'),
  verb: word('journal.values.verb'),
  role: word('journal.values.role'),
  roles: (value, names, entry) =>
    Array.isArray(value) ? value.map((one) => word('journal.values.roles')(one, names, entry)).join(', ') : null,
  fields: (value, names, entry) =>
    Array.isArray(value) && entry.kind.startsWith('user:')
      ? value.map((one) => word('journal.values.user')(one, names, entry)).join(', ')
      : codes(value, names, entry),
  isForced: flag('journal.values.isForced'),
  isInTime: flag('journal.values.isInTime'),
  came: flag('journal.values.came'),
  again: flag('journal.values.again'),
  noteId: (_value, names) => names.t('journal.values.noteId'),
  startAt: instant,
  placeAt: instant,
  begunAt: instant,
  finishedAt: instant,
  openedAt: instant,
  closedAt: instant,
  pausedAt: instant,
  writtenAt: instant,
  until: instant,
  awayMs: span,
  parkedMs: span,
  pausedMs: span,
  byMs: span,
  normMinutes: (value, names) => (typeof value === 'number' ? names.t('journal.values.minutes', { n: value }) : null),
  day: (value, names) => (typeof value === 'string' ? names.day(value) : null),
  'load.organisations': (value, names) =>
    typeof value === 'number' ? names.plural('load.organisations', value) : null,
  'load.persons': word('load'),
  'load.medium': word('media'),
  passed: (value) => (Array.isArray(value) && value.length > 0 ? value.join(', ') : null),
  // ten are named; a larger number says how many there were in all
  passedCount: above(10),
  booths: howMany,
  services: howMany,
  pictureIds: howMany,
  served: above(0),
  expired: above(0),
  kept: above(0),
  cancelled: above(0),
  missed: above(0),
  unregistered: above(0),
  // of more than none the number is told; which they are stands in the terms
  unregisteredOf: hidden,
  part: word('journal.values.parts'),
  thing: thingInWords,
  refs: codes,
  isBack: flag('journal.values.isBack'),
  isSkipped: flag('journal.values.isSkipped'),
  'pack.id': text,
  'pack.version': hidden,
  ...caseReadings,
  ...hallReadings,
  ...dataReadings,
};

/** Labels that are not called as their value: groups have dots, and a dot is a step in the tree of words. */
const labels: Record<string, string> = {
  'from.serviceId': 'fromServiceId',
  'from.boothId': 'fromBoothId',
  'pack.id': 'pack',
  from: 'fromNumber',
};

/** Terms and sheets begin on a day, registers at a number. */
const isDay = (value: unknown) => /^\d{4}-\d{2}-\d{2}$/.test(String(value));

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const without = (group: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(group).filter(([key]) => !keys.includes(key)));

const namelessFact = (value: string): Fact | null => (value === '' ? null : { label: '', value });

function factOf(path: string, value: unknown, names: Names, entry: JournalEntry): Fact | null {
  const key = path in readings ? path : (path.split('.').at(-1) ?? path);
  if (entry.kind === 'data:opened' && key in openedReadings)
    return namelessFact(openedReadings[key]?.(value, names, entry) ?? '');
  const label = `journal.facts.${key === 'from' && isDay(value) ? 'fromDay' : (labels[key] ?? key)}`;
  if (key in readings) {
    const read = readings[key]?.(value, names, entry) ?? null;
    return read === null || read === '' ? null : { label: names.te(label) ? names.t(label) : '', value: read };
  }
  if (value === null || value === '' || /Id$/.test(key)) return null;
  // a name that this page does not know yet is told as it stands
  return {
    label: names.te(label) ? names.t(label) : key,
    value: isGroup(value) || (Array.isArray(value) && value.some(isGroup)) ? JSON.stringify(value) : String(value),
  };
}

function factsOf(group: object, prefix: string, names: Names, entry: JournalEntry): Fact[] {
  return Object.entries(group).flatMap(([key, value]: [string, unknown]) => {
    // counts by severity are one fact, not a group of them
    if (isGroup(value) && prefix === '' && key !== 'findings') return factsOf(value, `${key}.`, names, entry);
    const fact = factOf(`${prefix}${key}`, value, names, entry);
    return fact === null ? [] : [fact];
  });
}

/** What an entry tells, each fact once; text that is no JSON object becomes one nameless fact. */
export function readEntry(entry: JournalEntry, names: Names): Fact[] {
  const parsed = parsedOf(entry.data);
  if (!isGroup(parsed)) return entry.data === '' ? [] : [{ label: '', value: entry.data }];
  const worded = wordFacts(entry, parsed, names);
  if (worded !== null) {
    const rest = without(parsed, ['before', 'after', 'words', 'noteId']);
    return [...factsOf(rest, '', names, entry), ...worded];
  }
  if ('before' in parsed && isGroup(parsed.before) && 'after' in parsed && isGroup(parsed.after))
    return [
      ...factsOf(without(parsed, ['before', 'after']), '', names, entry),
      ...settingFacts(parsed.before, parsed.after, names),
    ];
  const told = new Set<string>();
  const values = new Set<string>();
  return factsOf(parsed, '', names, entry).filter(({ label, value }) => {
    const fact = `${label} ${value}`;
    // a name that stands there already, with a word before it, says nothing when it comes again without one
    if (told.has(fact) || (label === '' && values.has(value))) return false;
    told.add(fact);
    values.add(value);
    return true;
  });
}

function parsedOf(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    // kept as it is written: the journal is never hidden because this page does not understand it
    return null;
  }
}

/** The kind in words; a kind that has none is told as it is stored. */
export function kindInWords(kind: string, { t, te }: Pick<Names, 't' | 'te'>): string {
  const key = `journal.kinds.${kind.replace(':', '.')}`;
  return te(key) ? t(key) : kind;
}

/** Names of people that a page of entries tells by itself: who opens a shift or begins a reception does it in person. */
export function peopleIn(entries: readonly JournalEntry[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of entries) {
    const group = entry.kind === 'shift:opened' ? 'shift' : entry.kind === 'visit:begun' ? 'reception' : null;
    const parsed = group === null ? null : parsedOf(entry.data);
    if (group === null || !isGroup(parsed)) continue;
    const inner: unknown = Object.entries(parsed).find(([key]) => key === group)?.[1];
    const userId: unknown = isGroup(inner) ? Object.entries(inner).find(([key]) => key === 'userId')?.[1] : null;
    if (typeof userId === 'string') found.set(userId, entry.actor);
  }
  return found;
}
