/** A paragraph of the regulation as its reader writes it: «п. 34», in English «cl. 34». Other acts keep their names. */
import type { Language } from '@contract/vocabulary';

export function clauseOf(ref: string, language: Language): string {
  return language === 'ru' ? ref : ref.replace(/^пп?\. ?/u, 'cl.\u00a0');
}
