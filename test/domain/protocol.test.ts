import { describe, expect, it } from 'vitest';
import type { ClerkCommand } from '../../server/contract/index.js';
import { printerOf } from '../../server/domain/printing.js';
import { apply } from '../../server/domain/apply.js';
import type { Protocol } from '../../server/domain/cases.js';
import { periodWords } from '../../server/domain/protocol.js';
import { ticketPrinter } from '../../server/domain/rules/ticket.js';
import { termIdOf } from '../../server/domain/terms.js';
import { boss, hall, minuteMs, openStage, operator, toldOf, type Stage } from '../support/builders.js';
import { anna, completeUntil, receiving, register, report, romashka, save, submissionAt } from '../support/filing.js';
import { packId, withLaw } from '../support/law.js';

const boris = operator('boris');
const dayMinutes = 24 * 60;
const term = (stage: Stage, code: string, id: string) => stage.cases.row('term', termIdOf(code, id));
const jobs = (stage: Stage) => [...stage.office.printJobs.values()].filter(({ kind }) => kind === 'protocol');

function rowOf(stage: Stage, protocolId: string): Protocol {
  const row = stage.cases.row('protocol', protocolId);
  if (row === null) throw new Error(`no protocol ${protocolId}`);
  return row;
}

/** A reception whose submission is registered; with errors it lacks the АДВ-6-2 over all. */
function registered(isGood: boolean, ground = '') {
  const at = receiving();
  save(at.stage, at.receptionId, romashka, report({ ...(isGood ? {} : { totals: null }), refusalGround: ground }));
  register(at.stage, at.receptionId);
  return at;
}

/** The protocol of it, as it was issued. */
function issued(isGood: boolean, ground = '') {
  const at = registered(isGood, ground);
  at.stage.yes('protocol:issue', { receptionId: at.receptionId }, anna);
  const { protocol, submissionId } = submissionAt(at.stage, at.receptionId);
  return { ...at, submissionId, protocolId: protocol?.protocolId ?? '' };
}

describe('issuing the protocol (п. 46, 48)', () => {
  it('gives it a number of the year, two sealed copies on the booth’s printer, and completes its step', () => {
    const { stage, receptionId, protocolId } = issued(false);
    expect(rowOf(stage, protocolId)).toMatchObject({
      year: 2026,
      number: 1,
      kind: 'errors',
      state: 'issued',
      outcome: 'ERRORS',
      issuedBy: 'anna',
      printed: 2,
      resubmitBy: { due: '2026-12-04' },
    });
    expect(jobs(stage).map(({ printerId, state }) => [printerId, state])).toEqual([
      ['printer-booth', 'queued'],
      ['printer-booth', 'queued'],
    ]);
    expect(jobs(stage).map(({ document }) => document)).toEqual(rowOf(stage, protocolId).copies);
    expect(submissionAt(stage, receptionId)).toMatchObject({ state: 'errors', protocol: { protocolId, number: 1 } });
    const step = stage.office.receptions.get(receptionId)?.steps.find((one) => one.step === 'PROTOCOL');
    expect(step).toMatchObject({ state: 'done', doneBy: 'anna' });
  });

  it('completing the step of the protocol issues it just the same', () => {
    const { stage, receptionId } = registered(true);
    completeUntil(stage, receptionId, 'PROTOCOL');
    expect(submissionAt(stage, receptionId)).toMatchObject({ state: 'accepted', protocol: { number: 1 } });
    expect(jobs(stage)).toHaveLength(2);
  });

  it('tells the journal codes, counts and a seal, and nothing of who it was', () => {
    const { stage, protocolId } = issued(false);
    const told = toldOf(stage, 'protocol:issued');
    expect(told).toMatchObject({
      protocolId,
      year: 2026,
      number: 1,
      kind: 'errors',
      outcome: 'ERRORS',
      replaces: null,
    });
    expect(told['mac']).toMatch(/^sealed-/);
    const counts = Object.values(Object(told['findings']));
    expect(counts.reduce((sum: number, count) => sum + Number(count), 0)).toBeGreaterThan(0);
    const all = JSON.stringify(stage.entries);
    for (const secret of ['Ромашка', '7707083893', '087-105-000003']) expect(all).not.toContain(secret);
  });

  it('does not make the protocol the ticket of its visit', () => {
    const { stage, receptionId } = issued(true);
    const visitId = stage.office.receptions.get(receptionId)?.visitId ?? '';
    const job = stage.office.printJobs.get(stage.office.index.jobOfVisit.get(visitId) ?? '');
    expect(job?.kind).toBe('ticket');
  });

  it('of errors begins the seven days and the two weeks; of what is accepted neither', () => {
    const bad = issued(false);
    expect(term(bad.stage, 'RETURN_WITH_ERRORS', bad.protocolId)).toMatchObject({ due: { due: '2026-11-27' } });
    expect(term(bad.stage, 'RESUBMIT', bad.protocolId)).toMatchObject({
      due: { due: '2026-12-04' },
      label: 'протокол № 1/2026',
    });
    expect(term(bad.stage, 'PROCESS_REPORT', bad.submissionId)?.state).toBe('kept');
    const good = issued(true);
    for (const code of ['RETURN_WITH_ERRORS', 'RESUBMIT']) expect(term(good.stage, code, good.protocolId)).toBeNull();
    expect(term(good.stage, 'PROCESS_REPORT', good.submissionId)?.state).toBe('open');
  });

  it('of a refusal (п. 31) begins no two weeks', () => {
    const { stage, protocolId, receptionId } = issued(false, 'не по форме');
    expect(submissionAt(stage, receptionId)).toMatchObject({ state: 'refused', outcome: 'REFUSED' });
    expect(rowOf(stage, protocolId)).toMatchObject({ kind: 'errors', outcome: 'REFUSED', resubmitBy: null });
    expect(term(stage, 'RESUBMIT', protocolId)).toBeNull();
  });

  it('without a printer is issued all the same, and orders no paper', () => {
    const at = registered(true);
    at.stage.office.printers.delete('printer-booth');
    at.stage.yes('protocol:issue', { receptionId: at.receptionId }, anna);
    const row = rowOf(at.stage, submissionAt(at.stage, at.receptionId).protocol?.protocolId ?? '');
    expect([row.printed, row.copies.length, jobs(at.stage).length]).toEqual([0, 2, 0]);
    expect(at.stage.no('protocol:reprint', { protocolId: row.protocolId }, anna)).toBe('notNow');
  });

  it('is refused before registration, to strangers, a second time, and while parked', () => {
    const at = receiving();
    const press = { receptionId: at.receptionId };
    expect(at.stage.no('protocol:issue', press, anna)).toBe('unregistered');
    save(at.stage, at.receptionId, romashka, report());
    expect(at.stage.no('protocol:issue', press, anna)).toBe('unregistered');
    register(at.stage, at.receptionId);
    expect(at.stage.no('protocol:issue', press, boris)).toBe('notYours');
    expect(at.stage.no('protocol:issue', { receptionId: 'other' }, anna)).toBe('notFound');
    at.stage.yes('protocol:issue', press, anna);
    expect(at.stage.no('protocol:issue', press, anna)).toBe('protocolIssued');
    at.stage.at('anna', 'visit:park');
    expect(at.stage.no('protocol:issue', press, anna)).toBe('notNow');
  });
});

describe('a correction is a new protocol that names the old one', () => {
  it('needs the protocol in force and a reason', () => {
    const { stage, receptionId, protocolId } = issued(false);
    const press = { receptionId, replaces: protocolId, reason: 'нашлась опись' };
    expect(stage.no('protocol:issue', { ...press, reason: 'ах' }, anna)).toBe('reasonNeeded');
    expect(stage.no('protocol:issue', { ...press, replaces: 'other' }, anna)).toBe('protocolReplaced');
    stage.yes('protocol:issue', press, anna);
    expect(stage.no('protocol:issue', press, anna)).toBe('protocolReplaced');
  });

  it('may turn errors into an acceptance: the terms of the old one are void', () => {
    const { stage, receptionId, protocolId, submissionId } = issued(false);
    save(stage, receptionId, romashka, report());
    stage.yes('protocol:issue', { receptionId, replaces: protocolId, reason: 'нашлась опись' }, anna);
    const after = submissionAt(stage, receptionId);
    expect(after).toMatchObject({ submissionId, state: 'accepted', protocol: { number: 2 } });
    const row = rowOf(stage, after.protocol?.protocolId ?? '');
    expect(row).toMatchObject({ replaces: protocolId, kind: 'reception', number: 2 });
    expect(rowOf(stage, protocolId)).toMatchObject({ state: 'replaced', replacedBy: row.protocolId });
    for (const code of ['RETURN_WITH_ERRORS', 'RESUBMIT']) expect(term(stage, code, protocolId)?.state).toBe('void');
    expect(JSON.stringify(row.copies)).toContain('взамен протокола №\u00a01 за\u00a02026\u00a0г.');
    expect(JSON.stringify(stage.entries)).not.toContain('нашлась опись');
  });

  it('leaves what was printed as it was', () => {
    const { stage, receptionId, protocolId } = issued(false);
    const before = JSON.stringify(rowOf(stage, protocolId).copies);
    stage.yes('protocol:issue', { receptionId, replaces: protocolId, reason: 'другая причина' }, anna);
    expect(JSON.stringify(rowOf(stage, protocolId).copies)).toBe(before);
  });
});

describe('signing, handing over, sending', () => {
  it('signed on another day, the two weeks count from signing (п. 48)', () => {
    const { stage, protocolId } = issued(false);
    stage.pass(dayMinutes);
    stage.yes('protocol:sign', { protocolId }, boris);
    expect(rowOf(stage, protocolId)).toMatchObject({ state: 'signed', resubmitBy: { due: '2026-12-05' } });
    expect(term(stage, 'RESUBMIT', protocolId)).toMatchObject({ from: '2026-11-21', due: { due: '2026-12-05' } });
    expect(term(stage, 'PROTOCOL_HANDOVER', protocolId)).toMatchObject({ due: { due: '2026-11-21' } });
  });

  it('signed the same day, the term stays the one that began', () => {
    const { stage, protocolId } = issued(false);
    stage.yes('protocol:sign', { protocolId }, anna);
    expect(stage.entries.filter(({ kind }) => kind === 'term:restarted')).toEqual([]);
    expect(term(stage, 'RESUBMIT', protocolId)?.revision).toBe(1);
  });

  it('handed over with the documents, the seven days are kept and they are returned (п. 32)', () => {
    const { stage, protocolId, receptionId } = issued(false);
    stage.yes('protocol:sign', { protocolId }, anna);
    stage.yes('protocol:handOver', { protocolId }, anna);
    expect(rowOf(stage, protocolId)).toMatchObject({ state: 'handedOver', handedOverAt: stage.now });
    expect(submissionAt(stage, receptionId)).toMatchObject({ state: 'returned', returnWay: 'handed' });
    for (const code of ['RETURN_WITH_ERRORS', 'PROTOCOL_HANDOVER'])
      expect(term(stage, code, protocolId)?.state).toBe('kept');
    expect(term(stage, 'RESUBMIT', protocolId)?.state).toBe('open');
  });

  it('handed over without them, the seven days go on', () => {
    const { stage, protocolId, receptionId } = issued(false);
    stage.yes('protocol:refuseSignature', { protocolId, note: 'торопился' }, anna);
    stage.yes('protocol:handOver', { protocolId, withDocuments: false }, anna);
    expect(submissionAt(stage, receptionId).state).toBe('errors');
    expect(term(stage, 'RETURN_WITH_ERRORS', protocolId)?.state).toBe('open');
    expect(JSON.stringify(stage.entries)).not.toContain('торопился');
  });

  it('handed over a day late is a breach of п. 48', () => {
    const { stage, protocolId } = issued(true);
    stage.yes('protocol:sign', { protocolId }, anna);
    stage.pass(dayMinutes);
    stage.yes('protocol:handOver', { protocolId }, anna);
    expect(term(stage, 'PROTOCOL_HANDOVER', protocolId)?.state).toBe('late');
  });

  it('a later copy says ДУБЛИКАТ and is counted', () => {
    const { stage, protocolId } = issued(true);
    stage.yes('protocol:reprint', { protocolId }, anna);
    const copy = jobs(stage).at(-1);
    expect(copy?.document.items[0]).toMatchObject({ text: 'ДУБЛИКАТ' });
    expect(rowOf(stage, protocolId).printed).toBe(3);
    expect(rowOf(stage, protocolId).copies).toHaveLength(2);
    // a manager sits at no booth: it comes out where the payer was received
    stage.yes('protocol:reprint', { protocolId }, boss);
    expect(jobs(stage).at(-1)?.printerId).toBe('printer-booth');
  });
});

it('a copy that nobody can vouch for is printed again as it is, and only when a person saw that it did not come', () => {
  const { stage } = issued(true);
  const [first] = jobs(stage);
  if (first === undefined) throw new Error('nothing was ordered');
  const settle = (state: 'unknown') => apply(stage.office, { table: 'printJob', row: { ...first, state } });
  settle('unknown');
  stage.yes('print:resolve', { printJobId: first.printJobId, came: true }, hall);
  expect(jobs(stage)).toHaveLength(2);
  settle('unknown');
  stage.yes('print:resolve', { printJobId: first.printJobId, came: false }, hall);
  expect(jobs(stage).at(-1)).toMatchObject({ state: 'queued', printerId: first.printerId, document: first.document });
});

/** A submission by telecom channel with its protocol of errors. */
function electronic() {
  const stage = openStage({}, withLaw);
  stage.shift('anna', '1');
  const receivedAt = stage.now - 10 * minuteMs;
  const sent = { channel: 'ELECTRONIC', receivedAt, senderRef: 'ТКС-1', payer: romashka };
  stage.yes('submission:receive', sent, anna);
  const submissionId = String(toldOf(stage, 'submission:received')['submissionId']);
  stage.yes('reception:open', { submissionId }, anna);
  const receptionId = [...stage.office.receptions.keys()].at(-1) ?? '';
  save(stage, receptionId, romashka, report({ totals: null }));
  register(stage, receptionId);
  stage.yes('protocol:issue', { receptionId }, anna);
  const protocolId = submissionAt(stage, receptionId).protocol?.protocolId ?? '';
  return { stage, receptionId, submissionId, protocolId };
}

describe('by telecom channel (п. 49)', () => {
  it('is not printed: a file for signing outside, and the two weeks run from sending', () => {
    const { stage, protocolId, receptionId } = electronic();
    expect(jobs(stage)).toEqual([]);
    expect(term(stage, 'RESUBMIT', protocolId)).toBeNull();
    stage.pass(2 * dayMinutes);
    const sentAt = stage.now - dayMinutes * minuteMs;
    stage.yes('protocol:send', { protocolId, sentAt, how: 'ТКС, квитанция 77' }, boss);
    expect(rowOf(stage, protocolId)).toMatchObject({ state: 'sent', sentAt, resubmitBy: { due: '2026-12-05' } });
    expect(term(stage, 'RESUBMIT', protocolId)).toMatchObject({ from: '2026-11-21', state: 'open' });
    expect(submissionAt(stage, receptionId)).toMatchObject({ state: 'returned', returnWay: 'electronic' });
    expect(JSON.stringify(stage.entries)).not.toContain('квитанция');
  });

  it('is not sent before it was issued, nor in the future', () => {
    const { stage, protocolId } = electronic();
    for (const sentAt of [stage.now + 1, stage.now - 2 * minuteMs])
      expect(stage.no('protocol:send', { protocolId, sentAt, how: 'ТКС' }, anna)).toBe('badAnswer');
  });
});

describe('what may follow what', () => {
  const acts = ['sign', 'refuseSignature', 'handOver', 'send'] as const;
  type Act = (typeof acts)[number];

  function press(stage: Stage, protocolId: string, act: Act) {
    const command: ClerkCommand = `protocol:${act}`;
    if (command === 'protocol:send') return stage.no(command, { protocolId, sentAt: stage.now, how: 'ТКС' }, anna);
    if (command === 'protocol:refuseSignature') return stage.no(command, { protocolId, note: '' }, anna);
    return stage.no(command, { protocolId }, anna);
  }

  it.each<[string, string, Act[], Act[]]>([
    ['here', 'issued', [], ['sign', 'refuseSignature']],
    ['here', 'signed', ['sign'], ['handOver']],
    ['here', 'signatureRefused', ['refuseSignature'], ['handOver']],
    ['here', 'handedOver', ['sign', 'handOver'], []],
    ['sent', 'issued', [], ['send']],
    ['sent', 'sent', ['send'], []],
  ])('%s, %s', (where, state, before, allowed) => {
    for (const act of acts) {
      const { stage, protocolId } = where === 'here' ? issued(false) : electronic();
      for (const earlier of before) expect(press(stage, protocolId, earlier)).toBe('granted');
      expect(rowOf(stage, protocolId).state).toBe(state);
      expect([act, press(stage, protocolId, act)]).toEqual([act, allowed.includes(act) ? 'granted' : 'notNow']);
    }
  });

  it('nothing follows a protocol that was replaced, and nothing one that is not there', () => {
    const { stage, receptionId, protocolId } = issued(false);
    stage.yes('protocol:issue', { receptionId, replaces: protocolId, reason: 'ошибка в периоде' }, anna);
    for (const act of acts) {
      expect(press(stage, protocolId, act)).toBe('protocolReplaced');
      expect(press(stage, 'other', act)).toBe('notFound');
    }
    expect(stage.no('protocol:reprint', { protocolId }, anna)).toBe('protocolReplaced');
  });
});

it.each([
  [2010, '1', '1 полугодие 2010 г.'],
  [2012, '4', '4 квартал 2012 г.'],
  [2013, '0', '2013 год'],
  [2014, '3', '1 квартал 2014 г.'],
  [2014, '6', 'полугодие 2014 г.'],
  [2014, '9', '9 месяцев 2014 г.'],
])('the period %i/%s is «%s»', (year, period, words) => {
  const regulation = openStage({}, withLaw).office.regulations.get(packId);
  if (regulation === undefined) throw new Error('no regulation');
  expect(periodWords(regulation, year, period)).toBe(words);
});

it('tickets and day sheets come out at the kiosk, whatever the printers of the booths are called', () => {
  const { office } = openStage({}, withLaw);
  const named = (printerId: string) =>
    printerOf({ printerId, name: printerId, profile: 'virtual', transport: 'virtual', address: '' });
  office.printers = new Map(['a-booth', 'printer-1', 'z-hall'].map((id) => [id, named(id)]));
  for (const booth of office.booths.values()) booth.printerId = 'a-booth';
  expect(ticketPrinter(office, null)).toBe('printer-1');
  office.devices.clear();
  expect(ticketPrinter(office, null)).toBe('printer-1');
  office.printers.delete('printer-1');
  expect(ticketPrinter(office, null)).toBe('z-hall');
  office.printers.delete('z-hall');
  // one printer for all, as in offices made before booths had their own
  expect(ticketPrinter(office, null)).toBe('a-booth');
});
