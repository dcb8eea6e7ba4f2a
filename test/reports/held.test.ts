/** What is held about a payer, until when, and what is due to go: asked of the archive's own threads. */
import { describe, expect, it } from 'vitest';
import type { Patch } from '../../server/domain/patch.js';
import { visit } from '../support/database.js';
import {
  attestedBy,
  complaint,
  consultation,
  openArchiveOf,
  payer,
  protocol,
  reception,
  submission,
  term,
  type Archived,
} from './rows.js';

const at = (day: string) => Date.parse(`${day}T12:00:00+04:00`);
const found = { payerId: 'payer-1' };

/** A visit of a day on which two payers were received one after the other, and one of the year before. */
async function books(today: string): Promise<Archived> {
  const archive = await openArchiveOf(at(today));
  const first = at('2013-02-15');
  const filed = (count: number, payerId: string, visitId: string, on: string) => {
    const one = submission(count, { payerId, visitId, receivedAt: at(on) });
    return { ...one, registered: { year: Number(on.slice(0, 4)), number: count, at: at(on) } };
  };
  const here = filed(1, 'payer-1', 'visit-1', '2013-02-15');
  const earlier = filed(2, 'payer-1', 'visit-2', '2012-02-29');
  const other = filed(3, 'payer-2', 'visit-1', '2013-02-15');
  const ticket = (count: number, day: string) =>
    visit(count, {
      ...{ visitId: `visit-${count}`, day, status: 'served', issuedAt: at(day), startAt: at(day), placeAt: at(day) },
      ...{ queueId: 'queue-1', serviceId: 'service-1', answers: { organisations: 2 } },
    });
  const patches: Patch[] = [
    { table: 'payer', row: { ...payer(1, 'ООО «Ромашка»', first), payerId: 'payer-1' } },
    { table: 'payer', row: { ...payer(2, 'ООО «Лютик»', first), payerId: 'payer-2' } },
    ...[here, earlier, other].map((row): Patch => ({ table: 'submission', row })),
    { table: 'protocol', row: protocol(7, here, { issuedAt: first }) },
    {
      table: 'complaint',
      row: complaint(
        1,
        { name: 'ООО «Ромашка»' },
        { state: 'replied', receivedAt: first, registered: { year: 2013, number: 4, at: first } },
      ),
    },
    { table: 'consultation', row: consultation(1, { kind: 'written', sender: 'ООО «Лютик»', endedAt: first }) },
    { table: 'visit', row: ticket(1, '2013-02-15') },
    { table: 'visit', row: ticket(2, '2012-02-29') },
    {
      table: 'note',
      row: { noteId: 'note-1', visitId: 'visit-1', at: first, by: 'petrova', text: 'просили подождать', key: 'k' },
    },
  ];
  archive.commit(patches);
  return archive;
}

const named = (rows: readonly { kind: string; id: string }[]) => rows.map(({ kind, id }) => `${kind} ${id}`).sort();

describe('what is held about a payer', () => {
  it('is every record of every year, with what it is called and until when it stays', async () => {
    const page = await (await books('2013-03-01')).ask('held', found);
    expect(page.subject).toMatchObject({ kind: 'payer', id: 'payer-1' });
    expect(named(page.rows)).toEqual([
      'identity submission-1',
      'identity submission-2',
      'note note-1',
      'payer payer-1',
      'protocol protocol-7',
      'submission submission-1',
      'submission submission-2',
      'visit visit-1',
      'visit visit-2',
    ]);
    const of = (kind: string, id: string) => page.rows.find((row) => row.kind === kind && row.id === id);
    // five years count from the first of January after
    expect(of('submission', 'submission-1')).toMatchObject({ label: '№ 1/2013', keepUntil: '2019-01-01' });
    expect(of('submission', 'submission-2')).toMatchObject({ keepUntil: '2018-01-01', mayErase: false });
    expect(of('protocol', 'protocol-7')).toMatchObject({ label: '№ 7/2013' });
    // thirty days of a passport, over the end of a leap February
    expect(of('identity', 'submission-2')).toMatchObject({ keepUntil: '2012-03-30', mayErase: true });
    expect(of('identity', 'submission-1')).toMatchObject({ keepUntil: '2013-03-17', mayErase: false });
    expect(JSON.stringify(page.rows)).not.toContain('Ромашка');
  });

  it('offers complaints that hold the same name by hand, and nobody else’s', async () => {
    const page = await (await books('2013-03-01')).ask('held', found);
    expect(named(page.alike)).toEqual(['complaint complaint-1']);
    const other = await (await books('2013-03-01')).ask('held', { payerId: 'payer-2' });
    expect(named(other.alike)).toEqual(['consultation consultation-1']);
  });

  it('lets a note of a visit that two payers shared go only with both', async () => {
    const archive = await books('2020-01-01');
    const row = async () => (await archive.ask('held', found)).rows.find(({ kind }) => kind === 'note');
    expect(await row()).toMatchObject({ mayErase: false });
    const records = [{ kind: 'submission' as const, id: 'submission-3' }];
    archive.commit([{ table: 'erase', row: { erasureId: 'erasure-1', at: at('2019-12-01'), records } }]);
    expect(await row()).toMatchObject({ mayErase: true });
  });

  it('is printed word for word, but for what a visit of several payers says: that may be about another one', async () => {
    const archive = await books('2013-03-01');
    const words = async (query: object) =>
      (await archive.archiving.own({ name: 'heldWords', query })).heldWords?.flatMap((one) =>
        one.words.map(([, value]) => value),
      );
    const own = (await words(found))?.join('\n');
    expect(own).toContain('Ромашка');
    expect(own).not.toContain('просили подождать');
    expect(own).toContain('приняты и другие плательщики');
    // nor when the other one is erased: words about somebody else stay words about somebody else
    const records = [{ kind: 'submission' as const, id: 'submission-3' }];
    archive.commit([{ table: 'erase', row: { erasureId: 'erasure-1', at: at('2013-02-20'), records } }]);
    expect((await words(found))?.join('\n')).not.toContain('просили подождать');
  });

  it('stays longer by a hold, never shorter, and not while a term runs', async () => {
    const archive = await books('2020-01-01');
    const hold = (id: string, until: string): Patch => {
      const about = { revision: 1, until, by: 'boss', at: at('2013-03-01'), noteId: null };
      return {
        table: 'hold',
        row: { ...about, holdId: `submission:${id}`, subject: { kind: 'submission' as const, id } },
      };
    };
    const runs = term('RESUBMIT', { kind: 'protocol', id: 'protocol-7' }, { due: '2020-01-10' });
    archive.commit([
      hold('submission-1', '2030-01-01'),
      hold('submission-2', '2014-01-01'),
      { table: 'term', row: runs },
    ]);
    const { rows } = await archive.ask('held', found);
    const of = (kind: string, id: string) => rows.find((row) => row.kind === kind && row.id === id);
    expect(of('submission', 'submission-1')).toMatchObject({ keepUntil: '2030-01-01', holdRevision: 1 });
    expect(of('submission', 'submission-2')).toMatchObject({ keepUntil: '2018-01-01', mayErase: true });
    expect(of('protocol', 'protocol-7')).toMatchObject({ mayErase: false });
  });

  it('is found by words too, and of a stranger there is nothing', async () => {
    const archive = await books('2013-03-01');
    expect(named((await archive.ask('held', { text: 'ромашка' })).rows)).toContain('payer payer-1');
    expect(await archive.refused('held', { payerId: 'nobody' })).toMatchObject({ refusal: { key: 'notFound' } });
  });
});

describe('what came without a visit', () => {
  const on = at('2013-02-15');
  const note = (noteId: string, text: string, after: number): Patch => ({
    table: 'note',
    row: { noteId, visitId: null, at: on + after, by: 'petrova', text, key: 'k' },
  });
  const told = (kind: string, after: number, data: Record<string, unknown>) => ({
    ...{ at: on + after, kind, actor: 'petrova', visitId: null },
    data,
  });
  const minute = 60_000;

  /** A report by telecom channel and a complaint by post, worked on and written about; and the same of others. */
  async function apart(): Promise<Archived> {
    const archive = await books('2013-03-01');
    const filed = submission(11, { payerId: 'payer-1', channel: 'ELECTRONIC', receptionId: 'work-1', receivedAt: on });
    const others = submission(12, { payerId: 'payer-2', channel: 'ELECTRONIC', receptionId: 'work-2', receivedAt: on });
    const work = { begunAt: on, finishedAt: on + 10 * minute };
    const posted = complaint(11, { way: 'post' }, { state: 'remedied', receivedAt: on });
    archive.commit(
      [
        { table: 'submission', row: filed },
        { table: 'submission', row: others },
        {
          table: 'reception',
          row: reception({
            ...work,
            ...{ receptionId: 'work-1', submissionId: 'submission-11', steps: [attestedBy('Проверялкин')] },
          }),
        },
        {
          table: 'reception',
          row: reception({
            ...work,
            ...{ receptionId: 'work-2', submissionId: 'submission-12', steps: [attestedBy('Чужой')] },
          }),
        },
        { table: 'protocol', row: protocol(11, filed, { issuedAt: on }) },
        { table: 'complaint', row: posted },
        { table: 'complaint', row: complaint(12, { way: 'post' }, { receivedAt: on }) },
        note('note-step', 'Проверялкин сказал', 2 * minute),
        note('note-other', 'Чужой сказал', 2 * minute),
        note('note-signing', 'Неподписалов', 300 * minute),
        note('note-closing', 'Закрывалкин', 400 * minute),
        note('note-remedy', 'Извинялкин', minute),
        note('note-prosecutor', 'Прокуроров', 9 * minute),
        note('note-posted', 'о другой жалобе', 9 * minute),
      ],
      [
        told('step:completed', 2 * minute, { receptionId: 'work-1', step: 'CHECK', noteId: 'note-step' }),
        told('step:completed', 2 * minute, { receptionId: 'work-2', step: 'CHECK', noteId: 'note-other' }),
        told('protocol:signatureRefused', 300 * minute, { protocolId: 'protocol-11', noteId: 'note-signing' }),
        told('reception:closed', 400 * minute, { reception: { receptionId: 'work-1' }, noteId: 'note-closing' }),
        told('complaint:remedied', minute, { complaintId: 'complaint-11', noteId: 'note-remedy' }),
        told('complaint:prosecutor', 9 * minute, { complaintId: 'complaint-11', noteId: 'note-prosecutor' }),
        told('complaint:prosecutor', 9 * minute, { complaintId: 'complaint-12', noteId: 'note-posted' }),
      ],
    );
    return archive;
  }
  const words = async (archive: Archived, query: object) =>
    JSON.stringify((await archive.archiving.own({ name: 'heldWords', query })).heldWords);

  it('is held with what stands beside its work: attestations and every note that the journal ties to it', async () => {
    const archive = await apart();
    const { rows } = await archive.ask('held', found);
    const beside = rows.filter(({ kind, id }) => (kind === 'note' && id !== 'note-1') || kind === 'reception');
    expect(named(beside)).toEqual(['note note-closing', 'note note-signing', 'note note-step', 'reception work-1']);
    expect(beside.map(({ label }) => label)).toEqual(expect.arrayContaining(['№ 11/2013']));
    const own = await words(archive, found);
    for (const word of ['Проверялкин сказал', 'Неподписалов', 'Закрывалкин']) expect(own).toContain(word);
    expect(own).not.toContain('Чужой');
    // erased, none of it is there any more
    const records = beside.map(({ kind, id }) => ({ kind, id }));
    archive.commit([{ table: 'erase', row: { erasureId: 'erasure-1', at: on, records } }]);
    expect(await words(archive, found)).not.toMatch(/Проверялкин|Неподписалов|Закрывалкин/);
  });

  it('is a complaint with the notes of its remedy and of the prosecutor, and of no other complaint', async () => {
    const archive = await apart();
    const asked = { complaintId: 'complaint-11' };
    const page = await archive.ask('held', asked);
    expect(named(page.rows)).toEqual(['complaint complaint-11', 'note note-prosecutor', 'note note-remedy']);
    expect(await words(archive, asked)).toMatch(/Извинялкин|Прокуроров/);
    expect(await words(archive, asked)).not.toContain('о другой жалобе');
  });
});

describe('what is due', () => {
  const due = async (archive: Archived, most = 100) =>
    (await archive.archiving.own({ name: 'due', asked: { sinceDay: null, from: null, most } })).due;

  it('is what its term has ended for: passports after thirty days, everything of a year after five', async () => {
    expect(named((await due(await books('2013-03-01')))?.subjects ?? [])).toEqual(['identity submission-2']);
    expect(named((await due(await books('2018-01-01')))?.subjects ?? [])).toEqual([
      'identity submission-1',
      'identity submission-2',
      'identity submission-3',
      'note note-1',
      'submission submission-2',
    ]);
    expect(named((await due(await books('2019-01-01')))?.subjects ?? [])).toContain('payer payer-1');
  });

  it('is a passport that came with a report by telecom channel, too', async () => {
    const archive = await books('2013-03-18');
    const row = submission(9, { channel: 'ELECTRONIC', visitId: null, receivedAt: at('2013-02-15') });
    archive.commit([{ table: 'submission', row }]);
    expect(named((await due(archive))?.subjects ?? [])).toContain('identity submission-9');
  });

  it('is a draft that nobody handed in after all, too', async () => {
    const archive = await books('2018-01-01');
    const row = submission(9, { state: 'void', registered: null, receivedAt: at('2012-05-05') });
    archive.commit([{ table: 'submission', row }]);
    expect(named((await due(archive))?.subjects ?? [])).toContain('submission submission-9');
  });

  it('is whom the findings of such a draft name, as early as those of any other, and it is counted once', async () => {
    const archive = await books('2013-12-01');
    const insured = async () => (await archive.ask('retention', {})).rows.find(({ code }) => code === 'insured')?.now;
    expect(await insured()).toEqual({ records: 3, due: 0 });
    const finding = {
      ...{ findingId: 'finding-1', source: 'hand' as const, file: null, code: '', severity: 30 },
      ...{ text: { ru: 'СНИЛС 112-233-445 95', en: '' }, where: '', found: '', expected: '' },
    };
    const draft = { state: 'void' as const, registered: null, receivedAt: at('2012-05-05') };
    archive.commit([
      { table: 'submission', row: submission(8, draft) },
      { table: 'submission', row: submission(9, { ...draft, findings: [finding] }) },
    ]);
    const insuredDue = ((await due(archive))?.subjects ?? []).filter(({ kind }) => kind === 'insured');
    expect(named(insuredDue)).toEqual(['insured submission-9']);
    expect(await insured()).toEqual({ records: 5, due: 1 });
  });

  it('is as much as was asked for at most, and nothing that is erased already', async () => {
    const archive = await books('2018-01-01');
    const few = await due(archive, 2);
    expect(few).toMatchObject({ subjects: [{ kind: 'identity' }, { kind: 'identity' }], next: { place: 0 } });
    const asked = { sinceDay: null, from: few?.next ?? null, most: 100 };
    const rest = (await archive.archiving.own({ name: 'due', asked })).due;
    expect(named([...(few?.subjects ?? []), ...(rest?.subjects ?? [])])).toEqual(
      named((await due(archive))?.subjects ?? []),
    );
    const records = (await due(archive))?.subjects ?? [];
    archive.commit([{ table: 'erase', row: { erasureId: 'erasure-1', at: at('2018-01-01'), records } }]);
    expect(await due(archive)).toEqual({ subjects: [], next: null });
    const terms = await archive.ask('retention', {});
    expect(terms.rows.find(({ code }) => code === 'submission')?.now).toEqual({ records: 2, due: 0 });
  });

  it('is a whole year at once on New Year’s day, although the day before was looked at too', async () => {
    const archive = await books('2019-01-01');
    const asked = { sinceDay: '2018-12-31', from: null, most: 100 };
    const { subjects = [] } = (await archive.archiving.own({ name: 'due', asked })).due ?? {};
    expect(named(subjects)).toEqual(expect.arrayContaining(['submission submission-1', 'submission submission-3']));
  });

  it('is found behind thousands that may not go yet: what is held stands in the way of none', async () => {
    const archive = await books('2013-06-01');
    const on = at('2012-03-01');
    const notes = Array.from({ length: 2100 }, (_none, n) => ({
      ...{ noteId: `note-of-${n}`, visitId: null, at: on + n, by: 'petrova', text: 'слово', key: 'k' },
    }));
    const held = (n: number): Patch => {
      const subject = { kind: 'note' as const, id: `note-of-${n}` };
      const about = { revision: 1, until: '2030-01-01', by: 'boss', at: on, noteId: null };
      return { table: 'hold', row: { ...about, holdId: `note:${subject.id}`, subject } };
    };
    archive.commit([
      ...notes.map((row): Patch => ({ table: 'note', row })),
      ...notes.slice(0, 2099).map((_note, n) => held(n)),
    ]);
    archive.store.writing
      .prepare(`update "Note" set at = replace(at, '2012-03', '2011-03') where id like 'note-of-%'`)
      .run();
    const subjects: { kind: string; id: string }[] = [];
    let from = (await due(archive))?.next ?? null;
    expect(from).not.toBeNull();
    while (from !== null) {
      const found = (await archive.archiving.own({ name: 'due', asked: { sinceDay: null, from, most: 100 } })).due;
      subjects.push(...(found?.subjects ?? []));
      from = found?.next ?? null;
    }
    expect(named(subjects)).toContain('note note-of-2099');
  });

  it('is told with the terms: what stands, and how much of it may go', async () => {
    const { rows, revision } = await (await books('2018-01-01')).ask('retention', {});
    expect(revision).toBe(0);
    expect(rows.find(({ code }) => code === 'submission')).toMatchObject({
      ...{ keep: { n: 5, unit: 'year' }, usual: { n: 5, unit: 'year' } },
      now: { records: 3, due: 1 },
    });
    expect(rows.find(({ code }) => code === 'identity')?.now).toEqual({ records: 3, due: 3 });
  });
});
