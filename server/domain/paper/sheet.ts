/** Paper numbers for a day when the electronic queue is down: cut apart, given away, entered later with their time. */
import type { Language } from '../../contract/vocabulary.js';
import { writeNumber } from '../number.js';
import { cut, feed, paper, rule, text, type PaperDocument, type PaperItem } from './document.js';
import { phrases } from './words.js';

export interface SheetPaper {
  language: Language;
  officeName: string;
  /** A letter that no queue uses, so that a paper number never meets a printed one. */
  letter: string;
  from: number;
  /** 1 to 60. */
  count: number;
  /** As it stands on the paper: when the sheet was printed. */
  printedAt: string;
  demo: boolean;
}

/** Composes the sheet: a head for staff, then one piece per number with a field for the time, each cut off. */
export function composeSheet(of: SheetPaper): PaperDocument {
  const words = phrases[of.language];
  const numbers = Array.from({ length: of.count }, (_, index) => writeNumber(of.letter, of.from + index));
  const range = `${numbers.at(0) ?? ''} – ${numbers.at(-1) ?? ''}`;
  const demo = of.demo ? [text(words.demo, { align: 'center', bold: true })] : [];
  const piece = (number: string): PaperItem[] => [
    ...demo,
    text(of.officeName, { align: 'center' }),
    text(number, { align: 'center', bold: true, width: 6, height: 6, overflow: 'shrink' }),
    feed(1),
    text(words.time, { align: 'center', width: 2, height: 2, overflow: 'shrink' }),
    cut,
  ];
  return paper([
    ...demo,
    text(of.officeName.toUpperCase(), { align: 'center', bold: true }),
    text(words.paperQueue, { align: 'center' }),
    rule,
    { kind: 'pair', left: words.paperNumbers, right: range, bold: true },
    { kind: 'pair', left: words.issued, right: of.printedAt, bold: false },
    text(words.paperHow, {}),
    cut,
    ...numbers.flatMap(piece),
  ]);
}
