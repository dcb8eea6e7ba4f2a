import { describe, expect, it } from 'vitest';
import { views } from '../../server/contract/index.js';
import { apply } from '../../server/domain/apply.js';
import { passTime } from '../../server/domain/rules/day.js';
import { boardView } from '../../server/office/views/board.js';
import { deskView } from '../../server/office/views/desk.js';
import { hallView } from '../../server/office/views/hall.js';
import { todayNow } from '../../server/office/views/hallnow.js';
import { kioskView } from '../../server/office/views/kiosk.js';
import type { Moment } from '../../server/office/views/moment.js';
import { ticketView } from '../../server/office/views/ticket.js';
import { lives, rulingOf } from '../domain/life.js';
import {
  clockwork,
  hall,
  minuteMs,
  nine,
  openStage,
  operators,
  scheduleAt,
  visitor,
  type Stage,
} from '../support/builders.js';
import fc from '../support/chance.js';

function momentOf(stage: Stage): Moment {
  return {
    now: stage.now,
    rate: 1,
    epoch: 'epoch',
    nextOpening: null,
    menu: () => [],
    wall: () => ({ day: '2026-11-20', time: '09:00' }),
    help: [],
    printerHealth: () => 'ready',
    dayOf: () => '2026-11-20',
    isOnline: () => true,
    lostAt: () => null,
    cures: () => [],
    link: (token) => `https://talon.example/t#${token}`,
    shared: {},
  };
}

/** Every view of everybody, parsed by the shape that the contract promises. */
function lookAtAll(stage: Stage): number {
  const { office } = stage;
  const moment = momentOf(stage);
  const seen: [keyof typeof views, unknown][] = [
    ['board', boardView(office, moment)],
    ['kiosk', kioskView(office, moment, 'kiosk-1')],
    ['kiosk', kioskView(office, moment, 'kiosk-2')],
    ['hall', hallView(office, moment, 'hall')],
    ...operators.map((name): [keyof typeof views, unknown] => ['desk', deskView(office, moment, name)]),
    ...[...office.visits.keys()].map((visitId): [keyof typeof views, unknown] => [
      'ticket',
      ticketView(office, moment, visitId),
    ]),
  ];
  for (const [name, view] of seen) {
    const parsed = views[name].view.safeParse({ ...Object(view), version: 1 });
    if (!parsed.success) throw new Error(`${name}: ${parsed.error.message}`);
    // nothing that the contract does not know goes out
    expect(parsed.data).toEqual({ ...Object(view), version: 1 });
  }
  return seen.length;
}

describe('what the screens see', () => {
  it('is of the contract’s shape in every state that an office comes to', () => {
    fc.assert(
      fc.property(lives(60, { night: 1, closeDay: 1, openDay: 1 }), (steps) => {
        const stage = openStage();
        stage.shift('anna', '1');
        stage.shift('boris', '2', 'consultFirst');
        steps.forEach((step, at) => {
          stage.pass(step.verb === 'night' ? 24 * 60 : step.minutes);
          for (const rule of [
            () => passTime(stage.office, scheduleAt(stage.now), stage.context(clockwork)),
            () => rulingOf(stage, step),
          ]) {
            const ruling = rule();
            if (ruling?.ok) for (const patch of ruling.decision.patches) apply(stage.office, patch);
          }
          if (at % 4 === 0) lookAtAll(stage);
        });
        expect(lookAtAll(stage)).toBeGreaterThan(5);
      }),
      { numRuns: 30 },
    );
  });

  it('on the board are numbers and booths, never names', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.next('anna');
    const board = boardView(stage.office, momentOf(stage));
    expect(board.calls).toMatchObject([{ number: 'В001', booth: '1', times: 1, status: 'called' }]);
    expect(JSON.stringify(board)).not.toContain('anna');
  });

  it('a visitor withdrawn at one booth and called to another a moment later is a new call for the board', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    stage.ticket('consult');
    stage.next('anna');
    const before = boardView(stage.office, momentOf(stage)).calls[0];
    stage.at('anna', 'visit:withdraw');
    stage.pass(0.001);
    stage.next('boris');
    const after = boardView(stage.office, momentOf(stage)).calls[0];
    expect(after).toMatchObject({ number: before?.number, booth: '2' });
    expect(after?.callId).not.toBe(before?.callId);
  });

  it('one who was missed by mistake and taken back is not announced again', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    const { visitId } = stage.at('anna', 'visit:callNext');
    const before = boardView(stage.office, momentOf(stage)).calls;
    stage.pass(0.5);
    stage.at('anna', 'visit:miss');
    stage.yes('visit:undo', { visitId }, { actorId: 'anna', kind: 'user', roles: ['operator'], visitId: null });
    expect(boardView(stage.office, momentOf(stage)).calls).toEqual(before);
  });

  it('the desk shows the words that came with a transfer', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.yes('visit:transfer', { visitId, serviceId: 'paper', note: 'просит образец' }, hall);
    stage.next('anna');
    expect(deskView(stage.office, momentOf(stage), 'anna').current?.note).toBe('просит образец');
  });

  it('the desk’s next is whom callNext calls', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.pass(1);
    stage.privileged('consult', 'courtesy');
    const { next } = deskView(stage.office, momentOf(stage), 'anna');
    expect(next).toEqual({ visitId: stage.at('anna', 'visit:callNext').visitId, rule: 'outOfTurn' });
  });
});

it('the hall’s share of today knows 15 minutes to the millisecond, as the report does', () => {
  const stage = openStage();
  [15 * minuteMs, 15 * minuteMs + 1].forEach((waitMs, at) => {
    const firstBegunAt = nine + waitMs;
    stage.put(visitor(at, { status: 'served', firstBegunAt, endedAt: firstBegunAt + minuteMs }));
  });
  expect(todayNow(stage.office, nine + 60 * minuteMs).inTime).toEqual({ within: 1, of: 2 });
});
