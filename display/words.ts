/** All words of the board, in both languages, with their cases and plurals. Times are formatted in the office's zone. */
import type { BoardView, OfficeFace } from '@contract';
import type { Language } from '@contract/vocabulary';

type BoothWord = OfficeFace['boothWord'];
type Expected = BoardView['queues'][number]['expected'];

const nbsp = '\u00a0';

const plurals: Record<Language, Intl.PluralRules> = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

const ru = {
  ticket: 'Талон',
  booth: { window: 'Окно', booth: 'Кабинка', room: 'Кабинет' } satisfies Record<BoothWord, string>,
  goTo: { window: 'к окну', booth: 'в кабинку', room: 'в кабинет' } satisfies Record<BoothWord, string>,
  noBooth: { window: 'окно закрыто', booth: 'кабинка закрыта', room: 'кабинет закрыт' } satisfies Record<
    BoothWord,
    string
  >,
  waiting: { before: 'Ждут', after: '' },
  expected: 'ожидание',
  nobodyWaits: 'Никто не ждёт',
  people: { one: 'человек', few: 'человека', many: 'человек', other: 'человека' },
  minutes: 'мин',
  upTo: 'до',
  atOnce: 'сразу',
  // genitive: «не больше 1 минуты, 2 минут, 21 минуты»
  norm: (minutes: number) =>
    `Норма — не${nbsp}больше ${minutes}${nbsp}${plurals.ru.select(minutes) === 'one' ? 'минуты' : 'минут'}`,
  lastTicket: `Талоны больше не${nbsp}выдаём. Примем всех, кто с${nbsp}талоном.`,
  noCalls: `Вызовов пока нет`,
  noCallsHint: `Возьмите талон в${nbsp}терминале. Ваш номер появится здесь.`,
  closed: 'Сейчас приёма нет',
  opens: 'Откроемся',
  today: 'сегодня',
  tomorrow: 'завтра',
  on: [
    `в${nbsp}воскресенье`,
    `в${nbsp}понедельник`,
    `во${nbsp}вторник`,
    `в${nbsp}среду`,
    `в${nbsp}четверг`,
    `в${nbsp}пятницу`,
    `в${nbsp}субботу`,
  ],
  at: (time: string) => `в${nbsp}${time}`,
  hours: (lastTicket: string | null, doors: string) =>
    lastTicket ? `Талоны до${nbsp}${lastTicket}, приём до${nbsp}${doors}` : `Приём до${nbsp}${doors}`,
  demo: 'ДЕМО',
  offline: (time: string) => `Нет связи с${nbsp}${time}`,
  offlineHint: `Показаны последние вызовы. Новый номер назовёт сотрудник.`,
  soundOn: 'Включить звук',
  noVoice: 'Без голоса',
  page: (at: number, of: number) => `страница ${at} из ${of}`,
  connecting: 'Подключаемся…',
  noServer: `Сервер не${nbsp}отвечает. Табло подключится само.`,
  pairing: 'Подключение табло',
  pairCode: 'Код этого табло',
  pairHint: `Администратор вводит этот код в${nbsp}пульте: «Настройки», «Устройства и${nbsp}порядок». Или откройте здесь ссылку, которую напечатал сервер.`,
  pairRefused: `Эта ссылка уже не действует: она одноразовая и живёт 15${nbsp}минут. Подключите табло кодом.`,
};

const en: typeof ru = {
  ticket: 'Ticket',
  booth: { window: 'Booth', booth: 'Booth', room: 'Room' },
  goTo: { window: 'booth', booth: 'booth', room: 'room' },
  noBooth: { window: 'booth closed', booth: 'booth closed', room: 'room closed' },
  waiting: { before: '', after: 'waiting' },
  expected: 'wait',
  nobodyWaits: 'Nobody is waiting',
  people: { one: 'person', few: 'people', many: 'people', other: 'people' },
  minutes: 'min',
  upTo: 'up to',
  atOnce: 'at once',
  norm: (minutes) => `By regulation: at most ${minutes}${nbsp}minutes`,
  lastTicket: `No more tickets today. Everyone with a${nbsp}ticket will be seen.`,
  noCalls: 'No calls yet',
  noCallsHint: `Take a${nbsp}ticket at the kiosk. Your number will appear here.`,
  closed: 'The office is closed',
  opens: 'We open',
  today: 'today',
  tomorrow: 'tomorrow',
  on: ['on Sunday', 'on Monday', 'on Tuesday', 'on Wednesday', 'on Thursday', 'on Friday', 'on Saturday'],
  at: (time) => `at${nbsp}${time}`,
  hours: (lastTicket, doors) =>
    lastTicket ? `Tickets until${nbsp}${lastTicket}, reception until${nbsp}${doors}` : `Open until${nbsp}${doors}`,
  demo: 'DEMO',
  offline: (time) => `No connection since${nbsp}${time}`,
  offlineHint: 'These are the last calls. Staff will call the next number aloud.',
  soundOn: 'Turn sound on',
  noVoice: 'No voice',
  page: (at, of) => `page ${at} of ${of}`,
  connecting: 'Connecting…',
  noServer: 'The server does not answer. The board will connect by itself.',
  pairing: 'Connect this board',
  pairCode: 'Code of this board',
  pairHint:
    'An administrator types this code in the console, under “Devices”. Or open here the link that the server printed.',
  pairRefused: `This link is no longer valid: it works once, for 15${nbsp}minutes. Connect the board by its code.`,
};

export type BoardWords = typeof ru;
export const words: Record<Language, BoardWords> = { ru, en };

/** «6 человек», «2 человека», without the figure. */
export function peopleWord(language: Language, count: number): string {
  const { people } = words[language];
  switch (plurals[language].select(count)) {
    case 'one':
      return people.one;
    case 'few':
      return people.few;
    case 'many':
      return people.many;
    default:
      return people.other;
  }
}

/** The expected range of one service: «5–10 мин», «до 5 мин», «сразу», or that no open booth takes it. */
export function expectedWords(language: Language, expected: Expected, booth: BoothWord): string {
  const said = words[language];
  if (!expected) return said.noBooth[booth];
  const { fromMinutes, toMinutes } = expected;
  if (toMinutes === 0) return said.atOnce;
  const span = fromMinutes === 0 ? `${said.upTo}${nbsp}${toMinutes}` : `${fromMinutes}–${toMinutes}`;
  return `${span}${nbsp}${said.minutes}`;
}

/** Short words and numbers do not hang at the end of a line, nor does a dash begin one. */
export function tied(text: string): string {
  return text.replace(/(?<![\p{L}\d])(\p{L}{1,2}|\d{1,3}) /gu, `$1${nbsp}`).replace(/ ([—–])/g, `${nbsp}$1`);
}

/** «п. 16, 34», in English “cl. 16, 34”: the paragraphs that a page of the stand is of. */
export function clauses(ref: string, language: Language): string {
  return language === 'ru' ? ref : ref.replace(/^пп?\.\s?/u, `cl.${nbsp}`);
}
