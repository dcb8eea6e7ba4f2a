/**
 * What a term is of, in the reader's language. The office keeps it as it was written when the term began, in Russian:
 * the shapes it writes are known here, a ticket's number and whatever else is told as it stands. Pure.
 */
import type { Language } from '@contract/vocabulary';
import { dayInFigures } from '../time';

interface LabelRead {
  /** Under `terms.labels`. */
  key: string;
  /** «3/2013», or nothing. */
  n: string;
  /** «YYYY-MM-DD», or nothing. */
  day: string;
  time: string;
}

const numbered: Record<string, string> = {
  журнал: 'journal',
  протокол: 'protocol',
  жалоба: 'complaint',
  обращение: 'appeal',
};
const dated: Record<string, string> = { жалоба: 'complaintOf', обращение: 'appealOf', запрос: 'inquiryOf' };

/** Null: no shape that the office words. */
export function readLabel(label: string): LabelRead | null {
  const byNumber = /^(\p{L}+) № (\d+\/\d{4})$/u.exec(label);
  if (byNumber !== null) {
    const [, word = '', n = ''] = byNumber;
    const key = numbered[word];
    return key === undefined ? null : { key, n, day: '', time: '' };
  }
  const byDay = /^(?:(\p{L}+) от|получено) (\d\d)\.(\d\d)\.(\d{4})(?: (\d\d:\d\d))?$/u.exec(label);
  if (byDay === null) return null;
  const [, word, date = '', month = '', year = '', time] = byDay;
  const key = word === undefined ? 'received' : dated[word];
  // a time of day stands with what was received, and with nothing else
  if (key === undefined || (word === undefined) !== (time !== undefined)) return null;
  return { key, n: '', day: `${year}-${month}-${date}`, time: time ?? '' };
}

/** The label in words of `language`, by `t`. */
export function labelWords(
  label: string,
  language: Language,
  t: (key: string, named: Record<string, string>) => string,
): string {
  const read = readLabel(label);
  if (read === null) return label;
  const { key, n, day, time } = read;
  return t(`terms.labels.${key}`, { n, day: dayInFigures(day, language), time });
}
