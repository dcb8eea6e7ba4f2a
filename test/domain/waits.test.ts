import { describe, expect, it } from 'vitest';
import { ahead, expectedRange, forecast, isStranded, medianLength, waitedMs } from '../../server/domain/wait.js';
import { boss, hall, kiosk, minuteMs, openStage, operator } from '../support/builders.js';

const issue = { serviceId: 'consult', answers: {}, language: 'ru' } as const;

describe('people before', () => {
  it('are those whom a shared open booth would take first', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    stage.shift('boris', '2', 'reports');
    stage.ticket('consult');
    stage.ticket('password');
    stage.ticket('paper');
    stage.pass(1);
    const told = stage.yes('ticket:issue', issue, kiosk).reply;
    // В001 and В002 share Anna's booth; А001 goes to Boris
    expect(told).toMatchObject({
      number: 'В003',
      before: 2,
      booths: ['1'],
      expected: { fromMinutes: 5, toMinutes: 25 },
    });
  });

  it('a booth for everything joins both lines', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'all');
    stage.ticket('consult');
    stage.ticket('paper');
    stage.pass(1);
    const told = stage.yes('ticket:issue', issue, kiosk).reply;
    expect(told).toMatchObject({ before: 2, expected: { fromMinutes: 15, toMinutes: 50 } });
  });

  it('the right of way stands before the ordinary line', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const first = stage.ticket('consult');
    stage.pass(1);
    const second = stage.privileged('consult', 'statute');
    expect(ahead(stage.office, stage.visit(first.visitId)).before).toBe(1);
    expect(ahead(stage.office, second).before).toBe(0);
  });

  it('what is addressed elsewhere is not before me', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    const first = stage.ticket('consult');
    stage.pass(1);
    const second = stage.ticket('consult');
    stage.yes('visit:transfer', { visitId: second.visitId, serviceId: 'consult', boothId: 'booth-2' }, hall);
    stage.yes('visit:transfer', { visitId: first.visitId, serviceId: 'consult', boothId: 'booth-1' }, hall);
    expect(ahead(stage.office, stage.visit(second.visitId)).before).toBe(0);
  });
});

describe('the expected range', () => {
  it('is 0.6 to 1.6 of the work before, rounded out to five minutes', () => {
    expect(expectedRange(null)).toBeNull();
    expect(expectedRange(0)).toEqual({ fromMinutes: 0, toMinutes: 5 });
    expect(expectedRange(10 * minuteMs)).toEqual({ fromMinutes: 5, toMinutes: 20 });
    expect(expectedRange(20 * minuteMs)).toEqual({ fromMinutes: 10, toMinutes: 35 });
    expect(expectedRange(25 * minuteMs)).toEqual({ fromMinutes: 15, toMinutes: 40 });
  });

  it('is shared among the open booths that take the service; a paused one does not help', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    for (let count = 0; count < 4; count += 1) stage.ticket('consult');
    stage.pass(1);
    expect(ahead(stage.office, stage.ticket('consult'))).toEqual({ before: 4, workMs: 20 * minuteMs });
    stage.yes('shift:pause', { turn: stage.turn('boris'), reason: 'lunch' }, operator('boris'));
    expect(ahead(stage.office, stage.numbered('В005'))).toEqual({ before: 4, workMs: 40 * minuteMs });
  });

  it('a ticket before me is worked off by all who may take it, not by my booth alone', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'all');
    stage.shift('boris', '2', 'reports');
    const usualMs = medianLength(stage.office, stage.ticket('paper').serviceId);
    stage.ticket('paper');
    stage.pass(1);
    // Anna alone takes consultations, but the two reports before are shared with Boris
    const mine = stage.ticket('consult');
    expect(ahead(stage.office, stage.visit(mine.visitId))).toEqual({ before: 2, workMs: usualMs });
  });

  it('counts by the median of the last twenty receptions of each service', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    expect(medianLength(stage.office, 'consult')).toBe(10 * minuteMs);
    for (const minutes of [4, 30, 6]) {
      stage.ticket('consult');
      stage.serve('anna', minutes);
    }
    expect(medianLength(stage.office, 'consult')).toBe(6 * minuteMs);
    stage.ticket('consult');
    stage.serve('anna', 8);
    expect(medianLength(stage.office, 'consult')).toBe(7 * minuteMs);
    for (let count = 0; count < 20; count += 1) {
      stage.ticket('consult');
      stage.serve('anna', 2);
    }
    expect(stage.office.index.lengths.get('consult')).toEqual(Array.from({ length: 20 }, () => 2 * minuteMs));
    expect(medianLength(stage.office, 'password')).toBe(5 * minuteMs);
  });

  it('without an open booth there is no number, and the ticket is stranded', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'reports');
    const visit = stage.ticket('consult');
    expect(stage.rule('ticket:issue', issue, kiosk)).toMatchObject({
      decision: { reply: { expected: null, booths: [] } },
    });
    expect(isStranded(stage.office, visit)).toBe(true);
    expect(forecast(stage.office, visit, stage.now)).toBeNull();
    stage.shift('boris', '2', 'advice');
    expect(isStranded(stage.office, visit)).toBe(false);
    // a pause is not a closing
    stage.yes('shift:pause', { turn: stage.turn('boris'), reason: 'lunch' }, operator('boris'));
    expect(isStranded(stage.office, visit)).toBe(false);
    stage.yes('shift:close', { turn: stage.turn('boris') }, operator('boris'));
    expect(isStranded(stage.office, visit)).toBe(true);
  });
});

describe('the wait of п. 34', () => {
  it('runs from the ticket to the first reception, less the time away', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.pass(4);
    stage.next('anna');
    stage.pass(1);
    stage.at('anna', 'visit:miss');
    expect(waitedMs(stage.visit(visitId), stage.now + 99)).toBe(5 * minuteMs);
    stage.pass(7);
    stage.yes('visit:return', { visitId }, hall);
    stage.pass(2);
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.pass(30);
    expect(waitedMs(stage.visit(visitId), stage.now)).toBe(7 * minuteMs);
    stage.at('anna', 'visit:finish');
    expect(waitedMs(stage.visit(visitId), stage.now)).toBe(7 * minuteMs);
  });

  it('of a missed one called by name stands still while away too', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.pass(2);
    stage.next('anna');
    stage.at('anna', 'visit:miss');
    stage.pass(5);
    stage.yes('visit:call', { turn: stage.turn('anna'), visitId }, operator('anna'));
    stage.at('anna', 'visit:begin');
    expect(waitedMs(stage.visit(visitId), stage.now)).toBe(2 * minuteMs);
  });

  it('of one who was missed and never came back ended when the miss was told, not with the day', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.pass(4);
    stage.next('anna');
    stage.pass(1);
    stage.at('anna', 'visit:miss');
    stage.pass(300);
    stage.closeDay(false);
    expect(stage.visit(visitId).status).toBe('expired');
    expect(waitedMs(stage.visit(visitId), stage.now)).toBe(5 * minuteMs);
  });

  it('is not shortened by being away after the first reception', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.pass(9);
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.yes('visit:transfer', { turn: stage.turn('anna'), visitId, serviceId: 'paper' }, operator('anna'));
    stage.next('anna');
    stage.at('anna', 'visit:miss');
    stage.pass(6);
    stage.yes('visit:return', { visitId }, hall);
    expect(waitedMs(stage.visit(visitId), stage.now)).toBe(9 * minuteMs);
  });

  it('of a transfer ends with the first reception all the same', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.pass(3);
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.yes('visit:transfer', { turn: stage.turn('anna'), visitId, serviceId: 'paper' }, operator('anna'));
    stage.pass(20);
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    expect(waitedMs(stage.visit(visitId), stage.now)).toBe(3 * minuteMs);
  });

  it('of a paper ticket counts from the time written on it', () => {
    const stage = openStage();
    stage.pass(30);
    const writtenAt = stage.now - 20 * minuteMs;
    stage.yes('ticket:enter', { serviceId: 'consult', paperNumber: '3', writtenAt, language: 'ru' }, boss);
    expect(waitedMs(stage.numbered('Х003'), stage.now)).toBe(20 * minuteMs);
  });
});
