import { describe, expect, it } from 'vitest';
import { curesFor } from '../../server/domain/whatif.js';
import { boss, nine, openStage, operator, visitor, type Stage } from '../support/builders.js';

const shiftOf = (stage: Stage, userId: string) => stage.office.index.shiftOfUser.get(userId) ?? null;
const close = (stage: Stage, userId: string) => {
  const person = stage.office.people.get(userId);
  if (person) stage.office.people.set(userId, { ...person, isClosed: true });
};

describe('the shift of a person who may no longer work', () => {
  it('closes by itself; who was called goes back to the same place', () => {
    const stage = openStage();
    stage.put(visitor(1, {}));
    stage.shift('anna', '1');
    const { placeAt } = stage.visit('visit-1');
    stage.next('anna');
    const { reply, entries } = stage.leave('anna');
    expect(reply).toEqual({ booth: null });
    expect(shiftOf(stage, 'anna')).toBeNull();
    expect(stage.visit('visit-1')).toMatchObject({ status: 'waiting', placeAt, boothId: null });
    expect(entries.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual(['visit:withdrawn boss', 'shift:closed boss']);
    stage.shift('boris', '1');
    stage.next('boris');
    expect(stage.visit('visit-1').status).toBe('called');
  });

  it('who waits for this very person, also when called already, waits for anybody', () => {
    const stage = openStage();
    for (const at of [1, 2]) stage.put(visitor(at, { addressedUserId: 'anna' }));
    stage.put(visitor(3, { addressedBoothId: 'booth-1' }));
    stage.shift('anna', '1');
    stage.next('anna');
    stage.leave('anna');
    for (const at of [1, 2, 3])
      expect(stage.visit(`visit-${at}`)).toMatchObject({
        status: 'waiting',
        addressedUserId: null,
        addressedBoothId: null,
      });
    // also where no shift is open
    stage.put(visitor(4, { addressedUserId: 'clara' }));
    stage.leave('clara');
    expect(stage.visit('visit-4').addressedUserId).toBeNull();
  });

  it('stays open while somebody is received there, and the booth is named for whoever takes over', () => {
    const stage = openStage();
    stage.put(visitor(1, {}));
    stage.shift('anna', '1');
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    expect(stage.leave('anna').reply).toEqual({ booth: '1' });
    expect(shiftOf(stage, 'anna')).not.toBeNull();
    expect(stage.visit('visit-1').status).toBe('serving');
    stage.yes('shift:open', { boothId: 'booth-1', profileId: 'all', takeOver: true }, operator('boris'));
    stage.at('boris', 'visit:finish');
    expect(stage.visit('visit-1').status).toBe('served');
  });

  it('what the person was asked for is past', () => {
    const stage = openStage();
    stage.yes('shift:ask', { what: 'open', boothId: 'booth-1', userId: 'anna', profileId: null }, boss);
    stage.leave('anna');
    expect([...stage.office.asks.values()].map(({ state }) => state)).toEqual(['past']);
    expect(stage.entries.at(-1)).toMatchObject({ kind: 'ask:past', data: { why: 'gone' } });
  });

  it('of a person without a shift nothing happens', () => {
    const stage = openStage();
    expect(stage.leave('anna').entries).toEqual([]);
  });
});

describe('a closed person is proposed nowhere', () => {
  it('not asked, not transferred to, not among the cures', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    for (let at = 1; at <= 4; at += 1) {
      const startAt = nine + at * 1000;
      stage.put(visitor(at, { serviceId: 'consult', issuedAt: startAt, startAt, placeAt: startAt }));
    }
    stage.pass(1);
    const asked = () => curesFor(stage.office, stage.now, () => true).map(({ userId }) => userId);
    expect(asked()).toContain('boris');
    close(stage, 'boris');
    expect(asked()).not.toContain('boris');
    const open = { what: 'open', boothId: 'booth-2', userId: 'boris', profileId: null } as const;
    expect(stage.no('shift:ask', open, boss)).toBe('notFound');
    const transfer = { visitId: 'visit-1', serviceId: 'consult', userId: 'boris' };
    expect(stage.no('visit:transfer', transfer, boss)).toBe('notFound');
    expect(stage.yes('visit:transfer', { ...transfer, userId: 'clara' }, boss)).toBeDefined();
  });
});
