import { describe, expect, it } from 'vitest';
import { curesFor, willPass } from '../../server/domain/whatif.js';
import { live, lives } from './life.js';
import { nine, openStage, operator, visitor, type Stage } from '../support/builders.js';
import fc from '../support/chance.js';

const nobody = () => false;
const everybody = () => true;
const cures = (stage: Stage, isOnline: (userId: string) => boolean = everybody) =>
  curesFor(stage.office, stage.now, isOnline);

/** Consultations of ten minutes (the office's usual), each visitor two minutes after the other, from nine on. */
function line(stage: Stage, count: number, service = 'consult'): void {
  for (let at = 1; at <= count; at += 1) {
    const startAt = nine + at * 1000;
    stage.put(visitor(at, { serviceId: service, issuedAt: startAt, startAt, placeAt: startAt }));
  }
}

describe('what would change who passes the norm', () => {
  it('nothing, when nobody will pass', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    line(stage, 2);
    expect(willPass(stage.office, stage.now)).toEqual([]);
    expect(cures(stage)).toEqual([]);
  });

  it('a second booth begins in time whom one booth would not: by the office’s own lengths', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    line(stage, 4);
    stage.pass(1);
    // one booth, ten minutes each: at once, in 10, 20 and 30 minutes
    expect(willPass(stage.office, stage.now)).toEqual(['В003', 'В004']);
    const [best] = cures(stage);
    expect(best).toMatchObject({ what: 'open', userId: 'boris', saved: ['В003', 'В004'], stillPass: 0, worst: null });
    // asking the operator who has a console open comes first
    expect(cures(stage, (userId) => userId === 'daria')[0]).toMatchObject({ operator: 'daria' });
    expect(cures(stage, nobody)[0]).toMatchObject({ operator: 'boris' });
  });

  it('one who comes back from a pause, when there is nobody else to ask', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    stage.shift('boris', '2', 'advice');
    stage.yes('shift:pause', { turn: stage.turn('boris'), reason: 'lunch' }, operator('boris'));
    for (const name of ['clara', 'daria', 'hall', 'boss']) stage.office.people.delete(name);
    line(stage, 4);
    expect(cures(stage)).toMatchObject([{ what: 'resume', booth: '2', userId: 'boris', saved: ['В003', 'В004'] }]);
  });

  it('another profile for a booth that has nothing to do', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    stage.shift('boris', '2', 'reports');
    for (const name of ['clara', 'daria', 'hall', 'boss']) stage.office.people.delete(name);
    line(stage, 4);
    const [best] = cures(stage);
    expect(best).toMatchObject({ what: 'setProfile', booth: '2', userId: null, saved: ['В003', 'В004'] });
    expect(['all', 'advice', 'consultFirst']).toContain(best?.profileId);
  });

  it('counts how long the one who is received still takes', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    line(stage, 3);
    stage.at('anna', 'visit:callNext');
    stage.at('anna', 'visit:begin');
    stage.pass(9);
    // one minute more of В001, then В002 in the tenth, В003 in the twentieth minute
    expect(willPass(stage.office, stage.now)).toEqual(['В003']);
    stage.pass(3);
    expect(willPass(stage.office, stage.now)).toEqual(['В003']);
  });

  it('who has passed already is not promised anything', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    line(stage, 3);
    stage.pass(16);
    expect(willPass(stage.office, stage.now)).toEqual(['В001', 'В002', 'В003']);
    expect(cures(stage)).toEqual([]);
  });

  it('a ticket that no open booth takes waits until the doors close, unless one is opened', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'reports');
    line(stage, 1);
    expect(willPass(stage.office, stage.now)).toEqual(['В001']);
    const all = cures(stage);
    expect(all.map(({ what }) => what).sort()).toEqual(['open', 'setProfile']);
    expect(all.every(({ saved }) => saved.join() === 'В001')).toBe(true);
  });

  it('one proposal for a booth, the best of its profiles; none that takes nobody of the line', () => {
    const stage = openStage();
    const none = { profileId: 'head', title: { ru: 'Администратор', en: 'Administrator' }, services: [] };
    stage.office.profiles.set('head', none);
    stage.shift('anna', '1', 'advice');
    stage.shift('boris', '2', 'reports');
    line(stage, 4);
    const all = cures(stage);
    expect(all.length).toBeGreaterThan(1);
    expect(new Set(all.map(({ boothId }) => boothId)).size).toBe(all.length);
    expect(all.map(({ profileId }) => profileId)).not.toContain('head');
  });

  it('who administers the system is sent to no booth', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    line(stage, 4);
    for (const one of stage.office.people.values())
      if (one.userId !== 'clara')
        stage.office.people.set(one.userId, { ...one, roles: ['operator', 'manager', 'administrator'] });
    expect(cures(stage)[0]).toMatchObject({ what: 'open', userId: 'clara' });
    stage.office.people.delete('clara');
    expect(cures(stage).map(({ what }) => what)).not.toContain('open');
  });
});

describe('whatever the hall is like', () => {
  const anyLives = lives(120, { issue: 40, open: 12, pause: 3, finish: 4, callNext: 8 });

  it('nobody is called saved who would be begun in time anyway; numbers add up; the office is left as it was', () => {
    let most = 0;
    fc.assert(
      fc.property(anyLives, (steps) => {
        const stage = openStage();
        stage.shift('anna', '1', 'consultFirst');
        live(stage, steps, {});
        const before = structuredClone([...stage.office.index.lanes]);
        const late = willPass(stage.office, stage.now);
        const found = cures(stage);
        expect([...stage.office.index.lanes]).toEqual(before);
        expect(cures(stage)).toEqual(found);
        expect(found.length).toBeLessThanOrEqual(3);
        most = Math.max(most, found.length);
        for (const { saved, stillPass, worst, what, boothId } of found) {
          expect(late).toEqual(expect.arrayContaining(saved));
          expect(saved.length).toBeGreaterThan(0);
          expect(new Set(saved).size).toBe(saved.length);
          expect(stillPass).toBeGreaterThanOrEqual(late.length - saved.length);
          expect(worst === null).toBe(stillPass === 0);
          expect(stage.office.index.shiftOfBooth.has(boothId)).toBe(what !== 'open');
        }
        expect(new Set(found.map(({ boothId }) => boothId)).size).toBe(found.length);
        expect(found.map(({ saved }) => saved.length)).toEqual(
          [...found].map(({ saved }) => saved.length).sort((a, b) => b - a),
        );
      }),
      { numRuns: 40 },
    );
    expect(most).toBeGreaterThan(1);
  });

  it('where all booths take everything in one order, one booth more lets nobody pass who would not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(14),
        (count, seats, minutes) => {
          const stage = openStage();
          const names = ['anna', 'boris', 'clara'].slice(0, seats);
          names.forEach((name, at) => stage.shift(name, String(at + 1), 'all'));
          line(stage, count);
          stage.pass(minutes);
          const late = willPass(stage.office, stage.now);
          stage.shift('daria', '4', 'all');
          const after = willPass(stage.office, stage.now);
          expect(late).toEqual(expect.arrayContaining(after));
        },
      ),
      { numRuns: 100 },
    );
  });
});
