/**
 * One pass over the days of a period: what the filter lets pass is put into columns over all days, everything else is
 * added up at once. A visit is its first reception's; receptions, steps and shifts are their own.
 */
import type { Matter } from '../../contract/index.js';
import type { DayFacts, ReceptionFacts, StepFacts, VisitFacts } from '../facts/dayfacts.js';
import { addEvents, type Happened } from './casework.js';
import { Names, type Lots, type Whose } from './filter.js';
import type { World } from '../world.js';
import type { Known } from './known.js';
import { Laws, type ServiceLaw } from './laws.js';
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
  laws: Laws;
  works: Works;
  happened: Happened;
  /** Of the receptions that are counted: without a visit, without a norm, judged where they were carried on. */
  apart: { noVisit: number; noNorm: number; carriedOn: number };
}

/** Steps of a service under one version, judged by the same norm. */
export interface GatheredStep {
  law: ServiceLaw;
  step: string;
  /** −1: without a norm. */
  minutes: number;
  kept: number;
  passed: number;
}

export interface Asked {
  world: World;
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
  const laws = new Laws(asked.world, asked.known, names);
  const into: Gathered = {
    names,
    days: [],
    waitMinutes: new Set(),
    visits: new Rows(4, 8),
    receptions: new Rows(1, 6),
    steps: new Rows(1, 1),
    stepsOf: [],
    laws,
    works: new Map(),
    happened: new Map(),
    apart: { noVisit: 0, noNorm: 0, carriedOn: 0 },
  };
  const known: KnownSteps = new Map();
  for (const day of days) {
    into.days.push(day.day);
    const codes = names.of(day);
    const lots = names.lotsOf(day, codes);
    const places = laws.placesOf(lots);
    addVisits(into, day.visits, lots, asked, laws, asked.stretchOf(day.day));
    addReceptions(into, day.receptions, lots, places);
    if (depth === 'received') continue;
    addSteps(into, day.steps, lots, places, codes, known);
    addShifts(into.works, day.shifts, codes, names, asked.now);
    addEvents(into.happened, day, codes, names);
  }
  return into;
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

const codeOf = (matter: Matter) => (matter === 'consultation' || matter === 'intake' ? matterCodes[matter] : 0);

/** A norm by which receptions were judged is kept once. */
function met(law: ServiceLaw, minutes: number): void {
  if (!law.minutes.includes(minutes)) law.minutes.push(minutes);
}

function addReceptions(
  { receptions: rows, apart, laws }: Gathered,
  receptions: ReceptionFacts,
  { passes, groups }: Lots,
  places: Uint16Array,
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
    const law = laws.list[places[lot] ?? 0];
    const minutes = normMinutes[row] ?? -1;
    if (law !== undefined) {
      const judged = verdictOf(receptions, row, law.isByLaw);
      verdict[to] = judged + verdictsOfMatter * codeOf(law.matter);
      if (minutes >= 0 && law.minutes[law.minutes.length - 1] !== minutes) met(law, minutes);
    }
    if ((visit[row] ?? -1) < 0) apart.noVisit += 1;
    if (minutes < 0) apart.noNorm += 1;
    else if ((judgedMs[row] ?? -1) < 0) apart.carriedOn += 1;
    to += 1;
  }
  rows.length = to;
}

/** By place of the law and code of the step; those of another norm under the same law hang on the first. */
type KnownSteps = Map<number, number>;

function addSteps(
  { steps: rows, stepsOf, names, laws }: Gathered,
  { lot: lots, step: steps, spentMs: spents, normMinutes: norms }: StepFacts,
  { passes }: Lots,
  places: Uint16Array,
  codes: Uint16Array,
  known: KnownSteps,
): void {
  const count = lots.length;
  rows.room(count);
  const [spent] = rows.numbers;
  const [step] = rows.codes;
  if (!spent || !step) return;
  /** The code of these steps: a version has one norm for each, and a reader who finds two tells them apart. */
  const codeOfStep = (place: number, name: number, minutes: number): number => {
    const key = place * 0x10000 + name;
    const first = known.get(key);
    if (first !== undefined && stepsOf[first]?.minutes === minutes) return first;
    const law = laws.list[place];
    const said = names.list[name] ?? '';
    const other = stepsOf.findIndex((one) => one.law === law && one.step === said && one.minutes === minutes);
    if (other >= 0 || law === undefined) return Math.max(0, other);
    const code = stepsOf.push({ law, step: said, minutes, kept: 0, passed: 0 }) - 1;
    if (first === undefined) known.set(key, code);
    return code;
  };
  let to = rows.length;
  for (let row = 0; row < count; row += 1) {
    const lot = lots[row] ?? 0;
    if (passes[lot] !== 1) continue;
    const spentMs = spents[row] ?? -1;
    const normMinutes = norms[row] ?? -1;
    const code = codeOfStep(places[lot] ?? 0, codes[steps[row] ?? 0] ?? 0, normMinutes);
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
