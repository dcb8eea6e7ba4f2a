import { describe, expect, it } from 'vitest';
import type { Reception } from '../../server/domain/reception.js';
import { boss, minuteMs, openStage, operator, toldOf, type Stage } from '../support/builders.js';
import { packId, withLaw } from '../support/law.js';
import { completeNext, completeTo, handIn } from '../support/report.js';

const anna = operator('anna');
const boris = operator('boris');

/** The office under the order, Anna and Boris at their booths. */
function office(optionalSteps: string[] = []): Stage {
  const stage = openStage({ optionalSteps }, withLaw);
  stage.shift('anna', '1');
  stage.shift('boris', '2');
  return stage;
}

/** Calls and begins the next visitor of a service; the reception's id. */
function receive(stage: Stage, name: string, serviceId = 'intake-paper'): string {
  stage.ticket(serviceId);
  stage.at(name, 'visit:callNext');
  return stage.at(name, 'visit:begin').receptionId ?? '';
}

function reception(stage: Stage, receptionId: string): Reception {
  const row = stage.office.receptions.get(receptionId);
  if (row === undefined) throw new Error(`no reception ${receptionId}`);
  return row;
}

const stateOf = (stage: Stage, receptionId: string, code: string) =>
  reception(stage, receptionId).steps.find(({ step }) => step === code)?.state;
const running = (stage: Stage, receptionId: string) =>
  reception(stage, receptionId).steps.find(({ state }) => state === 'running')?.step;
const finishing = (stage: Stage, name: string, note = '', outcome: string | null = null) =>
  stage.no('visit:finish', { turn: stage.turn(name), outcome, note }, operator(name));
const kinds = (stage: Stage) => stage.entries.map(({ kind }) => kind);

describe('beginning a reception opens the procedure of its service', () => {
  it('paper: the steps of п. 45 against 45 minutes (п. 36)', () => {
    const stage = office();
    const row = reception(stage, receive(stage, 'anna'));
    expect(row.steps.map(({ step, normMinutes }) => `${step} ${normMinutes}`)).toEqual([
      'AUTHORITY 5',
      'COMPLETENESS 15',
      'RECONCILE 15',
      'JOURNAL 3',
      'PROTOCOL 2',
    ]);
    expect(row).toMatchObject({ normMinutes: 45, normRef: 'п. 36', packId, packVersion: '2', carriedMs: 0 });
    expect(toldOf(stage, 'step:begun')).toMatchObject({ step: 'AUTHORITY', spentMs: 0, normMinutes: 5 });
  });

  it('a medium: the steps of п. 47, with the check of authority where the office has it', () => {
    const stage = office();
    expect(reception(stage, receive(stage, 'anna', 'intake-medium')).steps).toHaveLength(6);
    stage.yes('procedure:setStep', { seen: 0, procedure: 'P47', step: 'AUTHORITY', isOn: true }, boss);
    const { steps, normMinutes } = reception(stage, receive(stage, 'boris', 'intake-medium'));
    expect(steps.reduce((sum, step) => sum + step.normMinutes, 0)).toBe(45);
    expect(normMinutes).toBe(45);
  });

  it('a consultation has no steps and 20 minutes (п. 16)', () => {
    const stage = office();
    expect(reception(stage, receive(stage, 'anna', 'consultation'))).toMatchObject({
      steps: [],
      normMinutes: 20,
      normRef: 'п. 16',
    });
  });
});

describe('the office says which optional steps it has', () => {
  it('on, again on, and off; only what changes is told', () => {
    const stage = office();
    const set = (isOn: boolean) =>
      stage.no(
        'procedure:setStep',
        { seen: stage.seen('part:steps'), procedure: 'P47', step: 'AUTHORITY', isOn },
        boss,
      );
    expect([set(true), set(true)]).toEqual(['granted', 'granted']);
    expect(stage.office.settings.optionalSteps).toEqual(['P47:AUTHORITY']);
    expect(kinds(stage).filter((kind) => kind === 'procedure:stepSet')).toHaveLength(1);
    set(false);
    expect(stage.office.settings.optionalSteps).toEqual([]);
  });

  it('what is prescribed cannot be turned off, what is unknown is not found', () => {
    const stage = office();
    const set = (procedure: string, step: string) =>
      stage.no('procedure:setStep', { seen: 0, procedure, step, isOn: false }, boss);
    expect(set('P45', 'AUTHORITY')).toBe('notNow');
    expect(set('P47', 'VIRUS')).toBe('notNow');
    expect(set('P47', 'NONSENSE')).toBe('notFound');
    expect(set('P99', 'AUTHORITY')).toBe('notFound');
  });
});

describe('completing a step', () => {
  it('by one press the next one runs; a second press of the same step changes nothing', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    stage.pass(4);
    const press = { receptionId, step: 'AUTHORITY' };
    stage.yes('reception:completeStep', press, anna);
    expect(running(stage, receptionId)).toBe('COMPLETENESS');
    expect(toldOf(stage, 'step:completed')).toMatchObject({
      receptionId,
      step: 'AUTHORITY',
      spentMs: 4 * minuteMs,
      normMinutes: 5,
    });
    const told = stage.entries.length;
    expect(stage.no('reception:completeStep', press, anna)).toBe('notNow');
    expect(stage.entries).toHaveLength(told);
  });

  it('only by the operator whose reception it is, only while it is open, only a step that it has', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    const press = { receptionId, step: 'AUTHORITY' };
    expect(stage.no('reception:completeStep', press, boris)).toBe('notYours');
    expect(stage.no('reception:completeStep', { ...press, step: 'VIRUS' }, anna)).toBe('badAnswer');
    expect(stage.no('reception:completeStep', { ...press, step: 'COMPLETENESS' }, anna)).toBe('notNow');
    expect(stage.no('reception:completeStep', { ...press, receptionId: 'nobody' }, anna)).toBe('notFound');
    stage.at('anna', 'visit:park');
    expect(stage.no('reception:completeStep', press, anna)).toBe('notNow');
    expect(stage.no('reception:skipStep', { ...press, reason: 'не нужно' }, anna)).toBe('notNow');
    expect(stage.no('reception:reopenStep', press, anna)).toBe('notNow');
  });

  it('what another system checks needs its attestation: tool and file in a note, result and time in the journal', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna', 'intake-medium');
    const press = { receptionId, step: 'VIRUS' };
    const attestation = { tool: 'антивирус 11', result: 'failed' as const, checkedAt: stage.now, file: 'check.log' };
    expect(stage.no('reception:completeStep', press, anna)).toBe('attestationNeeded');
    const later = { ...attestation, checkedAt: stage.now + minuteMs };
    expect(stage.no('reception:completeStep', { ...press, attestation: later }, anna)).toBe('badAnswer');
    stage.yes('reception:completeStep', { ...press, attestation }, anna);
    expect(reception(stage, receptionId).steps[0]).toMatchObject({ state: 'done', attestation });
    const told = toldOf(stage, 'step:completed');
    expect(told).toMatchObject({ attested: 'failed', checkedAt: attestation.checkedAt });
    expect(stage.office.notes.get(String(told['noteId']))).toBe('антивирус 11\ncheck.log');
    expect(JSON.stringify(stage.entries)).not.toContain('антивирус');
  });

  it('nobody attests what was not asked', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    const attestation = { tool: 'глаза', result: 'passed' as const, checkedAt: stage.now, file: '' };
    expect(stage.no('reception:completeStep', { receptionId, step: 'AUTHORITY', attestation }, anna)).toBe('badAnswer');
  });

  it('the step of the journal registers, the step of the protocol issues it, and neither does it twice', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    completeTo(stage, 'anna', receptionId, 'RECONCILE');
    const journal = { receptionId, step: 'JOURNAL' };
    expect(stage.no('reception:completeStep', journal, anna)).toBe('incomplete');
    const submissionId = handIn(stage, 'anna', receptionId);
    stage.yes('reception:completeStep', journal, anna);
    expect(stage.office.submissions.get(submissionId)).toMatchObject({
      registered: { year: 2026, number: 1 },
      protocol: null,
    });
    stage.yes('reception:completeStep', { receptionId, step: 'PROTOCOL' }, anna);
    expect(stage.office.submissions.get(submissionId)).toMatchObject({ protocol: { year: 2026, number: 1 } });
    // taken up again for a look, and completed again
    for (const step of ['JOURNAL', 'PROTOCOL']) {
      stage.yes('reception:reopenStep', { receptionId, step }, anna);
      stage.yes('reception:completeStep', { receptionId, step }, anna);
    }
    expect(kinds(stage).filter((kind) => kind === 'submission:registered')).toHaveLength(1);
    expect(kinds(stage).filter((kind) => kind === 'protocol:issued')).toHaveLength(1);
  });

  it('a refused registration leaves the step running and tells nothing', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    completeTo(stage, 'anna', receptionId, 'RECONCILE');
    handIn(stage, 'anna', receptionId, { period: null });
    const told = stage.entries.length;
    expect(stage.no('reception:completeStep', { receptionId, step: 'JOURNAL' }, anna)).toBe('incomplete');
    expect(running(stage, receptionId)).toBe('JOURNAL');
    expect(stage.entries).toHaveLength(told);
  });
});

describe('a step that is not needed, and one that is taken up again', () => {
  it('not needed has a reason, kept as a note', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    stage.yes('reception:skipStep', { receptionId, step: 'AUTHORITY', reason: 'пришёл сам предприниматель' }, anna);
    expect(stateOf(stage, receptionId, 'AUTHORITY')).toBe('notNeeded');
    expect(running(stage, receptionId)).toBe('COMPLETENESS');
    const told = toldOf(stage, 'step:skipped');
    expect(stage.office.notes.get(String(told['noteId']))).toBe('пришёл сам предприниматель');
    expect(stage.no('reception:skipStep', { receptionId, step: 'AUTHORITY', reason: 'опять' }, anna)).toBe('notNow');
  });

  it('what was handed in is registered and gets its protocol: these steps are needed', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    handIn(stage, 'anna', receptionId);
    for (const step of ['JOURNAL', 'PROTOCOL'])
      expect(stage.no('reception:skipStep', { receptionId, step, reason: 'некогда' }, anna)).toBe('notNow');
  });

  it('where nothing was handed in they are not', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    expect(stage.no('reception:skipStep', { receptionId, step: 'JOURNAL', reason: 'не сдано' }, anna)).toBe('granted');
  });

  it('taken up again, its clock goes on and the running step waits', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    stage.pass(4);
    completeNext(stage, 'anna', receptionId);
    stage.pass(5);
    stage.yes('reception:reopenStep', { receptionId, step: 'AUTHORITY' }, anna);
    expect(toldOf(stage, 'step:reopened')).toMatchObject({ step: 'AUTHORITY', spentMs: 4 * minuteMs });
    expect(stage.no('reception:reopenStep', { receptionId, step: 'AUTHORITY' }, anna)).toBe('notNow');
    stage.pass(2);
    completeNext(stage, 'anna', receptionId);
    expect(toldOf(stage, 'step:completed')).toMatchObject({ step: 'AUTHORITY', spentMs: 6 * minuteMs });
    expect(toldOf(stage, 'step:begun')).toMatchObject({ step: 'COMPLETENESS', spentMs: 5 * minuteMs });
  });
});

describe('the steps’ clocks stand and go with the reception', () => {
  it('parked, resumed by another: the time between is nobody’s, and the case follows whoever works on it', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    const submissionId = handIn(stage, 'anna', receptionId);
    stage.pass(3);
    const visit = stage.at('anna', 'visit:park');
    stage.pass(10);
    stage.yes('visit:resume', { turn: stage.turn('boris'), visitId: visit.visitId }, boris);
    stage.pass(1);
    completeNext(stage, 'boris', receptionId);
    expect(toldOf(stage, 'step:completed')).toMatchObject({ step: 'AUTHORITY', spentMs: 4 * minuteMs });
    expect(reception(stage, receptionId).steps[0]?.doneBy).toBe('boris');
    expect(stage.cases.row('submission', submissionId)).toMatchObject({ userId: 'boris', receptionId });
    expect([...stage.office.terms.values()].map(({ userId }) => userId)).toEqual(['boris', 'boris']);
    expect(stage.no('submission:discard', { receptionId, reason: 'унёс с собой' }, anna)).toBe('notYours');
  });

  it('finished and taken back within the minute: as if it had gone on', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    stage.pass(2);
    const { visitId } = stage.at('anna', 'visit:finish');
    expect(reception(stage, receptionId).steps[0]).toMatchObject({ since: null, spentMs: 2 * minuteMs });
    stage.pass(0.5);
    stage.yes('visit:undo', { visitId }, anna);
    stage.pass(0.5);
    completeNext(stage, 'anna', receptionId);
    expect(toldOf(stage, 'step:completed')).toMatchObject({ spentMs: 3 * minuteMs });
  });

  it('reopened: the time between counts as parked', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    stage.pass(2);
    const { visitId } = stage.at('anna', 'visit:finish');
    stage.pass(30);
    stage.yes('visit:reopen', { turn: stage.turn('anna'), visitId, reason: 'вернулся с описью' }, anna);
    stage.pass(1);
    completeNext(stage, 'anna', receptionId);
    expect(toldOf(stage, 'step:completed')).toMatchObject({ spentMs: 3 * minuteMs });
    expect(reception(stage, receptionId).parkedMs).toBe(30 * minuteMs);
  });

  it('a booth that is taken over goes on with the running step', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    const submissionId = handIn(stage, 'anna', receptionId);
    stage.pass(3);
    stage.yes('shift:open', { boothId: 'booth-1', profileId: null, takeOver: true }, operator('clara'));
    stage.pass(1);
    completeNext(stage, 'clara', receptionId);
    expect(toldOf(stage, 'step:completed')).toMatchObject({ spentMs: 4 * minuteMs });
    expect(stage.cases.row('submission', submissionId)?.userId).toBe('clara');
  });

  it('forgotten at the day’s end: finished as not settled, told as unregistered, and nothing is blocked', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    const submissionId = handIn(stage, 'anna', receptionId);
    stage.pass(12 * 60);
    stage.closeDay(true);
    expect(reception(stage, receptionId)).toMatchObject({ state: 'finished', outcome: 'NOT_DONE' });
    expect(reception(stage, receptionId).steps[0]?.since).toBeNull();
    expect(toldOf(stage, 'day:closed')).toMatchObject({ unregistered: 1, unregisteredOf: [submissionId] });
  });
});

describe('a transfer hands the steps over', () => {
  /** Anna does the first step in 4 minutes, works 3 more, and transfers to Boris’s booth, who begins later. */
  function handedOver(serviceId = 'intake-paper') {
    const stage = office();
    const first = receive(stage, 'anna');
    const submissionId = handIn(stage, 'anna', first);
    stage.pass(4);
    completeNext(stage, 'anna', first);
    stage.pass(3);
    const visitId = reception(stage, first).visitId ?? '';
    stage.yes('visit:transfer', { turn: stage.turn('anna'), visitId, serviceId, boothId: 'booth-2' }, anna);
    stage.pass(6);
    stage.at('boris', 'visit:callNext');
    const second = stage.at('boris', 'visit:begin').receptionId ?? '';
    return { stage, first, second, submissionId, visitId };
  }

  it('what is done stays done by whom it was done, the norm judges both, the submission comes along (п. 57)', () => {
    const { stage, first, second, submissionId } = handedOver();
    const row = reception(stage, second);
    expect(row).toMatchObject({ ordinal: 2, carriedMs: 7 * minuteMs, submissionId, userId: 'boris' });
    expect(row.steps[0]).toMatchObject({ step: 'AUTHORITY', state: 'done', doneBy: 'anna', spentMs: 4 * minuteMs });
    expect(row.steps[1]).toMatchObject({ step: 'COMPLETENESS', state: 'running', spentMs: 3 * minuteMs });
    expect(reception(stage, first)).toMatchObject({ state: 'transferred', outcome: null });
    expect(stage.cases.row('submission', submissionId)).toMatchObject({ receptionId: second, userId: 'boris' });
    expect(toldOf(stage, 'step:takenOver')).toMatchObject({ receptionId: second, step: 'AUTHORITY', by: 'anna' });
    // a step is counted where it was done, once
    expect(stage.entries.filter(({ kind }) => kind === 'step:completed')).toHaveLength(1);
  });

  it('to another procedure: the shared steps go on, and the channel becomes the service’s', () => {
    const { stage, second, submissionId } = handedOver('intake-medium');
    const { steps, carriedMs } = reception(stage, second);
    expect(steps.map(({ step, state }) => `${step} ${state}`).slice(0, 3)).toEqual([
      'VIRUS running',
      'SIGNATURE_FORMAT open',
      'COMPLETENESS open',
    ]);
    expect(carriedMs).toBe(7 * minuteMs);
    expect(stage.cases.row('submission', submissionId)?.channel).toBe('PAPER_MEDIA');
  });

  it('begun by mistake: the case goes back, and the next beginning takes the steps over again', () => {
    const { stage, first, second, submissionId } = handedOver();
    stage.at('boris', 'visit:unbegin');
    expect(reception(stage, second).state).toBe('void');
    expect(stage.cases.row('submission', submissionId)).toMatchObject({ receptionId: first, userId: 'anna' });
    const third = stage.at('boris', 'visit:begin').receptionId ?? '';
    expect(reception(stage, third)).toMatchObject({ ordinal: 2, carriedMs: 7 * minuteMs, submissionId });
  });

  it('by way of a consultation: the report goes on where it was left', () => {
    const { stage, second, submissionId, visitId } = handedOver('consultation');
    expect(reception(stage, second)).toMatchObject({ steps: [], submissionId: null, carriedMs: 0 });
    stage.pass(5);
    const serviceId = 'intake-paper';
    stage.yes('visit:transfer', { turn: stage.turn('boris'), visitId, serviceId, boothId: 'booth-1' }, boris);
    stage.at('anna', 'visit:callNext');
    const third = stage.at('anna', 'visit:begin').receptionId ?? '';
    expect(reception(stage, third)).toMatchObject({ ordinal: 3, submissionId, carriedMs: 7 * minuteMs });
    expect(running(stage, third)).toBe('COMPLETENESS');
  });

  it('what was handed in is no mistake of beginning', () => {
    const stage = office();
    handIn(stage, 'anna', receive(stage, 'anna'));
    expect(stage.no('visit:unbegin', { turn: stage.turn('anna') }, anna)).toBe('notNow');
  });
});

describe('how a reception of a report ends', () => {
  it('nothing handed in: not settled, whatever is pressed', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    expect(finishing(stage, 'anna', '', 'ACCEPTED')).toBe('granted');
    expect(reception(stage, receptionId).outcome).toBe('NOT_DONE');
  });

  it('handed in and not registered: refused unless a note says why; then its term shows it all the same (п. 35)', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    const submissionId = handIn(stage, 'anna', receptionId);
    expect(finishing(stage, 'anna', '', 'ACCEPTED')).toBe('unregistered');
    expect(finishing(stage, 'anna', 'ой')).toBe('unregistered');
    expect(finishing(stage, 'anna', 'журнал не открывается')).toBe('granted');
    expect(reception(stage, receptionId).outcome).toBe('NOT_DONE');
    expect(toldOf(stage, 'visit:finished')).toMatchObject({ missing: 'JOURNAL' });
    expect(stage.office.terms.get(`${submissionId}:REGISTER_REPORT`)?.state).toBe('open');
  });

  it('registered without a protocol: refused as well, for the protocol is always produced (п. 48)', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    handIn(stage, 'anna', receptionId);
    completeTo(stage, 'anna', receptionId, 'JOURNAL');
    expect(stage.rule('visit:finish', { turn: stage.turn('anna'), outcome: null, note: '' }, anna)).toMatchObject({
      ok: false,
      refusal: { key: 'unregistered', about: { step: 'PROTOCOL' } },
    });
    expect(finishing(stage, 'anna', 'печать сломана')).toBe('granted');
    expect(reception(stage, receptionId).outcome).toBe('ACCEPTED');
  });

  it('with its protocol: as the submission says, whatever is pressed', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    handIn(stage, 'anna', receptionId, { refusalGround: 'формы не по образцу' });
    completeTo(stage, 'anna', receptionId, 'PROTOCOL');
    expect(finishing(stage, 'anna', '', 'ACCEPTED')).toBe('granted');
    expect(reception(stage, receptionId).outcome).toBe('REFUSED');
  });

  it('once its protocol is issued a visit is not reopened', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    handIn(stage, 'anna', receptionId);
    completeTo(stage, 'anna', receptionId, 'PROTOCOL');
    const { visitId } = stage.at('anna', 'visit:finish');
    const press = { turn: stage.turn('anna'), visitId, reason: 'ошибка в протоколе' };
    expect(stage.no('visit:reopen', press, anna)).toBe('notNow');
  });

  it('a draft that was discarded is nothing handed in', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    handIn(stage, 'anna', receptionId);
    stage.yes('submission:discard', { receptionId, reason: 'унёс с собой' }, anna);
    expect(finishing(stage, 'anna')).toBe('granted');
    expect(reception(stage, receptionId).outcome).toBe('NOT_DONE');
  });

  it('a consultation ends as it is pressed', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna', 'consultation');
    expect(finishing(stage, 'anna', '', 'REFUSED')).toBe('badAnswer');
    expect(finishing(stage, 'anna', '', 'ANSWERED')).toBe('granted');
    expect(reception(stage, receptionId).outcome).toBe('ANSWERED');
  });
});

describe('one visitor hands in for several payers', () => {
  const next = (stage: Stage, note = '') => {
    const { reply } = stage.yes('reception:nextPayer', { turn: stage.turn('anna'), note }, anna);
    return typeof reply === 'object' && reply !== null && 'receptionId' in reply ? String(reply.receptionId) : '';
  };

  it('ten receptions of one visit: each with its steps, norm, journal number and protocol; the wait counts once', () => {
    const stage = office();
    stage.ticket('intake-paper');
    stage.pass(7);
    stage.at('anna', 'visit:callNext');
    const begun = stage.at('anna', 'visit:begin');
    const begunAt = stage.now;
    let receptionId = begun.receptionId ?? '';
    for (let payer = 1; payer <= 10; payer += 1) {
      const submissionId = handIn(stage, 'anna', receptionId);
      stage.pass(5);
      completeTo(stage, 'anna', receptionId, 'PROTOCOL');
      expect(stage.office.submissions.get(submissionId)).toMatchObject({
        registered: { year: 2026, number: payer },
        protocol: { year: 2026, number: payer },
      });
      if (payer < 10) receptionId = next(stage);
    }
    const visit = stage.visit(begun.visitId);
    expect(visit).toMatchObject({ status: 'serving', firstBegunAt: begunAt, receptionId });
    stage.at('anna', 'visit:finish');
    const own = [...stage.office.receptions.values()].filter(({ visitId }) => visitId === visit.visitId);
    expect(
      own.map(({ ordinal, state, outcome, normMinutes, steps }) => [
        ordinal,
        state,
        outcome,
        normMinutes,
        steps.length,
      ]),
    ).toEqual(Array.from({ length: 10 }, (_, at) => [at + 1, 'finished', 'ACCEPTED', 45, 5]));
    expect(own.every((row) => (row.finishedAt ?? 0) - row.begunAt === 5 * minuteMs)).toBe(true);
  });

  it('a double press opens one', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    const turn = stage.turn('anna');
    stage.yes('reception:nextPayer', { turn }, anna);
    expect(stage.no('reception:nextPayer', { turn }, anna)).toBe('stale');
    expect(reception(stage, receptionId)).toMatchObject({ state: 'finished', outcome: 'NOT_DONE' });
  });

  it('is guarded as finishing is, and is no matter of a consultation', () => {
    const stage = office();
    handIn(stage, 'anna', receive(stage, 'anna'));
    expect(stage.no('reception:nextPayer', { turn: stage.turn('anna') }, anna)).toBe('unregistered');
    next(stage, 'журнал не открывается');
    receive(stage, 'boris', 'consultation');
    expect(stage.no('reception:nextPayer', { turn: stage.turn('boris') }, boris)).toBe('notNow');
  });

  it('the next payer’s reception is no beginning that was a mistake', () => {
    const stage = office();
    receive(stage, 'anna');
    next(stage);
    expect(stage.no('visit:unbegin', { turn: stage.turn('anna') }, anna)).toBe('notNow');
  });

  it('finished and taken back: the last payer’s reception goes on', () => {
    const stage = office();
    receive(stage, 'anna');
    const second = next(stage);
    const { visitId } = stage.at('anna', 'visit:finish');
    stage.yes('visit:undo', { visitId }, anna);
    expect(stage.visit(visitId)).toMatchObject({ status: 'serving', receptionId: second });
    expect(reception(stage, second)).toMatchObject({ state: 'open', outcome: null });
  });

  it('each payer’s length counts by itself for the expected wait', () => {
    const stage = office();
    receive(stage, 'anna');
    stage.pass(5);
    next(stage);
    stage.pass(9);
    stage.at('anna', 'visit:finish');
    expect(stage.office.index.lengths.get('intake-paper')).toEqual([5 * minuteMs, 9 * minuteMs]);
  });
});
