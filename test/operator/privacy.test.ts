import { describe, expect, it } from 'vitest';
import type { HeldRow } from '../../server/contract/index';
import { chosenOf, standingOf, subjectIn } from '../../operator/privacy/held';
import { changeOf, touchedOf, type TermRow } from '../../operator/privacy/terms';

const words = { ru: '', en: '' };
const years = (n: number) => ({ n, unit: 'year' as const });
const term = (part: Partial<TermRow>): TermRow => ({
  ...{ code: 'submission', title: words, from: words, keep: years(3), usual: years(5), least: years(1), ref: words },
  ...{ now: { records: 0, due: 0 } },
  ...part,
});

describe('terms of keeping that are typed', () => {
  it('are sent when they differ from what stands; as the rule has it, they go back to the rule', () => {
    const rows = [term({}), term({ code: 'note', keep: years(1), usual: years(1) })];
    expect(changeOf(rows, { submission: { n: '4', unit: 'year' }, note: { n: ' 1 ', unit: 'year' } })).toEqual({
      submission: years(4),
    });
    expect(changeOf(rows, { submission: { n: '5', unit: 'year' } })).toEqual({ submission: null });
  });
  it('that are no number are told and not sent', () => {
    const typed = { submission: { n: '0', unit: 'year' as const }, note: { n: '2', unit: 'day' as const } };
    const rows = [term({}), term({ code: 'note' })];
    expect(touchedOf(rows, typed)).toEqual({ bad: ['submission'], changed: ['note'] });
    expect(changeOf(rows, typed)).toEqual({ note: { n: 2, unit: 'day' } });
  });
});

const held = (part: Partial<HeldRow>): HeldRow => ({
  ...{ kind: 'note', id: 'note-1', revision: 0, label: 'А014', at: 0, what: ['words'], isErased: false },
  ...{ keepUntil: '2019-01-01', ref: words, isShared: false, isOpen: false, holdRevision: 0, mayErase: false },
  ...part,
});

describe('a record that is held', () => {
  it('says first what nothing goes over: it is gone, worked on, kept', () => {
    expect(standingOf(held({}))).toBe('keptUntil');
    expect(standingOf(held({ isOpen: true }))).toBe('open');
    expect(standingOf(held({ isErased: true, isOpen: true }))).toBe('erased');
    expect(standingOf(held({ keepUntil: null, ref: null }))).toBe('forEver');
    expect(standingOf(held({ ref: null, isShared: true }))).toBe('shared');
    expect(standingOf(held({ ref: null, mayErase: true }))).toBe('may');
  });
  it('is not sent when it went meanwhile, and nobody is named by two ids at once', () => {
    const copies = { backups: [], aside: [], sheetsTaken: [] };
    const page = { subject: null, rows: [held({}), held({ id: 'note-2', isErased: true })], alike: [], copies };
    const chosen = chosenOf({ ...page, openings: [] }, new Set(['note:note-1', 'note:note-2']));
    expect(chosen.map(({ id }) => id)).toEqual(['note-1']);
    expect(subjectIn({ payerId: 'p', complaintId: 'c' })).toEqual({ payerId: 'p' });
    expect(subjectIn({})).toBeNull();
  });
});
