import { beforeEach, describe, expect, it } from 'vitest';
import { whoIsNext } from '../../server/domain/next.js';
import { boss, openStage, operator, toldOf, visitor, type Stage } from '../support/builders.js';

let stage: Stage;
beforeEach(() => {
  stage = openStage();
});

const ask = (what: 'open' | 'resume', booth: string, userId: string, profileId: string | null = null) =>
  ({ what, boothId: `booth-${booth}`, userId, profileId }) as const;
const asks = () => [...stage.office.asks.values()].map(({ userId, boothId, state }) => `${userId} ${boothId} ${state}`);
const pause = (name: string) => stage.yes('shift:pause', { turn: stage.turn(name), reason: 'lunch' }, operator(name));
const askIdOf = (reply: unknown) =>
  typeof reply === 'object' && reply !== null && 'askId' in reply ? String(reply.askId) : '';

describe('another work profile for an open booth', () => {
  it('is taken at once: who is next there is chosen by it, and the shift stays the same', () => {
    stage.shift('anna', '1', 'reports');
    stage.put(visitor(1, {}));
    const next = () => {
      const shift = stage.office.shifts.get(stage.office.index.shiftOfBooth.get('booth-1') ?? '');
      const booth = stage.office.booths.get('booth-1');
      return shift && booth ? whoIsNext(stage.office, booth, shift, stage.now) : null;
    };
    const before = stage.turn('anna');
    expect(next()).toBeNull();
    stage.yes('shift:setProfile', { boothId: 'booth-1', profileId: 'advice' }, boss);
    expect(next()?.visit.visitId).toBe('visit-1');
    expect(stage.turn('anna')).toBe(before + 1);
    expect(toldOf(stage, 'shift:profileSet')).toMatchObject({
      before: 'reports',
      after: 'advice',
      shift: { boothId: 'booth-1', userId: 'anna', profileId: 'advice' },
    });
    expect(stage.entries.at(-1)?.actor).toBe('boss');
  });

  it('leaves who is received there, and what is addressed there, where they are', () => {
    stage.shift('anna', '1', 'advice');
    stage.put(visitor(1, {}));
    stage.put(visitor(2, { addressedBoothId: 'booth-1' }));
    stage.at('anna', 'visit:callNext');
    stage.at('anna', 'visit:begin');
    const held = stage.office.index.held.get('booth-1');
    stage.yes('shift:setProfile', { boothId: 'booth-1', profileId: 'reports' }, boss);
    expect(stage.office.index.held.get('booth-1')).toBe(held);
    const other = held === 'visit-1' ? 'visit-2' : 'visit-1';
    expect(stage.visit('visit-2').addressedBoothId).toBe('booth-1');
    stage.at('anna', 'visit:finish');
    expect(stage.visit(other).status).toBe('waiting');
  });

  it('is refused where nobody sits, and for what does not exist; the same again changes nothing', () => {
    expect(stage.no('shift:setProfile', { boothId: 'booth-1', profileId: 'all' }, boss)).toBe('noShift');
    expect(stage.no('shift:setProfile', { boothId: 'cellar', profileId: 'all' }, boss)).toBe('notFound');
    stage.shift('anna', '1', 'all');
    expect(stage.no('shift:setProfile', { boothId: 'booth-1', profileId: 'none' }, boss)).toBe('notFound');
    expect(stage.yes('shift:setProfile', { boothId: 'booth-1', profileId: 'all' }, boss).entries).toEqual([]);
  });
});

describe('a manager asks an operator', () => {
  it('to open a booth: opening it answers, whoever else was asked need not', () => {
    stage.yes('shift:ask', ask('open', '3', 'anna', 'reports'), boss);
    stage.yes('shift:ask', ask('open', '3', 'boris'), boss);
    stage.yes('shift:ask', ask('open', '4', 'boris'), boss);
    stage.shift('boris', '3');
    expect(asks()).toEqual(['anna booth-3 past', 'boris booth-3 done', 'boris booth-4 open']);
    expect(toldOf(stage, 'ask:past')).toMatchObject({ userId: 'anna', why: 'taken' });
    expect(toldOf(stage, 'ask:done')).toMatchObject({ userId: 'boris', what: 'open', boothId: 'booth-3' });
  });

  it('once: the same request again is the same one, another profile replaces it', () => {
    const first = askIdOf(stage.yes('shift:ask', ask('open', '3', 'anna'), boss).reply);
    const again = stage.yes('shift:ask', ask('open', '3', 'anna'), boss);
    expect(askIdOf(again.reply)).toBe(first);
    expect(again.entries).toEqual([]);
    stage.yes('shift:ask', ask('open', '3', 'anna', 'advice'), boss);
    expect(asks()).toEqual(['anna booth-3 past', 'anna booth-3 open']);
    expect(toldOf(stage, 'ask:past')).toMatchObject({ askId: first, why: 'replaced' });
  });

  it('to come back from a pause: working on answers, closing the booth ends it', () => {
    stage.shift('anna', '1');
    expect(stage.no('shift:ask', ask('resume', '1', 'anna'), boss)).toBe('notPaused');
    pause('anna');
    stage.yes('shift:ask', ask('resume', '1', 'anna'), boss);
    stage.yes('shift:resume', { turn: stage.turn('anna') }, operator('anna'));
    pause('anna');
    stage.yes('shift:ask', ask('resume', '1', 'anna'), boss);
    stage.yes('shift:close', { turn: stage.turn('anna') }, operator('anna'));
    expect(asks()).toEqual(['anna booth-1 done', 'anna booth-1 past']);
    expect(toldOf(stage, 'ask:past')).toMatchObject({ why: 'closed' });
  });

  it('to come back from a pause: sitting down elsewhere ends it', () => {
    stage.shift('anna', '1');
    pause('anna');
    stage.yes('shift:ask', ask('resume', '1', 'anna'), boss);
    stage.yes('shift:open', { boothId: 'booth-2', takeOver: true }, operator('anna'));
    expect(asks()).toEqual(['anna booth-1 past']);
    expect(toldOf(stage, 'ask:past')).toMatchObject({ why: 'closed' });
  });

  it('who takes a paused booth over ends the request to come back to it', () => {
    stage.shift('anna', '1');
    pause('anna');
    stage.yes('shift:ask', ask('resume', '1', 'anna'), boss);
    stage.yes('shift:open', { boothId: 'booth-1', takeOver: true }, operator('boris'));
    expect(asks()).toEqual(['anna booth-1 past']);
  });

  it('not to what makes no sense: a taken booth, somebody in the middle of a reception, a stranger', () => {
    stage.shift('anna', '1');
    expect(stage.no('shift:ask', ask('open', '1', 'boris'), boss)).toBe('boothTaken');
    expect(stage.no('shift:ask', ask('open', '1', 'anna'), boss)).toBe('alreadyDone');
    // free at another booth: may be asked to change over
    expect(stage.no('shift:ask', ask('open', '2', 'anna'), boss)).toBe('granted');
    stage.put(visitor(1, {}));
    stage.at('anna', 'visit:callNext');
    expect(stage.no('shift:ask', ask('open', '3', 'anna'), boss)).toBe('shiftOpen');
    expect(stage.no('shift:ask', ask('resume', '2', 'anna'), boss)).toBe('noShift');
    expect(stage.no('shift:ask', ask('resume', '1', 'boris'), boss)).toBe('boothTaken');
    expect(stage.no('shift:ask', ask('open', '3', 'nobody'), boss)).toBe('notFound');
    expect(stage.no('shift:ask', ask('open', 'cellar', 'anna'), boss)).toBe('notFound');
    expect(stage.no('shift:ask', ask('open', '3', 'boris', 'none'), boss)).toBe('notFound');
  });

  it('«не сейчас» is the asked one’s own answer, once', () => {
    const askId = askIdOf(stage.yes('shift:ask', ask('open', '3', 'anna'), boss).reply);
    expect(stage.no('shift:decline', { askId }, operator('boris'))).toBe('notYours');
    stage.yes('shift:decline', { askId }, operator('anna'));
    expect(stage.no('shift:decline', { askId }, operator('anna'))).toBe('alreadyDone');
    expect(stage.no('shift:decline', { askId: 'none' }, operator('anna'))).toBe('notFound');
    expect(asks()).toEqual(['anna booth-3 declined']);
    // asked anew it is a new request
    stage.yes('shift:ask', ask('open', '3', 'anna'), boss);
    expect(asks()).toEqual(['anna booth-3 declined', 'anna booth-3 open']);
  });

  it('closing the day ends every request, and a closed day has none', () => {
    stage.yes('shift:ask', ask('open', '3', 'anna'), boss);
    stage.yes('day:close', {}, boss);
    expect(asks()).toEqual(['anna booth-3 past']);
    expect(toldOf(stage, 'ask:past')).toMatchObject({ why: 'day' });
    expect(stage.no('shift:ask', ask('open', '3', 'anna'), boss)).toBe('dayClosed');
  });
});
