import { describe, expect, it } from 'vitest';
import type { Patch } from '../../server/domain/patch.js';
import { consultation, minuteMs, morning, openArchiveOf, payer, protocol, submission, term } from './rows.js';

const now = morning + 60 * minuteMs;
const of = (id: string) => ({ kind: 'submission', id }) as const;

describe('terms', () => {
  async function running() {
    const archive = await openArchiveOf(now);
    const rows = [
      term('PROCESS_REPORT', of('far'), { due: '2013-03-01' }),
      term('PROCESS_REPORT', of('soon'), { due: '2013-02-18' }),
      term('REGISTER_REPORT', of('today'), { due: '2013-02-15' }),
      term('RETURN_WITH_ERRORS', of('late'), { due: '2013-02-14' }),
      term('WRITTEN_CONSULT', of('unknown'), { undetermined: 2027 }),
      term('REGISTER_REPORT', of('kept'), { due: '2013-02-11' }, { state: 'kept', endedOn: '2013-02-11' }),
      term('REGISTER_REPORT', of('doneLate'), { due: '2013-02-12' }, { state: 'late', endedOn: '2013-02-13' }),
    ];
    archive.commit(rows.map((row): Patch => ({ table: 'term', row })));
    const shown = async (query: object) => (await archive.ask('terms', query)).terms.map(({ subject }) => subject.id);
    return { ...archive, shown };
  }

  it('are told by the day they end; those without a day come last', async () => {
    const { shown, ask } = await running();
    expect(await shown({})).toEqual(['late', 'today', 'soon', 'far', 'unknown']);
    expect(await shown({ limit: 2, offset: 1 })).toEqual(['today', 'soon']);
    expect(await shown({ code: 'PROCESS_REPORT' })).toEqual(['soon', 'far']);
    expect((await ask('terms', { limit: 1 })).total).toBe(5);
  });

  it('are soon, overdue, undetermined or ended as of the office’s day', async () => {
    const { shown, ask } = await running();
    expect(await shown({ show: 'soon' })).toEqual(['today', 'soon']);
    expect(await shown({ show: 'overdue' })).toEqual(['late']);
    expect(await shown({ show: 'undetermined' })).toEqual(['unknown']);
    expect(await shown({ show: 'ended' })).toEqual(['doneLate', 'kept']);
    const { terms } = await ask('terms', { show: 'undetermined' });
    expect(terms[0]).toMatchObject({
      standing: 'undetermined',
      due: { day: null, undetermined: 2027 },
      title: { ru: expect.stringMatching(/^Ответ на\sписьменное обращение$/) },
      operator: 'Петрова\u00a0А.\u00a0В.',
    });
  });
});

describe('a report that is to be entered in the accounts', () => {
  it('is named with its term when its protocol has accepted it, and not before', async () => {
    const { commit, ask } = await openArchiveOf(now);
    const rows = (['draft', 'registered', 'accepted', 'errors', 'included'] as const).map((state, index) =>
      submission(index + 1, { state }),
    );
    commit(
      rows.flatMap((row): Patch[] => [
        { table: 'submission', row },
        { table: 'term', row: term('PROCESS_REPORT', of(row.submissionId), { due: '2013-03-01' }) },
      ]),
    );
    const { terms, accepted } = await ask('terms', {});
    expect(terms).toHaveLength(5);
    expect(accepted).toEqual(rows.filter(({ state }) => state === 'accepted').map((row) => row.submissionId));
  });
});

describe('protocols', () => {
  it('are found by number, by number of a year, by the paper’s code, by registration number and by name', async () => {
    const { commit, ask } = await openArchiveOf(now);
    const [first, second] = [submission(1), submission(2)];
    commit([
      { table: 'submission', row: first },
      { table: 'submission', row: second },
      { table: 'protocol', row: protocol(7, first) },
      { table: 'protocol', row: protocol(8, second, { year: 2012, number: 7, protocolId: 'old' }) },
    ]);
    const found = async (text: string) =>
      (await ask('protocols', { text })).protocols.map(({ protocolId }) => protocolId);
    expect(await found('7')).toEqual(['old', 'protocol-7']);
    expect(await found('№ 7/2013')).toEqual(['protocol-7']);
    expect(await found('P/2012/7')).toEqual(['old']);
    expect(await found('087-105-000001')).toEqual(['protocol-7']);
    expect(await found('ромашка 7707000002')).toEqual(['old']);
    expect(await found('лютик')).toEqual([]);
    expect((await ask('protocols', { text: '7/2013' })).protocols[0]).toMatchObject({
      number: 7,
      year: 2013,
      name: 'ООО «Ромашка 1»',
      regNo: '087-105-000001',
    });
  });
});

describe('payers', () => {
  it('are found again by any number or part of the name, the last seen first, ten at most', async () => {
    const { commit, ask } = await openArchiveOf(now);
    const rows = Array.from({ length: 12 }, (_, at) => payer(at + 1, `ООО «Берёзка ${at + 1}»`, morning + at));
    commit(rows.map((row): Patch => ({ table: 'payer', row })));
    const found = async (text: string) => (await ask('payers', { text })).payers.map(({ payerId }) => payerId);
    expect(await found('березка')).toEqual(
      rows
        .slice(2)
        .reverse()
        .map(({ payerId }) => payerId),
    );
    expect(await found('087-105-000003')).toEqual(['payer-3']);
    expect(await found('7707000004')).toEqual(['payer-4']);
    expect(await found('берёзка 12')).toEqual(['payer-12']);
    expect(await found('№№')).toEqual([]);
  });

  it('come without the identity document of whoever represented them', async () => {
    const { commit, ask } = await openArchiveOf(now);
    commit([{ table: 'payer', row: payer(1, 'ИП Ёлкин', morning) }]);
    const { payers } = await ask('payers', { text: 'елкин' });
    expect(payers[0]?.representative).toEqual({ name: 'Королёв Пётр Ильич', authority: 'Доверенность № 12' });
  });
});

describe('the inbox', () => {
  it('holds what came without a visit until its protocol is sent, the oldest first', async () => {
    const { commit, ask } = await openArchiveOf(now);
    const electronic = { channel: 'ELECTRONIC', ticket: null, senderRef: 'ИСХ-1' };
    const draft = submission(1, { ...electronic, state: 'draft', registered: null, receivedAt: morning });
    const issued = submission(2, {
      ...electronic,
      protocol: { protocolId: 'protocol-2', year: 2013, number: 2 },
      receivedAt: morning - minuteMs,
    });
    const sent = submission(3, { ...electronic, protocol: { protocolId: 'protocol-3', year: 2013, number: 3 } });
    const discarded = submission(4, { ...electronic, state: 'void', registered: null });
    const atBooth = submission(5, { visitId: 'visit-5' });
    commit([
      ...[draft, issued, sent, discarded, atBooth].map((row): Patch => ({ table: 'submission', row })),
      { table: 'protocol', row: protocol(2, issued) },
      { table: 'protocol', row: protocol(3, sent, { state: 'sent', sentAt: morning }) },
    ]);
    const { rows } = await ask('inbox', {});
    expect(rows.map(({ submissionId, protocol: of, isSent }) => [submissionId, of?.number ?? null, isSent])).toEqual([
      ['submission-2', 2, false],
      ['submission-1', null, false],
    ]);
  });
});

describe('consultations', () => {
  it('are told newest first with their term, by kind and by what was asked', async () => {
    const { commit, ask } = await openArchiveOf(now);
    const written = consultation(2, { kind: 'written', topic: 'О форме СЗВ-6-3', sender: 'ООО «Ёлка»' });
    commit([
      { table: 'consultation', row: consultation(1, { topic: 'Сроки сдачи', ticket: 'В003' }) },
      { table: 'consultation', row: written },
      { table: 'consultation', row: consultation(3, { kind: 'phone', topic: 'Адрес' }) },
      {
        table: 'term',
        row: term('WRITTEN_CONSULT', { kind: 'consultation', id: 'consultation-2' }, { due: '2013-03-02' }),
      },
    ]);
    const found = async (query: object) => (await ask('consultations', query)).rows.map(({ topic }) => topic);
    expect(await found({})).toEqual(['Адрес', 'О форме СЗВ-6-3', 'Сроки сдачи']);
    expect(await found({ kind: 'phone' })).toEqual(['Адрес']);
    expect(await found({ text: 'елка' })).toEqual(['О форме СЗВ-6-3']);
    expect(await found({ text: 'b003' })).toEqual(['Сроки сдачи']);
    const page = await ask('consultations', { kind: 'written', limit: 1 });
    expect(page.total).toBe(1);
    expect(page.rows[0]?.term).toMatchObject({ due: { day: '2013-03-02' }, standing: 'running' });
  });
});
