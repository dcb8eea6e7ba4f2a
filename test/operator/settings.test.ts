import { describe, expect, it } from 'vitest';
import { instantTyped, standingOf, typedOf, unusedPages } from '../../operator/settings/board';
import { changeOf, freshCategory, withChange } from '../../operator/settings/categories';
import { differences, firstWords, merged, movedIn, wholeTyped } from '../../operator/settings/form';
import { daysOutOfOrder, isInOrder, sameOnWeekdays, specialsOutOfOrder } from '../../operator/settings/hours';
import {
  changeOf as changeOfMenu,
  inOrder,
  isAllHidden,
  ordered,
  withChange as withMenu,
  type Item,
} from '../../operator/settings/menu';
import { partOf } from '../../operator/settings/parts';

const day = { opens: '09:00', lastTicket: '17:30', doorsClose: '18:00' };

describe('two administrators at one part', () => {
  const seen = { name: 'Управление', phones: ['1'], region: { ru: 'Москва', en: '' } };
  it('who keeps their own takes back nothing that the other changed elsewhere', () => {
    const mine = { ...seen, name: 'Моё' };
    const theirs = { ...seen, name: 'Их', phones: ['2'] };
    expect(merged(seen, mine, theirs)).toEqual({ ...seen, name: 'Моё', phones: ['2'] });
  });
  it('are told every place that differs, rows that came and went too', () => {
    expect(differences(seen, seen)).toEqual([]);
    expect(differences(seen, { ...seen, region: { ru: 'Тверь', en: '' }, phones: [] })).toEqual([
      { path: ['phones', 0], before: '1', after: undefined },
      { path: ['region', 'ru'], before: 'Москва', after: 'Тверь' },
    ]);
    expect(differences({ hours: [day, null] }, { hours: [{ ...day, opens: '10:00' }, day] })).toEqual([
      { path: ['hours', 0, 'opens'], before: '09:00', after: '10:00' },
      { path: ['hours', 1], before: null, after: day },
    ]);
    expect(firstWords({ at: 3, title: { ru: '', en: 'Stand' } })).toBe('Stand');
  });
});

describe('what is typed', () => {
  it('is a whole number within its bounds, or none', () => {
    expect([' 15 ', '0', '301', '1.5', '', '-3'].map((typed) => wholeTyped(typed, 1, 300))).toEqual([
      15,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
  it('moves a row within its list and no further', () => {
    expect(movedIn(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(movedIn(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
    expect(movedIn(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
  it('an unknown part of an address is the first one', () => {
    expect(partOf('board')).toBe('board');
    expect(partOf('nowhere')).toBe('office');
  });
});

describe('hours', () => {
  const week = [day, null, { ...day, opens: '10:00' }, day, day, null, null];
  it('stand in their order and end before the day closes by itself', () => {
    expect(isInOrder(null, '20:00')).toBe(true);
    expect(isInOrder(day, '18:00')).toBe(false);
    expect(daysOutOfOrder([{ ...day, lastTicket: '08:00' }, ...week.slice(1)], '20:00')).toEqual([0]);
  });
  it('of Monday are given to all working days at once, not to the weekend', () => {
    expect(sameOnWeekdays(week)).toEqual([day, day, day, day, day, null, null]);
  });
  it('of a special day need a day, and each day once', () => {
    const title = { ru: '', en: '' };
    const days = [
      { day: '2026-12-31', hours: null, title },
      { day: '2026-12-31', hours: day, title },
      { day: '', hours: null, title },
    ];
    expect(specialsOutOfOrder(days, '20:00')).toEqual([1, 2]);
  });
});

describe('what the office says otherwise than its pack', () => {
  it('is kept only where it says something', () => {
    const off = { ...changeOf([], 'hero'), isOn: false };
    expect(withChange([], off)).toEqual([off]);
    expect(withChange([off], changeOf([], 'hero'))).toEqual([]);
    expect(withChange([], changeOf([], 'hero'))).toEqual([]);
  });
  it('a new category of its own has an id that none has', () => {
    const first = freshCategory([]);
    expect(freshCategory([{ ...first, category: 'own-2' }]).category).toBe('own-3');
  });
  it('a menu item is worded without being moved', () => {
    const item = (key: string): Item => ({
      key,
      icon: 'report',
      title: { ru: key, en: key },
      hint: { ru: '', en: '' },
      serviceId: null,
      ask: null,
      medium: null,
      questions: [],
      children: [],
    });
    const items = ['a', 'b', 'c'].map(item);
    const menu = withMenu(ordered([], ['a', 'b', 'c']), { key: 'c', isHidden: true, title: null, hint: null });
    expect(inOrder(items, menu).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(inOrder(items, ordered(menu, ['c', 'a', 'b'])).map(({ key }) => key)).toEqual(['c', 'a', 'b']);
    expect(ordered(menu, ['c', 'a', 'b'])[0]?.isHidden).toBe(true);
    // one whose own items are all hidden is not shown either
    const hide = (...keys: string[]) => keys.map((key) => ({ ...changeOfMenu([], key), isHidden: true }));
    const deep = [item('a'), { ...item('b'), children: ['d', 'e'].map(item) }];
    expect(
      [hide('a'), hide('a', 'd'), hide('a', 'd', 'e'), hide('a', 'b')].map((one) => isAllHidden(deep, one)),
    ).toEqual([false, false, true, true]);
  });
});

describe('the board', () => {
  it('offers pages of the stand that it does not show yet', () => {
    expect(unusedPages([{ kind: 'stand', at: 1 }], 3)).toEqual([0, 2]);
  });
  it('an announcement stands from its moment until its other one', () => {
    const line = { text: { ru: 'Учёба', en: '' }, from: 10, until: 20 };
    expect([5, 10, 20].map((now) => standingOf(line, now))).toEqual(['later', 'now', 'past']);
  });
  it('a moment is read in the office’s zone and shown as it was typed', () => {
    const at = instantTyped({ day: '2026-11-23', time: '09:30' }, 'Asia/Vladivostok');
    expect(at).toBe(Date.parse('2026-11-22T23:30:00Z'));
    expect(typedOf(at, 'Asia/Vladivostok')).toEqual({ day: '2026-11-23', time: '09:30' });
    expect(typedOf(null, 'UTC')).toEqual({ day: '', time: '' });
  });
});
