import { describe, expect, it } from 'vitest';
import type { Consultation } from '../../server/domain/cases.js';
import { boss, openStage, operator, toldOf, type Stage } from '../support/builders.js';
import { withLaw } from '../support/law.js';

const anna = operator('anna');
const dayMs = 24 * 3_600_000;

function atBooth(serviceId: string): { stage: Stage; receptionId: string; number: string } {
  const stage = openStage({}, withLaw);
  stage.shift('anna', '1');
  const { number } = stage.ticket(serviceId);
  stage.at('anna', 'visit:callNext');
  return { stage, number, receptionId: stage.at('anna', 'visit:begin').receptionId ?? '' };
}

function idIn(reply: unknown): string {
  return typeof reply === 'object' && reply !== null && 'consultationId' in reply ? String(reply.consultationId) : '';
}

function row(stage: Stage, consultationId: string): Consultation | null {
  return stage.cases.row('consultation', consultationId);
}

describe('a consultation in person', () => {
  it('has one line for its reception, however often it is typed', () => {
    const { stage, receptionId, number } = atBooth('consultation');
    const say = (topic: string, result: string) =>
      idIn(stage.yes('consultation:save', { receptionId, topic, result }, anna).reply);
    const first = say('СЗВ-6-2', '');
    stage.pass(5);
    expect(say('СЗВ-6-2 за полугодие', 'разъяснено')).toBe(first);
    expect(row(stage, first)).toMatchObject({
      kind: 'inPerson',
      ticket: number,
      topic: 'СЗВ-6-2 за полугодие',
      result: 'разъяснено',
      revision: 2,
    });
    expect(JSON.stringify(stage.entries)).not.toContain('разъяснено');
  });

  it('is written down by whoever gave it, also after the visitor has left', () => {
    const { stage, receptionId } = atBooth('consultation');
    const save = (who = anna) => stage.no('consultation:save', { receptionId, topic: 'сроки', result: '' }, who);
    expect(save(operator('boris'))).toBe('notYours');
    stage.pass(7);
    stage.at('anna', 'visit:finish');
    expect(save()).toBe('granted');
    const found = stage.cases.byKey('consultation', receptionId);
    expect(found?.endedAt).toBe(stage.now);
    expect(stage.no('consultation:save', { receptionId: 'none', topic: '', result: '' }, anna)).toBe('notFound');
  });

  it('is not what a complaint is about', () => {
    const { stage, receptionId } = atBooth('complaint');
    expect(stage.no('consultation:save', { receptionId, topic: 'сроки', result: '' }, anna)).toBe('notNow');
  });
});

describe('a call', () => {
  it('is taken at a booth, one at a time, and told with its length against ten minutes', () => {
    const stage = openStage({}, withLaw);
    expect(stage.no('consultation:beginCall', {}, anna)).toBe('noShift');
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    const consultationId = idIn(stage.yes('consultation:beginCall', {}, anna).reply);
    expect(stage.no('consultation:beginCall', {}, anna)).toBe('busy');
    expect(stage.no('consultation:beginCall', {}, operator('boris'))).toBe('granted');
    stage.pass(8.5);
    const end = { consultationId, topic: 'сроки сдачи', result: 'названы' };
    expect(stage.no('consultation:endCall', end, operator('boris'))).toBe('notYours');
    stage.yes('consultation:endCall', end, anna);
    expect(toldOf(stage, 'consultation:callEnded')).toEqual({
      consultationId,
      lengthMs: 510_000,
      normMinutes: 10,
    });
    expect(stage.no('consultation:endCall', end, anna)).toBe('notNow');
    expect(stage.no('consultation:beginCall', {}, anna)).toBe('granted');
  });

  it('is not ended by the id of something else', () => {
    const stage = openStage({}, withLaw);
    expect(stage.no('consultation:endCall', { consultationId: 'x', topic: 'сроки', result: '' }, anna)).toBe(
      'notFound',
    );
  });
});

describe('a written inquiry', () => {
  const inquiry = { sender: 'Орлова М. С.', address: 'orlova@example.ru', topic: 'Как исправить СЗВ-6-1?' };
  const answer = { result: 'Корректирующей формой.' };

  function received(daysAgo: number): { stage: Stage; consultationId: string; term: string } {
    const stage = openStage({}, withLaw);
    stage.now = Date.parse('2013-03-01T12:00:00+03:00');
    const sent = { ...inquiry, receivedAt: stage.now - daysAgo * dayMs };
    const consultationId = idIn(stage.yes('consultation:receive', sent, boss).reply);
    return { stage, consultationId, term: `${consultationId}:WRITTEN_CONSULT` };
  }

  it('is answered within fifteen calendar days of its receipt (п. 17)', () => {
    const { stage, consultationId, term } = received(1);
    expect(stage.office.terms.get(term)).toMatchObject({
      due: { due: '2013-03-15' },
      from: '2013-02-28',
      label: 'запрос от 28.02.2013',
    });
    stage.now += 14 * dayMs;
    stage.yes('consultation:answer', { consultationId, ...answer, sentAt: stage.now - 1 }, boss);
    expect(stage.cases.row('term', term)).toMatchObject({ state: 'kept', endedOn: '2013-03-15' });
    expect(row(stage, consultationId)).toMatchObject({ result: 'Корректирующей формой.', endedAt: stage.now - 1 });
    expect(stage.no('consultation:answer', { consultationId, ...answer, sentAt: stage.now }, boss)).toBe('notNow');
  });

  it('is late a day after, and says nothing of the sender in the journal', () => {
    const { stage, consultationId, term } = received(20);
    stage.yes('consultation:answer', { consultationId, ...answer, sentAt: stage.now }, boss);
    expect(stage.cases.row('term', term)?.state).toBe('late');
    const told = JSON.stringify(stage.entries);
    for (const words of ['Орлова', 'orlova', 'СЗВ', 'Корректирующей']) expect(told).not.toContain(words);
  });

  it('neither comes nor is answered in the future, nor answered before it came', () => {
    const { stage, consultationId } = received(1);
    const receive = (receivedAt: number) => stage.no('consultation:receive', { ...inquiry, receivedAt }, boss);
    expect(receive(stage.now + 1)).toBe('badAnswer');
    expect(receive(stage.now - 31 * dayMs)).toBe('badAnswer');
    const sent = (sentAt: number) => stage.no('consultation:answer', { consultationId, ...answer, sentAt }, boss);
    expect(sent(stage.now + 1)).toBe('badAnswer');
    expect(sent(stage.now - 2 * dayMs)).toBe('badAnswer');
    expect(stage.no('consultation:answer', { consultationId: 'x', ...answer, sentAt: stage.now }, boss)).toBe(
      'notFound',
    );
  });
});
