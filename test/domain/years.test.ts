/** Years of the working calendar: what is refused, what waits for a year, who is told that one is missing. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { CalendarLists } from '../../server/contract/index.js';
import { watchAlerts } from '../../server/domain/alerts.js';
import { complaintContent } from '../support/appeals.js';
import { boss, openStage, toldOf, type Stage } from '../support/builders.js';
import { law, withLaw } from '../support/law.js';
import { year2027 } from '../support/years.js';

const admin = { ...boss, actorId: 'admin', roles: ['administrator' as const] };
const noon = (day: string) => Date.parse(`${day}T12:00:00+03:00`);

let stage: Stage;
const set = (lists: CalendarLists, year = 2027) =>
  stage.press('calendar:set', { seen: stage.seen(`calendar:${year}`), year, lists }, admin);

beforeEach(() => {
  stage = openStage({}, withLaw);
  stage.now = noon('2026-12-21');
});

describe('a year of the calendar', () => {
  it.each<[string, Partial<CalendarLists>, Record<string, unknown>]>([
    ['a day of another year', { shortDays: ['2026-02-20'] }, { field: 'shortDays', day: '2026-02-20' }],
    ['a Saturday among the weekdays off', { nonWorkingWeekdays: ['2027-01-02'] }, { field: 'nonWorkingWeekdays' }],
    ['a Wednesday among the working weekends', { workingWeekends: ['2027-06-16'] }, { field: 'workingWeekends' }],
    ['a weekday among the holidays on weekends', { holidaysOnWeekend: ['2027-05-10'] }, { field: 'holidaysOnWeekend' }],
    ['a day twice', { shortDays: ['2027-02-22', '2027-02-22'] }, { field: 'shortDays', day: '2027-02-22' }],
    ['a short day that is a day off', { shortDays: ['2027-03-08'] }, { field: 'shortDays', day: '2027-03-08' }],
    ['a sum that its lists do not make', { workingDays5: 247 }, { field: 'workingDays5', count: 250 }],
  ])('with %s is refused, and nothing changes', (_what, wrong, about) => {
    const ruling = set({ ...year2027, ...wrong });
    expect(ruling).toMatchObject({ ok: false, refusal: { key: 'badAnswer', about } });
    expect(stage.office.calendar.has(2027)).toBe(false);
    expect(toldOf(stage, 'calendar:set')).toEqual({});
  });

  it('counts at once; the same again changes nothing; whoever saw the earlier one is told', () => {
    expect(set(year2027)).toMatchObject({ ok: true, decision: { reply: { takes: 'now', revision: 1 } } });
    expect(toldOf(stage, 'calendar:set')).toMatchObject({ year: 2027, before: {}, after: { workingDays5: 250 } });
    expect(set(year2027)).toMatchObject({ ok: true, decision: { reply: { takes: 'nothing', revision: 1 } } });
    const late = stage.press('calendar:set', { seen: 0, year: 2027, lists: year2027 }, admin);
    expect(late).toMatchObject({
      refusal: { key: 'editedMeanwhile', about: { thing: 'calendar:2027', at: stage.now } },
    });
  });

  it('of the office stands before the program’s, and the journal tells both', () => {
    const given = law.years.get(2026);
    if (given === undefined) throw new Error('no 2026');
    const moved = { ...given, nonWorkingWeekdays: [...given.nonWorkingWeekdays, '2026-12-30'], workingDays5: 246 };
    expect(set(moved, 2026)).toMatchObject({ ok: true });
    expect(stage.office.calendar.get(2026)?.off.has('2026-12-30')).toBe(true);
    const { before, after } = toldOf(stage, 'calendar:set');
    expect(before).toEqual({ nonWorkingWeekdays: given.nonWorkingWeekdays, workingDays5: 247 });
    expect(after).toEqual({ nonWorkingWeekdays: moved.nonWorkingWeekdays, workingDays5: 246 });
  });

  it('that terms waited for determines them: fifteen working days over New Year', () => {
    const reply: unknown = stage.yes(
      'complaint:take',
      { content: complaintContent, receivedAt: null, receptionId: null },
      boss,
    ).reply;
    const { complaintId } = reply as { complaintId: string };
    stage.yes('complaint:register', { complaintId }, boss);
    const term = () => stage.office.terms.get(`${complaintId}:COMPLAINT_DECIDE`);
    expect(term()?.due).toEqual({ undetermined: 2027 });
    stage.tick();
    expect(term()?.due).toEqual({ undetermined: 2027 });
    set(year2027);
    stage.tick();
    // 22 to 30 December are seven days, 31 is off; 11 January is the eighth
    expect(term()?.due).toEqual({ due: '2027-01-20' });
    expect(stage.entries.at(-1)).toMatchObject({ kind: 'term:determined', data: { due: '2027-01-20' } });
  });
});

describe('the next year’s calendar', () => {
  const seen = { realNow: 0, printerHealth: () => 'ready' as const, silentMs: () => 0, isHeard: false };
  const raised = (day: string) => {
    const { now: _, ...at } = { now: 0, dayOf: stage.context(admin).dayOf };
    const due = watchAlerts(stage.office, seen, { ...at, now: noon(day) });
    return (due?.raised ?? []).filter(({ kind }) => kind === 'calendar').map(({ detail, level }) => [detail, level]);
  };
  it('is asked for sixty days before it begins, and until it is there', () => {
    expect(raised('2026-11-01')).toEqual([]);
    expect(raised('2026-11-02')).toEqual([['2027', 'warn']]);
    expect(raised('2027-03-01')).toEqual([['2027', 'warn']]);
    expect(raised('2027-12-01')).toEqual([
      ['2027', 'warn'],
      ['2028', 'warn'],
    ]);
    set(year2027);
    expect(raised('2026-12-31')).toEqual([]);
  });
  it('is not asked for where terms are told of to nobody', () => {
    stage.office.settings = { ...stage.office.settings, alerts: { ...stage.office.settings.alerts, terms: false } };
    expect(raised('2026-12-01')).toEqual([]);
  });
});
