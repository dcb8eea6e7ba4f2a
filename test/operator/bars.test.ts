import { describe, expect, it } from 'vitest';
import { serviceBar, waitBar, wayBar } from '../../operator/bars';
import fc from '../support/chance.js';

const norm = { minutes: 15, ref: 'п. 34' };
const waits = { norm, warnShare: 0.8, willPass: false, mine: true };

describe('the bar of one who waits', () => {
  it('is green while there is time', () => {
    expect(waitBar({ ...waits, ageMs: 5 * 60_000 })).toMatchObject({ tone: 'serve', passedMs: null });
  });
  it('warns from the share on, and as soon as the forecast passes the norm', () => {
    expect(waitBar({ ...waits, ageMs: 12 * 60_000 - 1 }).tone).toBe('serve');
    expect(waitBar({ ...waits, ageMs: 12 * 60_000 }).tone).toBe('warn');
    expect(waitBar({ ...waits, ageMs: 1000, willPass: true }).tone).toBe('warn');
  });
  it('is not passed at fifteen minutes exactly, and is red a moment later', () => {
    expect(waitBar({ ...waits, ageMs: 15 * 60_000 }).passedMs).toBeNull();
    expect(waitBar({ ...waits, ageMs: 15 * 60_000 + 1000 })).toEqual({
      left: 1,
      tone: 'over',
      passedMs: 1000,
      leftMs: 0,
    });
  });
  it('stays grey for another booth’s visitor until the norm is passed', () => {
    expect(waitBar({ ...waits, mine: false, ageMs: 14 * 60_000, willPass: true }).tone).toBe('wait');
    expect(waitBar({ ...waits, mine: false, ageMs: 16 * 60_000 }).tone).toBe('over');
  });
  it('never leaves its track', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.boolean(), fc.boolean(), (ageMs, mine, willPass) => {
        const { left } = waitBar({ ...waits, ageMs, mine, willPass });
        return left >= 0 && left <= 1;
      }),
    );
  });
});

describe('the bar of a reception', () => {
  it('is absent where the service has no norm', () => {
    expect(serviceBar({ tookMs: 1000, norm: null, warnShare: 0.8 })).toBeNull();
  });
  it('turns red only for a norm with a paragraph, amber for an office’s own target', () => {
    const tookMs = 21 * 60_000;
    expect(serviceBar({ tookMs, norm: { minutes: 20, ref: 'п. 16' }, warnShare: 0.8 })?.tone).toBe('over');
    expect(serviceBar({ tookMs, norm: { minutes: 20, ref: null }, warnShare: 0.8 })?.tone).toBe('warn');
  });
});

describe('the way to the booth', () => {
  it('is blue, and warns when nobody came until the prompt', () => {
    expect(wayBar({ sinceCallMs: 30_000, promptMs: 120_000 })).toMatchObject({ tone: 'call', left: 0.75 });
    expect(wayBar({ sinceCallMs: 120_000, promptMs: 120_000 }).tone).toBe('warn');
  });
});
