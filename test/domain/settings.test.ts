/** Settings and things of the office: what a running day bears, what waits for tomorrow, what is refused. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { SettingPart, SettingValues, Taken } from '../../server/contract/index.js';
import { partsOf } from '../../server/domain/parts.js';
import { boothValue, profileValue, queueValue, serviceValue } from '../../server/domain/things.js';
import { boss, kiosk, nine, operator, smallOffice, Stage } from '../support/builders.js';

const admin = { ...boss, actorId: 'admin', roles: ['administrator' as const] };
const other = { ...admin, actorId: 'boss' };
const dayMs = 86_400_000;

let stage: Stage;
const kinds = () => stage.entries.map(({ kind }) => kind).filter((kind) => !/^(ticket|shift|visit|day):/.test(kind));
const last = () => stage.entries.at(-1);
const part = <P extends SettingPart>(name: P): SettingValues[P] => partsOf(stage.office.settings)[name];
const need = <Row>(row: Row | undefined): Row => {
  if (row === undefined) throw new Error('nothing there');
  return row;
};
const queue = (queueId: string) => need(stage.office.queues.get(queueId));
const booth = (number: string) => need(stage.office.booths.get(`booth-${number}`));
const profile = (profileId: string) => need(stage.office.profiles.get(profileId));
const service = (serviceId: string) => need(stage.office.services.get(serviceId));
const taken = (decision: { reply: unknown }) => decision.reply as Taken;

function setQueue(queueId: string, change: Partial<ReturnType<typeof queueValue>>) {
  const value = { ...queueValue(queue(queueId)), ...change };
  return { seen: stage.seen(`queue:${queueId}`), queueId, value };
}
function setBooth(number: string, change: Partial<ReturnType<typeof boothValue>>, when: 'now' | 'tomorrow' = 'now') {
  const { boothId } = booth(number);
  return { seen: stage.seen(`booth:${boothId}`), boothId, value: { ...boothValue(booth(number)), ...change }, when };
}
function setProfile(profileId: string, services: string[], when: 'now' | 'tomorrow' = 'now') {
  const ranked = services.map((serviceId) => ({ serviceId, rank: 0 }));
  const value = { ...profileValue(profile(profileId)), services: ranked };
  return { seen: stage.seen(`profile:${profileId}`), profileId, value, when };
}
function setService(serviceId: string, change: Partial<ReturnType<typeof serviceValue>>) {
  const value = { ...serviceValue(service(serviceId)), ...change };
  return { seen: stage.seen(`service:${serviceId}`), serviceId, value };
}
function nextMorning() {
  stage.closeDay(true);
  stage.now += dayMs;
  stage.openDay();
}

beforeEach(() => {
  stage = new Stage(smallOffice({}));
  stage.openDay();
});

describe('two who edit the same', () => {
  it('the second is told what, by whom and when, and nothing of the second is written', () => {
    const first = stage.yes('settings:set', { seen: 0, change: { part: 'terms', value: { soonDays: 5 } } }, other);
    expect(taken(first)).toEqual({ id: null, takes: 'now', from: null, revision: 1 });
    const count = stage.entries.length;
    const ruling = stage.press('settings:set', { seen: 0, change: { part: 'terms', value: { soonDays: 7 } } }, admin);
    expect(ruling).toEqual({
      ok: false,
      refusal: { key: 'editedMeanwhile', about: { thing: 'part:terms', by: 'boss', at: stage.now } },
    });
    expect(stage.entries).toHaveLength(count);
    expect(part('terms')).toEqual({ soonDays: 5 });
  });
  it('what stands so already changes nothing, and its revision stays', () => {
    const sent = { seen: 0, change: { part: 'order' as const, value: part('order') } };
    expect(taken(stage.yes('settings:set', sent, admin))).toMatchObject({ takes: 'nothing', revision: 0 });
    expect(kinds()).toEqual([]);
  });
});

describe('the journal of a change', () => {
  it('tells numbers as they were and are; words stand in a note, and the entry names the field', () => {
    const value = { ...part('office'), address: { ru: 'пл. Ленина, 2', en: '' }, payerCodes: ['087-105'] };
    const { patches } = stage.yes('settings:set', { seen: 0, change: { part: 'office', value } }, admin);
    expect(last()?.data).toMatchObject({
      part: 'office',
      before: { payerCodes: [] },
      after: { payerCodes: ['087-105'] },
    });
    expect(last()?.data['words']).toEqual(['address']);
    expect(JSON.stringify(last())).not.toContain('Ленина');
    const note = patches.find((patch) => patch.table === 'note');
    expect(note?.table === 'note' && JSON.parse(note.row.text)).toEqual({
      before: { address: { ru: 'ул. Советская, 1', en: 'ул. Советская, 1' } },
      after: { address: { ru: 'пл. Ленина, 2', en: '' } },
    });
  });
  it('keeps the name of the head out of it', () => {
    const value = { ...part('office'), head: { name: 'Соколов П. М.', position: 'начальник' }, phones: ['123-45-67'] };
    stage.yes('settings:set', { seen: 0, change: { part: 'office', value } }, admin);
    expect(JSON.stringify(last())).not.toMatch(/Соколов|123-45/);
    expect(last()?.data['words']).toEqual(['phones', 'head']);
  });
  it('tells the days of special days without their titles', () => {
    const hours = { opens: '09:00', lastTicket: '12:30', doorsClose: '13:00' };
    stage.yes(
      'days:set',
      { seen: 0, specialDays: [{ day: '2026-12-31', hours, title: { ru: 'Канун', en: '' } }] },
      boss,
    );
    expect(last()?.data).toMatchObject({ part: 'hours', after: { specialDays: [{ day: '2026-12-31', hours }] } });
    expect(JSON.stringify(last())).not.toContain('Канун');
  });
});

describe('parts', () => {
  it('hours must be in their order', () => {
    const week = (lastTicket: string) =>
      part('hours').hours.map(() => ({ opens: '09:00', lastTicket, doorsClose: '18:00' }));
    const set = (value: SettingValues['hours']) =>
      stage.no('settings:set', { seen: 0, change: { part: 'hours', value } }, admin);
    expect(set({ ...part('hours'), hours: week('08:00') })).toBe('badAnswer');
    expect(set({ ...part('hours'), hours: week('18:30') })).toBe('badAnswer');
    expect(set({ ...part('hours'), closeBy: '17:00' })).toBe('badAnswer');
  });
  it('the running day keeps its own times: the answer says that hours take from tomorrow', () => {
    const before = stage.office.day;
    const value = { ...part('hours'), closeBy: '20:00' };
    const reply = taken(stage.yes('settings:set', { seen: 0, change: { part: 'hours', value } }, admin));
    expect(reply).toMatchObject({ takes: 'tomorrow', from: '2026-11-21' });
    expect(stage.office.settings.closeBy).toBe('20:00');
    expect(stage.office.day).toEqual(before);
  });
  it('a manager’s announcements and special days are parts of board and hours, with their marks', () => {
    stage.yes('notice:set', { seen: 0, lines: [{ text: { ru: 'Перерыв', en: '' }, from: null, until: nine }] }, boss);
    expect(stage.seen('part:board')).toBe(1);
    expect(stage.no('settings:set', { seen: 0, change: { part: 'board', value: part('board') } }, admin)).toBe(
      'editedMeanwhile',
    );
    expect(
      stage.no('notice:set', { seen: 1, lines: [{ text: { ru: 'x', en: '' }, from: nine, until: nine }] }, boss),
    ).toBe('badAnswer');
  });
  it('the letter of paper numbers is no queue’s, and waits while one of them lives', () => {
    const set = (paperLetter: string) => ({
      seen: stage.seen('part:order'),
      change: { part: 'order' as const, value: { ...part('order'), paperLetter, returnMinutes: 7 } },
    });
    expect(stage.no('settings:set', set('А'), admin)).toBe('letterTaken');
    stage.yes('ticket:enter', { serviceId: 'consult', paperNumber: '5', writtenAt: stage.now, language: 'ru' }, boss);
    expect(taken(stage.yes('settings:set', set('Т'), admin))).toMatchObject({ takes: 'tomorrow', from: '2026-11-21' });
    // the rest of the part is in force at once
    expect(part('order')).toMatchObject({ paperLetter: 'Х', returnMinutes: 7 });
    expect(stage.no('queue:add', { value: { letter: 'Т', title: { ru: 'Т', en: '' }, position: 5 } }, admin)).toBe(
      'letterTaken',
    );
    nextMorning();
    expect(part('order')).toMatchObject({ paperLetter: 'Т', returnMinutes: 7 });
  });
  it('a category that is turned off is claimed by nobody new; who has claimed it keeps the lane', () => {
    const visit = stage.privileged('consult', 'statute');
    const changes = [{ category: 'statute', isOn: false, document: null, bound: null }];
    stage.yes('settings:set', { seen: 0, change: { part: 'categories', value: { changes, own: [] } } }, admin);
    expect(last()?.data).toMatchObject({ refs: ['5-ФЗ'] });
    const claim = { serviceId: 'consult', answers: {}, language: 'ru' as const, category: 'statute' };
    expect(stage.no('ticket:issue', claim, kiosk)).toBe('badAnswer');
    stage.ticket('consult');
    stage.shift('anna', '1');
    expect(stage.yes('visit:callNext', { turn: stage.turn('anna') }, operator('anna')).reply).toEqual({
      visitId: visit.visitId,
    });
  });
  it('the office’s own category is bounded, and stays while somebody claims it', () => {
    const own = [
      {
        category: 'own-donor',
        title: { ru: 'Донор', en: '' },
        document: { ru: 'удостоверение', en: '' },
        bound: 2,
        ownMattersOnly: false,
      },
    ];
    const set = (value: SettingValues['categories']) => ({
      seen: stage.seen('part:categories'),
      change: { part: 'categories' as const, value },
    });
    stage.yes('settings:set', set({ changes: [], own }), admin);
    expect(stage.office.categories.get('own-donor')?.bound).toBe(2);
    stage.privileged('consult', 'own-donor');
    expect(stage.no('settings:set', set({ changes: [], own: [] }), admin)).toBe('inUse');
    expect(
      stage.no(
        'settings:set',
        set({ changes: [{ category: 'own-donor', isOn: false, document: null, bound: null }], own }),
        admin,
      ),
    ).toBe('badAnswer');
  });
});

describe('letters', () => {
  it('change at once while nobody has a number of either, and wait when somebody does', () => {
    expect(taken(stage.yes('queue:set', setQueue('advice', { letter: 'К' }), admin)).takes).toBe('now');
    expect(stage.ticket('consult').number).toBe('К001');
    const reply = taken(
      stage.yes('queue:set', setQueue('advice', { letter: 'М', title: { ru: 'Советы', en: '' } }), admin),
    );
    expect(reply).toMatchObject({ takes: 'tomorrow', from: '2026-11-21' });
    expect(queue('advice')).toMatchObject({ letter: 'К', title: { ru: 'Советы' } });
    expect(stage.ticket('consult').number).toBe('К002');
    nextMorning();
    expect(stage.ticket('consult').number).toBe('М001');
    expect(kinds()).toContain('settings:applied');
    expect(stage.office.planned.size).toBe(0);
  });
  it('a second plan takes the place of the first, and a day that is opened again applies nothing', () => {
    stage.ticket('consult');
    stage.yes('queue:set', setQueue('advice', { letter: 'М' }), admin);
    stage.yes('queue:set', setQueue('advice', { letter: 'Р' }), admin);
    expect(stage.office.planned.size).toBe(1);
    stage.closeDay(true);
    stage.pass(1);
    stage.openDay();
    expect(queue('advice').letter).toBe('В');
    nextMorning();
    expect(queue('advice').letter).toBe('Р');
  });
  it('two queues exchange theirs in one press, and each entry tells its own', () => {
    const swap = (withId: string) => ({
      seen: stage.seen('queue:advice'),
      queueId: 'advice',
      withId,
      withSeen: stage.seen(`queue:${withId}`),
    });
    expect(stage.no('queue:set', setQueue('advice', { letter: 'А' }), admin)).toBe('letterTaken');
    const { reply, patches } = stage.yes('queue:swap', swap('reports'), admin);
    expect(reply).toMatchObject({ takes: 'now', revision: 1 });
    expect([queue('advice').letter, queue('reports').letter]).toEqual(['А', 'В']);
    expect(stage.entries.slice(-2).map(({ kind, data }) => [kind, data['queueId'], data['after']])).toEqual([
      ['queue:set', 'advice', { letter: 'А' }],
      ['queue:set', 'reports', { letter: 'В' }],
    ]);
    // the books bear no two of one letter between the rows of one decision
    const letters = new Map([
      ['advice', 'В'],
      ['reports', 'А'],
    ]);
    for (const patch of patches) {
      if (patch.table === 'queue') letters.set(patch.row.queueId, patch.row.letter);
      expect(new Set(letters.values()).size).toBe(2);
    }
    expect(stage.ticket('consult').number).toBe('А001');
    expect(stage.no('queue:swap', swap('advice'), admin)).toBe('notFound');
    expect(stage.no('queue:swap', swap('reports'), admin)).toBe('inUse');
    expect(stage.no('queue:swap', { ...swap('reports'), withSeen: 0 }, admin)).toBe('editedMeanwhile');
    nextMorning();
    stage.yes('queue:swap', swap('reports'), admin);
    expect(stage.ticket('consult').number).toBe('В001');
  });
  it('an exchange between two days tells which letters will not come, and a change at once what it outdoes', () => {
    stage.ticket('consult');
    stage.ticket('paper');
    stage.yes('queue:set', setQueue('advice', { letter: 'М' }), admin);
    stage.yes('queue:set', setQueue('reports', { letter: 'Р' }), admin);
    for (const number of ['1', '2'])
      stage.yes('booth:set', setBooth(number, { profileId: 'advice' }, 'tomorrow'), admin);
    stage.closeDay(true);
    stage.now += dayMs;
    const swap = () => ({
      ...{ seen: stage.seen('queue:advice'), queueId: 'advice' },
      ...{ withSeen: stage.seen('queue:reports'), withId: 'reports' },
    });
    const gone = (thing: string, field: string) => ({ thing, from: '2026-11-21', fields: [field] });
    expect(taken(stage.yes('queue:swap', swap(), admin))).toMatchObject({
      takes: 'now',
      dropped: [gone('queue:advice', 'letter'), gone('queue:reports', 'letter')],
    });
    // nothing of them waits any longer
    expect(taken(stage.yes('queue:swap', swap(), admin)).dropped).toBeUndefined();
    const [another, same] = [setBooth('1', { profileId: 'reports' }), setBooth('2', { profileId: 'advice' })];
    expect(taken(stage.yes('booth:set', another, admin)).dropped).toEqual([gone('booth:booth-1', 'profileId')]);
    expect(taken(stage.yes('booth:set', same, admin)).dropped).toBeUndefined();
    stage.openDay();
    expect([queue('advice').letter, queue('reports').letter]).toEqual(['В', 'А']);
    expect([booth('1').profileId, booth('2').profileId]).toEqual(['reports', 'advice']);
  });
  it('what waits may be taken back', () => {
    stage.ticket('consult');
    stage.yes('queue:set', setQueue('advice', { letter: 'М' }), admin);
    const plannedId = [...stage.office.planned.keys()][0] ?? '';
    expect(stage.no('plan:drop', { seen: 0, plannedId }, admin)).toBe('editedMeanwhile');
    stage.yes('plan:drop', { seen: stage.seen('queue:advice'), plannedId }, admin);
    expect(stage.no('plan:drop', { seen: stage.seen('queue:advice'), plannedId }, admin)).toBe('notFound');
    nextMorning();
    expect(queue('advice').letter).toBe('В');
  });
  it('a change of something else leaves what waits alone', () => {
    stage.ticket('consult');
    stage.yes('queue:set', setQueue('advice', { letter: 'М' }), admin);
    stage.yes('queue:set', setQueue('advice', { position: 9 }), admin);
    nextMorning();
    expect(queue('advice')).toMatchObject({ letter: 'М', position: 9 });
  });
  it('a kept ticket makes its letter wait another day', () => {
    stage = new Stage(smallOffice({ keepOvernight: true }));
    stage.openDay();
    const kept = stage.ticket('consult');
    stage.yes('queue:set', setQueue('advice', { letter: 'М' }), admin);
    nextMorning();
    expect(queue('advice').letter).toBe('В');
    stage.yes('visit:cancel', { visitId: kept.visitId, reason: 'left' }, boss);
    nextMorning();
    expect(queue('advice').letter).toBe('М');
  });
  it('what has become impossible is dropped at the opening, and the journal says why', () => {
    stage.ticket('consult');
    stage.yes(
      'profile:add',
      { value: { title: { ru: 'Новый', en: '' }, services: [{ serviceId: 'consult', rank: 0 }] } },
      boss,
    );
    const profileId = [...stage.office.profiles.keys()].at(-1) ?? '';
    stage.yes('booth:set', setBooth('1', { profileId }, 'tomorrow'), admin);
    stage.yes('profile:retire', { seen: 1, profileId }, boss);
    nextMorning();
    expect(booth('1').profileId).toBe('all');
    const drop = stage.entries.find(({ kind }) => kind === 'settings:dropped');
    expect(drop?.data).toMatchObject({ thing: 'booth:booth-1', why: 'notFound' });
  });
  it('a queue goes when it has no service, and comes back with its letter and its numbers', () => {
    expect(stage.no('queue:retire', { seen: 0, queueId: 'advice' }, admin)).toBe('inUse');
    const reply = taken(
      stage.yes('queue:add', { value: { letter: 'К', title: { ru: 'К', en: '' }, position: 3 } }, admin),
    );
    const queueId = reply.id ?? '';
    expect(stage.no('queue:add', { value: { letter: 'К', title: { ru: 'К', en: '' }, position: 3 } }, admin)).toBe(
      'letterTaken',
    );
    stage.yes('queue:retire', { seen: reply.revision, queueId }, admin);
    expect(stage.office.queues.has(queueId)).toBe(false);
    expect(stage.no('queue:set', setQueue('advice', { letter: 'К' }), admin)).toBe('letterTaken');
    const back = taken(
      stage.yes('queue:add', { value: { letter: 'К', title: { ru: 'Снова', en: '' }, position: 3 } }, admin),
    );
    expect(back.id).toBe(queueId);
    expect(queue(queueId).title.ru).toBe('Снова');
  });
});

describe('services', () => {
  it('go to another queue at once while none was issued today, else tomorrow; the rest is at once', () => {
    expect(taken(stage.yes('service:set', setService('password', { queueId: 'reports' }), admin)).takes).toBe('now');
    stage.ticket('consult');
    const reply = taken(stage.yes('service:set', setService('consult', { queueId: 'reports', dayLimit: 1 }), admin));
    expect(reply.takes).toBe('tomorrow');
    expect(service('consult')).toMatchObject({ queueId: 'advice', dayLimit: 1 });
    expect(stage.no('ticket:issue', { serviceId: 'consult', answers: {}, language: 'ru' }, kiosk)).toBe('limitReached');
    nextMorning();
    expect(stage.ticket('consult').number).toMatch(/^А/);
  });
  it('are taken out only while nobody is in them; then nobody gets a ticket for them', () => {
    const visit = stage.ticket('consult');
    expect(stage.no('service:set', setService('consult', { isOffered: false }), admin)).toBe('inUse');
    stage.yes('visit:cancel', { visitId: visit.visitId, reason: 'left' }, boss);
    stage.yes('service:set', setService('consult', { isOffered: false }), admin);
    expect(stage.no('ticket:issue', { serviceId: 'consult', answers: {}, language: 'ru' }, boss)).toBe('serviceClosed');
    const elsewhere = stage.ticket('password');
    const send = { visitId: elsewhere.visitId, serviceId: 'consult' };
    expect(stage.no('visit:transfer', send, boss)).toBe('serviceClosed');
  });
  it('by appointment, or out of their own hours, are given by staff alone', () => {
    const ask = { answers: {}, language: 'ru' as const };
    stage.yes('service:set', setService('consult', { byBooking: true }), admin);
    const hours = Array.from({ length: 7 }, () => ({ opens: '10:00', lastTicket: '12:00', doorsClose: '12:00' }));
    stage.yes('service:set', setService('password', { hours }), admin);
    nextMorning();
    expect(stage.no('ticket:issue', { serviceId: 'consult', ...ask }, kiosk)).toBe('serviceClosed');
    expect(stage.no('ticket:issue', { serviceId: 'consult', ...ask }, boss)).toBe('granted');
    expect(stage.no('ticket:issue', { serviceId: 'password', ...ask }, kiosk)).toBe('serviceClosed');
    stage.pass(61);
    expect(stage.no('ticket:issue', { serviceId: 'password', ...ask }, kiosk)).toBe('granted');
  });
  it('speak the office’s words, and the pack’s again when those are taken away', () => {
    const texts = { ...service('consult').own.texts, title: { ru: 'Совет', en: '' } };
    stage.yes('service:set', setService('consult', { texts }), admin);
    expect(service('consult').title).toEqual({ ru: 'Совет', en: 'Совет' });
    stage.yes('service:set', setService('consult', { texts: { ...texts, title: null } }), admin);
    expect(service('consult').title).toEqual({ ru: 'consult', en: 'consult' });
  });
});

describe('profiles and booths', () => {
  it('a profile that changes turns the open booths that work by it: a double press is stale', () => {
    stage.shift('anna', '1', 'advice');
    const turn = stage.turn('anna');
    stage.yes('profile:set', setProfile('advice', ['consult', 'password', 'paper']), boss);
    expect(stage.no('visit:callNext', { turn }, operator('anna'))).toBe('stale');
  });
  it('is refused when those who wait would lose their last booth; from tomorrow it may be', () => {
    stage.shift('anna', '1', 'advice');
    stage.ticket('consult');
    const ruling = stage.press('profile:set', setProfile('advice', ['password']), boss);
    expect(ruling).toMatchObject({ ok: false, refusal: { key: 'wouldStrand', about: { count: 1 } } });
    expect(taken(stage.yes('profile:set', setProfile('advice', ['password'], 'tomorrow'), boss)).takes).toBe(
      'tomorrow',
    );
    nextMorning();
    expect(profile('advice').services.map(({ serviceId }) => serviceId)).toEqual(['password']);
  });
  it('is retired only when no booth and nobody has it', () => {
    expect(stage.no('profile:retire', { seen: 0, profileId: 'all' }, boss)).toBe('inUse');
    stage.shift('anna', '1', 'advice');
    expect(stage.no('profile:retire', { seen: 0, profileId: 'advice' }, boss)).toBe('inUse');
    stage.yes('profile:retire', { seen: 0, profileId: 'reports' }, boss);
    expect(stage.office.retired.profile.has('reports')).toBe(true);
  });
  it('a booth where somebody works keeps its number today, and its printer may change', () => {
    stage.shift('anna', '1');
    const ruling = stage.press('booth:set', setBooth('1', { number: '7' }), admin);
    expect(ruling).toMatchObject({ ok: false, refusal: { key: 'inUse', about: { operator: 'anna' } } });
    stage.yes('booth:set', setBooth('1', { printerId: 'printer-1' }), admin);
    stage.yes('booth:set', setBooth('1', { number: '7' }, 'tomorrow'), admin);
    expect(stage.no('booth:add', { value: { number: '7', profileId: 'all', printerId: null } }, admin)).toBe(
      'numberTaken',
    );
    nextMorning();
    expect(booth('1')).toMatchObject({ number: '7', printerId: 'printer-1' });
  });
  it('a retired number comes back with its booth and its turn', () => {
    stage.yes('booth:retire', { seen: 0, boothId: 'booth-4' }, admin);
    expect(stage.no('shift:open', { boothId: 'booth-4' }, operator('anna'))).toBe('notFound');
    expect(stage.no('booth:set', setBooth('3', { number: '4' }), admin)).toBe('numberTaken');
    const reply = taken(
      stage.yes('booth:add', { value: { number: '4', profileId: 'advice', printerId: null } }, admin),
    );
    expect(reply.id).toBe('booth-4');
    expect(booth('4').profileId).toBe('advice');
  });
  it('a booth to which somebody is sent is neither renumbered nor retired', () => {
    const visit = stage.ticket('consult');
    stage.shift('anna', '2');
    const send = { visitId: visit.visitId, serviceId: 'consult', boothId: 'booth-2' };
    stage.yes('visit:transfer', send, boss);
    stage.yes('shift:close', { turn: stage.turn('anna') }, operator('anna'));
    stage.shift('boris', '2');
    expect(stage.no('booth:retire', { seen: 0, boothId: 'booth-2' }, admin)).toBe('inUse');
  });
});

describe('calling', () => {
  beforeEach(() => {
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.yes('visit:callNext', { turn: stage.turn('anna') }, operator('anna'));
  });
  const order = (change: Partial<SettingValues['order']>) =>
    stage.yes(
      'settings:set',
      { seen: stage.seen('part:order'), change: { part: 'order', value: { ...part('order'), ...change } } },
      admin,
    );
  const press = (command: 'visit:miss' | 'visit:recall') =>
    stage.no(command, { turn: stage.turn('anna') }, operator('anna'));

  it('nobody is missed before as many calls as the office promises, nor called again too soon', () => {
    order({ leastCalls: 2, recallGapSeconds: 30 });
    expect(press('visit:miss')).toBe('callAgain');
    expect(press('visit:recall')).toBe('callSoon');
    stage.pass(0.5);
    expect(press('visit:recall')).toBe('granted');
    expect(press('visit:miss')).toBe('granted');
  });
  it('by the clock nobody is missed unless the office says so', () => {
    stage.pass(30);
    stage.tick();
    expect(stage.office.index.missed.size).toBe(0);
    order({ missAfterSeconds: 120, leastCalls: 2 });
    stage.tick();
    // the clock is no stricter than a person
    expect(stage.office.index.missed.size).toBe(0);
    press('visit:recall');
    stage.pass(1.9);
    stage.tick();
    expect(stage.office.index.missed.size).toBe(0);
    stage.pass(0.2);
    stage.tick();
    expect(stage.office.index.missed.size).toBe(1);
    expect(stage.entries.find(({ kind }) => kind === 'visit:missed')?.actor).toBe('clockwork');
  });
});
