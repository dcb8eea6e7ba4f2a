/** How a screen says things: words, plurals, names of booths, times in the office's zone. */
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Refusal, Words } from '@contract/vocabulary';
import { currentLanguage } from './i18n';
import { sayRefusal } from './refusal';
import { useLinkStore } from './state/link';
import { timeOfDay } from './time';
import { keepCodes } from './typography';

export function useSpeech() {
  const { t, te } = useI18n();
  const link = useLinkStore();
  const language = computed(() => currentLanguage());
  const word = computed(() => link.office?.boothWord ?? 'window');

  const say = (words: Words) => keepCodes(words[language.value]);
  const plural = (key: string, n: number, named: Record<string, string | number> = {}) => t(key, { n, ...named }, n);
  /** «Окно 3», «окно 3», «в окне 3», «Окна», «Окно свободно»: the office's own word for its booths. */
  const booth = (form: 'title' | 'name' | 'at' | 'plural' | 'free', n = '') => t(`booth.${word.value}.${form}`, { n });
  const at = (instant: number) => timeOfDay(instant, link.zone, false);
  const atSeconds = (instant: number) => timeOfDay(instant, link.zone, true);
  const refusal = (refused: Refusal) => sayRefusal(refused, { t, te });
  return { t, te, say, plural, booth, at, atSeconds, refusal, language };
}
