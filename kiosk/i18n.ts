/** The touchscreen's messages. Plain texts, interpreted at run time without `eval`, typeset once at the start. */
import type { Language, Words } from '@contract';
import { computed } from 'vue';
import { createI18n } from 'vue-i18n';
import { en } from './messages/en.js';
import { ru } from './messages/ru.js';
import { inWords, tidy } from './wording.js';

type Texts = { [key: string]: string | Texts };

function typeset(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, typeof text === 'string' ? tidy(text, 'ru') : typeset(text)]),
  );
}

export const i18n = createI18n({
  legacy: false,
  locale: 'ru',
  fallbackLocale: 'ru',
  messages: { ru: typeset(ru), en },
});

/** Russian again: what every visitor finds. */
export const firstLanguage: Language = 'ru';

export const language = computed<Language>(() => (i18n.global.locale.value === 'en' ? 'en' : 'ru'));

export function speak(next: Language): void {
  i18n.global.locale.value = next;
  document.documentElement.lang = next;
}

/** A text of the office in the reader's language. */
export function say(words: Words): string {
  return inWords(words, language.value);
}

/** The sentence for a refusal; one that a visitor cannot act upon gets the general one. */
export function refusalText(key: string): string {
  const { t, te } = i18n.global;
  return te(`refusal.${key}`, 'ru') ? t(`refusal.${key}`) : t('refusal.other');
}
