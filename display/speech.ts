/**
 * What the voice says of a call. Words only, no figures and no single letters: a synthesiser takes a lone «В» or «С» for
 * a preposition and swallows it, and an “A” before other words for an article.
 *
 * The ticket's figures are said one by one, as they stand on its paper: «двенадцать» and «девятнадцать», “fifteen” and
 * “fifty” are one word at ten metres, and a number that is a hundred higher begins like another. A booth is a number:
 * «окно один два» would send its visitor to booth 1.
 */
import type { BoardCall, OfficeFace } from '@contract';
import type { Language } from '@contract/vocabulary';

type BoothWord = OfficeFace['boothWord'];

/** How often a call is said. */
export const timesSaid = 2;

const under20: Record<Language, string[]> = {
  ru: 'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать'.split(
    ' ',
  ),
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  ),
};
/** From twenty on. */
const tens: Record<Language, string[]> = {
  ru: 'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'.split(' '),
  en: 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
};
/** From one hundred on. */
const hundreds: Record<Language, string[]> = {
  ru: 'сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот'.split(' '),
  en: under20.en.slice(1, 10).map((count) => `${count} hundred`),
};

/** Names of letters, as they are spoken. */
const russian: Record<string, string> = {
  ...{ А: 'А', Б: 'бэ', В: 'вэ', Г: 'гэ', Д: 'дэ', Е: 'е', Ё: 'ё', Ж: 'жэ', З: 'зэ', И: 'и', Й: 'и краткое', К: 'ка' },
  ...{ Л: 'эль', М: 'эм', Н: 'эн', О: 'о', П: 'пэ', Р: 'эр', С: 'эс', Т: 'тэ', У: 'у', Ф: 'эф', Х: 'ха', Ц: 'цэ' },
  ...{ Ч: 'че', Ш: 'ша', Щ: 'ща', Ъ: 'твёрдый знак', Ы: 'ы', Ь: 'мягкий знак', Э: 'э', Ю: 'ю', Я: 'я' },
};
/** By what an English reader sees on the ticket: its «В» is a “B” to them. The others have no likeness: by their sound. */
const english: Record<string, string> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X' },
  ...{ Б: 'beh', Г: 'gheh', Д: 'deh', Ё: 'yo', Ж: 'zheh', З: 'zeh', И: 'ee', Й: 'short ee', Л: 'ell', П: 'peh' },
  ...{ Ф: 'eff', Ц: 'tseh', Ч: 'cheh', Ш: 'shah', Щ: 'shchah', Ъ: 'hard sign', Ы: 'yeri', Ь: 'soft sign' },
  ...{ Э: 'eh', Ю: 'yu', Я: 'ya' },
};
const letters: Record<Language, Record<string, string>> = { ru: russian, en: english };

const booths: Record<Language, Record<BoothWord, string>> = {
  ru: { window: 'окно', booth: 'кабинка', room: 'кабинет' },
  en: { window: 'booth', booth: 'booth', room: 'room' },
};

const letterName = (letter: string, language: Language) => letters[language][letter] ?? letter;

/** 0 to 999 in words. */
function numberName(count: number, language: Language): string {
  const rest = count % 100;
  const ones = rest < 20 ? rest : rest % 10;
  const parts = [
    hundreds[language][Math.floor(count / 100) - 1],
    tens[language][Math.floor(rest / 10) - 2],
    ones > 0 || count === 0 ? under20[language][ones] : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** «А ноль один четыре»: letters by their names, figures one by one. */
function ticketName(number: string, language: Language): string {
  const signs = number.match(/\p{L}|\d/gu) ?? [];
  const said = signs.map((sign) => under20[language][Number(sign)] ?? letterName(sign, language));
  if (language === 'ru') return said.join(' ');
  // the pause after the letter keeps “A” from being read as an article
  return said.join(' ').replace(/^(\S+) (?=\S)/u, '$1, ');
}

/** «три», «двенадцать бэ»: the number of a booth, with its letter if it has one. */
function boothName(booth: string, language: Language): string {
  const figures = /^\d{1,3}/.exec(booth)?.[0] ?? '';
  const rest = [...booth.slice(figures.length)].map((letter) => letterName(letter, language));
  return [...(figures === '' ? [] : [numberName(Number(figures), language)]), ...rest].join(' ');
}

/** «Талон А ноль один четыре, окно три»; “Ticket A, zero one four, booth three”. */
export function sentenceOf(call: Pick<BoardCall, 'number' | 'booth'>, word: BoothWord, language: Language): string {
  const head = language === 'ru' ? 'Талон' : 'Ticket';
  return `${head} ${ticketName(call.number, language)}, ${booths[language][word]} ${boothName(call.booth, language)}`;
}
