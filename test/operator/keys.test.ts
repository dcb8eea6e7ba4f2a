import { describe, expect, it } from 'vitest';
import { actionOf, boothTyped, digitOf, isUndo, liveActions, mustSilence } from '../../operator/keys';

const stroke = (code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey', boolean>> = {}) => ({
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});
type Seen = Parameters<typeof liveActions>[0];
const shift: NonNullable<Seen['shift']> = {
  shiftId: 's',
  boothId: 'b',
  booth: '3',
  openedAt: 0,
  profileId: 'p',
  paused: null,
};

describe('the booth’s keys', () => {
  it('go by their place on the keyboard, whatever the layout', () => {
    expect(actionOf(stroke('F2'))).toBe('callNext');
    expect(actionOf(stroke('F9'))).toBe('finish');
    expect(actionOf(stroke('KeyA'))).toBeNull();
  });
  it('mean nothing with Ctrl, Alt or Shift held', () => {
    expect(actionOf(stroke('F4', { altKey: true }))).toBeNull();
    expect(mustSilence(stroke('F5', { ctrlKey: true }))).toBe(false);
  });
  it('silence what the browser would do with F3, F5, F6 and F7', () => {
    for (const code of ['F3', 'F5', 'F6', 'F7']) expect(mustSilence(stroke(code))).toBe(true);
    expect(mustSilence(stroke('F12'))).toBe(false);
  });
  it('take back by Ctrl+Z', () => {
    expect(isUndo(stroke('KeyZ', { ctrlKey: true }))).toBe(true);
    expect(isUndo(stroke('KeyZ'))).toBe(false);
    expect(isUndo(stroke('KeyZ', { ctrlKey: true, shiftKey: true }))).toBe(false);
  });
  it('read digits from the row and from the pad', () => {
    expect(digitOf(stroke('Digit3'))).toBe('3');
    expect(digitOf(stroke('Numpad8'))).toBe('8');
    expect(digitOf(stroke('F3'))).toBeNull();
  });
  it('find the booth that was typed', () => {
    const booths = [{ number: '1' }, { number: '12' }];
    expect(boothTyped(booths, '12')?.number).toBe('12');
    expect(boothTyped(booths, '2')).toBeNull();
  });
});

describe('what is not pale', () => {
  const next = { visitId: 'v', rule: 'order' as const };
  it('is nothing without a shift', () => {
    expect([...liveActions({ shift: null, current: null, next, desktop: [] })]).toEqual([]);
  });
  it('is calling while the booth is free and somebody is next', () => {
    expect([...liveActions({ shift, current: null, next, desktop: [] })]).toEqual(['callNext']);
    expect([...liveActions({ shift, current: null, next: null, desktop: [] })]).toEqual([]);
  });
  it('is nothing on a break', () => {
    expect([
      ...liveActions({ shift: { ...shift, paused: { reason: 'lunch', since: 0 } }, current: null, next, desktop: [] }),
    ]).toEqual([]);
  });
});
