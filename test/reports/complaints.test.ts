import { describe, expect, it } from 'vitest';
import type { Complaint } from '../../server/domain/cases.js';
import type { Patch } from '../../server/domain/patch.js';
import { complaint, openArchiveOf, term } from './rows.js';

const at = (day: string) => Date.parse(`${day}T12:00:00+04:00`);

function decided(day: string, decision: 'satisfied' | 'refused' | 'unanswered'): Complaint['decided'] {
  const ground = decision === 'unanswered' ? 'insult' : '';
  return {
    act: '1/2013',
    at: at(day),
    by: 'petrova',
    decision: { decision, ground, reasons: '', remedy: '' },
    remedyBy: null,
  };
}

const of = (count: number) => ({ kind: 'complaint', id: `complaint-${count}` }) as const;

/** Complaints of the second quarter of 2013 and around it; today is 1 July. */
async function quarter() {
  const archive = await openArchiveOf(at('2013-07-01'));
  const rows = [
    // received in the first quarter, decided late in the second
    complaint(
      1,
      { grounds: ['D'] },
      { receivedAt: at('2013-03-29'), state: 'replied', decided: decided('2013-04-30', 'satisfied') },
    ),
    complaint(
      2,
      { grounds: ['A', 'D'], way: 'post' },
      { receivedAt: at('2013-04-01'), state: 'refused', decided: decided('2013-04-10', 'refused') },
    ),
    complaint(
      3,
      { grounds: ['A'], way: 'mfc' },
      {
        receivedAt: at('2013-05-06'),
        state: 'forwarded',
        forwarded: { to: 'ПФР', at: at('2013-05-07'), noticeAt: null, registeredThereOn: null },
      },
    ),
    complaint(
      4,
      {},
      { receivedAt: at('2013-05-08'), state: 'unanswered', decided: decided('2013-05-13', 'unanswered') },
    ),
    // decided after the quarter: in work at its end
    complaint(5, {}, { receivedAt: at('2013-06-20'), state: 'satisfied', decided: decided('2013-07-01', 'satisfied') }),
    complaint(6, {}, { receivedAt: at('2013-06-03') }),
    complaint(7, { kind: 'proposal' }, { receivedAt: at('2013-06-03') }),
    // the last minutes of the last day of the quarter before, by the office's zone
    complaint(8, { kind: 'defect' }, { receivedAt: Date.parse('2013-03-31T23:59:00+04:00') }),
    complaint(9, {}, { receivedAt: at('2013-07-01') }),
  ];
  archive.commit(rows.map((row): Patch => ({ table: 'complaint', row })));
  archive.commit(
    [
      term('COMPLAINT_DECIDE_FAST', of(1), { due: '2013-04-08' }, { state: 'late', endedOn: '2013-04-30' }),
      term('COMPLAINT_DECIDE', of(2), { due: '2013-04-23' }, { state: 'kept', endedOn: '2013-04-10' }),
      term('COMPLAINT_DECIDE', of(6), { due: '2013-06-25' }),
      term('COMPLAINT_REPLY', of(6), { due: '2013-06-20' }, { state: 'late', endedOn: '2013-06-21' }),
      term('COMPLAINT_DECIDE', of(9), { due: '2013-07-22' }),
    ].map((row): Patch => ({ table: 'term', row })),
  );
  return archive;
}

describe('a quarter of complaints (п. 78д)', () => {
  it('counts every event in the quarter of its own day', async () => {
    const { ask } = await quarter();
    expect(await ask('complaintSummary', { year: 2013, quarter: 2 })).toMatchObject({
      received: 5,
      considered: 2,
      satisfied: 1,
      refused: 1,
      unanswered: 1,
      forwarded: 1,
      inWork: 2,
      late: 2,
      otherAppeals: 1,
    });
    expect(await ask('complaintSummary', { year: 2013, quarter: 1 })).toMatchObject({
      received: 1,
      considered: 0,
      inWork: 1,
      late: 0,
      otherAppeals: 1,
    });
    expect(await ask('complaintSummary', { year: 2013, quarter: 3 })).toMatchObject({
      received: 1,
      satisfied: 1,
      late: 0,
    });
  });

  it('tells the grounds and ways of what was received', async () => {
    const { ask } = await quarter();
    const { byGround, byWay } = await ask('complaintSummary', { year: 2013, quarter: 2 });
    expect(byGround.filter(({ count }) => count > 0)).toEqual([
      { ground: 'A', count: 2 },
      { ground: 'D', count: 1 },
    ]);
    expect(byGround).toHaveLength(7);
    expect(Object.fromEntries(byWay.map(({ way, count }) => [way, count]))).toEqual({
      booth: 3,
      post: 1,
      site: 0,
      portal: 0,
      mfc: 1,
    });
  });
});

describe('the list of complaints', () => {
  it('tells the newest first, each with the term that runs next', async () => {
    const { ask } = await quarter();
    const page = await ask('complaints', { limit: 3 });
    expect(page.total).toBe(9);
    expect(page.rows.map(({ complaintId, next }) => [complaintId, next?.due.day ?? null])).toEqual([
      ['complaint-9', '2013-07-22'],
      ['complaint-5', null],
      ['complaint-7', null],
    ]);
    expect((await ask('complaints', { kind: 'proposal' })).rows.map(({ complaintId }) => complaintId)).toEqual([
      'complaint-7',
    ]);
    expect((await ask('complaints', { state: 'forwarded' })).total).toBe(1);
    expect((await ask('complaints', { text: 'семенова' })).total).toBe(9);
    expect((await ask('complaints', { text: 'иванов' })).total).toBe(0);
  });
});

describe('complaints of a period', () => {
  it('are those received on its days, by the office’s zone, its first and last day among them', async () => {
    const { ask } = await quarter();
    const { rows, total } = await ask('complaints', { from: '2013-03-31', until: '2013-05-06' });
    expect(rows.map(({ complaintId }) => complaintId)).toEqual(['complaint-3', 'complaint-2', 'complaint-8']);
    expect(total).toBe(3);
    expect((await ask('complaints', { from: '2013-04-01', until: '2013-04-01' })).total).toBe(1);
  });
});
