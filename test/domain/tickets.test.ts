import { describe, expect, it } from 'vitest';
import {
  boss,
  hall,
  holder,
  kiosk,
  minuteMs,
  nine,
  openStage,
  operator,
  smallOffice,
  Stage,
} from '../support/builders.js';

const issue = (serviceId: string) => ({ serviceId, answers: {}, language: 'ru' }) as const;

describe('numbers', () => {
  it('run by queue, not by service, each from 001', () => {
    const stage = openStage();
    expect(['paper', 'consult', 'medium', 'password'].map((serviceId) => stage.ticket(serviceId).number)).toEqual([
      'А001',
      'В001',
      'А002',
      'В002',
    ]);
  });

  it('have four digits when a day passes 999', () => {
    const stage = openStage();
    for (let count = 0; count < 998; count += 1) stage.ticket('consult');
    expect([stage.ticket('consult').number, stage.ticket('consult').number, stage.ticket('consult').number]).toEqual([
      'В999',
      'В1000',
      'В1001',
    ]);
  });

  it('are never reused within the day, whatever became of the ticket', () => {
    const stage = openStage();
    const { visitId } = stage.ticket('consult');
    stage.yes('visit:cancel', { visitId, reason: 'duplicate' }, hall);
    expect(stage.ticket('consult').number).toBe('В002');
  });

  it('begin anew with the day; those still alive from last night are skipped', () => {
    const stage = openStage({ keepOvernight: true });
    stage.shift('anna', '1');
    for (let count = 0; count < 3; count += 1) stage.ticket('consult');
    stage.serve('anna', 1);
    const { visitId } = stage.numbered('В003');
    stage.yes('visit:transfer', { visitId, serviceId: 'consult', userId: 'anna' }, hall);
    stage.closeDay(false);
    expect(stage.numbered('В002')).toMatchObject({ status: 'waiting', day: '2026-11-20' });
    stage.pass(24 * 60);
    stage.openDay();
    // В001 was served yesterday and is free again, В002 and В003 still wait
    expect([stage.ticket('consult').number, stage.ticket('consult').number]).toEqual(['В001', 'В004']);
    stage.shift('boris', '2');
    // nobody knows who sits where the next day: what was addressed is in its line again
    expect([stage.serve('boris', 1), stage.serve('boris', 1), stage.serve('boris', 1)]).toEqual([
      'В002',
      'В003',
      'В001',
    ]);
  });

  it('without keeping overnight nobody waits the next morning', () => {
    const stage = openStage();
    stage.ticket('consult');
    stage.closeDay(false);
    stage.pass(24 * 60);
    stage.openDay();
    expect([...stage.office.visits.values()]).toEqual([]);
    expect(stage.office.index.waiting).toBe(0);
    expect(stage.ticket('consult').number).toBe('В001');
  });
});

describe('a paper ticket of an outage', () => {
  const enter = (paperNumber: string, writtenAt = nine) =>
    ({ serviceId: 'consult', paperNumber, writtenAt, language: 'ru' }) as const;

  it('keeps its number however it is typed: Latin, small, without letter or zeros', () => {
    for (const typed of ['Х012', 'x012', 'X12', 'х12', '12', ' x012 ']) {
      const stage = openStage();
      stage.yes('ticket:enter', enter(typed), hall);
      expect(stage.numbered('Х012')).toMatchObject({
        paperNumber: 'Х012',
        origin: 'paper',
        startAt: nine,
        placeAt: nine,
      });
    }
  });

  it('is no number of another queue, and not nought', () => {
    const stage = openStage();
    for (const typed of ['В012', 'A12', '0', 'Х000', '1234', 'Х', 'двенадцать'.slice(0, 8)])
      expect([typed, stage.no('ticket:enter', enter(typed), hall)]).toEqual([typed, 'badAnswer']);
  });

  it('is entered once', () => {
    const stage = openStage();
    stage.yes('ticket:enter', enter('12'), hall);
    expect(stage.no('ticket:enter', enter('x012'), hall)).toBe('numberTaken');
  });

  it('has a time of the last twelve hours, not of the future', () => {
    const stage = openStage();
    expect(stage.no('ticket:enter', enter('1', stage.now + 1), hall)).toBe('badAnswer');
    expect(stage.no('ticket:enter', enter('1', stage.now - 12 * 60 * minuteMs - 1), hall)).toBe('badAnswer');
    expect(stage.no('ticket:enter', enter('1', stage.now - 12 * 60 * minuteMs), hall)).toBe('granted');
  });

  it('does not move the queue’s own numbers', () => {
    const stage = openStage();
    stage.yes('ticket:enter', enter('12'), hall);
    expect(stage.ticket('consult').number).toBe('В001');
  });
});

describe('no ticket', () => {
  it('beyond the limit of the day', () => {
    const stage = openStage();
    const service = stage.office.services.get('consult');
    if (service !== undefined) stage.office.services.set('consult', { ...service, dayLimit: 2 });
    stage.ticket('consult');
    stage.ticket('consult');
    expect(stage.press('ticket:issue', issue('consult'), kiosk)).toMatchObject({
      refusal: { key: 'limitReached', about: { limit: 2 } },
    });
    stage.ticket('password');
  });

  it('for a closed service; it opens again by itself at its time, and who waits is served', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    const reason = { ru: 'нет связи', en: 'no link' };
    stage.yes('service:close', { serviceId: 'consult', reason, until: stage.now + 30 * minuteMs }, boss);
    expect(stage.no('ticket:issue', issue('consult'), kiosk)).toBe('serviceClosed');
    expect(stage.no('service:close', { serviceId: 'consult', reason, until: null }, boss)).toBe('notNow');
    expect(stage.next('anna')).toBe('В001 order');
    stage.pass(29.9);
    stage.tick();
    expect(stage.no('ticket:issue', issue('consult'), kiosk)).toBe('serviceClosed');
    stage.pass(0.1);
    stage.tick();
    stage.ticket('consult');
  });

  it('for a closed service, whose reason the journal knows by a note’s id and seal', () => {
    const stage = openStage();
    const reason = { ru: 'нет связи', en: 'no link' };
    const { patches } = stage.yes('service:close', { serviceId: 'consult', reason, until: null }, boss);
    const note = patches.find((patch) => patch.table === 'note');
    expect(note?.row).toMatchObject({ text: 'нет связи\nno link' });
    expect(stage.entries.at(-1)?.data).toEqual({
      serviceId: 'consult',
      until: null,
      noteId: note?.row.noteId,
      noteMac: 'sealed-17',
    });
  });

  it('for a service closed for a reason too long for a screen: that is no press at all', () => {
    const reason = { ru: 'а'.repeat(201), en: 'no link' };
    expect(() => openStage().no('service:close', { serviceId: 'consult', reason, until: null }, boss)).toThrow();
  });

  it('for a service closed until a moment that has passed', () => {
    const stage = openStage();
    const reason = { ru: 'нет связи', en: 'no link' };
    expect(stage.no('service:close', { serviceId: 'consult', reason, until: stage.now }, boss)).toBe('badAnswer');
  });

  it('for a service or a category that is not there', () => {
    const stage = openStage();
    expect(stage.no('ticket:issue', issue('nothing'), kiosk)).toBe('notFound');
    expect(stage.no('ticket:issue', { ...issue('consult'), category: 'nothing' }, kiosk)).toBe('badAnswer');
  });

  it('before the day is open', () => {
    expect(new Stage(smallOffice({})).no('ticket:issue', issue('consult'), kiosk)).toBe('dayClosed');
  });
});

describe('the day', () => {
  it('opens by itself at nine, once', () => {
    const stage = new Stage(smallOffice({}));
    stage.now = nine - 1;
    stage.tick();
    expect(stage.office.day).toBeNull();
    stage.now = nine;
    stage.tick();
    expect(stage.office.day).toMatchObject({ day: '2026-11-20', phase: 'open' });
    expect(stage.entries.map(({ kind }) => kind)).toEqual(['day:opened']);
  });

  it('at the last ticket the kiosk stops and staff may still issue; when the doors are closed nobody issues', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.pass(8.5 * 60);
    stage.tick();
    expect(stage.office.day?.phase).toBe('lastTicket');
    expect(stage.no('ticket:issue', issue('consult'), kiosk)).toBe('noMoreTickets');
    expect(stage.no('ticket:issue', issue('consult'), hall)).toBe('granted');
    stage.pass(30);
    stage.tick();
    expect(stage.office.day?.phase).toBe('doorsClosed');
    expect(stage.no('ticket:issue', issue('consult'), hall)).toBe('noMoreTickets');
    // holders of tickets are served after the doors are closed
    expect(stage.serve('anna', 5)).toBe('В001');
    expect(stage.serve('anna', 5)).toBe('В002');
  });

  it('is closed by a person when nobody is received: who waits expires, shifts close', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    expect(stage.closeDay(false).ok).toBe(true);
    expect(stage.visit(visitId).status).toBe('expired');
    expect(stage.office.index.shiftOfBooth.size).toBe(0);
    expect(stage.office.day).toMatchObject({ phase: 'closed', closedAt: stage.now });
    expect(stage.closeDay(false)).toMatchObject({ refusal: { key: 'dayClosed' } });
    expect(stage.no('shift:open', { boothId: 'booth-1' }, operator('anna'))).toBe('dayClosed');
  });

  it('closed too early is opened again with its numbers and its tickets', () => {
    const stage = openStage();
    stage.ticket('consult');
    stage.closeDay(false);
    stage.pass(10);
    stage.tick();
    // what a person closed the clock does not open
    expect(stage.office.day?.phase).toBe('closed');
    stage.openDay();
    expect(stage.office.day?.openedAt).toBe(nine);
    expect(stage.ticket('consult').number).toBe('В002');
    expect(stage.no('day:open', {}, boss)).toBe('dayOpen');
  });

  it('that nobody closed is closed by the clock; a forgotten reception is told as what it is', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.next('anna');
    stage.at('anna', 'visit:begin');
    stage.now = (stage.office.day?.closeBy ?? 0) - 1;
    stage.tick();
    expect(stage.office.day?.phase).toBe('doorsClosed');
    stage.now += 1;
    stage.tick();
    expect(stage.office.day?.phase).toBe('closed');
    expect(stage.visit(visitId)).toMatchObject({ status: 'served', endedAt: stage.now });
    expect(stage.entries.find(({ kind }) => kind === 'visit:finished')?.data).toMatchObject({ isForced: true });
  });

  it('missed while the server was down is closed first, then today is opened', () => {
    const stage = openStage();
    stage.ticket('consult');
    stage.now = nine + 3 * 24 * 60 * minuteMs + 60 * minuteMs;
    stage.tick();
    expect(stage.entries.map(({ kind }) => kind).slice(-3)).toEqual(['visit:expired', 'day:closed', 'day:opened']);
    expect(stage.office.day).toMatchObject({ day: '2026-11-23', phase: 'open' });
    expect(stage.office.visits.size).toBe(0);
  });

  it('is not opened after its closing time', () => {
    const stage = new Stage(smallOffice({}));
    stage.now = nine + 14 * 60 * minuteMs + 59.5 * minuteMs;
    expect(stage.no('day:open', {}, boss)).toBe('tooLate');
  });
});

describe('the holder of a ticket', () => {
  it('leaves the own place, and touches no other', () => {
    const stage = openStage();
    const mine = stage.ticket('consult');
    const other = stage.ticket('consult');
    expect(stage.no('visit:cancel', { visitId: other.visitId, reason: 'left' }, holder(mine))).toBe('notYours');
    expect(stage.no('visit:cancel', { visitId: mine.visitId, reason: 'byStaff' }, holder(mine))).toBe('notYours');
    expect(stage.no('visit:cancel', { visitId: mine.visitId, reason: 'left' }, holder(mine))).toBe('granted');
  });
});

describe('help and paper', () => {
  it('a kiosk has one open call for staff; it is answered once', () => {
    const stage = openStage();
    const first = stage.yes('staff:call', {}, kiosk).reply;
    expect(stage.yes('staff:call', {}, kiosk).reply).toEqual(first);
    const staffCallId = [...stage.office.staffCalls.keys()][0] ?? '';
    stage.yes('staff:answer', { staffCallId }, hall);
    expect(stage.no('staff:answer', { staffCallId }, boss)).toBe('alreadyDone');
    expect(stage.yes('staff:call', {}, kiosk).reply).not.toEqual(first);
  });

  it('a ticket’s job stands with its ticket; a print in doubt came, or is printed again as a copy', () => {
    const stage = openStage();
    const { visitId } = stage.ticket('consult');
    const job = [...stage.office.printJobs.values()][0];
    if (job === undefined) throw new Error('no job');
    expect(job).toMatchObject({ visitId, kind: 'ticket', state: 'queued', printerId: 'printer-1' });
    expect(stage.no('print:resolve', { printJobId: job.printJobId, came: true }, hall)).toBe('notNow');
    stage.office.printJobs.set(job.printJobId, { ...job, state: 'unknown' });
    stage.yes('print:resolve', { printJobId: job.printJobId, came: false }, hall);
    expect([...stage.office.printJobs.values()].map(({ kind, state }) => [kind, state])).toEqual([
      ['ticket', 'void'],
      ['copy', 'queued'],
    ]);
  });

  it('the journal carries no registration number', () => {
    const stage = openStage();
    const answers = { regNo: '087-105-000003', organisations: 3 };
    stage.yes('ticket:issue', { serviceId: 'paper', answers, language: 'ru' }, kiosk);
    expect(JSON.stringify(stage.entries)).not.toContain('000003');
    expect(stage.entries.at(-1)?.data).toMatchObject({ load: { organisations: 3 } });
  });
});
