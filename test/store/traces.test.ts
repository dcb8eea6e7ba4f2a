/** What stands beside erased records goes with them, whatever is typed and printed while they are being erased. */
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../server/contract/index.js';
import type { Actor } from '../../server/domain/decide.js';
import { paper, text } from '../../server/domain/paper/document.js';
import { insuredGone } from '../../server/domain/paper/insured.js';
import { composeCopies, duplicateOf } from '../../server/domain/paper/protocol.js';
import type { Patch } from '../../server/domain/patch.js';
import { consultation, complaint, morning, protocol, reception, submission } from '../reports/rows.js';
import {
  casesIn,
  manager,
  officeId,
  openErasing,
  openErasingOf,
  planted,
  plantedRows,
  whereFound,
  type ErasingDesk,
} from '../support/erasing.js';
import { protocolPaper } from '../support/protocol.js';

const userId = 'petrova';

/** A draft as the door takes it: not of what is erased. */
function type(desk: ErasingDesk, key: string, words = planted): 'saved' | 'erased' {
  if (key.split(':').some((part) => desk.store.sweep.isErased(officeId, part))) return 'erased';
  desk.store.drafts.saveDraft({ userId, key, text: words, changedAt: morning });
  return 'saved';
}

const keysLeft = ({ store }: ErasingDesk) =>
  store.writing.prepare<[], string>('select key from "Draft" order by key').pluck().all();
const told = ({ store }: ErasingDesk, kind: string) =>
  store.writing
    .prepare<[string], string>('select data from "Journal" where kind = ? order by seq')
    .pluck()
    .all(kind)
    .map((data) => JSON.parse(data));

describe('a draft', () => {
  it('that a screen saves between two slices of an erasure outlives it neither before nor after its record', async () => {
    const inquiries = Array.from({ length: 25 }, (_none, at): Patch => ({
      table: 'consultation',
      row: consultation(at + 1, { topic: planted, endedAt: morning }),
    }));
    const desk = await openErasing(inquiries);
    const said: string[] = [];
    type(desk, 'answer:consultation-2');
    desk.clerk.onCommitted(({ entries }) => {
      if (!entries.some(({ kind }) => kind === 'data:erasing') || said.length > 0) return;
      // twenty are erased by now, and the last one not yet
      said.push(type(desk, 'answer:consultation-1'), type(desk, 'answer:consultation-25'));
    });
    await desk.order(
      inquiries.map((_patch, at) => `consultation consultation-${at + 1}`),
      'order',
    );
    await desk.erasing.idle();
    expect(said).toEqual(['erased', 'saved']);
    expect(keysLeft(desk)).toEqual([]);
    expect(type(desk, 'answer:consultation-25')).toBe('erased');
    // what an earlier slice took and what the last one took
    expect(told(desk, 'data:erased')).toMatchObject([{ drafts: 2, answers: 0, papers: 0 }]);
    expect(whereFound(dirname(desk.file))).toEqual([]);
  });

  it('that is typed in a reception goes with what was handed in, asked and complained of there, of whatever day', async () => {
    const there = { receptionId: 'reception-9', visitId: 'visit-9' };
    const filed = submission(9, there);
    const desk = await openErasing([
      { table: 'reception', row: reception({ ...there, submissionId: filed.submissionId }) },
      { table: 'submission', row: filed },
      { table: 'consultation', row: consultation(9, { ...there, endedAt: morning }) },
      { table: 'complaint', row: complaint(9, {}, { ...there, state: 'replied', receivedAt: morning }) },
    ]);
    // yesterday's: today's office does not know it
    desk.clerk.office.receptions.delete('reception-9');
    for (const [name, key] of [
      ['consultation consultation-9', 'consultation:reception-9'],
      ['complaint complaint-9', 'complaint:reception-9:taken'],
      ['identity submission-9', 'case:reception-9'],
      ['submission submission-9', 'case:reception-9'],
    ] as const) {
      desk.store.writing.exec('delete from "Erased"');
      expect([key, type(desk, key)]).toEqual([key, 'saved']);
      expect(await desk.order([name], 'order')).toMatchObject({ ok: true });
      await desk.erasing.idle();
      expect([name, keysLeft(desk)]).toEqual([name, []]);
      // without its passport a case lives on, and is typed about
      expect([name, type(desk, key)]).toEqual([name, name.startsWith('identity') ? 'saved' : 'erased']);
      desk.store.drafts.dropDraft(userId, key);
    }
  });
});

describe('what was written before a start', () => {
  const kept = (requestId: string, submissionId: string) => ({
    ...{ actorId: userId, command: 'file:read', requestId, payloadHash: 'x', at: morning },
    reply: JSON.stringify({ submissionId, name: `${planted}.xml` }),
  });

  it('is found by what it says now: retyped words and kept answers go with their record, and nothing else', async () => {
    const filed = [submission(1), submission(2)];
    const first = await openErasing(filed.map((row): Patch => ({ table: 'submission', row })));
    const { revision } = first.clerk.head;
    const answers = [kept('first', 'submission-1'), kept('second', 'submission-2')];
    first.store.commit({ officeId, revision, patches: [], entries: [], answers });
    type(first, 'check:one', 'о деле submission-2');
    type(first, 'check:other', 'о деле submission-2');
    await first.erasing.close();
    await first.store.close();

    const desk = await openErasingOf(first.file);
    type(desk, 'check:other', 'о деле submission-1');
    const traces = (id: string) => desk.store.sweep.tracesOf([{ kind: 'submission', id }]);
    expect([traces('submission-1'), traces('submission-2')]).toEqual([
      { drafts: 1, answers: 1 },
      { drafts: 1, answers: 1 },
    ]);
    expect(await desk.order(['submission submission-1'], 'order')).toMatchObject({ ok: true });
    await desk.erasing.idle();
    expect(keysLeft(desk)).toEqual(['check:one']);
    expect([traces('submission-1'), traces('submission-2')]).toEqual([
      { drafts: 0, answers: 0 },
      { drafts: 1, answers: 1 },
    ]);
  });
});

describe('what is asked at a booth', () => {
  it('is written down while it is asked, and is over with its reception: then it goes, and is not written again', async () => {
    const receptionId = 'reception-7';
    const going = reception({ receptionId, serviceId: 'service-consultation', state: 'open', finishedAt: null });
    const desk = await openErasing([
      { table: 'reception', row: going },
      { table: 'consultation', row: consultation(7, { receptionId, topic: planted, result: planted }) },
    ]);
    const order = (requestId: string) => desk.order(['consultation consultation-7'], 'order', requestId);
    expect(await order('early')).toMatchObject({ ok: false, refusal: { key: 'notNow' } });

    const finishedAt = morning + 60_000;
    const ended: Patch = { table: 'reception', row: { ...going, state: 'finished', finishedAt } };
    const decision = { patches: [ended], entries: [], reply: null };
    await desk.clerk.ruleInner('test', () => ({ ok: true, decision }), manager);
    const subject = { kind: 'consultation' as const, id: 'consultation-7' };
    // its term counts from the end of the reception
    expect(casesIn(desk).kept(subject, '2013-02-15')).toMatchObject({ isOpen: false, from: finishedAt });
    expect(await order('late')).toMatchObject({ ok: true });
    await desk.erasing.idle();
    expect(casesIn(desk).row('consultation', 'consultation-7')).toMatchObject({ topic: '', result: '' });

    const anna: Actor = { actorId: userId, kind: 'user', roles: ['operator'], visitId: null };
    const words = { requestId: 'again', receptionId, topic: planted, result: planted };
    expect(await desk.press('consultation:save', words, anna)).toMatchObject({ refusal: { key: 'erased' } });
    expect(whereFound(dirname(desk.file))).toEqual([]);
  });
});

describe('a paper', () => {
  it('that is printed once more while its protocol waits to be erased goes with it', async () => {
    const many = Array.from({ length: 20 }, (_none, at): Patch => ({
      table: 'note',
      row: { noteId: `other-${at}`, visitId: null, at: morning, by: 'petrova', text: 'слова', key: 'k' },
    }));
    const desk = await openErasing([...plantedRows(morning), ...many]);
    const document = duplicateOf(paper([text(`Плательщик ${planted}`, {})]), 3, '10:00');
    const again: Patch = {
      table: 'printJob',
      row: {
        ...{ printJobId: 'job-3', printerId: 'printer-kiosk', visitId: 'visit-1', kind: 'protocol', document },
        ...{ state: 'printed', createdAt: morning + 5, changedAt: morning + 5 },
      },
    };
    const names = many.map((_patch, at) => `note other-${at}`);
    let isPrinted = false;
    desk.clerk.onCommitted(({ entries }) => {
      if (isPrinted || !entries.some(({ kind }) => kind === 'data:erasing')) return;
      isPrinted = true;
      desk.tray.keep('job-3', Buffer.from(`Плательщик ${planted}`));
      const decision = { patches: [again], entries: [], reply: null };
      void desk.clerk.ruleInner('test', () => ({ ok: true, decision }), manager);
    });
    await desk.order([...names, 'protocol protocol-1'], 'order');
    await desk.erasing.idle();
    expect(desk.errors).toEqual([]);
    expect(desk.clerk.office.printJobs.get('job-3')?.document.items).toEqual([]);
    expect(await desk.tray.bytesOf('job-3')).toBeNull();
    const erased = casesIn(desk).row('erasure', told(desk, 'data:erased')[0]?.erasureId);
    expect(erased).toMatchObject({ state: 'done', done: 23, counts: { note: 20, protocol: 1, printJob: 2 } });
  });
});

const snils = '112-233-445 95';
const person = 'Застрахованная Мария';

/** A submission whose protocol was put right by another one: both name an insured person, the findings only once. */
function issued(): Patch[] {
  const finding = {
    ...{ findingId: 'finding-1', source: 'file' as const, file: 'pack-1.xml', code: '5.28.2', severity: 30 },
    ...{ text: { ru: 'Номер не совпадает', en: 'The number differs' }, where: 'пачка 1, строка 17' },
    ...{ found: `${snils}, ${person}`, expected: '112-233-446 96' },
  };
  const byHand = {
    ...finding,
    findingId: 'finding-2',
    source: 'hand' as const,
    file: null,
    code: '',
    found: '',
    expected: '',
  };
  const said = { ...byHand, text: { ru: `Не та фамилия: ${person}`, en: person } };
  // own words that begin as the name of a file does
  const likeFile = { ...byHand, findingId: 'finding-3', text: { ru: `Файл назван по фамилии: ${person}`, en: person } };
  const copies = (part: Parameters<typeof protocolPaper>[0]) => composeCopies(protocolPaper(part), 2);
  const words = (one: Finding) => ({ ...one, text: one.text.ru, kind: 'ошибка' });
  const content = submission(1).content;
  const filed = submission(1, {
    visitId: 'visit-1',
    findings: [finding, said, likeFile],
    content: { ...content, refusalGround: `СНИЛС ${snils} чужой` },
    protocol: { protocolId: 'protocol-2', year: 2013, number: 2 },
  });
  const found = { findings: [words(finding), words(said), words(likeFile)] };
  const refusal = { verdict: 'refused' as const, refusalGround: `СНИЛС ${snils} чужой` };
  return [
    { table: 'submission', row: filed },
    { table: 'protocol', row: protocol(1, filed, { copies: copies(found), key: 'k1', replacedBy: 'protocol-2' }) },
    {
      table: 'protocol',
      row: protocol(2, filed, { copies: copies({ ...found, ...refusal }), key: 'k2', replaces: 'protocol-1' }),
    },
    { table: 'protocol', row: protocol(3, submission(3), { copies: copies({ findings: [], more: [] }), key: 'k3' }) },
    {
      table: 'printJob',
      row: {
        ...{ printJobId: 'job-1', printerId: 'printer-kiosk', visitId: 'visit-1', kind: 'protocol', state: 'printed' },
        ...{ document: copies(found)[0] ?? paper([]), createdAt: morning, changedAt: morning },
      },
    },
  ];
}

/** Which words about the insured person a submission, a protocol or a print still says. */
function personLeft({ store }: ErasingDesk): string[] {
  const said = store.writing
    .prepare<[], string>(
      `select content from "Protocol" union all select content from "Submission"
       union all select document from "PrintJob"`,
    )
    .pluck()
    .all()
    .join('\n');
  return [snils, '233-445', person, 'фамилия'].filter((word) => said.includes(word));
}

describe('insured persons whose time is over', () => {
  it('leave the protocols and their prints too; which rule was broken, and what came of it, stays', async () => {
    const desk = await openErasing(issued());
    expect(personLeft(desk)).toHaveLength(4);
    expect(await desk.order(['insured submission-1'], 'order')).toMatchObject({ ok: true });
    await desk.erasing.idle();
    expect(desk.errors).toEqual([]);
    expect(personLeft(desk)).toEqual([]);
    for (const id of ['protocol-1', 'protocol-2']) {
      const after = casesIn(desk).row('protocol', id);
      const said = JSON.stringify(after?.copies);
      expect(after).toMatchObject({ erased: null, key: '', revision: 2 });
      for (const word of ['Код 5.28.2', 'Без кода', '30 ошибка', 'Файл pack-1.xml', 'Номер не совпадает', insuredGone])
        expect([word, said.includes(word)]).toEqual([word, true]);
      // the payer is no insured person
      expect(said).toContain('7724904170');
    }
    expect(JSON.stringify(casesIn(desk).row('protocol', 'protocol-2')?.copies)).toContain('СНИЛС 112-***-*** ** чужой');
    // one that names nobody is as it was
    expect(casesIn(desk).row('protocol', 'protocol-3')).toMatchObject({ key: 'k3', revision: 1 });
    expect(told(desk, 'data:erased')).toMatchObject([{ counts: { insured: 1, printJob: 1 }, papers: 1 }]);
  });

  it('leave them with the whole submission as well, whose protocols stay for their own term', async () => {
    const desk = await openErasing(issued());
    expect(await desk.order(['submission submission-1'], 'order')).toMatchObject({ ok: true });
    await desk.erasing.idle();
    expect(desk.errors).toEqual([]);
    expect(personLeft(desk)).toEqual([]);
    for (const id of ['protocol-1', 'protocol-2']) {
      const after = casesIn(desk).row('protocol', id);
      const said = JSON.stringify(after?.copies);
      expect(after).toMatchObject({ erased: null, key: '', revision: 2 });
      for (const word of ['Код 5.28.2', 'Файл pack-1.xml', 'Номер не совпадает', insuredGone, '7724904170'])
        expect([word, said.includes(word)]).toEqual([word, true]);
    }
  });
});
