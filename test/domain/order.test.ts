import { describe, expect, it } from 'vitest';
import { boss, hall, openStage, operator, toldOf, visitor, type Stage } from '../support/builders.js';

const anna = operator('anna');

/** All that a booth calls until nobody waits: numbers with their rules. */
function callAll(stage: Stage, name: string): string[] {
  const called: string[] = [];
  while (stage.office.index.waiting > 0) {
    called.push(stage.next(name));
    stage.at(name, 'visit:begin');
    stage.at(name, 'visit:finish');
  }
  return called;
}

describe('the general queue', () => {
  it('calls in the order in which tickets were taken, across services and queues', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    for (const serviceId of ['paper', 'consult', 'medium', 'password']) {
      stage.ticket(serviceId);
      stage.pass(0.1);
    }
    expect(callAll(stage, 'anna')).toEqual(['А001 order', 'В001 order', 'А002 order', 'В002 order']);
  });

  it('tickets of the same instant keep the order of their numbers', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    for (let count = 0; count < 3; count += 1) stage.ticket('consult');
    expect(callAll(stage, 'anna')).toEqual(['В001 order', 'В002 order', 'В003 order']);
  });

  it('two booths never call the same visitor', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    stage.ticket('consult');
    stage.next('anna');
    expect(stage.no('visit:callNext', { turn: stage.turn('boris') }, operator('boris'))).toBe('nobodyWaits');
  });

  it('a booth calls only what its profile takes', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    stage.ticket('paper');
    expect(stage.no('visit:callNext', { turn: stage.turn('anna') }, anna)).toBe('nobodyWaits');
    expect(stage.office.index.waiting).toBe(1);
  });

  it('a withdrawn call keeps its place', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.pass(1);
    stage.ticket('consult');
    stage.next('anna');
    stage.pass(5);
    stage.at('anna', 'visit:withdraw');
    expect(callAll(stage, 'anna')).toEqual(['В001 order', 'В002 order']);
  });

  it('a manager moves one to the front or the end, with a reason that stays out of the journal', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    for (let count = 0; count < 3; count += 1) {
      stage.ticket('consult');
      stage.pass(1);
    }
    const id = (number: string) => stage.numbered(number).visitId;
    stage.yes('visit:move', { visitId: id('В003'), place: 'first', reason: 'ребёнок' }, boss);
    stage.yes('visit:move', { visitId: id('В001'), place: 'last', reason: 'просил сам' }, boss);
    expect(JSON.stringify(stage.entries)).not.toContain('ребёнок');
    expect(callAll(stage, 'anna')).toEqual(['В003 order', 'В002 order', 'В001 order']);
  });
});

describe('a preference of the work profile', () => {
  const twoServices = (minutesBetween: number) => {
    const stage = openStage();
    stage.shift('anna', '1', 'consultFirst');
    stage.ticket('paper');
    stage.pass(minutesBetween);
    stage.ticket('consult');
    return stage;
  };

  it('chooses among those within five minutes of the oldest', () => {
    expect(callAll(twoServices(5), 'anna')).toEqual(['В001 preference', 'А001 order']);
  });

  it('and not a moment beyond', () => {
    expect(callAll(twoServices(5.01), 'anna')).toEqual(['А001 order', 'В001 order']);
  });

  it('the window is measured from the smallest place, so newcomers never push the oldest away', () => {
    const stage = twoServices(3);
    // after the first preferred one, further preferred ones beyond the window do not pass
    stage.pass(4);
    stage.ticket('consult');
    expect(callAll(stage, 'anna')).toEqual(['В001 preference', 'А001 order', 'В002 order']);
  });
});

describe('out of turn', () => {
  const withLine = (category: string, ordinary: number, privileged: number) => {
    const stage = openStage();
    stage.shift('anna', '1');
    for (let count = 0; count < ordinary; count += 1) {
      stage.ticket('consult');
      stage.pass(0.1);
    }
    for (let count = 0; count < privileged; count += 1) {
      stage.privileged('consult', category);
      stage.pass(0.1);
    }
    return stage;
  };

  it('a courtesy of the office passes an ordinary ticket twice; then that ticket is next, by the rule «bounded»', () => {
    const stage = withLine('courtesy', 2, 5);
    expect(callAll(stage, 'anna')).toEqual([
      'В003 outOfTurn',
      'В004 outOfTurn',
      'В001 bounded',
      // В002 was passed by the same two calls
      'В002 bounded',
      'В005 outOfTurn',
      'В006 outOfTurn',
      'В007 outOfTurn',
    ]);
  });

  it('a category by statute passes without bound, and each passing is told', () => {
    const stage = withLine('statute', 2, 4);
    expect(stage.next('anna')).toBe('В003 outOfTurn');
    expect(toldOf(stage, 'visit:called')).toMatchObject({
      rule: 'outOfTurn',
      passed: ['В001', 'В002'],
      passedCount: 2,
    });
    stage.at('anna', 'visit:begin');
    stage.at('anna', 'visit:finish');
    expect(callAll(stage, 'anna')).toEqual([
      'В004 outOfTurn',
      'В005 outOfTurn',
      'В006 outOfTurn',
      'В001 order',
      'В002 order',
    ]);
  });

  it('statutory calls do not use up the bound of the courtesies', () => {
    const stage = withLine('statute', 1, 2);
    stage.privileged('consult', 'courtesy');
    expect(callAll(stage, 'anna')).toEqual(['В002 outOfTurn', 'В003 outOfTurn', 'В004 outOfTurn', 'В001 order']);
  });

  it('a claim goes out of turn only when the document was seen', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.pass(1);
    const claimed = stage.yes(
      'ticket:issue',
      { serviceId: 'consult', answers: {}, language: 'ru', category: 'courtesy' },
      hall,
    );
    expect(stage.rule('visit:callNext', { turn: stage.turn('anna') }, anna)).toMatchObject({
      decision: { entries: [{ data: { rule: 'order' } }] },
    });
    const { visitId } = stage.numbered('В002');
    expect(claimed.reply).toMatchObject({ visitId });
    stage.yes('visit:confirmCategory', { visitId, category: null, confirmed: false }, hall);
    expect(stage.no('visit:confirmCategory', { visitId, category: null, confirmed: false }, hall)).toBe(
      'alreadyConfirmed',
    );
    expect(callAll(stage, 'anna')).toEqual(['В001 order', 'В002 order']);
  });

  it('is not offered for filing on behalf of an organisation', () => {
    const stage = openStage();
    const sent = { serviceId: 'paper', answers: {}, language: 'ru', category: 'veteran' } as const;
    expect(stage.no('ticket:issue', sent, hall)).toBe('badAnswer');
    const { visitId } = stage.ticket('paper');
    expect(stage.no('visit:confirmCategory', { visitId, category: 'veteran', confirmed: true }, hall)).toBe(
      'badAnswer',
    );
  });

  it('a call that was withdrawn has passed nobody', () => {
    const stage = withLine('courtesy', 1, 3);
    for (let count = 0; count < 3; count += 1) {
      expect(stage.next('anna')).toBe('В002 outOfTurn');
      stage.at('anna', 'visit:withdraw');
    }
    expect(callAll(stage, 'anna')).toEqual(['В002 outOfTurn', 'В003 outOfTurn', 'В001 bounded', 'В004 outOfTurn']);
  });

  it('one who is called out of turn again has passed the line again', () => {
    const stage = withLine('courtesy', 1, 1);
    const { visitId } = stage.numbered('В002');
    for (let count = 0; count < 2; count += 1) {
      expect(stage.next('anna')).toBe('В002 outOfTurn');
      stage.at('anna', 'visit:miss');
      stage.yes('visit:return', { visitId }, hall);
    }
    expect(stage.next('anna')).toBe('В001 bounded');
  });

  it('a transfer does not forget whom the call had passed', () => {
    const stage = withLine('courtesy', 1, 2);
    for (let count = 0; count < 2; count += 1) {
      const called = stage.at('anna', 'visit:callNext');
      expect(called.callRule).toBe('outOfTurn');
      stage.at('anna', 'visit:begin');
      const sent = { turn: stage.turn('anna'), visitId: called.visitId, serviceId: 'password' };
      stage.yes('visit:transfer', sent, anna);
    }
    expect(stage.next('anna')).toBe('В001 bounded');
  });

  it('who is addressed to the booth is not passed without bound either', () => {
    const stage = withLine('courtesy', 1, 4);
    const { visitId } = stage.numbered('В001');
    stage.yes('visit:transfer', { visitId, serviceId: 'consult', boothId: 'booth-1' }, hall);
    expect(callAll(stage, 'anna').slice(0, 3)).toEqual(['В002 outOfTurn', 'В003 outOfTurn', 'В001 bounded']);
  });

  it('a paper ticket of an outage, entered later, does not hide who was passed behind it', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const outage = stage.now;
    stage.pass(10);
    stage.ticket('consult');
    stage.pass(1);
    for (let count = 0; count < 4; count += 1) stage.privileged('consult', 'courtesy');
    for (let count = 0; count < 2; count += 1) {
      stage.next('anna');
      stage.at('anna', 'visit:begin');
      stage.at('anna', 'visit:finish');
    }
    const sent = { serviceId: 'consult', paperNumber: '7', writtenAt: outage, language: 'ru' } as const;
    stage.yes('ticket:enter', sent, hall);
    expect(callAll(stage, 'anna').slice(0, 2)).toEqual(['Х007 bounded', 'В001 bounded']);
  });
});

describe('addressed to a booth or a person', () => {
  const addressed = (to: { boothId: string } | { userId: string }) => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    const first = stage.ticket('consult');
    stage.pass(1);
    stage.ticket('consult');
    stage.yes('visit:transfer', { visitId: first.visitId, serviceId: 'consult', ...to }, hall);
    return { stage, first };
  };

  for (const to of [{ boothId: 'booth-1' }, { userId: 'anna' }]) {
    const name = Object.keys(to).join();
    it(`${name}: only that one calls it, by the rule «addressed»`, () => {
      const { stage } = addressed(to);
      expect(stage.next('boris')).toBe('В002 order');
      expect(stage.next('anna')).toBe('В001 addressed');
    });

    it(`${name}: falls back to its queue when the shift closes, with its place`, () => {
      const { stage, first } = addressed(to);
      stage.yes('shift:close', { turn: stage.turn('anna') }, anna);
      expect(stage.visit(first.visitId)).toMatchObject({
        addressedBoothId: null,
        addressedUserId: null,
        placeAt: first.placeAt,
      });
      expect(stage.next('boris')).toBe('В001 order');
    });

    it(`${name}: falls back when the pause is longer than ten minutes, and not before`, () => {
      const { stage, first } = addressed(to);
      stage.yes('shift:pause', { turn: stage.turn('anna'), reason: 'lunch' }, anna);
      stage.pass(10);
      stage.tick();
      expect(stage.visit(first.visitId)).not.toMatchObject({ addressedBoothId: null, addressedUserId: null });
      stage.pass(0.01);
      stage.tick();
      expect(stage.visit(first.visitId)).toMatchObject({ addressedBoothId: null, addressedUserId: null });
      expect(stage.entries.at(-1)?.kind).toBe('visit:fellBack');
      expect(stage.next('boris')).toBe('В001 order');
    });
  }
});

describe('booked and early', () => {
  it('is not called before its time while anyone else waits whom the booth may take', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    const early = visitor(900, {
      day: '2026-11-19',
      number: 'В900',
      placeAt: stage.now - 60_000,
      notBefore: stage.now + 30 * 60_000,
    });
    stage.put(early);
    stage.ticket('consult');
    stage.ticket('paper');
    expect(stage.next('anna')).toBe('В001 order');
    stage.at('anna', 'visit:begin');
    stage.at('anna', 'visit:finish');
    // only the paper is left, which this booth does not take
    expect(stage.next('anna')).toBe('В900 early');
  });

  it('is called by its place once its time has come', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.put(
      visitor(900, {
        day: '2026-11-19',
        number: 'В900',
        placeAt: stage.now - 60_000,
        notBefore: stage.now + 30 * 60_000,
      }),
    );
    stage.pass(1);
    stage.ticket('consult');
    stage.pass(29);
    expect(stage.next('anna')).toBe('В900 order');
  });
});
