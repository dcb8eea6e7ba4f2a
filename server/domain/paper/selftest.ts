/** A printer's self-test: the same Russian line in every code page it may have. Whoever reads it picks the number. */
import type { Language } from '../../contract/vocabulary.js';
import { cut, pair, paper, rule, text, type PaperDocument, type PaperPageName } from './document.js';

/** The letters that a wrong code page, or a poor one, spoils first. */
export const sampleText = 'Ёё № Щщ Ъъ Ыы рРpP ЖЯ';

export interface SelftestPaper {
  language: Language;
  printerName: string;
  profileName: string;
  columns: number;
  candidates: { page: PaperPageName; number: number }[];
  printedAt: string;
  /** Printed as a QR, so that one sees whether the printer draws it. */
  qr: string;
}

const words = {
  ru: { title: 'ПРОВЕРКА ПРИНТЕРА', profile: 'Профиль', columns: 'Знаков в строке', at: 'Напечатано' },
  en: { title: 'PRINTER TEST', profile: 'Profile', columns: 'Columns', at: 'Printed' },
} as const;
const choose = {
  ru: 'Верный номер — тот, в строке которого русские буквы и знак № читаются:',
  en: 'The right number is the one whose line shows Russian letters and the sign №:',
} as const;
const ruler = {
  ru: 'Линейка должна занять ровно одну строку:',
  en: 'The ruler must fill exactly one line:',
} as const;

/** Composes the page; `candidates` come from the printers' profiles. */
export function composeSelftest(of: SelftestPaper): PaperDocument {
  const say = words[of.language];
  const scale = Array.from({ length: of.columns }, (_, index) => String((index + 1) % 10)).join('');
  return paper([
    text(say.title, { align: 'center', bold: true, height: 2 }),
    text(of.printerName, { align: 'center' }),
    rule,
    pair(say.profile, of.profileName, false),
    pair(say.columns, String(of.columns), false),
    pair(say.at, of.printedAt, false),
    rule,
    text(choose[of.language], {}),
    ...of.candidates.map(({ page, number }) => ({
      kind: 'sample' as const,
      label: `${page.toUpperCase()} ${String(number).padStart(2)}`,
      page,
      number,
      text: sampleText,
    })),
    rule,
    text(ruler[of.language], {}),
    text(scale, {}),
    text('Abc 123', { bold: true, width: 2, height: 2 }),
    { kind: 'qr', data: of.qr },
    cut,
  ]);
}
