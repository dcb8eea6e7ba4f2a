/** What entries about personal data tell. Pure: names come from whoever asks. */
import type { JournalEntry, Names } from './entry';

type Reading = (value: unknown, names: Names, entry: JournalEntry) => string | null;

const word =
  (tree: string): Reading =>
  (value, { t, te }) => {
    if (typeof value !== 'string') return null;
    const key = `journal.values.${tree}.${value}`;
    return te(key) ? t(key) : value;
  };
const hidden: Reading = () => null;
const list =
  (tree: string): Reading =>
  (value, names, entry) =>
    Array.isArray(value) ? value.flatMap((one) => word(tree)(one, names, entry) ?? []).join(', ') : null;

/** Names that mean something else in what was opened than in every other entry. */
export const openedReadings: Record<string, Reading> = {
  fields: list('openField'),
  reason: word('openReason'),
};

export const dataReadings: Record<string, Reading> = {
  basis: word('basis'),
  subjectKind: word('dataKind'),
  paper: word('openedPaper'),
  keptUntil: (value, names) => (typeof value === 'string' ? names.day(value) : names.t('journal.values.lifted')),
  terms: settledTerms,
  // told by the kind of the entry
  logFolded: hidden,
  entryOf: hidden,
};

/** «30 дней»: a length of keeping; null where a setting is none. */
export function periodInWords(value: unknown, { te, plural }: Pick<Names, 'te' | 'plural'>): string | null {
  if (typeof value !== 'object' || value === null || !('n' in value) || !('unit' in value)) return null;
  const unit = `journal.values.units.${String(value.unit)}`;
  return typeof value.n === 'number' && te(unit) ? plural(unit, value.n) : null;
}

/** «Протокол — 5 лет, Записка сотрудника — 1 год»; what no office may change is not told. */
function settledTerms(value: unknown, names: Names): string | null {
  if (!Array.isArray(value)) return null;
  const told = value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('code' in one)) return [];
    const title = `journal.values.retention.${String(one.code)}`;
    const period = periodInWords(one, names);
    return period === null || !names.te(title) ? [] : [`${names.t(title)} — ${period}`];
  });
  return told.join(', ');
}
