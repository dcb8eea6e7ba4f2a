/** The ticket on paper: the number first, then place and time, then what to have ready. Numbers only, never names. */
import type { Language } from '../../contract/vocabulary.js';
import type { Expected } from '../../contract/shapes.js';
import { cut, feed, pair, paper, rule, text, type PaperDocument, type PaperItem } from './document.js';
import { either, minutesOf, paragraph, people, phrases, wait, type BoothWord } from './words.js';

export interface TicketPaper {
  language: Language;
  /** Name, region and what the ticket tells, already in the ticket's language. */
  officeName: string;
  region: string;
  phone: string;
  boothWord: BoothWord;
  number: string;
  title: string;
  /** As it stands on the paper, in the office's zone: «21.11.2014 в 13:42». */
  issuedAt: string;
  before: number;
  expected: Expected;
  booths: string[];
  /** The norm of waiting, п. 34; `ref` null is the office's own target. */
  waitNorm: { minutes: number; ref: string | null };
  bring: string[];
  /** Address of the ticket's page; null: no QR and no address. */
  link: string | null;
  demo: boolean;
  /** A reprint: says «ДУБЛИКАТ». */
  copy: boolean;
}

/** «паспорт;» … «описи.»: the office's own punctuation is replaced, so that a list always ends well. */
function punctuated(items: string[]): string[] {
  return items.map((item, index) => item.trim().replace(/[.;,]+$/, '') + (index === items.length - 1 ? '.' : ';'));
}

/** The address as a person would type it. */
function spoken(link: string): string {
  return link.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

function facts(of: TicketPaper): PaperItem[] {
  const words = phrases[of.language];
  const { minutes, ref } = of.waitNorm;
  const norm = ref === null ? words.byTarget : `${words.byNorm}, ${paragraph(ref, of.language)}`;
  return [
    pair(words.issued, of.issuedAt, false),
    pair(words.before, people(of.before, of.language), true),
    pair(words.expect, wait(of.expected, of.boothWord, of.language), true),
    ...(of.booths.length === 0 ? [] : [pair(words.calledTo[of.boothWord], either(of.booths, of.language), true)]),
    pair(norm, `${words.noMore} ${minutesOf(minutes, of.language)}`, false),
  ];
}

/**
 * Composes a ticket. The number is eight times the letter, or as much of that as the paper's width allows.
 * The address under the QR is printed only where it fits in one line: a broken one cannot be typed.
 */
export function composeTicket(of: TicketPaper): PaperDocument {
  const words = phrases[of.language];
  const marks = [...(of.demo ? [words.demo] : []), ...(of.copy ? [words.copy] : [])];
  const items: PaperItem[] = [
    ...marks.map((mark) => text(mark, { align: 'center', bold: true, width: 2, height: 2 })),
    text(of.officeName.toUpperCase(), { align: 'center', bold: true }),
    ...(of.region === '' ? [] : [text(of.region, { align: 'center' })]),
    rule,
    feed(1),
    text(words.yourTicket, { align: 'center' }),
    text(of.number, { align: 'center', bold: true, width: 8, height: 8, overflow: 'shrink' }),
    feed(1),
    text(of.title, { align: 'center', bold: true, height: 2 }),
    rule,
    ...facts(of),
    rule,
  ];
  if (of.bring.length > 0) items.push(text(words.bring, {}), { kind: 'list', items: punctuated(of.bring) }, feed(1));
  if (of.link !== null) {
    if (of.bring.length === 0) items.push(feed(1));
    items.push(
      { kind: 'qr', data: of.link },
      text(words.follow, { align: 'center' }),
      text(spoken(of.link), { align: 'center', bold: true, overflow: 'drop' }),
      feed(1),
    );
  }
  items.push(
    text(words.board, {}),
    text(words.missed[of.boothWord], {}),
    rule,
    of.phone === ''
      ? text(words.free, { align: 'right' })
      : pair(`${words.information} ${of.phone}`, words.free, false),
    cut,
  );
  return paper(items);
}
