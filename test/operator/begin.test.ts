import { describe, expect, it } from 'vitest';
import { firstOpen, hoursLine, loginOf, wallOf } from '../../operator/begin/typed';
import { zonesWith, zoneTitle } from '../../operator/begin/zones';

describe('the guided set-up', () => {
  it('begins at the first step that is neither done nor left for later', () => {
    const steps = [
      { step: 'office', state: 'done' },
      { step: 'services', state: 'skipped' },
      { step: 'booths', state: 'todo' },
      { step: 'ticket', state: 'todo' },
    ] as const;
    expect(firstOpen(steps)).toBe('booths');
    expect(firstOpen([{ step: 'ticket', state: 'done' }])).toBe('ticket');
  });

  it('proposes a login of the family name', () => {
    expect(loginOf('Щукина Анна')).toBe('schukina');
    expect(loginOf('  Соловьёва-Седых И. И.')).toBe('soloveva-sedykh');
    expect(loginOf('')).toBe('');
  });

  it('takes a time as people write it, and nothing that is none', () => {
    expect(['9:00', '0900', '17.30', '23:59'].map(wallOf)).toEqual(['09:00', '09:00', '17:30', '23:59']);
    expect(['24:00', '9', '9:5', 'утром', '12:60'].map(wallOf)).toEqual([null, null, null, null, null]);
  });

  it('says the hours as the entrance sign does', () => {
    const names = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];
    const line = (days: string) =>
      hoursLine(
        [...days].map((day) => day === '1'),
        names,
        ['09:00', '18:00'],
        'талоны до 17:30',
      );
    expect(line('1111100')).toBe('пн–пт 09:00–18:00, талоны до 17:30');
    expect(line('1101101')).toBe('пн, вт, чт, пт, вс 09:00–18:00, талоны до 17:30');
    expect(line('0010000')).toBe('ср 09:00–18:00, талоны до 17:30');
  });

  it('offers the zone of the machine beside those of Russia', () => {
    expect(zonesWith('Europe/Berlin')[0]).toBe('Europe/Berlin');
    expect(zonesWith('Europe/Moscow').filter((zone) => zone === 'Europe/Moscow')).toHaveLength(1);
    expect(zoneTitle('Asia/Novosibirsk', 'ru', Date.parse('2026-11-22'))).toBe('Новосибирск, UTC+7');
    expect(zoneTitle('Asia/Novosibirsk', 'en', Date.parse('2026-11-22'))).toBe('Novosibirsk, UTC+7');
  });
});
