import { describe, expect, it } from 'vitest';
import { minuteMs, morning, openArchiveOf, protocol, submission, term } from './rows.js';

const dayMs = 24 * 60 * minuteMs;

/** Four registrations: the second yesterday's with errors, resubmitted by the fourth; the third somebody else's. */
async function journal() {
  const archive = await openArchiveOf(morning + 60 * minuteMs);
  const first = submission(1);
  const faulty = submission(2, {
    state: 'resubmitted',
    outcome: 'ERRORS',
    registered: { year: 2013, number: 2, at: morning - dayMs },
    protocol: { protocolId: 'protocol-2', year: 2013, number: 2 },
    resubmittedBy: 'submission-4',
  });
  const other = submission(3, {
    userId: 'sidorova',
    channel: 'ELECTRONIC',
    ticket: null,
    senderRef: 'ИСХ-77',
    payer: { ...first.payer, regNo: '087-106-999999', inn: '', name: 'ИП Ёлкин Артём Ильич' },
  });
  const again = submission(4, { content: { ...first.content, type: 'correcting', resubmits: 'protocol-2' } });
  const unregistered = submission(5, { registered: null, state: 'draft' });
  archive.commit([first, faulty, other, again, unregistered].map((row) => ({ table: 'submission', row })));
  archive.commit([
    { table: 'protocol', row: protocol(2, faulty, { kind: 'errors', issuedAt: morning - dayMs + minuteMs }) },
    { table: 'term', row: term('RESUBMIT', { kind: 'protocol', id: 'protocol-2' }, { due: '2013-02-28' }) },
  ]);
  const numbers = async (filter: object) =>
    (await archive.ask('registrations', filter)).rows.map(({ number }) => number);
  return { ...archive, numbers };
}

const searches: [string, string, number[]][] = [
  ['the number of the journal', '3/2013', [3]],
  ['the same as people write it', '№ 3/2013', [3]],
  ['a ticket', 'А001', [1]],
  ['a ticket typed in Latin', 'a001', [1]],
  ['a registration number', '087-106-999999', [3]],
  ['a registration number without hyphens', '087106999999', [3]],
  ['the same with spaces', '087 106 999999', [3]],
  ['an ИНН', '7707000004', [4]],
  ['a КПП', '770701001', [4, 3, 2, 1]],
  ['a name, whatever its е', 'елкин артем', [3]],
  ['words in any order', 'ромашка 2 ооо 7707000002', [2]],
  ['a representative', 'королев', [4, 3, 2, 1]],
  ['an authority', 'доверенность 12', [4, 3, 2, 1]],
  ['a form', 'СЗВ-6-2', [4, 3, 2, 1]],
  ['a reference of the sender', 'исх-77', [3]],
  ['a protocol', 'протокол 2/2013', [2]],
  ['a report period', '4/2012', [4, 3, 2, 1]],
  ['a sum', '12345,50', [4, 3, 2, 1]],
  ['a sum with a point', '10000.50', [4, 3, 2, 1]],
  ['the officer', 'петрова', [4, 2, 1]],
  ['an outcome in words', 'протокол ошибок', [2]],
  ['a channel in words', 'электронном', [3]],
  ['a type in words', 'корректирующая', [4]],
  ['a day', '14.02.2013', [2]],
  ['what is nowhere', 'лютик', []],
  ['signs that mean something to a database', '%', []],
];

describe('the registration journal', () => {
  it('is told newest first, page after page, and holds nothing that is not registered', async () => {
    const { ask, numbers } = await journal();
    expect(await numbers({})).toEqual([4, 3, 2, 1]);
    expect(await numbers({ limit: 2, offset: 1 })).toEqual([3, 2]);
    const page = await ask('registrations', { limit: 1 });
    expect(page.total).toBe(4);
    expect(page.operators).toEqual([
      { userId: 'petrova', short: 'Петрова\u00a0А.\u00a0В.' },
      { userId: 'sidorova', short: 'sidorova' },
    ]);
  });

  it('tells of each the sums, the protocol, until when to resubmit and who did', async () => {
    const { ask } = await journal();
    const { rows } = await ask('registrations', { text: 'А002' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      number: 2,
      year: 2013,
      registeredAt: morning - dayMs,
      forms: ['СЗВ-6-2'],
      packs: 1,
      persons: 12,
      accrued: 1_234_550,
      paid: 1_000_050,
      operator: 'Петрова\u00a0А.\u00a0В.',
      protocol: { protocolId: 'protocol-2', number: 2, at: morning - dayMs + minuteMs },
      resubmitBy: { day: '2013-02-28', undetermined: null },
      resubmittedBy: '4/2013',
    });
  });

  it('is searched by every field, as people write it', async () => {
    const { numbers } = await journal();
    for (const [what, text, found] of searches) expect(await numbers({ text }), what).toEqual(found);
  });

  it('is filtered by days of the office, by operator and by outcome, and all of it together', async () => {
    const { numbers, ask } = await journal();
    expect(await numbers({ from: '2013-02-15' })).toEqual([4, 3, 1]);
    expect(await numbers({ until: '2013-02-14' })).toEqual([2]);
    expect(await numbers({ from: '2013-02-14', until: '2013-02-14' })).toEqual([2]);
    expect(await numbers({ operatorId: 'sidorova' })).toEqual([3]);
    expect(await numbers({ outcome: 'ERRORS' })).toEqual([2]);
    expect(await numbers({ from: '2013-02-15', operatorId: 'petrova', text: 'ромашка' })).toEqual([4, 1]);
    expect((await ask('registrations', { from: '2013-02-15', limit: 1 })).total).toBe(3);
  });

  it('knows a registration as soon as it is committed', async () => {
    const { commit, numbers } = await journal();
    expect(await numbers({ text: '7707000009' })).toEqual([]);
    commit([{ table: 'submission', row: submission(9) }]);
    expect(await numbers({ text: '7707000009' })).toEqual([9]);
  });
});
