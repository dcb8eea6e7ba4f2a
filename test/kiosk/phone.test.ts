import type { TicketView } from '@contract';
import { describe, expect, it } from 'vitest';
import { visitStatuses } from '@contract/vocabulary';
import { ending, headline, waitFace } from '../../kiosk/phone/state.js';

const minute = 60_000;
const view: TicketView = {
  now: 0,
  rate: 1,
  epoch: 'e',
  version: 1,
  office: {
    name: { ru: 'Управление', en: 'Office' },
    region: { ru: '', en: '' },
    emblem: 'ПФР',
    logo: null,
    address: { ru: '', en: '' },
    phone: '',
    zone: 'Europe/Moscow',
    demo: false,
    boothWord: 'window',
  },
  visitId: 'v',
  number: 'А014',
  title: { ru: 'Консультация', en: 'Advice' },
  status: 'waiting',
  language: 'ru',
  startAt: 0,
  before: 3,
  expected: null,
  booths: [],
  booth: null,
  calledAt: null,
  times: 0,
  waitNorm: { minutes: 15, ref: 'п. 34' },
  bring: [],
};

describe('the wait on the phone', () => {
  it('shrinks green, turns amber near the norm, red past it', () => {
    expect(waitFace(view, 4 * minute)).toMatchObject({ minutes: 4, tone: 'serve', overMinutes: 0 });
    expect(waitFace(view, 13 * minute).tone).toBe('warn');
    expect(waitFace(view, 15 * minute).tone).toBe('warn');
    expect(waitFace(view, 17 * minute)).toMatchObject({ minutes: 17, tone: 'over', overMinutes: 2, left: 1 });
  });

  it('never turns red at an office’s own target', () => {
    const own = { ...view, waitNorm: { minutes: 15, ref: null } };
    expect(waitFace(own, 40 * minute).tone).toBe('wait');
  });

  it('does not count before the ticket begins to wait', () => {
    expect(waitFace({ ...view, startAt: 5 * minute }, 0).minutes).toBe(0);
  });
});

describe('what the phone says', () => {
  it('says place before anything else when called', () => {
    const called: TicketView = { ...view, status: 'called', booth: '3', times: 1 };
    expect(headline(called, 'ru')).toBe('А014: Вас\u00a0вызывают. Пройдите к окну 3');
    expect(headline(called, 'en')).toBe('А014: You are being called. Please go to booth 3');
  });

  it('has kind words for every way a visit can end', () => {
    const silent = visitStatuses.filter((status) => ending(status) === null);
    expect(silent).toEqual(['waiting', 'called']);
    expect(headline({ ...view, status: 'served' }, 'ru')).toContain('Приём окончен');
  });

  it('counts people before, and says nobody', () => {
    expect(headline(view, 'ru')).toContain('3\u00a0человека');
    expect(headline({ ...view, before: 0 }, 'en')).toContain('nobody');
  });
});
