/**
 * The console's two languages. Messages are interpreted, never compiled to functions: the page runs without `eval`.
 */
import { createI18n } from 'vue-i18n';
import { languages, type Language } from '@contract/vocabulary';
import { russianForm } from './plural';
import { typesetAll } from './typography';
import { appeals as appealsEn } from './words/appeals.en';
import { appeals as appealsRu } from './words/appeals.ru';
import { checkWords as checksEn } from './words/checks.en';
import { checkWords as checksRu } from './words/checks.ru';
import { en } from './words/en';
import { hallNow as hallNowEn } from './words/hallNow.en';
import { hallNow as hallNowRu } from './words/hallNow.ru';
import { masked as maskedEn } from './words/masked.en';
import { masked as maskedRu } from './words/masked.ru';
import { pages as pagesEn } from './words/pages.en';
import { pages as pagesRu } from './words/pages.ru';
import { rooms as roomsEn } from './words/rooms.en';
import { rooms as roomsRu } from './words/rooms.ru';
import { ru } from './words/ru';

const KEPT = 'talon.console.language';

/** The language this browser used last; Russian at first. Storage may be forbidden, then it is Russian each time. */
function keptLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEPT);
    return languages.find((language) => language === kept) ?? 'ru';
  } catch {
    return 'ru';
  }
}

export const i18n = createI18n({
  legacy: false,
  locale: keptLanguage(),
  fallbackLocale: 'ru',
  messages: {
    ru: typesetAll({ ...ru, ...maskedRu, ...pagesRu, ...roomsRu, ...checksRu, ...appealsRu, ...hallNowRu }),
    en: { ...en, ...maskedEn, ...pagesEn, ...roomsEn, ...checksEn, ...appealsEn, ...hallNowEn },
  },
  pluralRules: { ru: (count: number) => russianForm(count) },
});

export function currentLanguage(): Language {
  return languages.find((language) => language === i18n.global.locale.value) ?? 'ru';
}

export function speakLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // a browser that keeps nothing still speaks the language until it is closed
  }
}
