/** What entries about the day, alerts, requests and their settings tell. Pure: names come from whoever asks. */
import { periodInWords } from './datawords';
import type { Fact, JournalEntry, Names } from './entry';

type Reading = (value: unknown, names: Names, entry: JournalEntry) => string | null;

const ofAlert = (entry: JournalEntry) => entry.kind.startsWith('alert:');
const isText = (value: unknown): value is string => typeof value === 'string';
const asTold = (value: unknown) => (isText(value) || typeof value === 'number' ? String(value) : null);
const word = (tree: string, value: string, { t, te }: Names) =>
  te(`${tree}.${value}`) ? t(`${tree}.${value}`) : value;
const profile: Reading = (value, names) => (isText(value) ? names.profile(value) : null);

/** Kinds whose `amount` counts people; of the others it is the threshold that was passed. */
const people: readonly string[] = ['queueLong', 'stranded'];

/** The kind that an alert's entry names. */
export const alertKind: Reading = (value, names) => (isText(value) ? word('journal.values.alert', value, names) : null);

/** Where the reasons of an entry have their words. */
const whyTrees: Record<string, string> = { ask: 'past', session: 'ended', settings: 'dropped' };

/** The versions of the regulation that a day opened with; a pack that was not there has none. */
const lawOfDay: Reading = (value, { t }) => {
  if (!Array.isArray(value)) return null;
  const told = value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('packId' in one) || !('packVersion' in one)) return [];
    const [pack, version] = [String(one.packId), String(one.packVersion)];
    return version === '' ? [pack] : [t('journal.values.law', { pack, version })];
  });
  return told.join(', ');
};

export const hallReadings: Record<string, Reading> = {
  law: lawOfDay,
  level: () => null,
  amount: (value, names, entry) => {
    if (!ofAlert(entry) || typeof value !== 'number') return asTold(value);
    const counts = people.some((kind) => entry.data.includes(`"kind":"${kind}"`));
    return names.t(counts ? 'journal.values.people' : 'journal.values.minutes', { n: value });
  },
  detail: (value, names, entry) => {
    if (!ofAlert(entry) || !isText(value)) return asTold(value);
    return names.code('deadlines', value) ?? word('tickets.print', word('state.healths', value, names), names);
  },
  formats: (value) => (Array.isArray(value) && value.length > 0 ? value.join(', ') : null),
  raisedAt: (value, names, entry) =>
    typeof value === 'number' && Math.abs(value - entry.at) >= 1000 ? names.at(value, entry) : null,
  acceptedBy: (value, names) => (isText(value) ? names.person(value) : null),
  what: (value, names, entry) =>
    isText(value) && entry.kind.startsWith('ask:') ? word('journal.values.ask', value, names) : asTold(value),
  why: (value, names, entry) => {
    const tree = whyTrees[entry.kind.split(':')[0] ?? ''] ?? null;
    return isText(value) && tree !== null ? word(`journal.values.${tree}`, value, names) : asTold(value);
  },
  // beside before and after it would be told twice
  profileId: (value, names, entry) => (entry.kind === 'shift:profileSet' ? null : profile(value, names, entry)),
  before: profile,
  after: profile,
};

function settingValue(value: unknown, names: Names): string {
  const { t } = names;
  if (value === null || value === undefined || value === false) return t('journal.values.off');
  if (value === true) return t('journal.values.on');
  const period = periodInWords(value, names);
  if (period !== null) return period;
  if (!Array.isArray(value)) return String(value);
  return value.map((one) => word('journal.values.roles', String(one), names)).join(', ') || t('journal.values.off');
}

/** «Посетитель ждёт дольше: было 10, стало 8», one fact for each setting that was changed. */
export function settingFacts(before: object, after: object, names: Names): Fact[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).map(([key, value]: [string, unknown]) => {
    const own = ['exports', 'access', 'user', 'retention']
      .map((part) => `journal.values.${part}.${key}`)
      .find(names.te);
    const name = own === undefined ? word('alertSettings.fields', key, names) : names.t(own);
    const told = { name, before: settingValue(old.get(key), names), after: settingValue(value, names) };
    return { label: '', value: names.t('journal.values.setting', told) };
  });
}
