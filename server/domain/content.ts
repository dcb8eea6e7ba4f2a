/**
 * What an operator may type of a submission: only what the regulation names. Asking for another document, form or
 * period is impossible (п. 21, 29, 30); everything else is taken as typed, and findings say what is wrong with it.
 */
import type { Pack, PayerCard, SubmissionContent } from '../contract/index.js';
import { codesOf, dayAfter } from './periods.js';
import type { Form, Regulation } from './regulation.js';

/** What a submission is, as the forms say it: «исходные сведения». */
export const typeWords = { initial: 'исходные', correcting: 'корректирующие', cancelling: 'отменяющие' } as const;

/** A period of some year or, while the year is not said, of any. */
function isPeriod(regulation: Regulation, year: number | null, period: string | null): boolean {
  if (period === null) return true;
  if (year === null) return regulation.periods.some(({ codes }) => codes.includes(period));
  return codesOf(regulation, year)?.includes(period) ?? false;
}

function isYear(regulation: Regulation, year: number | null): boolean {
  return year === null || codesOf(regulation, year) !== null;
}

/** Was the form in force for this period? */
function isInForce({ validFrom, validTo }: Form, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

/** The day as of which forms must be in force: the end of the period they are about, else the day of receipt. */
function dayOfForms(regulation: Regulation, content: SubmissionContent, receivedDay: string): string {
  const { type, year, period, correctedYear, correctedPeriod } = content;
  const isCorrection = type === 'correcting' || type === 'cancelling';
  const [ofYear, ofPeriod] = isCorrection ? [correctedYear ?? year, correctedPeriod ?? period] : [year, period];
  if (ofYear === null || ofPeriod === null) return receivedDay;
  const after = dayAfter(regulation, ofYear, ofPeriod);
  return after === null || after > receivedDay ? receivedDay : after;
}

function isPackOfLaw(regulation: Regulation, pack: Pack, day: string): boolean {
  const form = regulation.forms.get(pack.form);
  if (form?.kind !== 'report' || !isInForce(form, day)) return false;
  if (pack.inventory === null) return true;
  // another inventory than the form's own is a finding; what is no inventory of packs cannot be named
  const inventory = regulation.forms.get(pack.inventory);
  return inventory?.kind === 'inventory' && inventory.scope === 'pack';
}

/** The applicant must be one of п. 3, or not said. */
export function isApplicant(regulation: Regulation, { applicant }: PayerCard): boolean {
  return applicant === '' || regulation.applicants.some(({ code }) => code === applicant);
}

/**
 * The field that names something which the regulation does not have; null when there is none.
 * @param packs those entered by hand: packs of files were read by the rules of their format
 */
export function faultOfContent(
  regulation: Regulation,
  content: SubmissionContent,
  packs: readonly Pack[],
  receivedDay: string,
): string | null {
  const { year, period, correctedYear, correctedPeriod, documents } = content;
  if (!isYear(regulation, year)) return 'year';
  if (!isPeriod(regulation, year, period)) return 'period';
  if (!isYear(regulation, correctedYear)) return 'correctedYear';
  if (!isPeriod(regulation, correctedYear, correctedPeriod)) return 'correctedPeriod';
  if (documents.some((code) => !regulation.documents.some((document) => document.code === code))) return 'documents';
  const day = dayOfForms(regulation, content, receivedDay);
  return packs.every((pack) => isPackOfLaw(regulation, pack, day)) ? null : 'packs';
}
