import { describe, expect, it } from 'vitest';
import { makeCalendar } from '../../display/calendar';
import { chimeSamples } from '../../display/chime';
import { clauses, expectedWords, peopleWord, tied, words } from '../../display/words';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the words of the board', () => {
  it('count people by the rules of the language', () => {
    const said = (count: number) => peopleWord('ru', count);
    expect([0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 101, 111].map(said)).toEqual([
      'человек',
      'человек',
      'человека',
      'человека',
      'человек',
      'человек',
      'человек',
      'человек',
      'человека',
      'человек',
      'человек',
      'человек',
    ]);
    expect([1, 2].map((count) => peopleWord('en', count))).toEqual(['person', 'people']);
  });

  it('give the expected wait as a range, never as a promise', () => {
    const said = (fromMinutes: number, toMinutes: number) =>
      plain(expectedWords('ru', { fromMinutes, toMinutes }, 'window'));
    expect([said(5, 10), said(0, 5), said(0, 0)]).toEqual(['5–10 мин', 'до 5 мин', 'сразу']);
  });

  it('say that no open booth takes a service, in the office’s own word for a booth', () => {
    expect(expectedWords('ru', null, 'window')).toBe('окно закрыто');
    expect(expectedWords('ru', null, 'booth')).toBe('кабинка закрыта');
    expect(expectedWords('ru', null, 'room')).toBe('кабинет закрыт');
  });

  it('send people to a booth in the right case', () => {
    expect(words.ru.goTo).toEqual({ window: 'к окну', booth: 'в кабинку', room: 'в кабинет' });
  });

  it('name the norm in the right case', () => {
    expect([1, 15, 21].map((minutes) => plain(words.ru.norm(minutes)))).toEqual([
      'Норма — не больше 1 минуты',
      'Норма — не больше 15 минут',
      'Норма — не больше 21 минуты',
    ]);
  });

  it('leave no short word hanging and begin no line with a dash', () => {
    expect(tied('формы и описи к ним — в папке')).toBe('формы и\u00a0описи к\u00a0ним\u00a0— в\u00a0папке');
    expect(tied('up to 45 minutes')).toBe('up\u00a0to\u00a045\u00a0minutes');
  });

  it('name paragraphs as their reader does', () => {
    expect(clauses('п. 16, 34', 'ru')).toBe('п. 16, 34');
    expect(clauses('п. 16, 34', 'en')).toBe('cl.\u00a016, 34');
    expect(clauses('', 'en')).toBe('');
  });
});

describe('the clock of the board', () => {
  const calendar = makeCalendar('Asia/Krasnoyarsk', 'ru');
  // 22:30 UTC of Thursday is 05:30 of Friday there, whatever the zone of this machine
  const at = Date.UTC(2014, 10, 20, 22, 30);
  const hours = 3_600_000;

  it('shows the office’s time and date, not the machine’s', () => {
    expect([calendar.time(at), calendar.weekday(at), calendar.date(at)]).toEqual(['05:30', 'пятница', '21 ноября']);
  });

  it('shows midnight as 00:00', () => {
    expect(calendar.time(at - 5.5 * hours)).toBe('00:00');
  });

  it('says when the office opens as a person would', () => {
    const said = (opensAt: number) => plain(calendar.moment(opensAt, at));
    expect(said(at + 3.5 * hours)).toBe('сегодня в 09:00');
    expect(said(at + 27.5 * hours)).toBe('завтра в 09:00');
    expect(said(at + (72 + 3.5) * hours)).toBe('в понедельник, 24 ноября, в 09:00');
    expect(said(at + (96 + 3.5) * hours)).toBe('во вторник, 25 ноября, в 09:00');
  });
});

describe('the chime', () => {
  const samples = chimeSamples(8000);

  it('is soft: it never clips, and it begins and ends in silence', () => {
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest).toBeGreaterThan(0.2);
    expect(loudest).toBeLessThan(0.8);
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.005);
  });
});
