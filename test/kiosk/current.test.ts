import { describe, expect, it } from 'vitest';
import { isDue } from '@contract/current';

const hourMs = 3_600_000;
const standing = { isOnline: true, isIdle: true, isNight: false, isOlder: false, ageMs: 50 * hourMs, spreadMs: 60_000 };

describe('a kiosk or a board loads itself anew', () => {
  it('after an upgrade, when nobody would notice and the server is there', () => {
    expect(isDue(standing)).toBe(false);
    expect(isDue({ ...standing, isOlder: true })).toBe(true);
    expect(isDue({ ...standing, isOlder: true, isIdle: false })).toBe(false);
    expect(isDue({ ...standing, isOlder: true, isOnline: false })).toBe(false);
  });
  it('never twice in ten minutes: a page that stays old is no endless wheel', () => {
    expect(isDue({ ...standing, isOlder: true, ageMs: 9 * 60_000 })).toBe(false);
    expect(isDue({ ...standing, isOlder: true, ageMs: 10 * 60_000 })).toBe(true);
  });
  it('once a night, each at a moment of its own', () => {
    const night = { ...standing, isNight: true };
    expect(isDue({ ...night, ageMs: 6 * hourMs })).toBe(false);
    expect(isDue({ ...night, ageMs: 6 * hourMs + 60_000 })).toBe(true);
    expect(isDue({ ...night, ageMs: 2 * hourMs })).toBe(false);
    expect(isDue({ ...night, isIdle: false })).toBe(false);
  });
});
