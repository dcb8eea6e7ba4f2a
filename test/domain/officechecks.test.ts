import { describe, expect, it } from 'vitest';
import type { CheckContent } from '../../server/contract/index.js';
import { boss, nine, openStage, toldOf, type Stage } from '../support/builders.js';

const planned: CheckContent = {
  kind: 'planned',
  cause: null,
  ground: 'Приказ отделения № 14 от 02.11.2026',
  subject: 'Сроки приёма',
  from: '2026-11-01',
  until: '2026-11-19',
  officers: ['Иванов И. И.'],
};
const change = (over: Partial<CheckContent>): CheckContent => ({ ...planned, ...over });

function begun(stage: Stage, content: CheckContent = planned): { checkId: string; revision: number } {
  stage.yes('check:save', { checkId: null, revision: 0, content }, boss);
  const { checkId, revision } = toldOf(stage, 'check:saved');
  return { checkId: String(checkId), revision: Number(revision) };
}

const row = (stage: Stage, checkId: string) => stage.cases.row('check', checkId);

describe('a check of the office', () => {
  it('is recorded with ground, period and officers, and told to the journal in codes and days alone', () => {
    const stage = openStage();
    const { checkId } = begun(stage, change({ kind: 'unplanned', cause: 'appeal' }));
    expect(row(stage, checkId)).toMatchObject({ state: 'open', revision: 1, by: 'boss', begunAt: nine, findings: [] });
    expect(toldOf(stage, 'check:saved')).toMatchObject({
      checkId,
      checkKind: 'unplanned',
      cause: 'appeal',
      fromDay: '2026-11-01',
      untilDay: '2026-11-19',
      officers: 1,
    });
    expect(JSON.stringify(stage.entries)).not.toMatch(/Приказ|Иванов|Сроки/);
  });

  it('has a cause when it is unplanned and none when it is planned; its period is work that was done', () => {
    const stage = openStage();
    const no = (over: Partial<CheckContent>) => {
      const ruling = stage.press('check:save', { checkId: null, revision: 0, content: change(over) }, boss);
      return ruling.ok ? 'granted' : [ruling.refusal.key, ruling.refusal.about?.field];
    };
    expect(no({ cause: 'media' })).toEqual(['badAnswer', 'cause']);
    expect(no({ kind: 'unplanned' })).toEqual(['badAnswer', 'cause']);
    expect(no({ until: '2026-10-31' })).toEqual(['badAnswer', 'until']);
    expect(no({ until: '2026-11-21' })).toEqual(['badAnswer', 'until']);
    expect(no({ from: '2026-11-21', until: '2026-11-22' })).toEqual(['badAnswer', 'from']);
    expect(no({ from: '2026-11-20', until: '2026-11-20' })).toBe('granted');
  });

  it('is written better by whoever saw its newest state, and not twice by one press over the same words', () => {
    const stage = openStage();
    const check = begun(stage);
    const content = change({ subject: 'Сроки и очередь' });
    stage.yes('check:save', { ...check, content }, boss);
    expect(stage.no('check:save', { ...check, content: planned }, boss)).toBe('caseChanged');
    const told = stage.entries.length;
    stage.yes('check:save', { ...check, revision: 2, content }, boss);
    expect(stage.entries).toHaveLength(told);
    expect(row(stage, check.checkId)?.revision).toBe(2);
    expect(stage.no('check:save', { checkId: 'none', revision: 1, content }, boss)).toBe('notFound');
  });

  it('names tickets of its period, also of days that are long closed, and of no other time', () => {
    const stage = openStage();
    const check = begun(stage);
    stage.past.set('visit-old', { number: 'А014', day: '2026-11-03' });
    stage.past.set('visit-older', { number: 'А002', day: '2026-10-30' });
    const today = stage.ticket('consult').visitId;
    const no = (visitId: string) => stage.no('check:addFinding', { ...check, text: 'Ждал 40 минут', visitId }, boss);
    expect(no('visit-older')).toBe('badAnswer');
    expect(no(today)).toBe('badAnswer');
    expect(no('nobody')).toBe('notFound');
    expect(no('visit-old')).toBe('granted');
    expect(row(stage, check.checkId)?.findings).toMatchObject([
      { text: 'Ждал 40 минут', visitId: 'visit-old', number: 'А014', day: '2026-11-03', by: 'boss' },
    ]);
    // the ticket's own proof page tells that it was found at
    expect(stage.entries.at(-1)).toMatchObject({ kind: 'check:findingAdded', visitId: 'visit-old' });
    expect(JSON.stringify(stage.entries)).not.toContain('40 минут');
    const content = change({ from: '2026-11-04' });
    expect(stage.no('check:save', { checkId: check.checkId, revision: 2, content }, boss)).toBe('badAnswer');
  });

  it('takes a ticket of today while today is within its period', () => {
    const stage = openStage();
    const check = begun(stage, change({ until: '2026-11-20' }));
    const { visitId, number } = stage.ticket('consult');
    stage.yes('check:addFinding', { ...check, text: 'Не объявлен', visitId }, boss);
    expect(row(stage, check.checkId)?.findings).toMatchObject([{ number, day: '2026-11-20' }]);
  });

  it('loses a finding that was a mistake, and the journal keeps that it stood there', () => {
    const stage = openStage();
    const check = begun(stage);
    stage.yes('check:addFinding', { ...check, text: 'Стенд не обновлён' }, boss);
    const findingId = String(toldOf(stage, 'check:findingAdded').findingId);
    const now = { ...check, revision: 2 };
    expect(stage.no('check:removeFinding', { ...now, findingId: 'other' }, boss)).toBe('notFound');
    expect(stage.no('check:removeFinding', { ...check, findingId }, boss)).toBe('caseChanged');
    stage.yes('check:removeFinding', { ...now, findingId }, boss);
    expect(row(stage, check.checkId)?.findings).toEqual([]);
    expect(toldOf(stage, 'check:findingRemoved')).toMatchObject({ findingId });
  });

  it('changes no more once it has its conclusion', () => {
    const stage = openStage();
    const check = begun(stage);
    stage.yes('check:addFinding', { ...check, text: 'Стенд не обновлён' }, boss);
    const now = { ...check, revision: 2 };
    stage.yes('check:close', { ...now, conclusion: 'Нарушений сроков нет' }, boss);
    expect(row(stage, check.checkId)).toMatchObject({
      state: 'closed',
      conclusion: 'Нарушений сроков нет',
      closedAt: nine,
    });
    expect(toldOf(stage, 'check:closed')).toMatchObject({ found: 1, fromDay: '2026-11-01', untilDay: '2026-11-19' });
    const then = { ...check, revision: 3 };
    expect(stage.no('check:save', { ...then, content: planned }, boss)).toBe('notNow');
    expect(stage.no('check:addFinding', { ...then, text: 'Ещё одно' }, boss)).toBe('notNow');
    expect(stage.no('check:removeFinding', { ...then, findingId: 'any' }, boss)).toBe('notNow');
    expect(stage.no('check:close', { ...then, conclusion: 'Иначе' }, boss)).toBe('notNow');
  });
});
