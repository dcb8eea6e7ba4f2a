import { describe, expect, it } from 'vitest';
import { answerLines } from '../../operator/answers';
import { mayOpen, pagesOf } from '../../operator/pages';

describe('where a person lands', () => {
  it('an operator at the desk, an attendant and a manager in the hall, an auditor at the journal', () => {
    expect(pagesOf(['operator'])[0]).toBe('desk');
    expect(pagesOf(['attendant'])[0]).toBe('hall');
    expect(pagesOf(['manager'])[0]).toBe('hall');
    expect(pagesOf(['auditor'])).toEqual(['journal']);
  });
  it('one who is operator and attendant has both pages', () => {
    expect(pagesOf(['operator', 'attendant'])).toEqual(['desk', 'hall', 'paper']);
  });
  it('devices open to administrators alone', () => {
    expect(mayOpen('devices', ['manager'])).toBe(false);
    expect(mayOpen('devices', ['administrator'])).toBe(true);
    expect(mayOpen('nowhere', ['administrator'])).toBe(false);
  });
});

describe('what the visitor said', () => {
  it('shows only what was asked', () => {
    expect(answerLines({ medium: null, organisations: null, persons: null, regNo: null, protocol: null })).toEqual([]);
    expect(
      answerLines({ medium: 'paper', organisations: 3, persons: null, regNo: '087-105-000417', protocol: null }),
    ).toEqual([
      { label: 'medium', key: 'media.paper', value: null },
      { label: 'organisations', key: null, value: '3' },
      { label: 'regNo', key: null, value: '087-105-000417' },
    ]);
  });
});
