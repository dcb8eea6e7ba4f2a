/**
 * Personal data as they are shown until somebody opens them (152-ФЗ): the ends of a number, the first sign of an address
 * of mail, nothing of a place. Registration numbers, КПП, ИНН of ten digits and names stay: nobody is received without
 * them. On a paper the sign is one that every printer has.
 */
import type { ComplaintContent, ConsultationRow, Finding, OpenField, PayerCard } from '../contract/index.js';
import { maskSign } from '../contract/index.js';
import { withWords, type PaperDocument } from './paper/document.js';

/** Stands for a hidden letter or figure where it is drawn as paper. */
export const paperSign = '*';

const isCounted = (sign: string) => /[\p{L}\d]/u.test(sign);

/** The text with its letters and figures hidden, but for those that `isOpen` leaves: their place among so many. */
function covered(text: string, sign: string, isOpen: (at: number, all: number) => boolean): string {
  const signs = [...text];
  const all = signs.filter(isCounted).length;
  let at = -1;
  return signs
    .map((one) => {
      if (!isCounted(one)) return one;
      at += 1;
      return isOpen(at, all) ? one : sign;
    })
    .join('');
}

/** «4510 123118» → «45•• •••118»: the first two and the last three signs; a short text has no ends to show. */
export function maskedIdentity(text: string): string {
  return covered(text, maskSign, (at, all) => all >= 8 && (at < 2 || at >= all - 3));
}

/** An ИНН of twelve digits is a person's; one of ten an organisation's, and public. */
export function isPersonalInn(inn: string): boolean {
  return inn.replace(/\D/g, '').length === 12;
}

const innEnds = (at: number, all: number) => at < 2 || at >= all - 2;

/** «771234567890» → «77••••••••90»; an organisation's stays. */
export function maskedInn(inn: string): string {
  return isPersonalInn(inn) ? covered(inn, maskSign, innEnds) : inn;
}

/** «8 495 777-31-31» → «• ••• •••-••-31». */
export function maskedPhone(text: string): string {
  return covered(text, maskSign, (at, all) => all >= 7 && at >= all - 2);
}

/** «ivanov@mail.ru» → «i•••••@••••.ru». */
export function maskedEmail(text: string): string {
  const [name = '', ...hosts] = text.split('@');
  const shown = covered(name, maskSign, (at, all) => all > 2 && at === 0);
  if (hosts.length === 0) return shown;
  const host = hosts.join('@');
  const dot = host.lastIndexOf('.');
  const ending = dot < 0 ? '' : host.slice(dot);
  return `${shown}@${covered(host.slice(0, host.length - ending.length), maskSign, () => false)}${ending}`;
}

/** Signs of a hidden place that are shown: how long it is tells nothing to anybody. */
const placeAtMost = 32;

/** Of a place nothing is left but where its words stood. */
export function maskedPlace(text: string): string {
  const signs = [...covered(text.replace(/\s+/g, ' '), maskSign, () => false)];
  return signs.length <= placeAtMost ? signs.join('') : `${signs.slice(0, placeAtMost).join('')}…`;
}

const hyphen = '[-\u2010-\u2013]';
/**
 * СНИЛС: «112-233-445 95», also without its control number, with other signs between its groups, or eleven digits in a
 * row. A registration number («087-105-000003») has groups of other lengths and is none.
 */
const snils = new RegExp(
  [
    `(?<![\\d-])\\d{3}(?:${hyphen}|[./])\\d{3}(?:${hyphen}|[./])\\d{3}[\\s./-]?\\d{2}(?![\\d-])`,
    `(?<![\\d-])\\d{3}${hyphen}\\d{3}${hyphen}\\d{3}(?![\\d-])`,
    // a sum has its kopecks behind it, and groups before these three
    `(?<!\\d|\\d[.,\\s-])\\d{3}\\s?\\d{3}\\s?\\d{3}[\\s/-]?\\d{2}(?!\\d|[.,]\\d)`,
  ].join('|'),
  'g',
);

/** «СНИЛС 112-233-445 95» → «СНИЛС 112-•••-••• ••», wherever in a text it stands. */
export function maskedSnils(text: string): string {
  return text.replace(snils, (found) => covered(found, maskSign, (at) => at < 3));
}

/** Nothing else has twelve digits in a row; a sum has its kopecks behind it. */
const personalInn = /(?<![\d.,])\d{12}(?!\d|[.,]\d)/;
const withoutInn = (text: string) => text.replace(new RegExp(personalInn, 'g'), maskedInn);
/** Without the numbers of persons. */
const withoutNumbers = (text: string) => withoutInn(maskedSnils(text));

/** Parts of a finding that may name an insured person. */
export const findingParts = ['where', 'found', 'expected', 'text'] as const;
export type FindingPart = (typeof findingParts)[number];

/** What a part of a finding says; its text in the language in which it was typed. */
export const partOf = (finding: Finding, part: FindingPart): string =>
  part === 'text' ? finding.text.ru : finding[part];

/** Does this text name a person by number? */
export const namesInsured = (text: string): boolean => withoutNumbers(text) !== text;

/** A finding without the numbers of insured persons. */
function maskedFinding(finding: Finding): Finding {
  const { where, found, expected, text } = finding;
  return {
    ...finding,
    where: withoutNumbers(where),
    found: withoutNumbers(found),
    expected: withoutNumbers(expected),
    text: { ru: withoutNumbers(text.ru), en: withoutNumbers(text.en) },
  };
}

/** Something as it is shown, and which of its fields are hidden. */
interface Shown<T> {
  shown: T;
  masked: OpenField[];
}

/** Findings without the numbers of insured persons. */
export function shownFindings(findings: readonly Finding[]): Shown<Finding[]> {
  const isNamed = findings.some((one) => findingParts.some((part) => namesInsured(partOf(one, part))));
  return { shown: findings.map(maskedFinding), masked: isNamed ? ['insured'] : [] };
}

/** A payer's card without a person's ИНН. */
export function shownCard<Card extends Pick<PayerCard, 'inn'>>(card: Card): Shown<Card> {
  return isPersonalInn(card.inn)
    ? { shown: { ...card, inn: maskedInn(card.inn) }, masked: ['inn'] }
    : { shown: card, masked: [] };
}

/** An identity document by its ends. */
export function shownIdentity(identity: string): Shown<string> {
  return { shown: maskedIdentity(identity), masked: identity === '' ? [] : ['identity'] };
}

/** Where an applicant is found (п. 65б). */
export const contactFields = ['place', 'phone', 'email', 'postalAddress'] as const;

/** A complaint without the ways to reach whoever complains. */
export function shownComplaint(content: ComplaintContent): Shown<ComplaintContent> {
  const { place, phone, email, postalAddress } = content;
  return {
    shown: {
      ...content,
      place: maskedPlace(place),
      phone: maskedPhone(phone),
      email: maskedEmail(email),
      postalAddress: maskedPlace(postalAddress),
    },
    masked: contactFields.filter((field) => content[field] !== ''),
  };
}

/** Where the answer to an inquiry goes. */
export function shownAddress(address: ConsultationRow['address']): Shown<string> {
  return { shown: maskedPlace(address), masked: address === '' ? [] : ['address'] };
}

/** What is hidden comes back from a screen as nothing at all: a text with this sign in it is no one's number. */
export function isMask(text: string): boolean {
  return text.includes(maskSign);
}

/** The field of a card that came back as it was shown: saved, it would be another payer's number. Null: none did. */
export function maskedField({ inn }: Pick<PayerCard, 'inn'>): 'inn' | null {
  return isMask(inn) ? 'inn' : null;
}

/** As every printer has it. */
export const onPaper = (text: string) => text.replaceAll(maskSign, paperSign);
const maskedText = (text: string) => onPaper(withoutNumbers(text));

/** A paper of a case as a screen draws it: numbers of persons hidden. */
export function shownPaper(document: PaperDocument): Shown<PaperDocument> {
  const said = JSON.stringify(document.items);
  const masked: OpenField[] = [
    ...(maskedSnils(said) !== said ? (['insured'] as const) : []),
    ...(personalInn.test(said) ? (['inn'] as const) : []),
  ];
  return { shown: { ...document, items: document.items.map((item) => withWords(item, maskedText)) }, masked };
}
