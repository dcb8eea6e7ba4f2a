import { beforeEach, describe, expect, it } from 'vitest';
import { curesFor, curesInTurns } from '../../server/domain/whatif.js';
import { makeCures, type Cures } from '../../server/office/cures.js';
import { live, lives } from '../domain/life.js';
import { nine, openStage, visitor, type Stage } from '../support/builders.js';
import { openTestOffice, press } from '../support/office.js';
import fc from '../support/chance.js';

const everybody = () => true;
/** Turns of one try of the line below. */
const ofOne = 1 + 3 + 2 + 1;

/** Consultations of ten minutes, each visitor a second after the other, from nine on. */
function line(stage: Stage, count: number): void {
  for (let at = 1; at <= count; at += 1) {
    const startAt = nine + at * 1000;
    stage.put(visitor(at, { issuedAt: startAt, startAt, placeAt: startAt }));
  }
}

describe('what would help, as the hall is looked at', () => {
  let stage: Stage;
  let cures: Cures;
  let real: number;
  let news: number;
  let tries: number;
  let failures: unknown[];
  let waiting: (() => void)[];
  /** Lets one turn happen; false when none waits. */
  const turn = (): boolean => {
    const next = waiting.shift();
    next?.();
    return next !== undefined;
  };
  const turns = (): number => {
    let count = 0;
    while (turn()) count += 1;
    return count;
  };
  const now = () => curesFor(stage.office, stage.now, everybody);

  beforeEach(() => {
    stage = openStage();
    stage.shift('anna', '1', 'advice');
    line(stage, 4);
    [real, news, tries, failures, waiting] = [1_000_000, 0, 0, [], []];
    cures = makeCures({
      office: () => {
        tries += 1;
        return stage.office;
      },
      now: () => stage.now,
      realNow: () => real,
      isOnline: everybody,
      onNews: () => (news += 1),
      onError: (error) => failures.push(error),
      inTurn: (next) => waiting.push(next),
    });
  });

  it('who looks is answered at once; the line is played once a turn, and the answer told when it is there', () => {
    expect(waiting).toEqual([]);
    expect(cures.latest()).toEqual([]);
    expect(tries).toBe(0);
    // as it stands, three profiles for another booth, two for this one; then the best of each booth that helps, to its end
    expect(turns()).toBe(ofOne);
    expect(news).toBe(1);
    expect(cures.latest()).toEqual(now());
    expect(cures.latest()).toHaveLength(1);
  });

  it('is tried once for all who look, and within two seconds no second time', () => {
    for (let viewer = 0; viewer < 5; viewer += 1) cures.latest();
    turn();
    for (let viewer = 0; viewer < 5; viewer += 1) cures.latest();
    turns();
    real += 1999;
    cures.latest();
    expect(turns()).toBe(0);
    expect(tries).toBe(1);
    real += 1;
    cures.latest();
    expect(turns()).toBe(ofOne);
    expect(tries).toBe(2);
    // the same answer again is no news
    expect(news).toBe(1);
  });

  it('nobody looks: nothing is tried, and an old answer is not given to who comes then', () => {
    cures.latest();
    turns();
    real += 60 * 60_000;
    expect(turns()).toBe(0);
    expect(tries).toBe(1);
    expect(cures.latest()).toEqual([]);
    turns();
    expect(news).toBe(2);
    expect(cures.latest()).toEqual(now());
  });

  it('the answer of an office that changed is given for two seconds and the turns of the next, no longer', () => {
    cures.latest();
    turns();
    const before = cures.latest();
    stage.shift('boris', '2', 'advice');
    real += 2000;
    expect(cures.latest()).toEqual(before);
    turns();
    expect(news).toBe(2);
    expect(cures.latest()).toEqual(now());
    expect(cures.latest()).not.toEqual(before);
  });

  it('nobody will pass: one turn tells', () => {
    stage.at('anna', 'visit:callNext');
    stage.shift('boris', '2', 'advice');
    stage.shift('clara', '3', 'advice');
    cures.latest();
    expect(turns()).toBe(1);
    expect(news).toBe(0);
  });

  it('a clock that was set back keeps no answer', () => {
    cures.latest();
    turns();
    real -= 60 * 60_000;
    expect(cures.latest()).toEqual([]);
    expect(turns()).toBe(ofOne);
    expect(cures.latest()).toEqual(now());
  });

  it('a try that fails is told and leaves the hall without an answer, until the next', () => {
    const { settings } = stage.office;
    Reflect.deleteProperty(stage.office, 'settings');
    cures.latest();
    turns();
    expect(failures).toHaveLength(1);
    stage.office.settings = settings;
    real += 2000;
    expect(cures.latest()).toEqual([]);
    turns();
    expect(cures.latest()).toHaveLength(1);
  });

  it('an office that is closed plays nothing more', () => {
    cures.latest();
    turn();
    cures.stop();
    expect(turns()).toBe(1);
    expect(news).toBe(0);
    real += 5000;
    cures.latest();
    expect(waiting).toEqual([]);
  });
});

describe('whatever is pressed between the turns', () => {
  it('lengths and passings of the line are those of the first one', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    line(stage, 3);
    for (let at = 4; at <= 6; at += 1) {
      const startAt = nine + at * 1000;
      const place = { issuedAt: startAt, startAt, placeAt: startAt };
      stage.put(visitor(at, { ...place, serviceId: 'paper', queueId: 'reports' }));
      stage.put(visitor(at + 3, { ...place, category: 'courtesy', categoryConfirmed: true }));
    }
    const expected = curesFor(stage.office, stage.now, everybody);
    const { lengths, passings } = stage.office.index;
    const call = { at: nine, placeAt: nine + 60_000, serviceIds: ['consult'], boothId: 'booth-1', userId: 'anna' };
    const passed = { ...call, bound: 2, earlier: [{ ...call, bound: 2 }] };
    for (const one of [() => lengths.set('paper', [1]), () => passings.set('visit-0', passed)]) {
      const turns = curesInTurns(stage.office, stage.now, everybody);
      let turn = turns.next();
      one();
      while (turn.done !== true) turn = turns.next();
      expect(turn.value).toEqual(expected);
      // the change was one that matters
      expect(curesFor(stage.office, stage.now, everybody)).not.toEqual(expected);
      lengths.clear();
      passings.clear();
    }
  });

  it('the answer is of the office at the first one', () => {
    let longest = 0;
    const before = lives(80, { issue: 40, open: 12, pause: 3, finish: 4, callNext: 8 });
    const between = lives(40, { open: 8, callNext: 20, issue: 10, night: 1, closeDay: 2, openDay: 2 });
    fc.assert(
      fc.property(before, between, (first, later) => {
        const stage = openStage();
        stage.shift('anna', '1', 'consultFirst');
        live(stage, first, {});
        const expected = curesFor(stage.office, stage.now, everybody);
        const turns = curesInTurns(stage.office, stage.now, everybody);
        let turn = turns.next();
        let at = 0;
        for (; turn.done !== true; at += 1) {
          live(stage, later.slice(at * 4, at * 4 + 4), {});
          turn = turns.next();
        }
        longest = Math.max(longest, at);
        expect(turn.value).toEqual(expected);
      }),
      { numRuns: 60 },
    );
    expect(longest).toBeGreaterThan(8);
  });
});

describe('in the office', () => {
  it('who looks at the hall is told what would help', async () => {
    const office = await openTestOffice();
    try {
      const kiosk = await office.kiosk();
      await office.staff(['operator'], '1');
      await office.staff(['operator']);
      const serviceId = [...office.opened.app.house.clerk.office.services.keys()][0] ?? '';
      for (let count = 0; count < 6; count += 1)
        await kiosk.ask('ticket:issue', { requestId: press(), serviceId, answers: {}, language: 'ru', print: false });
      const manager = await office.staff(['manager']);
      const view = await manager.see('hall', ({ cures }) => cures.length > 0);
      expect(view.cures[0]?.saved.length).toBeGreaterThan(0);
    } finally {
      await office.close();
    }
  });
});
