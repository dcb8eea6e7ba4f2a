/** The closing sheet of a day: what was, and the head of the journal on paper, where no program can change it. */
import type { Language } from '../../contract/vocabulary.js';
import { cut, feed, pair, paper, rule, text, type PaperDocument } from './document.js';
import { phrases } from './words.js';

export interface DaySheetPaper {
  language: Language;
  officeName: string;
  region: string;
  /** As they stand on the paper, in the office's zone. */
  day: string;
  closedAt: string;
  closedBy: string;
  /** What is counted, in the order given: «Выдано талонов» 214. */
  counts: { label: string; count: number | string }[];
  /** Number of the last journal entry, and its SHA-256 in 64 hexadecimal digits. */
  headSeq: number;
  headHash: string;
  demo: boolean;
  copy: boolean;
}

/** Groups of four, four to a line: a hash that two people can compare by reading aloud. */
export function readableHash(hash: string): string[] {
  const groups = hash.toLowerCase().match(/.{1,4}/g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < groups.length; at += 4) lines.push(groups.slice(at, at + 4).join(' '));
  return lines;
}

/** The sheet that closes a day, as lines of paper. */
export function composeDaySheet(of: DaySheetPaper): PaperDocument {
  const words = phrases[of.language];
  const marks = [...(of.demo ? [words.demo] : []), ...(of.copy ? [words.copy] : [])];
  return paper([
    ...marks.map((mark) => text(mark, { align: 'center', bold: true, width: 2, height: 2 })),
    text(of.officeName.toUpperCase(), { align: 'center', bold: true }),
    ...(of.region === '' ? [] : [text(of.region, { align: 'center' })]),
    rule,
    text(words.dayClosed, { align: 'center', bold: true, height: 2 }),
    pair(words.day, of.day, true),
    pair(words.closedAt, of.closedAt, false),
    pair(words.closedBy, of.closedBy, false),
    rule,
    ...of.counts.map(({ label, count }) => pair(label, String(count), false)),
    rule,
    pair(words.journal, `${words.journalEntry} ${of.headSeq}`, true),
    text(words.journalHash, {}),
    ...readableHash(of.headHash).map((line) => text(line, { align: 'center' })),
    text(words.journalWhy, {}),
    feed(2),
    text(words.signature, {}),
    cut,
  ]);
}
