/**
 * Words with numbers, ranges and places, in the languages of the screens.
 * Pure: the touchscreen and the phone page share it, so it must not import a library.
 */
import type { Expected, Language, OfficeFace, Words } from '@contract';

const nbsp = '\u00a0';
/** Word joiner: no line ends here. */
const joiner = '\u2060';

/** Forms by `Intl.PluralRules`: one, few, many (English has one and the rest). */
const nouns = {
  person: { ru: ['человек', 'человека', 'человек'], en: ['person', 'people'] },
  minute: { ru: ['минута', 'минуты', 'минут'], en: ['minute', 'minutes'] },
  /** After «через», «ждёте»: через 21 минуту. */
  minuteAccusative: { ru: ['минуту', 'минуты', 'минут'], en: ['minute', 'minutes'] },
  /** After «не больше», «до»: не больше 21 минуты. */
  minuteGenitive: { ru: ['минуты', 'минут', 'минут'], en: ['minute', 'minutes'] },
  second: { ru: ['секунда', 'секунды', 'секунд'], en: ['second', 'seconds'] },
  organisation: { ru: ['организация', 'организации', 'организаций'], en: ['organisation', 'organisations'] },
} as const;
export type Noun = keyof typeof nouns;

const rules: Record<Language, Intl.PluralRules> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

/** The noun in the form that the number asks for: `noun(2, 'person', 'ru')` is «человека». */
export function noun(count: number, name: Noun, language: Language): string {
  const forms: readonly string[] = nouns[name][language];
  const form = { one: 0, few: 1, many: 2, zero: 2, two: 1, other: 2 }[rules[language].select(count)];
  return forms[Math.min(form, forms.length - 1)] ?? '';
}

/** «3 человека», with a space that does not break. */
export function counted(count: number, name: Noun, language: Language): string {
  return `${count}${nbsp}${noun(count, name, language)}`;
}

const upTo: Record<Language, string> = { ru: `до${nbsp}`, en: 'up to ' };

/** «5–10», or «5» where the ends meet. */
export function range(from: number, to: number): string {
  return from === to ? `${from}` : `${from}–${to}`;
}

/** «5–10 минут», «до 5 минут», «меньше минуты»; null where nobody can tell yet. */
export function expectedWords(expected: Expected, language: Language): string | null {
  if (!expected) return null;
  const to = Math.max(expected.fromMinutes, expected.toMinutes);
  if (to === 0) return language === 'ru' ? 'меньше минуты' : 'less than a minute';
  if (expected.fromMinutes === 0) return `${upTo[language]}${counted(to, 'minuteGenitive', language)}`;
  return `${range(expected.fromMinutes, to)}${nbsp}${noun(to, 'minute', language)}`;
}

const lists: Record<Language, Intl.ListFormat> = {
  ru: new Intl.ListFormat('ru', { type: 'disjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
};

/** «1, 2 или 4». */
export function either(names: readonly string[], language: Language): string {
  return tidy(lists[language].format(names), language);
}

const places: Record<OfficeFace['boothWord'], Record<Language, { to: string; name: string }>> = {
  window: { ru: { to: 'окну', name: 'окно' }, en: { to: 'booth', name: 'booth' } },
  booth: { ru: { to: 'кабинке', name: 'кабинка' }, en: { to: 'booth', name: 'booth' } },
  room: { ru: { to: 'кабинету', name: 'кабинет' }, en: { to: 'room', name: 'room' } },
};

/** The office's word for a booth: `to` stands after «к» («к окну»), `name` alone. */
export function place(word: OfficeFace['boothWord'], language: Language): { to: string; name: string } {
  return places[word][language];
}

/**
 * Russian by the rules of typesetting: short words, «№» and numbers hold on to what follows, a dash to what precedes,
 * the name of a form («СЗВ-6-1») stays in one piece.
 * In English only «No. 5» holds together.
 */
export function tidy(text: string, language: Language): string {
  if (language !== 'ru') return text.replace(/\b(No\.|group|room|booth) (?=[\dIVX])/g, `$1${nbsp}`);
  return text
    .replace(/ (?=[—–])/g, nbsp)
    .replace(
      /(?<=^|[\s\u00a0(«])([а-яё]{1,2}|для|при|под|без|или|это|что|как|вас|вам|нет|№|п\.|г\.|ул\.|д\.) /giu,
      `$1${nbsp}`,
    )
    .replace(/(?<=\d) (?=[а-яё])/giu, nbsp)
    .replace(/(?<=[А-ЯЁ]{2,}(?:-\d+)*)-(?=\d)/gu, `-${joiner}`);
}

/** A text of the office in the reader's language, typeset. */
export function inWords(words: Words, language: Language): string {
  return tidy(words[language] || words.ru, language);
}
