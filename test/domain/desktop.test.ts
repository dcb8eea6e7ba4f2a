import { describe, expect, it } from 'vitest';
import type { Reception } from '../../server/domain/reception.js';
import { minuteMs, openStage, operator, toldOf, type Stage } from '../support/builders.js';
import { withLaw } from '../support/law.js';
import { completeNext, completeTo, handIn, romashka } from '../support/report.js';

const anna = operator('anna');
const boris = operator('boris');

function office(): Stage {
  const stage = openStage({}, withLaw);
  stage.shift('anna', '1');
  stage.shift('boris', '2');
  return stage;
}

const idIn = (reply: unknown, field: 'submissionId' | 'receptionId') =>
  typeof reply === 'object' && reply !== null && field in reply ? String(Reflect.get(reply, field)) : '';

/** A report that came by telecom channel just now; its id. */
function received(stage: Stage): string {
  const { reply } = stage.yes(
    'submission:receive',
    { channel: 'ELECTRONIC', receivedAt: stage.now, senderRef: 'СБИС 17/4', payer: romashka },
    anna,
  );
  return idIn(reply, 'submissionId');
}

function opened(stage: Stage, submissionId: string, name = 'anna'): string {
  return idIn(stage.yes('reception:open', { submissionId }, operator(name)).reply, 'receptionId');
}

function reception(stage: Stage, receptionId: string): Reception {
  const row = stage.office.receptions.get(receptionId);
  if (row === undefined) throw new Error(`no reception ${receptionId}`);
  return row;
}

/** A visitor at the operator's booth, received from now. */
function receive(stage: Stage, name: string, serviceId = 'intake-paper'): string {
  stage.ticket(serviceId);
  stage.at(name, 'visit:callNext');
  return stage.at(name, 'visit:begin').receptionId ?? '';
}

const since = (stage: Stage, receptionId: string) =>
  reception(stage, receptionId).steps.find(({ state }) => state === 'running')?.since;

describe('a report that came without its payer', () => {
  it('is worked on by the steps of п. 47 against 45 minutes (п. 37), registered, and gets its protocol', () => {
    const stage = office();
    const submissionId = received(stage);
    stage.pass(20);
    const receptionId = opened(stage, submissionId);
    expect(reception(stage, receptionId)).toMatchObject({
      visitId: null,
      submissionId,
      userId: 'anna',
      boothId: 'booth-1',
      normMinutes: 45,
      normRef: 'п. 37',
    });
    expect(reception(stage, receptionId).steps.map(({ step }) => step)[0]).toBe('VIRUS');
    expect(stage.cases.row('submission', submissionId)).toMatchObject({ receptionId, channel: 'ELECTRONIC' });
    handIn(stage, 'anna', receptionId);
    stage.pass(10);
    completeTo(stage, 'anna', receptionId, 'PROTOCOL');
    stage.yes('reception:close', { receptionId }, anna);
    expect(reception(stage, receptionId)).toMatchObject({ state: 'finished', outcome: 'ACCEPTED' });
    expect(toldOf(stage, 'reception:closed')).toMatchObject({ reception: { receptionId, outcome: 'ACCEPTED' } });
    // nobody in the hall waits longer for it
    expect(stage.office.index.lengths.size).toBe(0);
  });

  it('needs an open shift and no visitor at the booth', () => {
    const stage = office();
    const submissionId = received(stage);
    expect(stage.no('reception:open', { submissionId }, operator('clara'))).toBe('noShift');
    receive(stage, 'anna');
    expect(stage.no('reception:open', { submissionId }, anna)).toBe('busy');
    stage.yes('shift:pause', { turn: stage.turn('boris'), reason: 'lunch' }, boris);
    expect(stage.no('reception:open', { submissionId }, boris)).toBe('paused');
    expect(stage.no('reception:open', { submissionId: 'nothing' }, anna)).toBe('busy');
    stage.at('anna', 'visit:finish');
    expect(stage.no('reception:open', { submissionId: 'nothing' }, anna)).toBe('notFound');
  });

  it('is worked on once: a second opening is refused, what is included is over', () => {
    const stage = office();
    const submissionId = received(stage);
    const receptionId = opened(stage, submissionId);
    expect(stage.no('reception:open', { submissionId }, anna)).toBe('notNow');
    expect(stage.no('reception:open', { submissionId }, boris)).toBe('notNow');
    handIn(stage, 'anna', receptionId);
    completeTo(stage, 'anna', receptionId, 'PROTOCOL');
    stage.yes('reception:close', { receptionId }, anna);
    stage.yes('submission:include', { submissionId }, anna);
    expect(stage.no('reception:open', { submissionId }, anna)).toBe('notNow');
  });

  it('is not left unregistered or without its protocol unless a note says why', () => {
    const stage = office();
    const receptionId = opened(stage, received(stage));
    expect(stage.no('reception:close', { receptionId }, anna)).toBe('unregistered');
    expect(stage.no('reception:close', { receptionId, note: 'файл не открылся' }, anna)).toBe('granted');
    expect(toldOf(stage, 'reception:closed')).toMatchObject({ missing: 'JOURNAL' });
  });

  it('left so, it is opened again and goes on with the steps that were done', () => {
    const stage = office();
    const submissionId = received(stage);
    const first = opened(stage, submissionId);
    stage.pass(2);
    completeNext(stage, 'anna', first);
    stage.yes('reception:close', { receptionId: first, note: 'файл не открылся' }, anna);
    const second = opened(stage, submissionId, 'boris');
    expect(reception(stage, second)).toMatchObject({ carriedMs: 2 * minuteMs, userId: 'boris' });
    expect(reception(stage, second).steps[0]).toMatchObject({ state: 'done', doneBy: 'anna' });
    expect(stage.cases.row('submission', submissionId)).toMatchObject({ receptionId: second, userId: 'boris' });
  });
});

describe('a visitor comes first', () => {
  it('beginning with a visitor puts the work without one aside; its clock stands until it goes on', () => {
    const stage = office();
    const receptionId = opened(stage, received(stage));
    stage.pass(1);
    stage.ticket('consultation');
    stage.at('anna', 'visit:callNext');
    expect(reception(stage, receptionId).state).toBe('open');
    stage.pass(1);
    stage.at('anna', 'visit:begin');
    expect(reception(stage, receptionId)).toMatchObject({ state: 'parked', parkedAt: stage.now });
    expect(since(stage, receptionId)).toBeNull();
    stage.pass(15);
    expect(stage.no('reception:resume', { receptionId }, anna)).toBe('busy');
    stage.at('anna', 'visit:finish');
    stage.yes('reception:resume', { receptionId }, anna);
    stage.pass(1);
    completeNext(stage, 'anna', receptionId);
    expect(toldOf(stage, 'step:completed')).toMatchObject({ step: 'VIRUS', spentMs: 3 * minuteMs });
    expect(reception(stage, receptionId).parkedMs).toBe(15 * minuteMs);
  });

  it('so do reopening, going on with a parked visit and taking a finish back', () => {
    const stage = office();
    receive(stage, 'anna', 'consultation');
    const { visitId } = stage.at('anna', 'visit:park');
    const receptionId = opened(stage, received(stage));
    const isAside = () => reception(stage, receptionId).state === 'parked';
    const goOn = () => stage.yes('reception:resume', { receptionId }, anna);
    stage.yes('visit:resume', { turn: stage.turn('anna'), visitId }, anna);
    expect(isAside()).toBe(true);
    stage.at('anna', 'visit:finish');
    goOn();
    stage.yes('visit:undo', { visitId }, anna);
    expect(isAside()).toBe(true);
    stage.at('anna', 'visit:finish');
    goOn();
    stage.yes('visit:reopen', { turn: stage.turn('anna'), visitId, reason: 'ещё вопрос' }, anna);
    expect(isAside()).toBe(true);
  });

  it('another’s work goes on meanwhile', () => {
    const stage = office();
    const receptionId = opened(stage, received(stage), 'boris');
    receive(stage, 'anna');
    expect(reception(stage, receptionId).state).toBe('open');
  });

  it('a pause and the end of a shift put it aside too', () => {
    const stage = office();
    const receptionId = opened(stage, received(stage));
    stage.yes('shift:pause', { turn: stage.turn('anna'), reason: 'lunch' }, anna);
    expect(reception(stage, receptionId).state).toBe('parked');
    stage.yes('shift:resume', { turn: stage.turn('anna') }, anna);
    stage.yes('reception:resume', { receptionId }, anna);
    stage.yes('shift:close', { turn: stage.turn('anna') }, anna);
    expect(reception(stage, receptionId).state).toBe('parked');
  });

  it('one clock at a time: opening another puts the first aside', () => {
    const stage = office();
    const first = opened(stage, received(stage));
    const second = opened(stage, received(stage));
    expect([reception(stage, first).state, reception(stage, second).state]).toEqual(['parked', 'open']);
    stage.yes('reception:resume', { receptionId: first }, anna);
    expect([reception(stage, first).state, reception(stage, second).state]).toEqual(['open', 'parked']);
  });
});

describe('work that is put aside', () => {
  it('is its operator’s; a colleague who opens its report takes it over', () => {
    const stage = office();
    const submissionId = received(stage);
    const receptionId = opened(stage, submissionId);
    expect(stage.no('reception:park', { receptionId }, boris)).toBe('notYours');
    stage.yes('reception:park', { receptionId }, anna);
    expect(stage.no('reception:park', { receptionId }, anna)).toBe('notNow');
    expect(stage.no('reception:resume', { receptionId }, boris)).toBe('notYours');
    expect(opened(stage, submissionId, 'boris')).toBe(receptionId);
    expect(reception(stage, receptionId)).toMatchObject({ state: 'open', userId: 'boris', boothId: 'booth-2' });
    expect(stage.cases.row('submission', submissionId)?.userId).toBe('boris');
  });

  it('a visit’s reception is parked and finished with its visit only', () => {
    const stage = office();
    const receptionId = receive(stage, 'anna');
    for (const command of ['reception:park', 'reception:resume', 'reception:close'] as const)
      expect(stage.no(command, { receptionId }, anna)).toBe('notNow');
  });

  it('outlives the day’s end and goes on the next morning', () => {
    const stage = office();
    const receptionId = opened(stage, received(stage));
    stage.pass(5);
    stage.closeDay(false);
    expect(reception(stage, receptionId).state).toBe('parked');
    stage.pass(24 * 60);
    stage.openDay();
    expect(reception(stage, receptionId)).toMatchObject({ state: 'parked', parkedMs: 0 });
    expect(stage.no('reception:resume', { receptionId }, anna)).toBe('noShift');
    stage.shift('anna', '3');
    stage.yes('reception:resume', { receptionId }, anna);
    stage.pass(1);
    completeNext(stage, 'anna', receptionId);
    expect(toldOf(stage, 'step:completed')).toMatchObject({ spentMs: 6 * minuteMs });
    expect(reception(stage, receptionId).boothId).toBe('booth-3');
  });
});

describe('a report whose visitor has gone', () => {
  it('left unregistered, it is opened without the visitor and goes on', () => {
    const stage = office();
    const first = receive(stage, 'anna');
    const submissionId = handIn(stage, 'anna', first);
    const { visitId } = stage.visit(reception(stage, first).visitId ?? '');
    expect(stage.no('reception:open', { submissionId }, boris)).toBe('notNow');
    stage.yes('visit:finish', { turn: stage.turn('anna'), note: 'журнал не открывается' }, anna);
    const second = opened(stage, submissionId, 'boris');
    expect(reception(stage, second)).toMatchObject({ visitId: null, serviceId: 'intake-paper' });
    completeTo(stage, 'boris', second, 'PROTOCOL');
    // what goes on there is neither reopened nor taken back here
    expect(stage.no('visit:undo', { visitId }, anna)).toBe('notNow');
    expect(stage.no('visit:reopen', { turn: stage.turn('anna'), visitId, reason: 'забыта опись' }, anna)).toBe(
      'notNow',
    );
    expect(stage.cases.row('submission', submissionId)).toMatchObject({ visitId, channel: 'PAPER', userId: 'boris' });
  });

  it('not while the visitor waits for another booth', () => {
    const stage = office();
    const first = receive(stage, 'anna');
    const submissionId = handIn(stage, 'anna', first);
    const visitId = reception(stage, first).visitId ?? '';
    stage.yes('visit:transfer', { turn: stage.turn('anna'), visitId, serviceId: 'intake-paper' }, anna);
    expect(stage.no('reception:open', { submissionId }, boris)).toBe('notNow');
  });

  it('forgotten overnight, it is registered the next day, late, with its breach in the journal (п. 35)', () => {
    const stage = office();
    const submissionId = handIn(stage, 'anna', receive(stage, 'anna'));
    stage.pass(12 * 60);
    stage.closeDay(true);
    expect(stage.entries.some(({ kind }) => kind === 'term:breached')).toBe(false);
    stage.pass(6 * 60);
    // at night no day is open, and the terms run
    stage.tick();
    expect(toldOf(stage, 'term:breached')).toMatchObject({
      code: 'REGISTER_REPORT',
      due: '2026-11-20',
      userId: 'anna',
    });
    stage.pass(6 * 60);
    stage.tick();
    stage.shift('boris', '2');
    const receptionId = opened(stage, submissionId, 'boris');
    expect(reception(stage, receptionId).steps[0]?.step).toBe('AUTHORITY');
    completeTo(stage, 'boris', receptionId, 'PROTOCOL');
    expect(toldOf(stage, 'term:late')).toMatchObject({ code: 'REGISTER_REPORT' });
    expect(stage.entries.filter(({ kind }) => kind === 'term:breached')).toHaveLength(1);
  });
});
