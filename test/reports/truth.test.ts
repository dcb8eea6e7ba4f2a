import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseReasons, visitStatuses } from '../../server/contract/index.js';
import type { DayFacts } from '../../server/reports/facts/dayfacts.js';
import { makeDays } from '../../server/reports/facts/days.js';
import { makeFold } from '../../server/reports/facts/fold.js';
import { openArchive } from '../../server/store/archive.js';
import { openSummaries, summariesFile } from '../../server/store/summaries.js';
import { lawfulLives, lives, type Step } from '../domain/life.js';
import { lifeInBooks, lifeInMemory, opening, type Books, type Lived, type Place } from './lifebooks.js';
import { recount, type CountedDay } from './recount.js';

const places: fc.Arbitrary<Place> = fc
  .record({
    zone: fc.constant(''),
    day: fc.constant(''),
    wall: fc.constantFrom('07:00', '15:00', '21:30', '23:00'),
    keepOvernight: fc.boolean(),
    isLawful: fc.boolean(),
    isLate: fc.boolean(),
  })
  .chain((place) =>
    fc
      .constantFrom(
        ['Europe/Moscow', '2026-11-20'],
        // the clocks go back, and forward
        ['Europe/Berlin', '2026-10-24'],
        ['Europe/Berlin', '2026-03-28'],
        ['America/New_York', '2026-10-31'],
        ['America/New_York', '2026-03-07'],
      )
      .map(([zone = '', day = '']) => ({ ...place, zone, day })),
  );

/** Visitors are received, and everything that takes time happens to them. */
const often = {
  ...{ issue: 40, callNext: 45, begin: 55, finish: 30, open: 12, park: 9, resume: 9, miss: 8, comeBack: 6, undo: 9 },
  ...{ unbegin: 6, transferHeld: 8, transferWaiting: 4, reopen: 6, recall: 3, withdraw: 3, call: 5, pause: 4 },
  ...{ workOn: 9, confirm: 4, closeDay: 1, openDay: 3, night: 1, closeService: 0, openService: 2, reprint: 0 },
  ...{ enter: 2, claim: 4, move: 1, callStaff: 0, callByManager: 1, close: 1 },
};
const lawful = {
  ...often,
  completeStep: 90,
  handIn: 30,
  issueProtocol: 8,
  openWork: 14,
  closeWork: 5,
  reopenStep: 14,
  handOver: 12,
  nextPayer: 9,
};
/** Three people; what is only possible at once is pressed at once; now and then the clock was set back. */
function asLived(step: Step): Step {
  const isAtOnce = step.verb === 'undo' || step.verb === 'unbegin';
  const minutes = isAtOnce ? 0.2 : step.pick % 97 === 0 && step.verb !== 'night' ? -2 : step.minutes;
  return { ...step, who: step.who % 3, minutes };
}

const anyLife = (length: number) =>
  places.chain((place) =>
    (place.isLawful ? lawfulLives(length, lawful) : lives(length, often)).map((steps) => ({
      place,
      steps: [...opening, ...steps.map(asLived)],
    })),
  );

/** Lives, looks, and throws the books away. */
async function lived<T>(place: Place, steps: readonly Step[], look: (books: Lived & Books) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'talon-'));
  try {
    return await look(await lifeInBooks(folder, place, steps));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The days as the reports have them. */
async function daysOf({ file, officeId, now }: Lived & Books, most: number): Promise<DayFacts[]> {
  const archive = openArchive(file);
  const summaries = openSummaries(summariesFile(file));
  try {
    const days = makeDays(archive, summaries);
    while (!(await archive.within(() => days.catchUp(officeId, most))).isDone);
    return await archive.within(() => [...days.facts(officeId, now).between('0000-01-01', '9999-12-31')]);
  } finally {
    archive.close();
    summaries.close();
  }
}

/** More of them by hand: `TRUTH_RUNS=2000`. */
const runs = Number(process.env['TRUTH_RUNS'] ?? 40);

const sorted = <Row>(rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort();

/** A day of facts in the words of the recount. */
function inRows({ day, names, visits, receptions, steps, shifts, events }: DayFacts) {
  const name = (code: number | undefined) => names[code!]!;
  const visitSeq = (row: number | undefined) => (row === undefined || row < 0 ? 0 : visits.seq[row]!);
  return {
    day,
    visits: Array.from(visits.seq, (seq, row) => ({
      seq,
      startAt: visits.startAt[row],
      begunAt: visits.begunAt[row],
      endedAt: visits.endedAt[row],
      status: visitStatuses[visits.status[row]!],
      isNoShow: visits.isNoShow[row] === 1,
      service: name(visits.service[row]),
      booth: name(visits.booth[row]),
      user: name(visits.user[row]),
      category: name(visits.category[row]),
      channel: name(visits.channel[row]),
      waitMs: visits.waitMs[row],
      toCallMs: visits.toCallMs[row],
      wayMs: visits.wayMs[row],
      betweenMs: visits.betweenMs[row],
      betweens: visits.betweens[row],
      transfers: visits.transfers[row],
      parks: visits.parks[row],
      misses: visits.misses[row],
      returns: visits.returns[row],
    })),
    receptions: sorted(
      Array.from(receptions.begunAt, (begunAt, row) => ({
        visitSeq: visitSeq(receptions.visit[row]),
        service: name(receptions.service[row]),
        booth: name(receptions.booth[row]),
        user: name(receptions.user[row]),
        channel: name(receptions.channel[row]),
        category: name(receptions.category[row]),
        begunAt,
        lengthMs: receptions.lengthMs[row],
        judgedMs: receptions.judgedMs[row],
        normMinutes: receptions.normMinutes[row],
        outcome: name(receptions.outcome[row]),
        isTransferred: receptions.isTransferred[row] === 1,
      })),
    ),
    steps: sorted(
      Array.from(steps.at, (at, row) => ({
        service: name(steps.service[row]),
        booth: name(steps.booth[row]),
        user: name(steps.user[row]),
        channel: name(steps.channel[row]),
        category: name(steps.category[row]),
        at,
        step: name(steps.step[row]),
        spentMs: steps.spentMs[row],
        normMinutes: steps.normMinutes[row],
      })),
    ),
    shifts: sorted(
      Array.from(shifts.openedAt, (openedAt, row) => ({
        user: name(shifts.user[row]),
        booth: name(shifts.booth[row]),
        openedAt,
        closedAt: shifts.closedAt[row],
        busyMs: shifts.busyMs[row],
        calledMs: shifts.calledMs[row],
        paused: pauseReasons.map((_, reason) => shifts.paused[reason]![row]),
      })),
    ),
    events: sorted(
      Array.from(events.at, (at, row) => ({
        at,
        kind: name(events.kind[row]),
        first: name(events.first[row]),
        second: name(events.second[row]),
        user: name(events.user[row]),
        amount: events.amount[row],
      })),
    ),
  };
}

/** A recounted day in the same order. */
function asCounted({ day, visits, receptions, steps, shifts, events }: CountedDay) {
  return {
    day,
    visits,
    receptions: sorted(receptions.map(({ receptionId: _, ...row }) => row)),
    steps: sorted(steps.map(({ receptionId: _, ...row }) => row)),
    shifts: sorted(
      shifts.map(({ paused, ...row }) => ({ ...row, paused: pauseReasons.map((reason) => paused[reason] ?? 0) })),
    ),
    events: sorted(events),
  };
}

const read = <Shape>(text: string): Shape => JSON.parse(text);

/** The days as a fold tells them, from the entries of a life and without any books. */
function folded({ entries, now }: Lived): DayFacts[] {
  const days: DayFacts[] = [];
  let fold = makeFold(null, read);
  for (const entry of entries) {
    const tale = { ...entry, data: JSON.stringify(entry.data) };
    if (fold.endsBefore(tale)) {
      days.push(fold.tell(null));
      fold = makeFold(fold.carry(), read);
    }
    fold.take(tale);
  }
  return fold.day === null ? days : [...days, fold.tell(now)];
}

/** What lives were made of, for whoever looks whether they are lives at all. */
const seen = new Map<string, number>();
const see = ({ entries }: Lived) => {
  for (const { kind } of entries) seen.set(kind, (seen.get(kind) ?? 0) + 1);
};

describe('the facts of any days', () => {
  it('are what a plain recount of the raw journal comes to', () => {
    fc.assert(
      fc.property(anyLife(400), ({ place, steps }) => {
        const life = lifeInMemory(place, steps);
        see(life);
        expect(folded(life).map(inRows)).toEqual(recount(life.entries, life.now).map(asCounted));
      }),
      { numRuns: runs },
    );
    if (process.env['TRUTH_SEEN'] !== undefined) console.log([...seen].sort((a, b) => b[1] - a[1]));
  }, 600_000);
});
