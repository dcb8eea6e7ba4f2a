/** What is wrong with a field as it is typed, beside what the office says about it. */
import { limits, sumFields, totalField } from './form';
import type { PackDraft, TextField } from './form';
import { kopecksTyped } from './money';

/** A count as typed: null when it is none, or too large to be one. Empty is 0. */
export function countTyped(text: string, most: number): number | null {
  const plain = text.replace(/[\s\u00a0]/g, '');
  if (plain === '') return 0;
  return /^\d{1,9}$/.test(plain) && Number(plain) <= most ? Number(plain) : null;
}

export function yearTyped(text: string): number | null {
  const year = countTyped(text, 2099);
  return year !== null && year >= 1996 ? year : null;
}

export type Fault = 'sum' | 'count' | 'year' | 'tooLong';

/** What is wrong with a field as it stands, beside what the office says about it. Null: nothing. */
export function faultOf(field: TextField, text: string): Fault | null {
  if (text.length > limits[field]) return 'tooLong';
  if (text.trim() === '') return null;
  if (field === 'year' || field === 'correctedYear') return yearTyped(text) === null ? 'year' : null;
  if (field === 'totalPacks') return countTyped(text, 10_000) === null ? 'count' : null;
  if (field === 'totalPersons') return countTyped(text, 1_000_000) === null ? 'count' : null;
  if (sumFields.some((sum) => totalField(sum) === field)) return kopecksTyped(text) === null ? 'sum' : null;
  return null;
}

/** Faults of a pack's cells. */
export function packFault(cell: keyof PackDraft, text: string): Fault | null {
  if (cell === 'persons') return countTyped(text, 100_000) === null ? 'count' : null;
  if (sumFields.some((sum) => sum === cell)) return kopecksTyped(text) === null ? 'sum' : null;
  return cell === 'number' && text.length > 12 ? 'tooLong' : null;
}
