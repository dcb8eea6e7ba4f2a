import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DateTime } from 'luxon';
import { pauseReasons, reports, visitStatuses, type Figures, type ReportAsked } from '../../server/contract/index.js';
import type { DayFacts } from '../../server/reports/facts/dayfacts.js';
import { makeDays } from '../../server/reports/facts/days.js';
import { makeFold } from '../../server/reports/facts/fold.js';
import { figures } from '../../server/reports/figures/figures.js';
import type { PackContent } from '../../server/regulations/shape.js';
import { proof } from '../../server/reports/proof.js';
import type { World } from '../../server/reports/world.js';
import { todayNow } from '../../server/office/views/hallnow.js';
import { openArchive } from '../../server/store/archive.js';
import { openSummaries, summariesFile } from '../../server/store/summaries.js';
import { lawfulLives, lives, type Step } from '../domain/life.js';
import { realPack } from '../support/law.js';
import { newPack } from '../support/packs.js';
import { laterContent, lifeInBooks, lifeInMemory, opening, type Books, type Lived, type Place } from './lifebooks.js';
import { inWorld } from './lifeworld.js';
import { recount, type CountedDay } from './recount.js';
import { refigure, type ServiceLaw } from './refigure.js';
import fc from '../support/chance.js';

const places: fc.Arbitrary<Place> = fc
  .record({
    zone: fc.constant(''),
    day: fc.constant(''),
    wall: fc.constantFrom('07:00', '15:00', '21:30', '23:00'),
    keepOvernight: fc.boolean(),
    isLawChanging: fc.boolean(),
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

/** All days as the books' summaries have them, folded so many at a time. */
async function daysOf({ file, officeId, now }: Lived & Books, most: number, rebuild = false): Promise<DayFacts[]> {
  const archive = openArchive(file);
  const summaries = openSummaries(summariesFile(file));
  try {
    const days = makeDays(archive, summaries);
    const goOn = (isFirst: boolean) =>
      archive.within(() => (rebuild ? days.rebuild(officeId, most, isFirst) : days.catchUp(officeId, most)));
    for (let isFirst = true; !(await goOn(isFirst)).isDone; isFirst = false);
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
function inRows({ day, names, lots, visits, receptions, steps, shifts, events }: DayFacts) {
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
      service: name(lots.service[visits.lot[row]!]),
      booth: name(lots.booth[visits.lot[row]!]),
      user: name(lots.user[visits.lot[row]!]),
      category: name(lots.category[visits.lot[row]!]),
      channel: name(lots.channel[visits.lot[row]!]),
      waitMs: visits.waitMs[row],
      normMinutes: visits.normMinutes[row],
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
        service: name(lots.service[receptions.lot[row]!]),
        booth: name(lots.booth[receptions.lot[row]!]),
        user: name(lots.user[receptions.lot[row]!]),
        channel: name(lots.channel[receptions.lot[row]!]),
        category: name(lots.category[receptions.lot[row]!]),
        begunAt,
        lengthMs: receptions.lengthMs[row],
        judgedMs: receptions.judgedMs[row],
        normMinutes: receptions.normMinutes[row],
        version: name(lots.version[receptions.lot[row]!]),
        outcome: name(receptions.outcome[row]),
        isTransferred: receptions.isTransferred[row] === 1,
      })),
    ),
    steps: sorted(
      Array.from(steps.spentMs, (spentMs, row) => ({
        service: name(lots.service[steps.lot[row]!]),
        booth: name(lots.booth[steps.lot[row]!]),
        user: name(lots.user[steps.lot[row]!]),
        channel: name(lots.channel[steps.lot[row]!]),
        category: name(lots.category[steps.lot[row]!]),
        step: name(steps.step[row]),
        spentMs,
        normMinutes: steps.normMinutes[row],
        version: name(lots.version[steps.lot[row]!]),
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
      Array.from(events.count, (count, row) => ({
        kind: name(events.kind[row]),
        first: name(events.first[row]),
        second: name(events.second[row]),
        user: name(events.user[row]),
        count,
        amount: events.amount[row],
      })),
    ),
  };
}

/** Events that say the same of the same person, how many they are and their amounts together. */
function together(events: CountedDay['events']) {
  const rows: { kind: string; first: string; second: string; user: string; count: number; amount: number }[] = [];
  for (const { kind, first, second, user, amount } of events) {
    const same = rows.find(
      (row) => row.kind === kind && row.first === first && row.second === second && row.user === user,
    );
    if (same === undefined) rows.push({ kind, first, second, user, count: 1, amount });
    else {
      same.count += 1;
      same.amount += amount;
    }
  }
  return rows;
}

/** A recounted day in the same order. */
function asCounted({ day, visits, receptions, steps, shifts, events }: CountedDay) {
  return {
    day,
    visits,
    receptions: sorted(receptions.map(({ receptionId: _, ...row }) => row)),
    steps: sorted(steps.map(({ receptionId: _, at: _at, ...row }) => row)),
    shifts: sorted(
      shifts.map(({ paused, ...row }) => ({ ...row, paused: pauseReasons.map((reason) => paused[reason] ?? 0) })),
    ),
    events: sorted(together(events)),
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
  return fold.day === null ? days : [...days, fold.tell(fold.isClosed ? null : now)];
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

/** The numbers of a report in the words of the recount; what is only said in words is left out. */
function numbersOf(report: Figures) {
  const byKey = <Row extends { key: string }>(rows: readonly Row[]) =>
    [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
  const { office, groups } = report;
  const sides = [groups.service, groups.operator, groups.booth, groups.channel, groups.category];
  const text = <Row>(rows: readonly Row[]) => sorted(rows);
  return {
    days: report.days,
    line: report.line,
    consultations: report.consultations,
    intakes: report.intakes,
    distribution: report.distribution,
    heat: report.heat,
    trend: report.trend,
    groups: sides.map((rows) =>
      byKey(
        rows.map(({ key, line, work, norms }) => {
          return { key, line, work, norms: norms.map(({ minutes, ref }) => `${minutes} ${ref}`).sort() };
        }),
      ),
    ),
    steps: text(
      report.steps.map(({ procedure, step, title, norm, versions, spent, inNorm }) => {
        const said = norm === null ? 'none' : `${norm.minutes} ${norm.ref}`;
        const name = [procedure, step, title.ru, said].join(' | ');
        return { name, versions: [...versions].sort(), spent, inNorm };
      }),
    ),
    protocols: text(office.protocols.map(({ kind, outcome, count }) => ({ kind, outcome, count }))),
    corrections: office.corrections,
    findings: text(office.findings.map(({ code, count, protocols }) => ({ code, count, protocols }))),
    registered: text(office.registered.map(({ channel, count, persons }) => ({ channel, count, persons }))),
    terms: text(office.terms.map(({ code, begun, kept, late, breached }) => ({ code, begun, kept, late, breached }))),
    exclusions: Object.fromEntries(report.exclusions.map(({ key, count }) => [key, count])),
  };
}

function recountedNumbers(counted: ReturnType<typeof refigure>) {
  const { groups, steps, protocols, findings, registered, terms } = counted;
  return {
    ...counted,
    groups: groups.map((rows) => [...rows].sort((a, b) => (a.key < b.key ? -1 : 1))),
    steps: sorted(steps),
    protocols: sorted(protocols),
    findings: sorted(findings),
    registered: sorted(registered),
    terms: sorted(terms),
  };
}

/** Whom a report is asked about: all, or some of a side, those without one among them. */
const filters = fc.constantFrom<Partial<ReportAsked<'figures'>>>(
  {},
  {},
  { operators: 'anna,boris' },
  { booths: 'booth-1,none' },
  { services: 'intake-paper,paper,consult,consultation' },
  { channels: 'kiosk' },
  { channels: 'staff,none' },
  { categories: 'none', operators: 'anna,none' },
);

/** What the text of a pack says of a service, read without the office's own reader. */
function lawIn(content: PackContent, code: string): ServiceLaw | null {
  const service = content.services.find((one) => one.code === code);
  if (service === undefined) return null;
  const limit = content.limits.find((one) => one.code === service.limit);
  const procedure = content.procedures.find((one) => one.code === service.procedure);
  return {
    matter: service.matter,
    procedure: service.procedure ?? '',
    norm:
      limit === undefined
        ? { minutes: service.target?.n ?? service.usual.n, ref: null }
        : { minutes: limit.max.n, ref: limit.ref },
    steps: (procedure?.steps ?? []).map(({ code: step, title, ref }) => ({ step, title: title.ru, ref })),
  };
}

function refiguredOf(world: World, days: readonly CountedDay[], query: ReportAsked<'figures'>) {
  const services = new Map(
    world.archive
      .all<{ id: string; code: string; packId: string }>('select id, code, packId from "Service"', [])
      .map(({ id, ...service }) => [id, service]),
  );
  const nothing: ServiceLaw = { matter: '', procedure: '', norm: { minutes: 15, ref: null }, steps: [] };
  const contents = [newPack(realPack().version), laterContent];
  const lawOf = (serviceId: string, version: string) => {
    const service = services.get(serviceId);
    const content = contents.find((one) => one.version === version) ?? laterContent;
    return (service?.packId === content.id ? lawIn(content, service.code) : null) ?? nothing;
  };
  const waitMinutesOf = (serviceId: string) =>
    world.law.waitNorms.get(services.get(serviceId)?.packId ?? '')?.minutes ?? 15;
  const wallOf = (at: number) => {
    const { weekday, hour } = DateTime.fromMillis(at, { zone: world.zone });
    return { weekday, hour };
  };
  return refigure(days, query, { lawOf, waitMinutesOf, wallOf, now: world.now });
}

/** A proof page and the report say the same of the wait and of each reception. */
function proofAgrees(world: World, entries: Lived['entries'], days: readonly CountedDay[]): void {
  for (const { visits, receptions } of days)
    for (const visit of visits) {
      const visitId = entries[visit.seq - 1]!.visitId!;
      const page = proof(world, reports.proof.query.parse({ visitId }));
      const wait = page?.norms.find(({ key }) => key === 'wait');
      if (visit.waitMs >= 0) expect(wait?.tookMs).toBe(visit.waitMs);
      if (visit.normMinutes >= 0) expect(wait?.limitMinutes).toBe(visit.normMinutes);
      const judged = receptions.filter(({ visitSeq, judgedMs }) => visitSeq === visit.seq && judgedMs >= 0);
      const took = page?.norms.filter(({ key }) => key === 'reception').map(({ tookMs }) => tookMs);
      expect(took).toEqual(expect.arrayContaining(judged.map(({ judgedMs }) => judgedMs)));
    }
}

describe('the report on any days, from real books', () => {
  it('says no number that a plain recount of the raw journal does not say, and no other than the proof pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife(400), filters, ({ place, steps }, filter) =>
        lived(place, steps, async (books) => {
          const counted = recount(books.entries, books.now);
          const [from = place.day, until = place.day] = [counted[0]?.day, counted.at(-1)?.day];
          const query = reports.figures.query.parse({ from, until, compare: 'none', ...filter });
          await inWorld(books, (world) => {
            const report = figures(world, world.facts(), query);
            expect(reports.figures.reply.safeParse(report).error).toBeUndefined();
            expect(numbersOf(report)).toEqual(recountedNumbers(refiguredOf(world, counted, query)));
            if (place.isLawful) proofAgrees(world, books.entries, counted);
          });
        }),
      ),
      { numRuns: Math.ceil(runs / 2) },
    );
  }, 600_000);

  it('says of the running day what the hall says of today', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife(150), ({ place, steps }) =>
        // the hall judges by what is in force now
        lived({ ...place, isLawChanging: false }, steps, async (books) => {
          const day = books.office.day?.day;
          if (day === undefined) return;
          const query = reports.figures.query.parse({ from: day, until: day, compare: 'none' });
          await inWorld(books, (world) => {
            const { line } = figures(world, world.facts(), query);
            const { issued, inTime } = todayNow(books.office, books.now);
            expect({ issued, inTime }).toEqual({ issued: line.visits, inTime: line.inTime });
          });
        }),
      ),
      { numRuns: runs },
    );
  }, 600_000);

  it('is the same folded day by day, at once, after a restart each day, and made again', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife(300), ({ place, steps }) =>
        lived(place, steps, async (books) => {
          const atOnce = folded(books).map(inRows);
          expect((await daysOf(books, 1)).map(inRows)).toEqual(atOnce);
          expect((await daysOf(books, Infinity)).map(inRows)).toEqual(atOnce);
          expect((await daysOf(books, 2, true)).map(inRows)).toEqual(atOnce);
        }),
      ),
      { numRuns: Math.ceil(runs / 4) },
    );
  }, 600_000);
});
