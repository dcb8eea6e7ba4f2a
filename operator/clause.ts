/** A paragraph of the regulation, or an act of law, as its reader writes it: «п. 34», in English «cl. 34». */
import type { Language } from '@contract/vocabulary';

const nbsp = '\u00a0';
/** Kinds of acts that packs name; another act keeps its own name. */
const acts: readonly [RegExp, string][] = [
  [/^пп?\. ?/u, `cl.${nbsp}`],
  [/^(\d+)-ФЗ(?=[ ,]|$)/u, `Law $1-FZ`],
  [/^Закон РФ № ?/u, `Law of the RF No.${nbsp}`],
  [/^Указ № ?/u, `Decree No.${nbsp}`],
];

export function clauseOf(ref: string, language: Language): string {
  if (language === 'ru') return ref;
  const act = acts.find(([kind]) => kind.test(ref));
  return act === undefined ? ref : ref.replace(...act).replace(/ от (?=\d)/u, ' of ');
}
