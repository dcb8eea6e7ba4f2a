/** Office time in the office's zone, whatever the zone of the machine behind the board. Instants are office milliseconds. */
import type { Language } from '@contract/vocabulary';
import { words } from './words';

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

export interface Calendar {
  /** «13:49» */
  time(at: number): string;
  /** «пятница» */
  weekday(at: number): string;
  /** «21 ноября» */
  date(at: number): string;
  /** «завтра в 09:00», «в понедельник, 24 ноября, в 09:00» */
  moment(at: number, now: number): string;
}

/** Formatters are made once: a board would otherwise make some thousands a day. */
export function makeCalendar(zone: string, language: Language): Calendar {
  const said = words[language];
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales[language], { timeZone: zone, ...options });
  const hourMinute = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekdayName = format({ weekday: 'long' });
  const dayMonth = format({ day: 'numeric', month: 'long' });
  const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  /** Whole days since the epoch of the calendar day that `at` has in the zone. */
  const dayNumber = (at: number) => Date.parse(isoDay.format(at)) / 86_400_000;
  const time = (at: number) => hourMinute.format(at);
  const date = (at: number) => dayMonth.format(at);
  return {
    time,
    date,
    weekday: (at) => weekdayName.format(at),
    moment(at, now) {
      const away = dayNumber(at) - dayNumber(now);
      if (away === 0) return `${said.today} ${said.at(time(at))}`;
      if (away === 1) return `${said.tomorrow} ${said.at(time(at))}`;
      // 1 January 1970 was a Thursday, the fifth of a week that begins on Sunday
      return `${said.on[(dayNumber(at) + 4) % 7] ?? ''}, ${date(at)}, ${said.at(time(at))}`;
    },
  };
}
