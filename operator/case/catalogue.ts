/** The catalogue of rules that a finding may name: found by number or by words. Pure. */
import type { LawPage } from '@contract';
import type { Language } from '@contract/vocabulary';

export type Rule = LawPage['rules'][number];

const fold = (text: string) => text.toLowerCase().replace(/ё/g, 'е').trim();

/** What officers say for what a rule calls by its full name. */
const alsoCalled: readonly (readonly [string, string])[] = [['страхового номера', 'снилс']];

/** Rules whose number begins with what was typed, then those whose words hold every typed word. */
export function rulesLike(rules: readonly Rule[], typed: string, language: Language, most: number): Rule[] {
  const text = fold(typed);
  if (text === '') return rules.slice(0, most);
  const words = text.split(/\s+/);
  const byCode = rules.filter((rule) => fold(rule.code).startsWith(text));
  const byWords = rules.filter((rule) => {
    const full = fold(`${rule.code} ${rule.text[language]}`);
    const whole = [full, ...alsoCalled.flatMap(([name, short]) => (full.includes(name) ? short : []))].join(' ');
    return !byCode.includes(rule) && words.every((word) => whole.includes(word));
  });
  return [...byCode, ...byWords].slice(0, most);
}

/** «12,4 КБ»: the size of a file as its reader knows it; the unit is a key of words. */
export function sizeOf(bytes: number): { n: string; unit: 'bytes' | 'kilobytes' | 'megabytes' } {
  if (bytes < 1024) return { n: String(bytes), unit: 'bytes' };
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return { n: kilobytes.toFixed(kilobytes < 10 ? 1 : 0).replace('.', ','), unit: 'kilobytes' };
  return { n: (kilobytes / 1024).toFixed(1).replace('.', ','), unit: 'megabytes' };
}
