import { describe, expect, it } from 'vitest';
import { pauseReasons, visitStatuses } from '../../server/contract/index.js';
import { decode, encode } from '../../server/reports/facts/codec.js';
import type { DayFacts } from '../../server/reports/facts/dayfacts.js';
import { foldVersion, makeFold } from '../../server/reports/facts/fold.js';
import { hall, minuteMs, openStage, operator, type Stage } from '../support/builders.js';
import { withLaw } from '../support/law.js';

const read = <Shape>(text: string): Shape => JSON.parse(text);

/** The running day of a stage. */
function dayOf({ entries, now }: Stage): DayFacts {
  const fold = makeFold(null, read);
  entries.forEach((entry, place) => fold.take({ ...entry, seq: place + 1, data: JSON.stringify(entry.data) }));
  return fold.tell(now);
}

/** The only visit of it, in minutes. */
function only(stage: Stage) {
  const { visits } = dayOf(stage);
  expect(visits.seq).toHaveLength(1);
  const minutes = (ms: number | undefined) => (ms === undefined || ms < 0 ? null : ms / minuteMs);
  return {
    wait: minutes(visits.waitMs[0]),
    toCall: minutes(visits.toCallMs[0]),
    way: minutes(visits.wayMs[0]),
    between: minutes(visits.betweenMs[0]),
    status: visitStatuses[visits.status[0] ?? 0],
    isNoShow: visits.isNoShow[0] === 1,
    misses: visits.misses[0],
    returns: visits.returns[0],
  };
}

function morning(): Stage {
  const stage = openStage();
  stage.shift('anna', '1');
  return stage;
}

const transfer = (stage: Stage, visitId: string, serviceId: string) =>
  stage.yes('visit:transfer', { turn: stage.turn('anna'), visitId, serviceId }, operator('anna'));

describe('the times of a visit', () => {
  it('of one who was missed and came back leave the time away out of the wait, and count the last call’s way', () => {
    const stage = morning();
    const { visitId } = stage.ticket('consult');
    stage.pass(3);
    stage.next('anna');
    stage.pass(2);
    stage.at('anna', 'visit:miss');
    stage.pass(7);
    stage.yes('visit:return', { visitId }, hall);
    stage.pass(4);
    stage.next('anna');
    stage.pass(1);
    stage.at('anna', 'visit:recall');
    stage.pass(2);
    stage.at('anna', 'visit:begin');
    expect(only(stage)).toMatchObject({ wait: 12, toCall: 3, way: 2, between: null, misses: 1, returns: 1 });
  });

  it('of a miss that was undone know no miss', () => {
    const stage = morning();
    const { visitId } = stage.ticket('consult');
    stage.next('anna');
    stage.pass(1);
    stage.at('anna', 'visit:miss');
    stage.pass(0.5);
    stage.yes('visit:undo', { visitId }, operator('anna'));
    stage.pass(1);
    stage.at('anna', 'visit:begin');
    expect(only(stage)).toMatchObject({ wait: 2.5, way: 2.5, misses: 0, status: 'serving', isNoShow: false });
  });

  it('of a no-show end when the miss was told', () => {
    const stage = morning();
    stage.ticket('consult');
    stage.pass(3);
    stage.next('anna');
    stage.pass(2);
    stage.at('anna', 'visit:miss');
    stage.pass(200);
    stage.closeDay(false);
    expect(only(stage)).toMatchObject({ wait: 5, status: 'expired', isNoShow: true });
  });

  it('go on when a beginning was a mistake', () => {
    const stage = morning();
    stage.ticket('consult');
    stage.pass(3);
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.pass(0.5);
    stage.at('anna', 'visit:unbegin');
    expect(only(stage)).toMatchObject({ wait: null, way: null });
    stage.pass(1);
    stage.at('anna', 'visit:begin');
    stage.pass(9);
    stage.at('anna', 'visit:finish');
    expect(only(stage)).toMatchObject({ wait: 4.5, way: 1.5 });
    const { receptions, events, names } = dayOf(stage);
    expect([...receptions.lengthMs]).toEqual([9 * minuteMs]);
    expect(names[events.kind[0] ?? 0]).toBe('reception:void');
  });

  it('tell waits after a transfer apart, without the time away, a mistaken beginning among them', () => {
    const stage = morning();
    const { visitId } = stage.ticket('consult');
    stage.pass(6);
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.pass(4);
    transfer(stage, visitId, 'paper');
    stage.pass(5);
    stage.next('anna');
    stage.at('anna', 'visit:miss');
    stage.pass(8);
    stage.yes('visit:return', { visitId }, hall);
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.pass(0.5);
    stage.at('anna', 'visit:unbegin');
    stage.at('anna', 'visit:begin');
    expect(only(stage)).toMatchObject({ wait: 6, between: 5.5 });
    expect([...dayOf(stage).receptions.isTransferred]).toEqual([1]);
  });
});

describe('what a booth did', () => {
  it('is cut where it is handed over with its visitor', () => {
    const stage = morning();
    stage.ticket('consult');
    stage.next('anna');
    stage.pass(2);
    stage.at('anna', 'visit:begin');
    stage.pass(5);
    stage.yes('shift:open', { boothId: 'booth-1', profileId: 'all', takeOver: true }, operator('boris'));
    stage.pass(3);
    stage.at('boris', 'visit:finish');
    stage.yes('shift:pause', { turn: stage.turn('boris'), reason: 'lunch' }, operator('boris'));
    stage.pass(30);
    const { shifts, receptions, lots, names } = dayOf(stage);
    expect([...shifts.calledMs].map((ms) => ms / minuteMs)).toEqual([2, 0]);
    expect([...shifts.busyMs].map((ms) => ms / minuteMs)).toEqual([5, 3]);
    expect([...(shifts.paused[0] ?? [])].map((ms) => ms / minuteMs)).toEqual([0, 30]);
    // the reception is whose it was when it ended
    expect([...receptions.lot].map((lot) => names[lots.user[lot] ?? 0])).toEqual(['boris']);
    expect([...receptions.lengthMs]).toEqual([8 * minuteMs]);
  });
});

describe('receptions of one case', () => {
  it('that are handed on are judged by the last, and a step taken up again counts where it was done last', () => {
    const stage = openStage({}, withLaw);
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    const { visitId } = stage.ticket('intake-paper');
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    const begun = [...stage.office.receptions.values()][0]?.receptionId ?? '';
    const step = stage.office.receptions.get(begun)?.steps[0]?.step ?? '';
    stage.pass(4);
    stage.yes('reception:completeStep', { receptionId: begun, step, attestation: null }, operator('anna'));
    stage.pass(6);
    transfer(stage, visitId, 'intake-paper');
    stage.pass(20);
    stage.next('boris');
    stage.at('boris', 'visit:begin');
    const next = [...stage.office.receptions.keys()].at(-1) ?? '';
    stage.yes('reception:reopenStep', { receptionId: next, step }, operator('boris'));
    stage.pass(3);
    stage.yes('reception:completeStep', { receptionId: next, step, attestation: null }, operator('boris'));
    stage.at('boris', 'visit:finish');
    const { receptions, steps, lots, names } = dayOf(stage);
    expect([...receptions.lengthMs].map((ms) => ms / minuteMs)).toEqual([10, 3]);
    expect([...receptions.judgedMs]).toEqual([-1, 13 * minuteMs]);
    expect([...steps.lot].map((lot) => names[lots.user[lot] ?? 0])).toEqual(['boris']);
    expect([...steps.spentMs]).toEqual([7 * minuteMs]);
  });
});

describe('a day as bytes', () => {
  it('comes back as it was, wherever the bytes lie', () => {
    const stage = morning();
    stage.ticket('consult');
    stage.ticket('paper');
    stage.serve('anna', 5);
    const day = dayOf(stage);
    const bytes = encode(day);
    expect(decode(bytes, read)).toEqual(day);
    const elsewhere = new Uint8Array(bytes.length + 3);
    elsewhere.set(bytes, 3);
    expect(decode(elsewhere.subarray(3), read)).toEqual(day);
  });
});

/**
 * What summaries of a version of the fold hold: numbers that mean a place in these lists, columns in this order. A line
 * here is never changed; what changes gets a version and a line of its own, or kept summaries would be read wrongly.
 */
const heldBy: Record<number, Record<string, string>> = {
  3: {
    visitStatuses: 'booked waiting called serving served missed parked cancelled expired noShow',
    pauseReasons: 'lunch break documents technical meeting',
    visits:
      'seq startAt begunAt endedAt status isNoShow service booth user category channel waitMs normMinutes toCallMs wayMs betweenMs betweens transfers parks misses returns',
    receptions: 'visit service booth user channel category begunAt lengthMs judgedMs normMinutes outcome isTransferred',
    steps: 'service booth user channel category step spentMs normMinutes',
    shifts: 'user booth openedAt closedAt busyMs calledMs paused',
    events: 'kind first second user count amount',
  },
  4: {
    visitStatuses: 'booked waiting called serving served missed parked cancelled expired noShow',
    pauseReasons: 'lunch break documents technical meeting',
    lots: 'service booth user channel category',
    visits:
      'seq startAt begunAt endedAt status isNoShow lot waitMs normMinutes toCallMs wayMs betweenMs betweens transfers parks misses returns',
    receptions: 'visit lot begunAt lengthMs judgedMs normMinutes outcome isTransferred',
    steps: 'lot step spentMs normMinutes',
    shifts: 'user booth openedAt closedAt busyMs calledMs paused',
    events: 'kind first second user count amount',
  },
  5: {
    visitStatuses: 'booked waiting called serving served missed parked cancelled expired noShow',
    pauseReasons: 'lunch break documents technical meeting',
    lots: 'service booth user channel category version',
    visits:
      'seq startAt begunAt endedAt status isNoShow lot waitMs normMinutes toCallMs wayMs betweenMs betweens transfers parks misses returns',
    receptions: 'visit lot begunAt lengthMs judgedMs normMinutes outcome isTransferred',
    steps: 'lot step spentMs normMinutes',
    shifts: 'user booth openedAt closedAt busyMs calledMs paused',
    events: 'kind first second user count amount',
  },
};

it('lists and columns of kept days change only with the version of the fold', () => {
  const { lots, visits, receptions, steps, shifts, events } = dayOf(morning());
  const columns = Object.entries({ lots, visits, receptions, steps, shifts, events }).map(([table, of]) => [
    table,
    Object.keys(of).join(' '),
  ]);
  expect({
    visitStatuses: visitStatuses.join(' '),
    pauseReasons: pauseReasons.join(' '),
    ...Object.fromEntries(columns),
  }).toEqual(heldBy[foldVersion]);
});
