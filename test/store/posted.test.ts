/** Erasures of what came by post, and of what the clockwork orders piece by piece. */
import { describe, expect, it } from 'vitest';
import { paper, text } from '../../server/domain/paper/document.js';
import type { Patch } from '../../server/domain/patch.js';
import type { PrintState } from '../../server/contract/index.js';
import type { DueAsked } from '../../server/reports/due.js';
import { morning, protocol, submission } from '../reports/rows.js';
import { casesIn, manager, openErasing, planted, type ErasingDesk } from '../support/erasing.js';

const words = (name: string) => paper([text(`Плательщик ${name}`, {})]);
const job = (document: ReturnType<typeof words>, state: PrintState): Patch => ({
  table: 'printJob',
  row: {
    ...{ printJobId: 'job-post', printerId: 'printer-kiosk', visitId: null, kind: 'protocol', document, state },
    ...{ createdAt: morning, changedAt: morning + (state === 'queued' ? 0 : 1) },
  },
});

/** Two payers who were never here, each with a protocol. */
function posted(): Patch[] {
  const filed = (n: number) =>
    submission(n, { visitId: null, protocol: { protocolId: `protocol-${n}`, year: 2013, number: n } });
  const [one, other] = [filed(1), filed(2)];
  return [
    { table: 'submission', row: one },
    { table: 'protocol', row: protocol(1, one, { copies: [words(planted)] }) },
    { table: 'submission', row: other },
    { table: 'protocol', row: protocol(2, other, { copies: [words('Лютиков')] }) },
  ];
}

const notes = (count: number) =>
  Array.from({ length: count }, (_none, at): Patch => ({
    table: 'note',
    row: { noteId: `note-${at}`, visitId: null, at: 0, by: 'petrova', text: 'слова', key: 'k' },
  }));
const put = (desk: ErasingDesk, patch: Patch) =>
  desk.clerk.ruleInner('test', () => ({ ok: true, decision: { patches: [patch], entries: [], reply: null } }), manager);
const documentOf = ({ store }: ErasingDesk) =>
  store.writing.prepare<[], string>(`select document from "PrintJob" where id = 'job-post'`).pluck().get();
const erasures = (desk: ErasingDesk) =>
  desk.store.writing
    .prepare<[], string>('select id from "Erasure" order by rowid')
    .pluck()
    .all()
    .map((id) => casesIn(desk).row('erasure', id));

describe('a protocol of no visit', () => {
  it('waits while its own paper is to come out, and nobody else’s does', async () => {
    const desk = await openErasing([...posted(), job(words(planted), 'queued')]);
    for (const name of ['protocol protocol-1', 'submission submission-1'])
      expect(await desk.order([name], 'order')).toMatchObject({ ok: false, refusal: { key: 'notNow' } });
    expect(await desk.order(['protocol protocol-2'], 'order')).toMatchObject({ ok: true });
    await desk.erasing.idle();
    await put(desk, job(words(planted), 'printed'));
    expect(await desk.order(['protocol protocol-1'], 'order')).toMatchObject({ ok: true });
    await desk.erasing.idle();
    expect(documentOf(desk)).not.toContain(planted);
  });

  it('that is printed once more while it waits to be erased goes after its paper, with it', async () => {
    const desk = await openErasing([...posted(), ...notes(20)]);
    const said: unknown[] = [];
    desk.clerk.onCommitted(({ entries }) => {
      if (said.length > 0 || !entries.some(({ kind }) => kind === 'data:erasing')) return;
      said.push(put(desk, job(words(planted), 'queued')));
    });
    await desk.order([...notes(20).map((_note, at) => `note note-${at}`), 'protocol protocol-1'], 'order');
    await desk.erasing.idle();
    expect(said).toHaveLength(1);
    // it is still to come out: neither the paper nor its protocol has gone
    expect(erasures(desk)).toMatchObject([{ state: 'running', done: 20 }]);
    expect(casesIn(desk).row('protocol', 'protocol-1')?.copies).toHaveLength(1);
    await put(desk, job(words(planted), 'printed'));
    desk.erasing.wake();
    await desk.erasing.idle();
    expect(erasures(desk)).toMatchObject([{ state: 'done', done: 22, counts: { note: 20, protocol: 1, printJob: 1 } }]);
    expect(documentOf(desk)).not.toContain(planted);
    await desk.erasing.close();
  });
});

describe('what is past its term', () => {
  it('is ordered by so many as one ruling bears, one order after another, until nothing is left', async () => {
    const due = notes(130).map((_note, at) => ({ kind: 'note' as const, id: `note-${at}` }));
    let at = 0;
    const desk = await openErasing(notes(130), {
      due: async ({ most }: DueAsked) => {
        const subjects = due.slice(at, (at += most));
        return Promise.resolve({ subjects, next: at < due.length ? { place: 0, at: 'a', id: String(at) } : null });
      },
    });
    desk.erasing.sweep();
    await desk.erasing.idle();
    expect(erasures(desk).map((row) => row?.records.length)).toEqual([60, 60, 10]);
    expect(erasures(desk).map((row) => row?.state)).toEqual(['done', 'done', 'done']);
    await desk.erasing.close();
  });
});
