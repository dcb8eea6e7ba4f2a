/** The words of the papers, Russian first, and how they bend with a count. */
import type { Language } from '../../contract/vocabulary.js';
import type { Expected } from '../../contract/shapes.js';

/** «окно», «кабинка» or «кабинет», by the office's setting. */
export type BoothWord = 'window' | 'booth' | 'room';

const forms = new Intl.PluralRules('ru');

/** «1 человек, 2 человека, 5 человек». */
export function plural(count: number, one: string, few: string, many: string): string {
  const form = forms.select(count);
  return form === 'one' ? one : form === 'few' ? few : many;
}

/** «3 человека», «никого». */
export function people(count: number, language: Language): string {
  if (count <= 0) return language === 'ru' ? 'никого' : 'nobody';
  if (language === 'ru') return `${count} ${plural(count, 'человек', 'человека', 'человек')}`;
  return `${count} ${count === 1 ? 'person' : 'people'}`;
}

/** «15 минут» in the genitive: «не больше 15 минут», «до 21 минуты». */
export function minutesOf(count: number, language: Language): string {
  if (language === 'ru') return `${count} ${forms.select(count) === 'one' ? 'минуты' : 'минут'}`;
  return `${count} ${count === 1 ? 'minute' : 'minutes'}`;
}

/** «5–10 минут», «до 5 минут»; without an open booth no number: «ждём открытия окна». */
export function wait(expected: Expected, boothWord: BoothWord, language: Language): string {
  const words = phrases[language];
  if (expected === null) return words.untilOpen[boothWord];
  const { fromMinutes, toMinutes } = expected;
  if (fromMinutes <= 0 || fromMinutes === toMinutes) return `${words.upTo} ${minutesOf(toMinutes, language)}`;
  return `${fromMinutes}–${toMinutes} ${language === 'ru' ? plural(toMinutes, 'минута', 'минуты', 'минут') : 'minutes'}`;
}

/** «1, 2 или 4». */
export function either(names: string[], language: Language): string {
  const or = language === 'ru' ? 'или' : 'or';
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${or} ${last}`;
}

/** «п. 34» as it is said in the language of the paper. */
export function paragraph(ref: string, language: Language): string {
  return language === 'ru' ? ref : ref.replace(/^п\.\s*/, 'para. ');
}

/** «412350.00»: kopecks as roubles, as figures stand in a table. */
export function roubles(kopecks: number): string {
  return `${Math.floor(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;
}

/** «2 недели», «10 дней»; or after «в течение»: «2 недель», «10 дней». */
export function daysSpan(days: number, isGenitive: boolean): string {
  const isWeeks = days % 7 === 0;
  const count = isWeeks ? days / 7 : days;
  const many = isWeeks ? 'недель' : 'дней';
  const few = isWeeks ? 'недели' : 'дня';
  if (isGenitive) return `${count} ${plural(count, few, many, many)}`;
  return `${count} ${plural(count, isWeeks ? 'неделя' : 'день', few, many)}`;
}

const mayBreak = /(?:№|п\.|от|за) \d|\d г\./i;

/** «№ 12», «п. 48», «от 10.01.2014», «2012 г.» stay in one line. */
export function unbroken(words: string): string {
  // few words have such places, and looking behind each letter is slow
  if (!mayBreak.test(words)) return words;
  return words.replace(/(?<![\p{L}])(№|п\.|от|за) (?=\d)/giu, '$1\u00a0').replace(/(?<=\d) (?=г\.)/gu, '\u00a0');
}

export const phrases = {
  ru: {
    demo: 'ДЕМО',
    copy: 'ДУБЛИКАТ',
    yourTicket: 'ВАШ ТАЛОН',
    issued: 'Выдан',
    before: 'Перед вами',
    expect: 'Ждать примерно',
    upTo: 'до',
    untilOpen: {
      window: 'ждём открытия окна',
      booth: 'ждём открытия кабинки',
      room: 'ждём открытия кабинета',
    },
    calledTo: { window: 'Позовут к окну', booth: 'Позовут в кабинку', room: 'Позовут в кабинет' },
    byNorm: 'По регламенту',
    byTarget: 'Наша цель',
    noMore: 'не больше',
    bring: 'Приготовьте:',
    follow: 'Следите за очередью с телефона',
    board: 'Номер появится на табло, его назовут голосом.',
    missed: {
      window: 'Пропустили вызов — подойдите к окну, место\u00a0вернут.',
      booth: 'Пропустили вызов — подойдите к кабинке, место\u00a0вернут.',
      room: 'Пропустили вызов — подойдите к кабинету, место\u00a0вернут.',
    },
    information: 'Справки:',
    free: 'Услуга бесплатна',
    time: 'Время: __:__',
    paperQueue: 'Очередь по бумажным номерам',
    paperHow: 'Впишите время выдачи и отдайте номер посетителю. Когда система вернётся, введите их по порядку.',
    paperNumbers: 'Номера',
    dayClosed: 'День закрыт',
    day: 'День',
    closedAt: 'Закрыт',
    closedBy: 'Закрыл',
    journal: 'Журнал',
    journalEntry: 'последняя запись №',
    journalHash: 'Отпечаток последней записи (SHA-256):',
    journalWhy: 'Храните лист: по нему проверяют, что журнал не переписан.',
    signature: 'Подпись: ____________________',
  },
  en: {
    demo: 'DEMO',
    copy: 'DUPLICATE',
    yourTicket: 'YOUR TICKET',
    issued: 'Issued',
    before: 'Before you',
    expect: 'Expected wait',
    upTo: 'up to',
    untilOpen: {
      window: 'until a booth opens',
      booth: 'until a booth opens',
      room: 'until a room opens',
    },
    calledTo: { window: 'You will go to booth', booth: 'You will go to booth', room: 'You will go to room' },
    byNorm: 'By regulation',
    byTarget: 'Our target',
    noMore: 'at most',
    bring: 'Have ready:',
    follow: 'Follow the queue on your phone',
    board: 'Watch the board: your number will be called.',
    missed: {
      window: 'Missed the call? Come to the booth: your place is given back.',
      booth: 'Missed the call? Come to the booth: your place is given back.',
      room: 'Missed the call? Come to the room: your place is given back.',
    },
    information: 'Information:',
    free: 'Free of charge',
    time: 'Time: __:__',
    paperQueue: 'Queue by paper numbers',
    paperHow: 'Write the time of issue and give the number away. When the system is back, enter them in order.',
    paperNumbers: 'Numbers',
    dayClosed: 'Day closed',
    day: 'Day',
    closedAt: 'Closed',
    closedBy: 'Closed by',
    journal: 'Journal',
    journalEntry: 'last entry No.',
    journalHash: 'Fingerprint of the last entry (SHA-256):',
    journalWhy: 'Keep this sheet: it proves that the journal was not rewritten.',
    signature: 'Signature: ____________________',
  },
} as const;
