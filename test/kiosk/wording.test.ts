import { describe, expect, it } from 'vitest';
import { counted, either, expectedWords, inWords, place, tidy } from '../../kiosk/wording.js';

describe('words with numbers', () => {
  it('says 1 человек, 2 человека, 5 человек, 11 человек, 21 человек', () => {
    const said = [1, 2, 5, 11, 21, 104].map((count) => counted(count, 'person', 'ru'));
    expect(said).toEqual([
      '1\u00a0человек',
      '2\u00a0человека',
      '5\u00a0человек',
      '11\u00a0человек',
      '21\u00a0человек',
      '104\u00a0человека',
    ]);
    expect(counted(1, 'person', 'en')).toBe('1\u00a0person');
    expect(counted(2, 'person', 'en')).toBe('2\u00a0people');
  });

  it('bends minutes by what stands before them', () => {
    expect(counted(21, 'minuteAccusative', 'ru')).toBe('21\u00a0минуту');
    expect(counted(21, 'minuteGenitive', 'ru')).toBe('21\u00a0минуты');
    expect(counted(15, 'minuteGenitive', 'ru')).toBe('15\u00a0минут');
  });

  it('shows an expected wait as a range with an en dash, and no number when no booth takes it', () => {
    expect(expectedWords({ fromMinutes: 5, toMinutes: 10 }, 'ru')).toBe('5–10\u00a0минут');
    expect(expectedWords({ fromMinutes: 5, toMinutes: 5 }, 'ru')).toBe('5\u00a0минут');
    expect(expectedWords(null, 'ru')).toBeNull();
  });

  it('shows no zero: the wait is up to so many minutes, or less than one', () => {
    const said = (toMinutes: number, language: 'ru' | 'en') => expectedWords({ fromMinutes: 0, toMinutes }, language);
    expect([5, 1, 0].map((to) => said(to, 'ru'))).toEqual([
      'до\u00a05\u00a0минут',
      'до\u00a01\u00a0минуты',
      'меньше минуты',
    ]);
    expect([5, 1, 0].map((to) => said(to, 'en'))).toEqual([
      'up to 5\u00a0minutes',
      'up to 1\u00a0minute',
      'less than a minute',
    ]);
  });

  it('lists booths with «или» and names them by the office’s own word', () => {
    expect(either(['1', '2', '4'], 'ru')).toBe('1, 2\u00a0или\u00a04');
    expect(either(['1', '2', '4'], 'en')).toBe('1, 2 or 4');
    expect(either(['3'], 'ru')).toBe('3');
    expect(place('room', 'ru').to).toBe('кабинету');
    expect(place('window', 'en').to).toBe('booth');
  });
});

describe('Russian typesetting', () => {
  it('never leaves a short word, № or a dash alone at the end of a line', () => {
    expect(tidy('Вы в очереди, и мы ждём', 'ru')).toBe('Вы\u00a0в\u00a0очереди, и\u00a0мы\u00a0ждём');
    expect(tidy('Управление ПФР № 5', 'ru')).toBe('Управление ПФР №\u00a05');
    expect(tidy('По регламенту — не больше', 'ru')).toBe('По\u00a0регламенту\u00a0— не\u00a0больше');
  });

  it('leaves English as it is, and falls back to Russian where a text is missing', () => {
    expect(tidy('to be in a queue', 'en')).toBe('to be in a queue');
    expect(inWords({ ru: 'Жалоба', en: '' }, 'en')).toBe('Жалоба');
  });
});
