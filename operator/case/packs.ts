/** What the packs come to, by hand and from files, against what the payer says they come to (АДВ-6-2). Pure. */
import type { Pack } from '@contract';
import { sumFields, type PackDraft, type SumField } from './form';
import { countTyped } from './faults';
import { kopecksTyped } from './money';

export interface PackTotals {
  packs: number;
  persons: number;
  sums: Record<SumField, number>;
  /** Forms that occur, in order. */
  forms: string[];
}

/** Packs typed here and those that were read from files, together. What is no number yet counts as none. */
export function packTotals(byHand: readonly PackDraft[], stored: readonly Pack[]): PackTotals {
  const totals: PackTotals = {
    packs: 0,
    persons: 0,
    sums: { insuranceAccrued: 0, insurancePaid: 0, fundedAccrued: 0, fundedPaid: 0 },
    forms: [],
  };
  const add = (form: string, persons: number, sum: (field: SumField) => number) => {
    totals.packs += 1;
    totals.persons += persons;
    for (const field of sumFields) totals.sums[field] += sum(field);
    if (form !== '' && !totals.forms.includes(form)) totals.forms.push(form);
  };
  for (const pack of stored) if (pack.file !== null) add(pack.form, pack.persons, (field) => pack.sums[field]);
  for (const pack of byHand)
    add(pack.form, countTyped(pack.persons, 100_000) ?? 0, (field) => kopecksTyped(pack[field]) ?? 0);
  return totals;
}

/** A pack's number without what does not tell it from another: «00001» and «1» are one number. */
const numberKey = (number: string) => number.trim().replace(/^0+(?=\d)/, '');

/** Is this number written on another pack of the same report too? Typed or read from a file alike; no number is none. */
export function isTwice(number: string, byHand: readonly PackDraft[], stored: readonly Pack[]): boolean {
  const key = numberKey(number);
  const all = [...byHand, ...stored.filter((pack) => pack.file !== null)];
  return key !== '' && all.filter((pack) => numberKey(pack.number) === key).length > 1;
}

/** The number of the next pack by hand: five digits, one more than the greatest. */
export function nextPackNumber(byHand: readonly PackDraft[], stored: readonly Pack[]): string {
  const numbers = [...byHand, ...stored].map((pack) => Number(/^\d+$/.exec(pack.number.trim())?.[0] ?? 0));
  return String(Math.max(0, ...numbers) + 1).padStart(5, '0');
}
