import { describe, expect, it } from 'vitest';
import { visitStatuses, type VisitStatus } from '../../server/contract/index.js';
import type { Ruling } from '../../server/domain/decide.js';
import type { Visit } from '../../server/domain/visit.js';
import { hall, nine, openStage, operator, visitor, type Stage } from '../support/builders.js';

const anna = operator('anna');
const visitId = 'visit-1';

/** Anna's booth with one visit in a status, as the office would hold it: called and received ones are at her booth. */
function stageWith(status: VisitStatus): Stage {
  const stage = openStage();
  stage.shift('anna', '1');
  const shiftId = stage.office.index.shiftOfUser.get('anna') ?? '';
  const isHeld = status === 'called' || status === 'serving';
  const hasReception = status === 'serving' || status === 'served' || status === 'parked';
  const wasCalled = isHeld || hasReception || status === 'missed';
  if (hasReception)
    stage.putReception({
      receptionId: 'reception-1',
      visitId,
      serviceId: 'consult',
      boothId: 'booth-1',
      shiftId,
      userId: 'anna',
      ordinal: 1,
      begunAt: nine,
      finishedAt: status === 'served' ? nine : null,
      parkedAt: status === 'parked' ? nine : null,
      parkedMs: 0,
      state: status === 'served' ? 'finished' : status === 'parked' ? 'parked' : 'open',
      outcome: null,
      normMinutes: 20,
      normRef: '16',
      packId: '196n',
      packVersion: '1',
      steps: [],
      carriedMs: 0,
      submissionId: null,
    });
  stage.put(
    visitor(1, {
      visitId,
      status,
      boothId: isHeld ? 'booth-1' : null,
      shiftId: isHeld ? shiftId : null,
      receptionId: hasReception ? 'reception-1' : null,
      callRule: isHeld ? 'order' : null,
      times: wasCalled ? 1 : 0,
      firstCalledAt: wasCalled ? nine : null,
      calledAt: wasCalled ? nine : null,
      firstBegunAt: hasReception ? nine : null,
      missedAt: status === 'missed' ? nine : null,
      parkedAt: status === 'parked' ? nine : null,
    }),
  );
  stage.pass(0.5);
  return stage;
}

const turn = (stage: Stage) => ({ turn: stage.turn('anna') });

/** Each verb of the office: how it is pressed, and from which status it leads where. Everything else is refused. */
const verbs: Record<string, { press: (stage: Stage) => Ruling; leads: Partial<Record<VisitStatus, VisitStatus>> }> = {
  callNext: { press: (stage) => stage.press('visit:callNext', turn(stage), anna), leads: { waiting: 'called' } },
  callByName: {
    press: (stage) => stage.press('visit:call', { ...turn(stage), visitId, reason: 'по просьбе' }, anna),
    leads: { waiting: 'called', missed: 'called', parked: 'called' },
  },
  recall: { press: (stage) => stage.press('visit:recall', turn(stage), anna), leads: { called: 'called' } },
  withdraw: { press: (stage) => stage.press('visit:withdraw', turn(stage), anna), leads: { called: 'waiting' } },
  begin: { press: (stage) => stage.press('visit:begin', turn(stage), anna), leads: { called: 'serving' } },
  unbegin: { press: (stage) => stage.press('visit:unbegin', turn(stage), anna), leads: { serving: 'called' } },
  finish: { press: (stage) => stage.press('visit:finish', turn(stage), anna), leads: { serving: 'served' } },
  reopen: {
    press: (stage) => stage.press('visit:reopen', { ...turn(stage), visitId, reason: 'забыта опись' }, anna),
    leads: { served: 'serving' },
  },
  miss: { press: (stage) => stage.press('visit:miss', turn(stage), anna), leads: { called: 'missed' } },
  comeBack: { press: (stage) => stage.press('visit:return', { visitId }, hall), leads: { missed: 'waiting' } },
  park: { press: (stage) => stage.press('visit:park', turn(stage), anna), leads: { serving: 'parked' } },
  resume: {
    press: (stage) => stage.press('visit:resume', { ...turn(stage), visitId }, anna),
    leads: { parked: 'serving' },
  },
  transferAtBooth: {
    press: (stage) => stage.press('visit:transfer', { ...turn(stage), visitId, serviceId: 'paper' }, anna),
    leads: { called: 'waiting', serving: 'waiting', parked: 'waiting' },
  },
  transferInHall: {
    press: (stage) => stage.press('visit:transfer', { visitId, serviceId: 'paper' }, hall),
    leads: { waiting: 'waiting', parked: 'waiting' },
  },
  cancel: {
    press: (stage) => stage.press('visit:cancel', { visitId, reason: 'byStaff' }, hall),
    leads: { booked: 'cancelled', waiting: 'cancelled', called: 'cancelled', missed: 'cancelled', parked: 'cancelled' },
  },
  pauseOfTheShift: {
    press: (stage) => stage.press('shift:pause', { ...turn(stage), reason: 'break' }, anna),
    leads: { called: 'waiting' },
  },
  undo: { press: (stage) => stage.press('visit:undo', { visitId }, anna), leads: {} },
  move: {
    press: (stage) => stage.press('visit:move', { visitId, place: 'last', reason: 'по просьбе' }, hall),
    leads: { waiting: 'waiting' },
  },
};

/** Verbs that succeed without touching a visit that they do not concern. */
const harmless: Record<string, VisitStatus[]> = {
  pauseOfTheShift: visitStatuses.filter((status) => status !== 'called' && status !== 'serving'),
};

describe('a visit goes from status to status by the table of the office, and in no other way', () => {
  for (const [verb, { press, leads }] of Object.entries(verbs))
    for (const status of visitStatuses) {
      const to = leads[status];
      if (to !== undefined)
        it(`${verb}: ${status} → ${to}`, () => {
          const stage = stageWith(status);
          expect(press(stage)).toMatchObject({ ok: true });
          expect(stage.visit(visitId).status).toBe(to);
        });
      else
        it(`${verb}: ${status} stays`, () => {
          const stage = stageWith(status);
          const before = stage.visit(visitId);
          const told = stage.entries.length;
          const ruling = press(stage);
          if (harmless[verb]?.includes(status) === true) expect(ruling.ok).toBe(true);
          else {
            expect(ruling.ok).toBe(false);
            // a refusal changes nothing and tells nothing
            expect(stage.entries.length).toBe(told);
          }
          expect(stage.visit(visitId)).toBe(before);
        });
    }
});

describe('the clock closes a day whatever stands open', () => {
  const ends: Partial<Record<VisitStatus, VisitStatus>> = {
    waiting: 'expired',
    called: 'expired',
    missed: 'expired',
    parked: 'expired',
    serving: 'served',
  };
  for (const status of visitStatuses)
    it(`${status} → ${ends[status] ?? status}`, () => {
      const stage = stageWith(status);
      expect(stage.closeDay(true).ok).toBe(true);
      const visit: Visit = stage.visit(visitId);
      expect(visit.status).toBe(ends[status] ?? status);
      expect(visit.boothId).toBeNull();
      expect(stage.office.index.held.size).toBe(0);
      expect(stage.office.index.shiftOfBooth.size).toBe(0);
    });

  it('a person cannot close it over somebody who is called or received', () => {
    for (const status of ['called', 'serving'] as const) {
      const stage = stageWith(status);
      expect(stage.closeDay(false)).toMatchObject({
        ok: false,
        refusal: { key: 'dayUnfinished', about: { count: 1 } },
      });
    }
  });
});
