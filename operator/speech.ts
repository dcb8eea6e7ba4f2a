/** How a screen says things: words, plurals, names of booths, times in the office's zone. */
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Refusal, Words } from '@contract/vocabulary';
import { boothList, isAnyBooth } from './booths';
import { clauseOf } from './clause';
import { currentLanguage } from './i18n';
import { sayRefusal } from './refusal';
import { useLinkStore } from './state/link';
import { timeOfDay } from './time';
import { keepCodes, numero } from './typography';

export function useSpeech() {
  const { t, te } = useI18n();
  const link = useLinkStore();
  const language = computed(() => currentLanguage());
  const word = computed(() => link.office?.boothWord ?? 'window');

  const say = (words: Words) => keepCodes(words[language.value]);
  /** «№ 3/2026» of the books, in English “No. 3/2026”. */
  const no = (text: string) => numero(text, language.value);
  const plural = (key: string, n: number, named: Record<string, string | number> = {}) => t(key, { n, ...named }, n);
  /** «Окно 3», «окно 3», «в окне 3», «Окна», «Окно свободно»: the office's own word for its booths. */
  const booth = (form: 'title' | 'name' | 'some' | 'any' | 'at' | 'plural' | 'free', n = '') =>
    t(`booth.${word.value}.${form}`, { n });
  /** Who will call: «окно 3», «любое окно» when every open one of `all` may, or «окна 1–6, 8». Null when nobody may. */
  function callers(numbers: readonly string[], all: readonly { number: string; state: string }[]) {
    const [only] = numbers;
    if (only === undefined) return null;
    if (isAnyBooth(numbers, all)) return { many: false, words: booth('any') };
    if (numbers.length === 1) return { many: false, words: booth('name', only) };
    return { many: true, words: booth('some', boothList(numbers, language.value)) };
  }
  /** «15:00, п. 34», in English «15:00, cl. 34»; a target of the office has no clause. */
  const withClause = (time: string, ref: string | null) =>
    ref === null ? time : `${time}, ${clauseOf(ref, language.value)}`;
  const at = (instant: number) => timeOfDay(instant, link.zone, false);
  const atSeconds = (instant: number) => timeOfDay(instant, link.zone, true);
  const refusal = (refused: Refusal) => sayRefusal(refused, { t, te });
  return { t, te, say, no, plural, booth, callers, withClause, at, atSeconds, refusal, language };
}
