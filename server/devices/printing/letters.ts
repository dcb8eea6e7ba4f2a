/** Letters that a printer has: what Unicode text becomes before it is encoded. Nothing turns into `?` by itself. */
import type { PaperPageName } from '../../domain/paper/document.js';

/** Stands where a sign cannot be printed; both pages have it and no Russian text needs it. */
export const unprintable = '¤';

const labels: Record<PaperPageName, string> = { cp866: 'ibm866', cp1251: 'windows-1251' };

/** The page as the 256 characters of its bytes, from the platform's own tables. */
export const glyphs: Record<PaperPageName, string[]> = { cp866: readGlyphs('cp866'), cp1251: readGlyphs('cp1251') };

function readGlyphs(page: PaperPageName): string[] {
  return [...new TextDecoder(labels[page]).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))];
}

function printables(page: PaperPageName): Set<string> {
  return new Set(glyphs[page].filter((glyph) => /^[^\p{C}\p{Z}]$/u.test(glyph) || glyph === ' '));
}

const printable: Record<PaperPageName, Set<string>> = { cp866: printables('cp866'), cp1251: printables('cp1251') };

const substitutes: Record<string, string> = {
  ...{ '«': '"', '»': '"', '“': '"', '”': '"', '„': '"', '‟': '"', '″': '"', '‹': "'", '›': "'" },
  ...{ '‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", '`': "'", ʼ: "'", '´': "'" },
  ...{ '—': '-', '–': '-', '‒': '-', '―': '-', '‐': '-', '‑': '-', '−': '-', '⁃': '-', '•': '-', '·': '.', '∙': '.' },
  ...{
    '…': '...',
    '₽': 'руб.',
    '€': 'EUR',
    $: '$',
    '£': 'GBP',
    '№': '№',
    '§': 'п.',
    '™': '(TM)',
    '©': '(c)',
    '®': '(R)',
  },
  ...{
    '→': '->',
    '←': '<-',
    '×': 'x',
    '÷': '/',
    '±': '+/-',
    '≈': '~',
    '≤': '<=',
    '≥': '>=',
    '≠': '<>',
    '✓': '+',
    '✗': 'x',
  },
  ...{ '°': ' град.', '½': '1/2', '¼': '1/4', '¾': '3/4', і: 'i', І: 'I', ґ: 'г', Ґ: 'Г', ß: 'ss' },
  ...{ æ: 'ae', Æ: 'AE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', '─': '-', '━': '-', '│': '|' },
};

function toGlyphs(sign: string, page: PaperPageName): string {
  const known = printable[page];
  if (sign === '\u00a0' || known.has(sign)) return sign;
  const substitute = substitutes[sign];
  if (substitute !== undefined && [...substitute].every((glyph) => known.has(glyph))) return substitute;
  const base = [...sign.normalize('NFKD')].filter((part) => !/\p{M}/u.test(part)).join('');
  return base !== '' && [...base].every((glyph) => known.has(glyph)) ? base : unprintable;
}

/**
 * Text as the page can print it: control and invisible characters removed, every space an ordinary one (only
 * U+00A0 is left for the layout, which turns it into a space after breaking lines), unknown signs replaced by `¤`.
 */
export function toPrintable(content: string, page: PaperPageName): string {
  const clean = content
    .normalize('NFC')
    .replace(/\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(/[\u202f\u2007\u2060\ufeff]/g, (sign) => (sign === '\u202f' || sign === '\u2007' ? '\u00a0' : ''))
    .replace(/\p{Zs}/gu, (sign) => (sign === '\u00a0' ? sign : ' '))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
  let printed = '';
  const known = printable[page];
  for (const sign of clean) {
    // nearly every sign of a long protocol is one of the page's own
    if (known.has(sign)) printed += sign;
    else if (!/\p{M}/u.test(sign)) printed += toGlyphs(sign, page);
  }
  return printed;
}
