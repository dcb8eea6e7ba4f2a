import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { apply } from '../../server/domain/apply.js';
import { emptyIndex } from '../../server/domain/office.js';
import { whoIsNext } from '../../server/domain/next.js';
import type { Office } from '../../server/domain/office.js';
import type { Visit } from '../../server/domain/visit.js';
import { replay } from '../../server/domain/replay.js';
import { openStage, type Stage } from '../support/builders.js';
import { withLaw } from '../support/law.js';
import { Reference } from './reference.js';
import { lawfulLives, live, lives } from './life.js';
import fc from '../support/chance.js';

const sorted = <Value>(values: Iterable<[string, Value]>) => [...values].sort(([a], [b]) => (a < b ? -1 : 1));
const names = (visits: Iterable<Visit>) => [...visits].map(({ visitId }) => visitId);

/** An index as plain data, in an order of its own; lanes that are empty are as if they were not there. */
function plainIndex({ index }: Office) {
  return {
    lanes: sorted([...index.lanes].filter(([, lane]) => lane.length > 0)).map(([name, lane]) => [name, names(lane)]),
    held: sorted(index.held),
    shiftOfBooth: sorted(index.shiftOfBooth),
    shiftOfUser: sorted(index.shiftOfUser),
    lastNumber: sorted(index.lastNumber),
    issued: sorted(index.issued),
    byToken: sorted(index.byToken),
    byNumber: sorted(index.byNumber),
    passings: sorted(index.passings),
    parked: [...index.parked].sort(),
    missed: [...index.missed].sort(),
    jobOfVisit: sorted(index.jobOfVisit),
    lastJobs: sorted(index.lastJobs),
    lengths: sorted([...index.lengths].filter(([, lengths]) => lengths.length > 0)).map(([service, lengths]) => [
      service,
      [...lengths].sort((a, b) => a - b),
    ]),
    waiting: index.waiting,
  };
}

/** The same rows in an office whose indexes are made from nothing. */
function fromScratch(office: Office): Office {
  const fresh: Office = {
    ...office,
    visits: new Map(),
    receptions: new Map(),
    shifts: new Map(),
    printJobs: new Map(),
    index: emptyIndex(),
  };
  for (const row of office.shifts.values()) apply(fresh, { table: 'shift', row });
  for (const row of office.receptions.values()) apply(fresh, { table: 'reception', row });
  for (const row of office.visits.values()) apply(fresh, { table: 'visit', row });
  for (const row of office.printJobs.values()) apply(fresh, { table: 'printJob', row });
  return fresh;
}

/** The whole office as plain data, for comparing before and after. */
function plain(office: Office) {
  return {
    index: plainIndex(office),
    day: office.day,
    visits: sorted(office.visits),
    receptions: sorted(office.receptions),
    shifts: sorted(office.shifts),
    booths: sorted(office.booths),
    services: sorted(office.services),
    staffCalls: sorted(office.staffCalls),
    printJobs: sorted(office.printJobs),
    terms: sorted(office.terms),
    submissions: sorted(office.submissions),
    settings: office.settings,
  };
}

/** A morning at which some booths work already. */
function morning(keepOvernight: boolean, isLawful = false): Stage {
  const stage = openStage({ keepOvernight }, isLawful ? withLaw : undefined);
  stage.shift('anna', '1', 'all');
  stage.shift('boris', '2', 'consultFirst');
  return stage;
}

const runs = { numRuns: 60 };
const daily = { night: 1, closeDay: 1, openDay: 1 };
const longLives = lives(200, daily);
/** Lives of the small office, and of the office under the order. */
const either = (length: number, more: Parameters<typeof lives>[1]) =>
  fc.oneof(
    lives(length, more).map((steps) => ({ isLawful: false, steps })),
    lawfulLives(length, more).map((steps) => ({ isLawful: true, steps })),
  );
const anyLives = either(200, daily);
/** Within one day: the beginning of a day has no way back. */
const dayLives = either(80, {});

describe('whatever is pressed, by whomever and whenever', () => {
  it('every visit stands in exactly the lane, booth or list of its status; indexes are what the rows say', () => {
    fc.assert(
      fc.property(anyLives, fc.boolean(), ({ steps, isLawful }, keepOvernight) => {
        const stage = morning(keepOvernight, isLawful);
        const { office } = stage;
        let days = 1;
        live(stage, steps, {
          after({ patches }) {
            if (patches.some((patch) => patch.table === 'day' && patch.row.day !== '2026-11-20')) days += 1;
            const { lengths, lastJobs, jobOfVisit, ...rest } = plainIndex(office);
            const again = plainIndex(fromScratch(office));
            const { lengths: freshLengths, lastJobs: freshJobs, jobOfVisit: freshJob, ...fresh } = again;
            expect(rest).toEqual(fresh);
            // these look back further than one day's rows
            if (days === 1) {
              expect([lastJobs, jobOfVisit]).toEqual([freshJobs, freshJob]);
              if (lengths.every(([, of]) => of !== undefined && of.length < 20)) expect(lengths).toEqual(freshLengths);
            }
            for (const visit of office.visits.values()) {
              const isHeld = visit.status === 'called' || visit.status === 'serving';
              const places = [...office.index.lanes.values()].filter((lane) => lane.includes(visit)).length;
              expect(places).toBe(visit.status === 'waiting' ? 1 : 0);
              expect([...office.index.held.values()].filter((id) => id === visit.visitId).length).toBe(isHeld ? 1 : 0);
              expect(office.index.parked.has(visit.visitId)).toBe(visit.status === 'parked');
              expect(office.index.missed.has(visit.visitId)).toBe(visit.status === 'missed');
              // nobody is held where nobody sits
              if (isHeld) expect(office.index.shiftOfBooth.get(visit.boothId ?? '')).toBe(visit.shiftId);
              else expect(visit.boothId).toBeNull();
              const reception = office.receptions.get(visit.receptionId ?? '');
              if (visit.status === 'serving') expect(reception?.state).toBe('open');
              if (visit.status === 'parked') expect(reception?.state).toBe('parked');
              if (visit.status === 'called') expect(reception).toBeUndefined();
            }
            for (const reception of office.receptions.values())
              if (reception.finishedAt !== null) expect(reception.finishedAt).toBeGreaterThanOrEqual(reception.begunAt);
          },
        });
      }),
      runs,
    );
  });

  it('taking a ruling’s patches back leaves the office exactly as it was', () => {
    fc.assert(
      fc.property(dayLives, ({ steps, isLawful }) => {
        const stage = morning(false, isLawful);
        live(stage, steps, {
          before({ patches }) {
            const before = structuredClone(plain(stage.office));
            const undo = patches.map((patch) => apply(stage.office, patch));
            for (const takeBack of undo.reverse()) takeBack();
            if (!isDeepStrictEqual(plain(stage.office), before)) expect(plain(stage.office)).toEqual(before);
          },
        });
      }),
      runs,
    );
  });

  it('the next one is who a plain look through all who wait says, by the rule it says', () => {
    fc.assert(
      fc.property(lives(120, { booked: 2 }), (steps) => {
        const stage = morning(false);
        const { office } = stage;
        const reference = new Reference(office);
        live(stage, steps, {
          before: (decision) => reference.hear(decision),
          after() {
            for (const [boothId, shiftId] of office.index.shiftOfBooth) {
              const booth = office.booths.get(boothId);
              const shift = office.shifts.get(shiftId);
              if (booth === undefined || shift === undefined) continue;
              const choice = whoIsNext(office, booth, shift, stage.now);
              const told = choice && { number: choice.visit.number, rule: choice.rule };
              expect(told).toEqual(reference.next(booth, shift, stage.now));
            }
          },
        });
      }),
      runs,
    );
  });

  it('no ordinary ticket is overtaken by courtesies more than twice at booths that could have taken it', () => {
    let most = 0;
    fc.assert(
      fc.property(lives(160, { confirm: 20, claim: 14, callNext: 30, begin: 20, finish: 20, withdraw: 4 }), (steps) => {
        const stage = morning(false);
        const reference = new Reference(stage.office);
        live(stage, steps, {
          before: (decision) => reference.hear(decision),
          after() {
            for (const times of reference.overtaken.values()) {
              most = Math.max(most, times);
              expect(times).toBeLessThanOrEqual(2);
            }
          },
        });
      }),
      // enough lives that some of them come to the bound
      { numRuns: 300 },
    );
    // the lives were lively enough to reach the bound
    expect(most).toBe(2);
  });

  it('numbers of a queue and a day have no gap and no repeat', () => {
    fc.assert(
      fc.property(longLives, fc.boolean(), (steps, keepOvernight) => {
        const stage = morning(keepOvernight);
        const last = new Map<string, number>();
        let alive = new Set<string>();
        live(stage, steps, {
          before() {
            alive = new Set([...stage.office.visits.values()].map(({ number }) => number));
          },
          after({ patches, entries }) {
            for (const patch of patches) {
              if (patch.table !== 'visit' || !entries.some(({ kind }) => kind === 'ticket:issued')) continue;
              const { day, number } = patch.row;
              const key = `${day} ${number.slice(0, 1)}`;
              let ordinal = (last.get(key) ?? 0) + 1;
              while (alive.has(`${number.slice(0, 1)}${String(ordinal).padStart(3, '0')}`)) ordinal += 1;
              expect(Number(number.slice(1))).toBe(ordinal);
              last.set(key, ordinal);
            }
          },
        });
      }),
      runs,
    );
  });

  it('the journal read back gives the same statuses, numbers, places, receptions, booths and shifts', () => {
    const fields = [
      'number',
      'queueId',
      'serviceId',
      'status',
      'startAt',
      'placeAt',
      'boothId',
      'shiftId',
      'times',
    ] as const;
    fc.assert(
      fc.property(anyLives, fc.boolean(), ({ steps, isLawful }, keepOvernight) => {
        const stage = morning(keepOvernight, isLawful);
        const { office } = stage;
        live(stage, steps, {});
        const read = replay(JSON.parse(JSON.stringify(stage.entries)));
        for (const visit of office.visits.values()) {
          const told = read.visits.get(visit.visitId) ?? {};
          for (const field of fields)
            expect([visit.number, field, told[field] ?? null]).toEqual([visit.number, field, visit[field]]);
        }
        for (const [visitId, told] of read.visits)
          if (!office.visits.has(visitId)) expect(['served', 'cancelled', 'expired']).toContain(told['status']);
        for (const { receptionId, ...row } of office.receptions.values()) {
          const told = read.receptions.get(receptionId);
          expect({ receptionId, ...row }).toMatchObject(told ?? { receptionId: 'never told' });
          expect([told?.['state'], told?.['userId'], told?.['boothId']]).toEqual([row.state, row.userId, row.boothId]);
          expect(told?.['submissionId'] ?? null).toBe(row.submissionId);
          const steps = read.steps.get(receptionId);
          for (const { step, state } of row.steps) expect([step, steps?.get(step) ?? 'open']).toEqual([step, state]);
        }
        for (const [receptionId, told] of read.receptions)
          if (!office.receptions.has(receptionId)) expect(['open', 'parked']).not.toContain(told['state']);
        expect(sorted(read.held)).toEqual(sorted(office.index.held));
        const open = [...office.shifts.values()].filter((shift) => shift.closedAt === null);
        expect(sorted(read.shifts)).toEqual(sorted(open.map((shift) => [shift.shiftId, { ...shift }])));
        expect(read.day).toEqual({ day: office.day?.day, phase: office.day?.phase });
      }),
      runs,
    );
  });

  it('turns only grow, and whenever somebody comes to a booth, leaves it or sits down there', () => {
    fc.assert(
      fc.property(anyLives, ({ steps, isLawful }) => {
        const stage = morning(false, isLawful);
        const { office } = stage;
        const look = () =>
          new Map(
            [...office.booths.values()].map(({ boothId, turn }) => {
              const visit = office.visits.get(office.index.held.get(boothId) ?? '');
              const shift = office.shifts.get(office.index.shiftOfBooth.get(boothId) ?? '');
              const state = [visit?.visitId, visit?.status, visit?.times, shift?.shiftId, shift?.pausedAt];
              return [boothId, { turn, state: JSON.stringify(state) }];
            }),
          );
        let before = look();
        live(stage, steps, {
          after() {
            const now = look();
            for (const [boothId, { turn, state }] of now) {
              const was = before.get(boothId);
              expect(turn).toBeGreaterThanOrEqual(was?.turn ?? 0);
              if (state !== was?.state) expect([boothId, turn > (was?.turn ?? 0)]).toEqual([boothId, true]);
            }
            before = now;
          },
        });
      }),
      runs,
    );
  });
});
