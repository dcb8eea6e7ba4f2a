/**
 * Russian typesetting of the interface's own words: short words, № and п. do not hang at a line's end,
 * a dash does not begin a line. Done once at load, so that the words themselves stay readable in the source.
 */
import type { Language } from '@contract/vocabulary';

const NBSP = '\u00a0';
const shortWord = /(^|[\s(«|])(в|во|на|с|со|к|ко|о|об|от|до|по|из|за|у|и|а|но|не|ни|п\.|г\.|№) (?=\S)/giu;

export function typeset(text: string): string {
  // twice: «и в окне» holds two short words in a row, and one pass consumes the space between them
  return text.replace(shortWord, `$1$2${NBSP}`).replace(shortWord, `$1$2${NBSP}`).replace(/\s—/gu, `${NBSP}—`);
}

/** A hyphen inside a code, СЗВ-6-2: a line never breaks there. Word joiners are invisible and draw nothing. */
const codeHyphen = /(?<=[А-ЯЁA-Z\d])-(?=\d)/gu;

export function keepCodes(text: string): string {
  return text.replace(codeHyphen, '\u2060-\u2060');
}

/** The numero sign is no English sign: «журнал № 3» of the office's books is “No. 3” to an English reader. */
export function numero(text: string, language: Language): string {
  return language === 'ru' ? text : text.replace(/№\s?/gu, `No.${NBSP}`);
}

export interface Tree {
  [key: string]: string | Tree;
}

export function typesetAll(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? typeset(value) : typesetAll(value)]),
  );
}
