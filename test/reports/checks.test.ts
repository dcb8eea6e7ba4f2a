import { describe, expect, it } from 'vitest';
import type { Check } from '../../server/domain/cases.js';
import type { Patch } from '../../server/domain/patch.js';
import { minuteMs, morning, openArchiveOf } from './rows.js';

/** Check `count`, begun so many minutes after ten. */
function check(count: number, part: Partial<Check> = {}): Check {
  return {
    checkId: `check-${count}`,
    revision: 1,
    state: 'open',
    content: {
      kind: 'planned',
      cause: null,
      ground: `Приказ № ${count}`,
      subject: '',
      from: '2013-01-09',
      until: '2013-02-14',
      officers: ['Иванов И. И.'],
    },
    findings: [],
    begunAt: morning + count * minuteMs,
    by: 'petrova',
    conclusion: '',
    closedAt: null,
    erased: null,
    ...part,
  };
}

const finding: Check['findings'][number] = {
  findingId: 'finding-1',
  text: 'Ждал 40 минут',
  visitId: 'visit-1',
  number: 'А014',
  day: '2013-02-01',
  at: morning,
  by: 'petrova',
};

const put = (row: Check): Patch => ({ table: 'check', row });

describe('checks in the archive', () => {
  it('are listed with the newest first, a page at a time, the open ones apart', async () => {
    const archive = await openArchiveOf(morning);
    archive.commit([put(check(1)), put(check(2)), put(check(3, { findings: [finding] }))]);
    archive.commit([put(check(2, { revision: 2, state: 'closed', closedAt: morning, conclusion: 'Замечаний нет' }))]);
    const { rows, total } = await archive.ask('checks', { limit: 2 });
    expect(total).toBe(3);
    expect(rows.map(({ checkId, findings }) => [checkId, findings])).toEqual([
      ['check-3', 1],
      ['check-2', 0],
    ]);
    const rest = await archive.ask('checks', { limit: 2, offset: 2 });
    expect(rest.rows.map(({ checkId }) => checkId)).toEqual(['check-1']);
    const closed = await archive.ask('checks', { state: 'closed' });
    expect(closed.rows).toMatchObject([
      { checkId: 'check-2', by: expect.stringMatching(/^Петрова/), closedAt: morning },
    ]);
    expect(closed.total).toBe(1);
  });

  it('are opened with their findings, each with its ticket and who recorded it', async () => {
    const archive = await openArchiveOf(morning);
    const general = { ...finding, findingId: 'finding-2', text: 'Стенд', visitId: null, number: null, day: null };
    archive.commit([put(check(1, { findings: [finding, general] }))]);
    const page = await archive.ask('check', { checkId: 'check-1' });
    expect(page.check).toMatchObject({ revision: 1, findings: 2, content: { ground: 'Приказ № 1' } });
    expect(page.findings).toMatchObject([
      { number: 'А014', day: '2013-02-01', visitId: 'visit-1', by: expect.stringMatching(/^Петрова/) },
      { number: null, visitId: null, text: 'Стенд' },
    ]);
    expect(page.conclusion).toBe('');
    expect(await archive.refused('check', { checkId: 'other' })).toMatchObject({ refusal: { key: 'notFound' } });
  });
});
