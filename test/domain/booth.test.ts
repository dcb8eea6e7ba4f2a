import { describe, expect, it } from 'vitest';
import { replay } from '../../server/domain/replay.js';
import { boss, hall, minuteMs, openStage, operator, toldOf } from '../support/builders.js';

const anna = operator('anna');
const boris = operator('boris');

describe('the turn of a booth', () => {
  it('refuses a press that saw an older turn, so a double press never calls two', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.ticket('consult');
    const turn = stage.turn('anna');
    stage.yes('visit:callNext', { turn }, anna);
    expect(stage.no('visit:callNext', { turn }, anna)).toBe('stale');
    expect(stage.office.index.waiting).toBe(1);
  });

  it('refuses every press of the booth that is not of this turn', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    const turn = stage.turn('anna');
    stage.next('anna');
    const commands = [
      'visit:callNext',
      'visit:recall',
      'visit:withdraw',
      'visit:begin',
      'visit:unbegin',
      'visit:finish',
      'visit:miss',
      'visit:park',
      'shift:resume',
      'shift:close',
    ] as const;
    for (const command of commands) expect([command, stage.no(command, { turn }, anna)]).toEqual([command, 'stale']);
    expect(stage.no('shift:pause', { turn, reason: 'lunch' }, anna)).toBe('stale');
  });

  it('grows with everything that happens at the booth', () => {
    const stage = openStage();
    stage.ticket('consult');
    const seen: number[] = [];
    const look = () => seen.push(stage.office.booths.get('booth-1')?.turn ?? -1);
    look();
    stage.shift('anna', '1');
    look();
    stage.next('anna');
    look();
    stage.at('anna', 'visit:recall');
    look();
    stage.at('anna', 'visit:begin');
    look();
    stage.at('anna', 'visit:unbegin');
    look();
    stage.at('anna', 'visit:begin');
    look();
    stage.at('anna', 'visit:finish');
    look();
    stage.yes('shift:pause', { turn: stage.turn('anna'), reason: 'lunch' }, anna);
    look();
    stage.yes('shift:resume', { turn: stage.turn('anna') }, anna);
    look();
    stage.yes('shift:close', { turn: stage.turn('anna') }, anna);
    look();
    expect(seen).toEqual(seen.map((_, at) => (seen[0] ?? 0) + at));
  });

  it('grows when somebody else takes the visitor away', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    const { visitId } = stage.at('anna', 'visit:callNext');
    const turn = stage.turn('anna');
    stage.yes('visit:cancel', { visitId, reason: 'left' }, hall);
    expect(stage.no('visit:begin', { turn }, anna)).toBe('stale');
    expect(stage.no('visit:begin', { turn: stage.turn('anna') }, anna)).toBe('notNow');
  });
});

describe('a booth', () => {
  it('that receives is busy: finishing is a press of its own', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.ticket('consult');
    stage.next('anna');
    expect(stage.no('visit:callNext', { turn: stage.turn('anna') }, anna)).toBe('busy');
    stage.at('anna', 'visit:begin');
    expect(stage.no('visit:callNext', { turn: stage.turn('anna') }, anna)).toBe('busy');
    stage.at('anna', 'visit:finish');
    expect(stage.next('anna')).toBe('В002 order');
  });

  it('without a shift presses nothing', () => {
    const stage = openStage();
    expect(stage.no('visit:callNext', { turn: 0 }, anna)).toBe('noShift');
  });

  it('that is paused calls nobody; its call goes back to the line with its place', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    stage.ticket('consult');
    stage.pass(1);
    stage.ticket('consult');
    stage.next('anna');
    stage.yes('shift:pause', { turn: stage.turn('anna'), reason: 'lunch' }, anna);
    expect(stage.no('visit:callNext', { turn: stage.turn('anna') }, anna)).toBe('paused');
    expect(stage.next('boris')).toBe('В001 order');
  });

  it('does not pause over a visitor, and nothing is brought back to it while it pauses', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    expect(stage.no('shift:pause', { turn: stage.turn('anna'), reason: 'lunch' }, anna)).toBe('busy');
    stage.at('anna', 'visit:finish');
    stage.yes('shift:pause', { turn: stage.turn('anna'), reason: 'lunch' }, anna);
    expect(stage.no('visit:undo', { visitId }, anna)).toBe('paused');
    stage.yes('shift:resume', { turn: stage.turn('anna') }, anna);
    stage.yes('visit:undo', { visitId }, anna);
    expect(stage.visit(visitId).status).toBe('serving');
  });

  it('that still holds somebody does not close its shift', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.next('anna');
    expect(stage.no('shift:close', { turn: stage.turn('anna') }, anna)).toBe('unresolved');
    stage.at('anna', 'visit:begin');
    expect(stage.no('shift:close', { turn: stage.turn('anna') }, anna)).toBe('unresolved');
    stage.at('anna', 'visit:finish');
    stage.yes('shift:close', { turn: stage.turn('anna') }, anna);
    expect(stage.office.index.shiftOfBooth.size).toBe(0);
  });
});

describe('taking a booth over', () => {
  it('is asked about first, and names who sits there', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const ruling = stage.press('shift:open', { boothId: 'booth-1' }, boris);
    expect(ruling).toMatchObject({
      ok: false,
      refusal: { key: 'boothTaken', about: { operator: 'anna', booth: '1' } },
    });
  });

  it('hands the visitor over with the reception as it runs', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.next('anna');
    const { visitId, receptionId } = stage.at('anna', 'visit:begin');
    const begun = stage.now;
    stage.pass(7);
    stage.yes('shift:open', { boothId: 'booth-1', takeOver: true }, boris);
    expect(stage.turn('anna')).toBe(0);
    const reception = stage.office.receptions.get(receptionId ?? '');
    expect(reception).toMatchObject({ userId: 'boris', begunAt: begun, state: 'open' });
    stage.at('boris', 'visit:finish');
    expect(stage.visit(visitId).status).toBe('served');
  });

  it('leaves what was addressed to the booth, and gives what was addressed to the person back to the line', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const toBooth = stage.ticket('consult').visitId;
    const toAnna = stage.ticket('consult').visitId;
    stage.yes('visit:transfer', { visitId: toBooth, serviceId: 'consult', boothId: 'booth-1' }, hall);
    stage.yes('visit:transfer', { visitId: toAnna, serviceId: 'consult', userId: 'anna' }, hall);
    stage.yes('shift:open', { boothId: 'booth-1', takeOver: true }, boris);
    expect(stage.visit(toBooth).addressedBoothId).toBe('booth-1');
    expect(stage.visit(toAnna).addressedUserId).toBeNull();
  });

  it('moves an operator from one booth to another only when asked and with empty hands', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    expect(stage.no('shift:open', { boothId: 'booth-2' }, anna)).toBe('shiftOpen');
    stage.next('anna');
    expect(stage.no('shift:open', { boothId: 'booth-2', takeOver: true }, anna)).toBe('busy');
    stage.at('anna', 'visit:withdraw');
    stage.yes('shift:open', { boothId: 'booth-2', takeOver: true }, anna);
    expect([...stage.office.index.shiftOfBooth.keys()]).toEqual(['booth-2']);
  });

  it('the same booth opened again is the same shift', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { reply, patches } = stage.yes('shift:open', { boothId: 'booth-1' }, anna);
    expect(reply).toEqual({ shiftId: stage.office.index.shiftOfUser.get('anna') });
    expect(patches).toEqual([]);
  });
});

describe('what belongs to a minute', () => {
  it('a finish is taken back within 60 seconds, to its booth, and not a second later', () => {
    for (const [seconds, key] of [
      [60, 'granted'],
      [60.001, 'tooLate'],
    ] as const) {
      const stage = openStage();
      stage.shift('anna', '1');
      const { visitId } = stage.ticket('consult');
      stage.serve('anna', 12);
      stage.pass(seconds / 60);
      expect(stage.no('visit:undo', { visitId }, anna)).toBe(key);
      if (key !== 'granted') continue;
      expect(stage.visit(visitId)).toMatchObject({ status: 'serving', boothId: 'booth-1', undo: null });
      expect(stage.office.receptions.get(stage.visit(visitId).receptionId ?? '')?.state).toBe('open');
      // taken back is not counted as a reception of twelve minutes
      expect(stage.office.index.lengths.get('consult') ?? []).toEqual([]);
    }
  });

  it('a miss is taken back: called as before, with the same number of calls', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.next('anna');
    stage.pass(1);
    const called = stage.at('anna', 'visit:recall');
    stage.at('anna', 'visit:miss');
    stage.yes('visit:undo', { visitId: called.visitId }, anna);
    expect(stage.visit(called.visitId)).toEqual(called);
    expect(stage.office.index.missed.size).toBe(0);
  });

  it('is only its operator’s, and needs the booth free', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    const { visitId } = stage.ticket('consult');
    stage.ticket('consult');
    stage.serve('anna', 0.1);
    expect(stage.no('visit:undo', { visitId }, boris)).toBe('notYours');
    stage.next('anna');
    expect(stage.no('visit:undo', { visitId }, anna)).toBe('busy');
  });

  it('a cancel is taken back where it stood: in the line with its place, parked, or back in the line from a booth', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const waiting = stage.ticket('consult');
    stage.yes('visit:cancel', { visitId: waiting.visitId, reason: 'left' }, hall);
    stage.yes('visit:undo', { visitId: waiting.visitId }, hall);
    expect(stage.visit(waiting.visitId)).toEqual(waiting);
    stage.next('anna');
    stage.yes('visit:cancel', { visitId: waiting.visitId, reason: 'left' }, hall);
    stage.yes('visit:undo', { visitId: waiting.visitId }, hall);
    expect(stage.visit(waiting.visitId)).toMatchObject({ status: 'waiting', boothId: null, placeAt: waiting.placeAt });
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    const parked = stage.at('anna', 'visit:park');
    stage.yes('visit:cancel', { visitId: waiting.visitId, reason: 'left' }, hall);
    stage.yes('visit:undo', { visitId: waiting.visitId }, hall);
    expect(stage.visit(waiting.visitId)).toEqual(parked);
    expect(stage.office.receptions.get(parked.receptionId ?? '')?.state).toBe('parked');
  });

  it('nothing is taken back into a day that is closed', () => {
    const stage = openStage();
    const { visitId } = stage.ticket('consult');
    stage.yes('visit:cancel', { visitId, reason: 'left' }, hall);
    stage.closeDay(false);
    expect(stage.no('visit:undo', { visitId }, hall)).toBe('dayClosed');
  });

  it('begun by mistake: within a minute the reception is void, later it is not', () => {
    for (const [seconds, key] of [
      [60, 'granted'],
      [60.001, 'tooLate'],
    ] as const) {
      const stage = openStage();
      stage.shift('anna', '1');
      stage.ticket('consult');
      const called = stage.at('anna', 'visit:callNext');
      const { receptionId } = stage.at('anna', 'visit:begin');
      stage.pass(seconds / 60);
      expect(stage.no('visit:unbegin', { turn: stage.turn('anna') }, anna)).toBe(key);
      if (key !== 'granted') continue;
      expect(stage.visit(called.visitId)).toEqual(called);
      expect(stage.office.receptions.get(receptionId ?? '')?.state).toBe('void');
      // the wait goes on, and the next reception is again the first
      stage.pass(3);
      const again = stage.at('anna', 'visit:begin');
      expect(again.firstBegunAt).toBe(stage.now);
      expect(stage.office.receptions.get(again.receptionId ?? '')?.ordinal).toBe(1);
    }
  });
});

describe('missed and back', () => {
  const missOne = (awayMinutes: number) => {
    const stage = openStage();
    stage.shift('anna', '1');
    const first = stage.ticket('consult');
    stage.pass(1);
    stage.ticket('consult');
    stage.pass(1);
    stage.next('anna');
    stage.at('anna', 'visit:miss');
    stage.pass(awayMinutes);
    stage.yes('visit:return', { visitId: first.visitId }, hall);
    return { stage, first };
  };

  it('within ten minutes the place is kept', () => {
    const { stage, first } = missOne(10);
    expect(stage.visit(first.visitId).placeAt).toBe(first.placeAt);
    expect(stage.next('anna')).toBe('В001 order');
    expect(toldOf(stage, 'visit:returned')).toMatchObject({ isInTime: true });
  });

  it('later it is the time of return', () => {
    const { stage, first } = missOne(10.1);
    expect(stage.visit(first.visitId).placeAt).toBe(stage.now);
    expect(stage.next('anna')).toBe('В002 order');
  });

  it('the time away is not waiting time', () => {
    const { stage, first } = missOne(8);
    expect(stage.visit(first.visitId).awayMs).toBe(8 * minuteMs);
  });
});

describe('parked, resumed, transferred', () => {
  it('keep number and place; parked time is not the reception’s', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    const { visitId, number, placeAt } = stage.ticket('consult');
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.pass(5);
    stage.at('anna', 'visit:park');
    expect(stage.office.index.held.size).toBe(0);
    stage.pass(20);
    stage.yes('visit:resume', { turn: stage.turn('boris'), visitId }, boris);
    expect(stage.visit(visitId)).toMatchObject({
      status: 'serving',
      boothId: 'booth-2',
      callRule: 'resumed',
      number,
      placeAt,
    });
    stage.pass(3);
    stage.at('boris', 'visit:finish');
    expect(stage.office.index.lengths.get('consult')).toEqual([8 * minuteMs]);
  });

  it('a transfer stands in the new line by its old place and is received as a second reception', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'advice');
    stage.shift('boris', '2', 'reports');
    const moved = stage.ticket('consult');
    stage.pass(2);
    stage.ticket('paper');
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.pass(4);
    const sent = { turn: stage.turn('anna'), visitId: moved.visitId, serviceId: 'paper' };
    stage.yes('visit:transfer', sent, anna);
    expect(stage.visit(moved.visitId)).toMatchObject({
      number: moved.number,
      placeAt: moved.placeAt,
      status: 'waiting',
    });
    expect(stage.next('boris')).toBe('В001 order');
    const { receptionId } = stage.at('boris', 'visit:begin');
    expect(stage.office.receptions.get(receptionId ?? '')).toMatchObject({
      ordinal: 2,
      serviceId: 'paper',
      userId: 'boris',
    });
  });

  it('the journal tells every change of a reception: taken back, parked, cancelled, called elsewhere', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.next('anna');
    const { receptionId } = stage.at('anna', 'visit:begin');
    const told = () => replay(stage.entries).receptions.get(receptionId ?? '')?.['state'];
    const states = [told()];
    const also = (press: () => void) => {
      press();
      expect(told()).toBe(stage.office.receptions.get(receptionId ?? '')?.state);
      states.push(told());
    };
    also(() => stage.at('anna', 'visit:finish'));
    also(() => stage.yes('visit:undo', { visitId }, anna));
    also(() => stage.at('anna', 'visit:park'));
    also(() => stage.yes('visit:cancel', { visitId, reason: 'left' }, hall));
    also(() => stage.yes('visit:undo', { visitId }, hall));
    also(() => stage.yes('visit:call', { visitId, turn: stage.turn('anna') }, anna));
    expect(states).toEqual(['open', 'finished', 'open', 'parked', 'finished', 'parked', 'transferred']);
  });

  it('the words that come with a transfer stand in their note alone', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.next('anna');
    const sent = { turn: stage.turn('anna'), visitId, serviceId: 'paper', note: 'просит образец' };
    const { patches, entries } = stage.yes('visit:transfer', sent, anna);
    stage.yes('visit:cancel', { visitId, reason: 'left' }, hall);
    const { noteId } = stage.visit(visitId);
    expect(stage.office.notes.get(noteId ?? '')).toBe('просит образец');
    const elsewhere = [stage.visit(visitId), entries, patches.filter(({ table }) => table !== 'note')];
    expect(JSON.stringify(elsewhere)).not.toContain('образец');
  });

  it('an operator transfers only whom the own booth holds', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    const { visitId } = stage.ticket('consult');
    expect(stage.no('visit:transfer', { visitId, serviceId: 'paper' }, boris)).toBe('notYours');
    stage.next('anna');
    expect(stage.no('visit:transfer', { turn: stage.turn('boris'), visitId, serviceId: 'paper' }, boris)).toBe(
      'notYours',
    );
    expect(stage.no('visit:transfer', { visitId, serviceId: 'paper' }, anna)).toBe('stale');
  });

  it('a parked one called by name again begins a reception of its own', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.pass(5);
    stage.at('anna', 'visit:park');
    stage.pass(5);
    stage.yes('visit:call', { turn: stage.turn('anna'), visitId }, anna);
    expect(stage.visit(visitId)).toMatchObject({ status: 'called', receptionId: null, parkedAt: null });
    const { receptionId } = stage.at('anna', 'visit:begin');
    expect(stage.office.receptions.get(receptionId ?? '')?.ordinal).toBe(2);
  });
});

describe('called by name', () => {
  it('is an exception: with a reason, by a booth that takes the service, or by a manager to any free booth', () => {
    const stage = openStage();
    stage.shift('anna', '1', 'reports');
    const { visitId } = stage.ticket('consult');
    const turn = stage.turn('anna');
    expect(stage.no('visit:call', { turn, visitId, reason: 'по просьбе' }, anna)).toBe('notYours');
    expect(stage.no('visit:call', { turn, visitId, boothId: 'booth-1' }, boss)).toBe('reasonNeeded');
    stage.yes('visit:call', { turn: 0, visitId, boothId: 'booth-1', reason: 'по просьбе' }, boss);
    expect(stage.visit(visitId)).toMatchObject({ status: 'called', boothId: 'booth-1', callRule: 'byName' });
    // the reason is the office's words: the journal has its id and seal only
    expect(JSON.stringify(toldOf(stage, 'visit:called'))).not.toContain('просьбе');
  });
});

describe('an outcome', () => {
  it('that the service does not know is refused, and the reception goes on', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    expect(stage.no('visit:finish', { turn: stage.turn('anna'), outcome: 'LOST' }, operator('anna'))).toBe('badAnswer');
    expect(
      stage.yes('visit:finish', { turn: stage.turn('anna'), outcome: 'ANSWERED' }, operator('anna')),
    ).toBeDefined();
  });
});
