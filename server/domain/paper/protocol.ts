/**
 * The protocol of reception or of errors (п. 46, 48, 49): who handed in what, what was found, what was made of it, where
 * both sign. A document of an office of the regulation, so it speaks Russian whatever the visitor chose at the kiosk.
 */
import type { Finding, Pack, PayerCard, ProtocolKind, Representative, Sums } from '../../contract/index.js';
import {
  cut,
  double,
  feed,
  field,
  indented,
  pair,
  paper,
  rule,
  text,
  type PaperDocument,
  type PaperItem,
} from './document.js';
import { packTable } from './packs.js';
import { daysSpan, phrases, unbroken } from './words.js';

/** A finding as it stands on paper. */
export interface PaperFinding extends Pick<Finding, 'code' | 'severity' | 'where' | 'found' | 'expected'> {
  text: string;
  /** «ошибка» or «предупреждение», by the pack. */
  kind: string;
  /** Named where there is more than one. */
  file: string | null;
}

/** When it has to be handed in again (п. 48, 49); `due` null: counted from the day on which the protocol is sent. */
export interface PaperResubmission {
  due: string | null;
  days: number;
  ref: string;
}

export interface ProtocolPaper {
  officeName: string;
  region: string;
  demo: boolean;
  /** Null in a draft: the number is the journal's to give. */
  number: { year: number; number: number } | null;
  kind: ProtocolKind;
  /** «21.11.2014» and «14:39». */
  at: { date: string; time: string };
  payer: PayerCard;
  applicant: string;
  representative: Representative;
  period: string;
  /** The period that a correction is about; empty: none. */
  corrects: string;
  type: string;
  channel: string;
  received: string;
  registered: string;
  ticket: string | null;
  senderRef: string;
  packs: readonly { pack: Pack; isGood: boolean }[];
  /** What all packs come to, and the form that says so. */
  totals: { form: string; packs: number; persons: number; sums: Sums };
  files: readonly string[];
  findings: readonly PaperFinding[];
  more: readonly { severity: number; count: number; kind: string }[];
  /** Null in a draft: nothing to judge yet. */
  verdict: 'accepted' | 'errors' | 'refused' | null;
  refusalGround: string;
  resubmission: PaperResubmission | null;
  officer: { position: string; name: string };
  /** Handed in by a person: both sign on paper (п. 48). Otherwise it is signed outside and sent (п. 49). */
  inPerson: boolean;
  /** How to complain (п. 60-63, 69). */
  complaint: string;
  replaces: { year: number; number: number; reason: string } | null;
}

/** Whose copy it is (п. 48): one for the payer, the others stay here. */
function ownerOf(ordinal: number): string {
  return ordinal === 1 ? 'страхователю' : 'территориальному органу';
}

const title = (words: string): PaperItem => text(words, { bold: true });
const big = (words: string): PaperItem => text(words, { align: 'center', width: 2, height: 2 });
const inMiddle = (words: string): PaperItem => text(words, { align: 'center' });
/** Nothing typed has no line. */
const known = (label: string, value: string): PaperItem[] => (value === '' ? [] : [field(label, unbroken(value))]);

function head(of: ProtocolPaper, ordinal: number): PaperItem[] {
  const { number, replaces } = of;
  return [
    ...(of.demo ? [text(phrases.ru.demo, { align: 'center', bold: true, width: 2, height: 2 })] : []),
    text(of.officeName.toUpperCase(), { align: 'center', bold: true }),
    ...(of.region === '' ? [] : [inMiddle(of.region)]),
    double,
    big(of.kind === 'errors' ? 'ПРОТОКОЛ ОШИБОК' : 'ПРОТОКОЛ ПРИЁМА'),
    ...(number === null ? [big('ЧЕРНОВИК'), inMiddle('номер даст журнал')] : [big(`№ ${number.number}`)]),
    inMiddle('отчётности по персонифицированному учёту'),
    inMiddle(`${of.at.date}, ${of.at.time}`),
    ...(replaces === null
      ? []
      : [
          text(unbroken(`взамен протокола № ${replaces.number} за ${replaces.year} г.`), {
            align: 'center',
            bold: true,
          }),
          ...(replaces.reason === '' ? [] : [inMiddle(`Причина: ${replaces.reason}`)]),
        ]),
    feed(1),
    { kind: 'label', text: `Экз. № ${ordinal} - ${ownerOf(ordinal)}` },
    double,
  ];
}

function payer({ payer: card, representative, applicant }: ProtocolPaper): PaperItem[] {
  const both = [card.inn, card.kpp].filter((part) => part !== '').join(' / ');
  return [
    title('1. СТРАХОВАТЕЛЬ'),
    ...known('Рег. № в ПФР', card.regNo),
    ...known(card.kpp === '' ? 'ИНН' : 'ИНН / КПП', both),
    ...known(card.ogrn.length === 15 ? 'ОГРНИП' : 'ОГРН', card.ogrn),
    ...known('Наименование', card.name),
    ...known('Плательщик', applicant),
    ...known('Представитель', representative.name),
    ...known('Полномочия', representative.authority),
    feed(1),
  ];
}

function submission(of: ProtocolPaper): PaperItem[] {
  return [
    title('2. СВЕДЕНИЯ'),
    ...known('Период', of.period),
    ...known('Тип', of.type),
    ...known('Корректирует', of.corrects),
    ...known('Способ', of.channel),
    ...known('Получены', of.received),
    field(
      of.ticket === null ? 'Журнал' : 'Журнал / талон',
      [of.registered === '' ? 'нет записи' : `№ ${of.registered}`, ...(of.ticket === null ? [] : [of.ticket])].join(
        ' / ',
      ),
    ),
    ...known('Входящий №', of.senderRef),
    feed(1),
  ];
}

/** «пачка 1, строка 17» begins a line of its own. */
const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** Headings and words of the findings: what is not among these is about somebody. */
export const findingsTitle = '4. ОШИБКИ И ПРЕДУПРЕЖДЕНИЯ';
export const resultTitle = '5. РЕЗУЛЬТАТ';
export const noFindings = 'Не обнаружены.';
export const moreFindings = 'Кроме того, найдено и не перечислено:';
export const filePart = 'Файл ';

function finding(one: PaperFinding, at: number): PaperItem[] {
  const told = (label: string, value: string) => (value === '' ? [] : [indented(`${label}${value}`)]);
  return [
    feed(1),
    pair(`${at + 1}. ${one.code === '' ? 'Без кода' : `Код ${one.code}`}`, `${one.severity} ${one.kind}`, true),
    ...told('', capital(one.where)),
    ...told(filePart, one.file ?? ''),
    ...told('', one.text),
    ...told('Найдено: ', one.found),
    ...told('Должно быть: ', one.expected),
  ];
}

function findings(of: ProtocolPaper): PaperItem[] {
  const isClean = of.findings.length === 0 && of.more.length === 0;
  return [
    title(findingsTitle),
    ...(isClean ? [indented(noFindings)] : []),
    ...of.findings.flatMap(finding),
    ...(of.more.length === 0 ? [] : [feed(1), indented(moreFindings)]),
    ...of.more.map(({ severity, kind, count }) => pair(`   ${severity} ${kind}`, String(count), false)),
    feed(1),
  ];
}

const verdicts = { accepted: 'ПРИНЯТО', errors: 'НЕ ПРИНЯТО', refused: 'ОТКАЗ В ПРИЁМЕ' } as const;

function result(of: ProtocolPaper): PaperItem[] {
  const { resubmission } = of;
  const tall = (words: string) => text(words, { align: 'center', bold: true, height: 2 });
  return [
    title(resultTitle),
    feed(1),
    of.verdict === null ? inMiddle('ещё не определён') : big(verdicts[of.verdict]),
    ...(of.verdict === 'refused'
      ? [feed(1), text(`Не соответствует требованиям законодательства (п. 31 регламента): ${of.refusalGround}`, {})]
      : []),
    ...(resubmission === null
      ? []
      : resubmission.due === null
        ? [
            feed(1),
            inMiddle('Исправить и представить повторно'),
            tall(`в течение ${daysSpan(resubmission.days, true)}`),
            inMiddle(`со дня направления протокола (${resubmission.ref} регламента)`),
          ]
        : [
            feed(1),
            inMiddle('Исправить и представить повторно'),
            tall(`не позднее ${resubmission.due}`),
            inMiddle(`(${daysSpan(resubmission.days, false)}, ${resubmission.ref} регламента)`),
          ]),
    double,
  ];
}

function signatures(of: ProtocolPaper): PaperItem[] {
  const place = pair('_'.repeat(26), `___.___.${of.at.date.slice(-4)} г.`, false);
  const payerSigns = [
    feed(1),
    text('Страхователь, представитель:', {}),
    text(of.representative.name === '' ? of.payer.name : of.representative.name, {}),
    feed(1),
    place,
    feed(1),
    text('[ ] от подписи отказался', {}),
  ];
  return [
    text(`Принял: ${of.officer.position}`, {}),
    text(of.officer.name, {}),
    feed(1),
    place,
    ...(of.inPerson
      ? payerSigns
      : [feed(1), text('Подписывается электронной подписью и направляется страхователю (п. 49 регламента).', {})]),
    rule,
    text(unbroken(of.complaint), {}),
  ];
}

/** What all copies of a protocol say. */
function body(of: ProtocolPaper): PaperItem[] {
  return [
    ...payer(of),
    ...submission(of),
    title('3. ПАЧКИ'),
    packTable(of),
    ...of.files.map((file) => field('Файл', file)),
    feed(1),
    ...findings(of),
    ...result(of),
    ...signatures(of),
  ];
}

function copy(of: ProtocolPaper, said: readonly PaperItem[], ordinal: number, prints: number): PaperDocument {
  const { number } = of;
  return paper([
    ...head(of, ordinal),
    ...said,
    pair(`Печать ${ordinal} из ${prints}`, `${of.at.date} ${of.at.time}`, false),
    // for the scanners of kiosk and booth
    ...(number === null
      ? []
      : [feed(1), { kind: 'qr', data: `P/${number.year}/${number.number}` } satisfies PaperItem]),
    cut,
  ]);
}

/**
 * One copy of the protocol.
 * @param ordinal 1 is the payer's
 * @param prints how many copies are prescribed (п. 48)
 */
export function composeProtocol(of: ProtocolPaper, ordinal: number, prints: number): PaperDocument {
  return copy(of, body(of), ordinal, prints);
}

/** So many copies, the payer's first; what they have in common is composed once. */
export function composeCopies(of: ProtocolPaper, prints: number): PaperDocument[] {
  const said = body(of);
  return Array.from({ length: prints }, (_, at) => copy(of, said, at + 1, prints));
}

/** A later copy: the document as it was, and what says that it is a copy. */
export function duplicateOf(document: PaperDocument, ordinal: number, stamp: string): PaperDocument {
  const mark = text(phrases.ru.copy, { align: 'center', bold: true, width: 2, height: 2 });
  const last = document.items.findIndex(({ kind }) => kind === 'qr' || kind === 'cut');
  const end = last === -1 ? document.items.length : last;
  return {
    ...document,
    items: [
      mark,
      ...document.items.slice(0, end),
      pair(`${phrases.ru.copy}, печать ${ordinal}`, stamp, false),
      ...document.items.slice(end),
    ],
  };
}
