/**
 * Identifiers of payers and insured persons: what they look like is the pack's, how their check digits are counted is
 * here. What is wrong is named beside the field as typed and stops nobody; an empty field has nothing wrong with it.
 */
import type { Mark, MarkKey, PayerCard } from '../contract/index.js';
import type { Settings } from './settings.js';
import type { Regulation } from './regulation.js';

/** What was typed without the separators that people put between groups. */
export function bare(typed: string): string {
  return typed.replace(/[\s\u00a0.\u2010-\u2015-]/g, '');
}

/** The digits as numbers; null unless there are exactly so many and nothing else. */
function digits(typed: string, lengths: readonly number[]): number[] | null {
  const text = bare(typed);
  return /^\d+$/.test(text) && lengths.includes(text.length) ? [...text].map(Number) : null;
}

function weighed(numbers: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (numbers[at] ?? 0), 0);
}

const innWeights10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const innWeights11 = [7, ...innWeights10];
const innWeights12 = [3, ...innWeights11];

/** ИНН of an organisation (10 digits) or a person (12): the check digits are right. Separators are allowed. */
export function isInn(typed: string): boolean {
  const numbers = digits(typed, [10, 12]);
  // nobody has number nought, although its sums are right
  if (numbers === null || numbers.every((digit) => digit === 0)) return false;
  const ends = (weights: readonly number[]) => (weighed(numbers, weights) % 11) % 10 === numbers[weights.length];
  return numbers.length === 10 ? ends(innWeights10) : ends(innWeights11) && ends(innWeights12);
}

/** ОГРН (13 digits) or ОГРНИП (15): the check digit is right. Separators are allowed. */
export function isOgrn(typed: string): boolean {
  const numbers = digits(typed, [13, 15]);
  if (numbers === null || numbers.every((digit) => digit === 0)) return false;
  // 14 digits are below 2^53: the division is exact
  const body = Number(numbers.slice(0, -1).join(''));
  return (body % (numbers.length - 2)) % 10 === numbers.at(-1);
}

/** Up to this number СНИЛС have no check digits. */
const snilsUnchecked = 1_001_998;

/** СНИЛС: eleven digits, the last two counted from the first nine. Separators are allowed. */
export function isSnils(typed: string): boolean {
  const numbers = digits(typed, [11]);
  if (numbers === null) return false;
  const body = numbers.slice(0, 9);
  if (Number(body.join('')) <= snilsUnchecked) return true;
  const check = (weighed(body, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100;
  return check === Number(numbers.slice(9).join(''));
}

/** Twelve digits, with or without their hyphens; a registration number has no check digit. */
export function isRegNo(typed: string): boolean {
  return digits(typed, [12]) !== null;
}

/** «087105000003» as «087-105-000003»; what is no registration number stays as it was typed. */
export function groupRegNo(typed: string): string {
  const text = bare(typed);
  return isRegNo(text) ? `${text.slice(0, 3)}-${text.slice(3, 6)}-${text.slice(6)}` : typed.trim();
}

/** A card as it is kept: numbers that are whole in their one spelling, everything else as typed. */
export function tidyCard(card: PayerCard): PayerCard {
  const joined = (typed: string) => (/^[\dA-Z]{9,15}$/.test(bare(typed)) ? bare(typed) : typed.trim());
  return {
    ...card,
    regNo: groupRegNo(card.regNo),
    inn: joined(card.inn),
    kpp: joined(card.kpp),
    ogrn: joined(card.ogrn),
    name: card.name.trim(),
  };
}

type Identifier = Regulation['identifiers'][number];

/** The typed text with the separators of the example: «087105000003» as «087-105-000003». */
function shapedLike(example: string, text: string): string {
  let at = 0;
  const shaped = [...example].map((letter) => (/[\dA-Z]/.test(letter) ? (text[at++] ?? '') : letter));
  return at === text.length ? shaped.join('') : text;
}

function fits({ pattern, example }: Identifier, typed: string): boolean {
  const form = new RegExp(pattern);
  const text = bare(typed);
  return form.test(typed.trim()) || form.test(text) || form.test(shapedLike(example, text));
}

function isChecked({ check }: Identifier, typed: string): boolean {
  if (check === 'inn') return isInn(typed);
  if (check === 'ogrn') return isOgrn(typed);
  return check === 'snils' ? isSnils(typed) : true;
}

/** What is wrong with a field that one of these identifiers may stand in: not its pattern, or its check digits. */
function faultOf(kinds: readonly Identifier[], typed: string): MarkKey | null {
  // a regulation that describes no such number cannot find fault with it
  if (kinds.length === 0) return null;
  const fitting = kinds.filter((kind) => fits(kind, typed));
  if (fitting.length === 0) return 'pattern';
  return fitting.some((kind) => isChecked(kind, typed)) ? null : 'checkDigits';
}

/** The identifiers of the pack that each field of the card takes. */
const kindsOf = { regNo: ['regNo'], inn: ['inn'], kpp: ['kpp'], ogrn: ['ogrn', 'ogrnip'] } as const;

/**
 * What is wrong with a payer's numbers as typed. A number of another office's payer is marked and taken all the same
 * (п. 25); so is a number that such an applicant does not have.
 */
export function marksOf(card: PayerCard, regulation: Regulation, settings: Settings): Mark[] {
  const marks: Mark[] = [];
  for (const field of ['regNo', 'inn', 'kpp', 'ogrn'] as const) {
    const typed = card[field];
    if (typed.trim() === '') continue;
    const kinds = regulation.identifiers.filter(({ code }) => kindsOf[field].some((kind) => kind === code));
    const key = faultOf(kinds, typed);
    if (key !== null) marks.push({ field, key });
    else if (isNotOf(card, field, regulation)) marks.push({ field, key: 'notForApplicant' });
    else if (field === 'regNo' && isForeign(typed, settings)) marks.push({ field, key: 'foreignOffice' });
  }
  return marks;
}

/** Does this kind of applicant have no such number? An applicant that is not said may have any. */
function isNotOf(card: PayerCard, field: 'regNo' | 'inn' | 'kpp' | 'ogrn', regulation: Regulation): boolean {
  const applicant = regulation.applicants.find(({ code }) => code === card.applicant);
  if (applicant === undefined) return false;
  const { length } = bare(card[field]);
  if (field === 'inn') return applicant.isEntity ? length === 12 : length === 10;
  if (field === 'ogrn') return applicant.isEntity ? length === 15 : length === 13;
  return field === 'kpp' && !applicant.isEntity;
}

function isForeign(regNo: string, settings: Settings): boolean {
  const own = settings.payerCodes.map(bare);
  return own.length > 0 && !own.some((code) => bare(regNo).startsWith(code));
}
