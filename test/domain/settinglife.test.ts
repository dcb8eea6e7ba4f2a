/** Any settings pressed amid any days: nobody is lost, no two numbers are equal, and no opening stops. */
import { expect, it } from 'vitest';
import { boothValue, profileValue, queueValue, serviceValue } from '../../server/domain/things.js';
import { boss, kiosk, operator, operators, smallOffice, Stage } from '../support/builders.js';
import fc from '../support/chance.js';

const admin = { ...boss, actorId: 'admin', roles: ['administrator' as const] };
const letters = ['А', 'В', 'К', 'М', 'Т'];
const at = <Item>(items: Iterable<Item>, pick: number): Item | undefined => {
  const all = [...items];
  return all[pick % Math.max(1, all.length)];
};
const title = { ru: 'слово', en: '' };

const verbs: Record<string, (stage: Stage, pick: number, when: 'now' | 'tomorrow') => void> = {
  ticket: (stage, pick) => {
    const serviceId = at(stage.office.services.keys(), pick) ?? 'nobody';
    stage.press('ticket:issue', { serviceId, answers: {}, language: 'ru' }, kiosk);
  },
  open: (stage, pick) => {
    const boothId = at(stage.office.booths.keys(), pick) ?? 'nobody';
    stage.press('shift:open', { boothId, takeOver: true }, operator(at(operators, pick) ?? 'nobody'));
  },
  call: (stage, pick) => {
    const name = at(operators, pick) ?? 'nobody';
    stage.press('visit:callNext', { turn: stage.turn(name) }, operator(name));
  },
  queueSet: (stage, pick) => {
    const queue = at(stage.office.queues.values(), pick);
    if (queue === undefined) return;
    const { queueId } = queue;
    const value = { ...queueValue(queue), letter: at(letters, pick >> 2) ?? 'А' };
    stage.press('queue:set', { seen: stage.seen(`queue:${queueId}`), queueId, value }, admin);
  },
  queueAdd: (stage, pick) => {
    stage.press('queue:add', { value: { letter: at(letters, pick) ?? 'А', title, position: 5 } }, admin);
  },
  queueRetire: (stage, pick) => {
    const queueId = at(stage.office.queues.keys(), pick) ?? 'nobody';
    stage.press('queue:retire', { seen: stage.seen(`queue:${queueId}`), queueId }, admin);
  },
  serviceSet: (stage, pick) => {
    const service = at(stage.office.services.values(), pick);
    if (service === undefined) return;
    const { serviceId } = service;
    const queueId = at(stage.office.queues.keys(), pick >> 2) ?? 'nobody';
    const value = { ...serviceValue(service), queueId, isOffered: pick % 3 > 0 };
    stage.press('service:set', { seen: stage.seen(`service:${serviceId}`), serviceId, value }, admin);
  },
  profileSet: (stage, pick, when) => {
    const profile = at(stage.office.profiles.values(), pick);
    if (profile === undefined) return;
    const { profileId } = profile;
    const services = [{ serviceId: at(stage.office.services.keys(), pick >> 2) ?? 'nobody', rank: 0 }];
    const seen = stage.seen(`profile:${profileId}`);
    stage.press('profile:set', { seen, profileId, value: { ...profileValue(profile), services }, when }, boss);
  },
  boothSet: (stage, pick, when) => {
    const booth = at(stage.office.booths.values(), pick);
    if (booth === undefined) return;
    const { boothId } = booth;
    const value = { ...boothValue(booth), number: String((pick % 7) + 1) };
    stage.press('booth:set', { seen: stage.seen(`booth:${boothId}`), boothId, value, when }, admin);
  },
  boothAdd: (stage, pick) => {
    stage.press('booth:add', { value: { number: String((pick % 7) + 1), profileId: 'all', printerId: null } }, admin);
  },
  boothRetire: (stage, pick) => {
    const boothId = at(stage.office.booths.keys(), pick) ?? 'nobody';
    stage.press('booth:retire', { seen: stage.seen(`booth:${boothId}`), boothId }, admin);
  },
  night: (stage) => {
    stage.closeDay(true);
    stage.now += 86_400_000;
    stage.openDay();
  },
  again: (stage) => {
    stage.closeDay(true);
    stage.pass(1);
    stage.openDay();
  },
};

it('numbers stay single, rows stay whole, and each change is told once', () => {
  const step = fc.record({
    verb: fc.constantFrom(...Object.keys(verbs), 'ticket', 'queueAdd', 'queueRetire', 'queueSet', 'queueSet'),
    pick: fc.nat(999),
    when: fc.constantFrom('now' as const, 'tomorrow' as const),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 80, size: 'max' }), (steps) => {
      const stage = new Stage(smallOffice({ keepOvernight: true }));
      stage.openDay();
      for (const { verb, pick, when } of steps) {
        const alive = [...stage.office.visits.values()].filter(({ endedAt }) => endedAt === null).length;
        verbs[verb]?.(stage, pick, when);
        const { office } = stage;
        const visits = [...office.visits.values()];
        // what waits is not lost by any setting
        if (!['night', 'again'].includes(verb))
          expect(visits.filter(({ endedAt }) => endedAt === null).length).toBeGreaterThanOrEqual(alive);
        expect(new Set(visits.map(({ number }) => number)).size).toBe(visits.length);
        const [queues, booths] = [[...office.queues.values()], [...office.booths.values()]];
        const every = [...queues, ...office.retired.queue.values()].map(({ letter }) => letter);
        expect(new Set(every).size).toBe(every.length);
        const numbers = [...booths, ...office.retired.booth.values()].map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const { queueId } of office.services.values()) expect(office.queues.has(queueId)).toBe(true);
        for (const { profileId } of booths) expect(office.profiles.has(profileId)).toBe(true);
        for (const boothId of office.index.shiftOfBooth.keys()) expect(office.booths.has(boothId)).toBe(true);
        const things = [...office.planned.values()].map(({ thing }) => thing);
        expect(new Set(things).size).toBe(things.length);
      }
    }),
    { numRuns: 150 },
  );
});
