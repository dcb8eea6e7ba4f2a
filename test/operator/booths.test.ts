import { describe, expect, it } from 'vitest';
import { boothList, isAnyBooth } from '../../operator/booths';

describe('a list of booths', () => {
  it('says neighbours as a run, and two of them as two', () => {
    expect(boothList(['1', '2', '3', '4', '5', '6', '8'], 'ru')).toBe('1–6, 8');
    expect(boothList(['1', '2', '4'], 'ru')).toBe('1, 2, 4');
    expect(boothList(['1', '2', '3', '7', '8', '9'], 'en')).toBe('1–3, 7–9');
  });
  it('stands in the order of the doors, whatever order it came in', () => {
    expect(boothList(['10', '9', '2', '11', '2'], 'ru')).toBe('2, 9–11');
  });
  it('leaves a number with a letter by itself', () => {
    expect(boothList(['3', '3А', '4', '5'], 'ru')).toBe('3, 3А, 4, 5');
  });
  it('says one booth and none as they are', () => {
    expect(boothList(['7'], 'ru')).toBe('7');
    expect(boothList([], 'ru')).toBe('');
  });
});

describe('any booth', () => {
  const booth = (number: string, state: string) => ({ number, state });
  it('is said when all open ones may call, a break or a visitor notwithstanding', () => {
    const booths = [booth('1', 'free'), booth('2', 'paused'), booth('3', 'serving'), booth('4', 'closed')];
    expect(isAnyBooth(['1', '2', '3'], booths)).toBe(true);
    expect(isAnyBooth(['1', '3'], booths)).toBe(false);
  });
  it('is not said of the only one: its number tells more', () => {
    expect(isAnyBooth(['1'], [booth('1', 'free'), booth('2', 'closed')])).toBe(false);
    expect(isAnyBooth([], [booth('2', 'closed')])).toBe(false);
  });
});
