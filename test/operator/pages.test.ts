import { describe, expect, it } from 'vitest';
import { answerLines } from '../../operator/answers';
import { readEntry } from '../../operator/journal/entry';
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
    expect(answerLines({ medium: null, organisations: null, persons: null, regNo: null })).toEqual([]);
    expect(answerLines({ medium: 'paper', organisations: 3, persons: null, regNo: '087-105-000417' })).toEqual([
      { label: 'medium', key: 'media.paper', value: null },
      { label: 'organisations', key: null, value: '3' },
      { label: 'regNo', key: null, value: '087-105-000417' },
    ]);
  });
});

describe('an entry of the journal', () => {
  const timeOf = (at: number) => `at ${at}`;
  it('reads as pairs, one level deep, without what is empty', () => {
    expect(readEntry('{"booth":"3","passed":[],"answers":{"medium":"paper","regNo":null}}', timeOf)).toEqual([
      { key: 'booth', value: '3' },
      { key: 'answers.medium', value: 'paper' },
    ]);
  });
  it('tells instants as times and cuts long ids, but never words', () => {
    const data = '{"begunAt":5,"shiftId":"0mwqz9e7t00057df9eb568bf4a5a","reason":"позвали к заведующему отделом"}';
    expect(readEntry(data, timeOf)).toEqual([
      { key: 'begunAt', value: 'at 5' },
      { key: 'shiftId', value: '0mwqz9e7…' },
      { key: 'reason', value: 'позвали к заведующему отделом' },
    ]);
  });
  it('is shown as it stands when it cannot be read', () => {
    expect(readEntry('not json', timeOf)).toEqual([{ key: '', value: 'not json' }]);
    expect(readEntry('', timeOf)).toEqual([]);
  });
});
