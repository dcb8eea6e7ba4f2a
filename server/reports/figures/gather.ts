/**
 * One pass over the days of a period: what the filter lets pass is put into columns over all days, everything else is
 * added up at once. A visit is its first reception's; receptions, steps and shifts are their own.
 */
import type { DayFacts, ReceptionFacts, StepFacts, VisitFacts } from '../facts/dayfacts.js';
import { addEvents, type Happened } from './casework.js';
import { Names, type Lots, type Whose } from './filter.js';
import type { Known } from './known.js';
import { Rows } from './rows.js';
import { standingOf } from './standing.js';
import { addShifts, type Works } from './works.js';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Columns of visits; a side's column has groups of `names`. */
export const ofVisit = {
  waitMs: 0,
  toCallMs: 1,
  wayMs: 2,
  betweenMs: 3,
  side: { service: 0, operator: 1, booth: 2, channel: 3, category: 4 },
  standing: 5,
  cell: 6,
  stretch: 7,
} as const;
/** Columns of receptions. */
export const ofReception = {
  lengthMs: 0,
  side: { service: 0, operator: 1, booth: 2, channel: 3, category: 4 },
  verdict: 5,
} as const;
/** Columns of steps. */
export const ofStep = { spentMs: 0, step: 0 } as const;

/** What became of a length against its norm (with a paragraph) or the office's own target; 0: judged by neither. */
export const verdicts = { none: 0, kept: 1, passed: 2, targetKept: 3, targetPassed: 4 } as const;
/** A reception's verdict plus this many times its matter. */
export const verdictsOfMatter = 5;
export const matterCodes = { other: 0, consultation: 1, intake: 2 } as const;

export interface Gathered {
  names: Names;
  days: string[];
  /** The norms of waiting that the visits are judged by, in minutes; empty where the journal tells none. */
  waitMinutes: Set<number>;
  visits: Rows;
  receptions: Rows;
  steps: Rows;
  /** By the code of a step's column; how many of them kept and passed their norm. */
  stepsOf: GatheredStep[];
  works: Works;
  happened: Happened;
  /** Of the receptions that are counted: without a visit, without a norm, judged where they were carried on. */
  apart: { noVisit: number; noNorm: number; carriedOn: number };
}

export interface GatheredStep {
  serviceId: string;
  step: string;
  kept: number;
  passed: number;
}

export interface Asked {
  known: Known;
  whose: Whose;
  /** Milliseconds that the office's zone is ahead of UTC at an instant. */
  offsetOf: (at: number) => number;
  /** Which stretch of the trend a day is in. */
  stretchOf: (day: string) => number;
  /** Until when an open shift is counted. */
  now: number;
}

/** Weekday (0 is Monday) × 24 + hour of an instant in the office's zone. */
export function cellOf(at: number, offsetMs: number): number {
  const local = at + offsetMs;
  const day = Math.floor(local / dayMs);
  // the epoch began on a Thursday
  return ((day + 3) % 7) * 24 + Math.floor((local - day * dayMs) / hourMs);
}

/** What is asked of visits and receptions alone needs no steps, shifts and events. */
export type Depth = 'all' | 'received';

export function gather(days: Iterable<DayFacts>, asked: Asked, depth: Depth = 'all'): Gathered {
  const names = new Names(asked.whose);
  const into: Gathered = {
    names,
    days: [],
    waitMinutes: new Set(),
    visits: new Rows(4, 8),
    receptions: new Rows(1, 6),
    steps: new Rows(1, 1),
    stepsOf: [],
    works: new Map(),
    happened: new Map(),
    apart: { noVisit: 0, noNorm: 0, carriedOn: 0 },
  };
  const laws = lawsOf(asked.known, names);
  const steps = new Map<number, number>();
  for (const day of days) {
    into.days.push(day.day);
    const codes = names.of(day);
    const lots = names.lotsOf(day, codes);
    addVisits(into, day.visits, lots, asked, laws, asked.stretchOf(day.day));
    addReceptions(into, day.receptions, lots, laws);
    if (depth === 'received') continue;
    addSteps(into, day.steps, lots, codes, steps);
    addShifts(into.works, day.shifts, codes, names, asked.now);
    addEvents(into.happened, day, codes, names);
  }
  return into;
}

export type Laws = ReturnType<typeof lawsOf>;

/** What the law says of services, by the code of the name. */
export function lawsOf(known: Known, names: Names) {
  const waitMs = new Float64Array(names.passes.length).fill(known.waitNorm.minutes * minuteMs);
  const isByLaw = new Uint8Array(names.passes.length);
  const matter = new Uint8Array(names.passes.length);
  for (const { serviceId, waitNorm, norm, matter: about } of known.services.values()) {
    const code = names.codeOf(serviceId);
    waitMs[code] = waitNorm.minutes * minuteMs;
    isByLaw[code] = norm.ref === null ? 0 : 1;
    if (about === 'consultation' || about === 'intake') matter[code] = matterCodes[about];
  }
  return { waitMs, isByLaw, matter };
}

function addVisits(
  { visits: rows, waitMinutes }: Gathered,
  visits: VisitFacts,
  { passes, services, groups }: Lots,
  { offsetOf }: Asked,
  laws: Laws,
  stretch: number,
): void {
  const {
    lot: lots,
    startAt: starts,
    begunAt,
    waitMs,
    normMinutes,
    toCallMs,
    wayMs,
    betweenMs,
    betweens: times,
  } = visits;
  const count = lots.length;
  rows.room(count);
  const [waits, toCalls, ways, betweens] = rows.numbers;
  const [ofService, ofUser, ofBooth, ofChannel, ofCategory, standing, cells, stretches] = rows.codes;
  if (!waits || !toCalls || !ways || !betweens || !ofService || !ofUser || !ofBooth || !ofChannel) return;
  if (!ofCategory || !standing || !cells || !stretches) return;
  let to = rows.length;
  let lastNorm = -1;
  for (let row = 0; row < count; row += 1) {
    const lot = lots[row] ?? 0;
    if (passes[lot] !== 1) continue;
    const startAt = starts[row] ?? 0;
    const norm = normMinutes[row] ?? -1;
    if (norm !== lastNorm && norm >= 0) {
      waitMinutes.add(norm);
      lastNorm = norm;
    }
    ofService[to] = groups.service[lot] ?? 0;
    ofUser[to] = groups.operator[lot] ?? 0;
    ofBooth[to] = groups.booth[lot] ?? 0;
    ofChannel[to] = groups.channel[lot] ?? 0;
    ofCategory[to] = groups.category[lot] ?? 0;
    standing[to] = standingOf(visits, row, laws.waitMs[services[lot] ?? 0] ?? 0);
    cells[to] = cellOf(startAt, offsetOf(startAt));
    stretches[to] = stretch;
    waits[to] = (begunAt[row] ?? 0) > 0 ? (waitMs[row] ?? -1) : -1;
    toCalls[to] = toCallMs[row] ?? -1;
    ways[to] = wayMs[row] ?? -1;
    betweens[to] = (times[row] ?? 0) > 0 ? (betweenMs[row] ?? -1) : -1;
    to += 1;
  }
  rows.length = to;
}

/** What became of a reception against its norm: of one whose time is judged in another, nothing. */
export function verdictOf(receptions: ReceptionFacts, row: number, isByLaw: boolean): number {
  const judgedMs = receptions.judgedMs[row] ?? -1;
  const normMinutes = receptions.normMinutes[row] ?? -1;
  if (judgedMs < 0 || normMinutes < 0) return verdicts.none;
  const isKept = judgedMs <= normMinutes * minuteMs;
  if (isByLaw) return isKept ? verdicts.kept : verdicts.passed;
  return isKept ? verdicts.targetKept : verdicts.targetPassed;
}

function addReceptions(
  { receptions: rows, apart }: Gathered,
  receptions: ReceptionFacts,
  { passes, services, groups }: Lots,
  laws: Laws,
): void {
  const { lot: lots, visit, lengthMs, judgedMs, normMinutes } = receptions;
  const count = lots.length;
  rows.room(count);
  const [lengths] = rows.numbers;
  const [ofService, ofUser, ofBooth, ofChannel, ofCategory, verdict] = rows.codes;
  if (!lengths || !ofService || !ofUser || !ofBooth || !ofChannel || !ofCategory || !verdict) return;
  let to = rows.length;
  for (let row = 0; row < count; row += 1) {
    const lot = lots[row] ?? 0;
    if (passes[lot] !== 1) continue;
    ofService[to] = groups.service[lot] ?? 0;
    ofUser[to] = groups.operator[lot] ?? 0;
    ofBooth[to] = groups.booth[lot] ?? 0;
    ofChannel[to] = groups.channel[lot] ?? 0;
    ofCategory[to] = groups.category[lot] ?? 0;
    lengths[to] = lengthMs[row] ?? -1;
    const service = services[lot] ?? 0;
    const judged = verdictOf(receptions, row, laws.isByLaw[service] === 1);
    verdict[to] = judged + verdictsOfMatter * (laws.matter[service] ?? 0);
    if ((visit[row] ?? -1) < 0) apart.noVisit += 1;
    if ((normMinutes[row] ?? -1) < 0) apart.noNorm += 1;
    else if ((judgedMs[row] ?? -1) < 0) apart.carriedOn += 1;
    to += 1;
  }
  rows.length = to;
}

function addSteps(
  { steps: rows, stepsOf, names }: Gathered,
  { lot: lots, step: steps, spentMs: spents, normMinutes: norms }: StepFacts,
  { passes, services }: Lots,
  codes: Uint16Array,
  known: Map<number, number>,
): void {
  const count = lots.length;
  rows.room(count);
  const [spent] = rows.numbers;
  const [step] = rows.codes;
  if (!spent || !step) return;
  let to = rows.length;
  for (let row = 0; row < count; row += 1) {
    const lot = lots[row] ?? 0;
    if (passes[lot] !== 1) continue;
    const service = services[lot] ?? 0;
    const name = codes[steps[row] ?? 0] ?? 0;
    const pair = service * 0x10000 + name;
    let code = known.get(pair);
    if (code === undefined) {
      const said = { serviceId: names.list[service] ?? '', step: names.list[name] ?? '' };
      code = stepsOf.push({ ...said, kept: 0, passed: 0 }) - 1;
      known.set(pair, code);
    }
    const spentMs = spents[row] ?? -1;
    const normMinutes = norms[row] ?? -1;
    spent[to] = spentMs;
    step[to] = code;
    to += 1;
    const judged = stepsOf[code];
    if (normMinutes < 0 || spentMs < 0 || judged === undefined) continue;
    if (spentMs <= normMinutes * minuteMs) judged.kept += 1;
    else judged.passed += 1;
  }
  rows.length = to;
}
