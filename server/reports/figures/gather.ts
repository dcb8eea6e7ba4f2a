/**
 * One pass over the days of a period: what the filter lets pass is put into columns over all days, everything else is
 * added up at once. A visit is its first reception's; receptions, steps and shifts are their own.
 */
import type { DayFacts, ReceptionFacts, StepFacts, VisitFacts } from '../facts/dayfacts.js';
import { addEvents, type Happened } from './casework.js';
import { Names, passOf, sides, type Whose } from './filter.js';
import type { Known } from './known.js';
import { Rows } from './rows.js';
import { standingOf } from './standing.js';
import { addShifts, type Works } from './works.js';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Columns of visits. */
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
export const ofStep = { spentMs: 0, step: 0, verdict: 1 } as const;

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
  /** By the code of a step's column. */
  stepsOf: { serviceId: string; step: string }[];
  works: Works;
  happened: Happened;
  /** Of the receptions that are counted: without a visit, without a norm, judged where they were carried on. */
  apart: { noVisit: number; noNorm: number; carriedOn: number };
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

const all = sides.reduce((sum, side) => sum | passOf[side], 0);

export function gather(days: Iterable<DayFacts>, asked: Asked): Gathered {
  const names = new Names(asked.whose);
  const into: Gathered = {
    names,
    days: [],
    waitMinutes: new Set(),
    visits: new Rows(4, 8),
    receptions: new Rows(1, 6),
    steps: new Rows(1, 2),
    stepsOf: [],
    works: new Map(),
    happened: new Map(),
    apart: { noVisit: 0, noNorm: 0, carriedOn: 0 },
  };
  const laws = lawsOf(asked.known, names);
  const steps = new Map<string, number>();
  for (const day of days) {
    into.days.push(day.day);
    const codes = names.of(day);
    const stretch = asked.stretchOf(day.day);
    addVisits(into, day.visits, codes, asked, laws, stretch);
    addReceptions(into, day.receptions, codes, laws);
    addSteps(into, day.steps, day.names, codes, steps);
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
  { visits: rows, names, waitMinutes }: Gathered,
  visits: VisitFacts,
  codes: Uint16Array,
  { offsetOf }: Asked,
  laws: Laws,
  stretch: number,
): void {
  const count = visits.seq.length;
  rows.room(count);
  const [waits, toCalls, ways, betweens] = rows.numbers;
  const [services, users, booths, channels, categories, standing, cells, stretches] = rows.codes;
  if (!waits || !toCalls || !ways || !betweens || !services || !users || !booths || !channels) return;
  if (!categories || !standing || !cells || !stretches) return;
  const { passes } = names;
  let to = rows.length;
  let lastNorm = -1;
  for (let row = 0; row < count; row += 1) {
    const service = codes[visits.service[row] ?? 0] ?? 0;
    const user = codes[visits.user[row] ?? 0] ?? 0;
    const booth = codes[visits.booth[row] ?? 0] ?? 0;
    const channel = codes[visits.channel[row] ?? 0] ?? 0;
    const category = codes[visits.category[row] ?? 0] ?? 0;
    if (!isPassed(passes, service, user, booth, channel, category)) continue;
    const startAt = visits.startAt[row] ?? 0;
    const norm = visits.normMinutes[row] ?? -1;
    if (norm !== lastNorm && norm >= 0) {
      waitMinutes.add(norm);
      lastNorm = norm;
    }
    services[to] = service;
    users[to] = user;
    booths[to] = booth;
    channels[to] = channel;
    categories[to] = category;
    standing[to] = standingOf(visits, row, laws.waitMs[service] ?? 0);
    cells[to] = cellOf(startAt, offsetOf(startAt));
    stretches[to] = stretch;
    waits[to] = (visits.begunAt[row] ?? 0) > 0 ? (visits.waitMs[row] ?? -1) : -1;
    toCalls[to] = visits.toCallMs[row] ?? -1;
    ways[to] = visits.wayMs[row] ?? -1;
    betweens[to] = (visits.betweens[row] ?? 0) > 0 ? (visits.betweenMs[row] ?? -1) : -1;
    to += 1;
  }
  rows.length = to;
}

/** Does the filter let all five pass? */
export function isPassed(
  passes: Uint8Array,
  service: number,
  user: number,
  booth: number,
  channel: number,
  category: number,
): boolean {
  const said =
    ((passes[service] ?? 0) & passOf.service) |
    ((passes[user] ?? 0) & passOf.operator) |
    ((passes[booth] ?? 0) & passOf.booth) |
    ((passes[channel] ?? 0) & passOf.channel) |
    ((passes[category] ?? 0) & passOf.category);
  return said === all;
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
  { receptions: rows, names, apart }: Gathered,
  receptions: ReceptionFacts,
  codes: Uint16Array,
  laws: Laws,
): void {
  const count = receptions.visit.length;
  rows.room(count);
  const [lengths] = rows.numbers;
  const [services, users, booths, channels, categories, verdict] = rows.codes;
  if (!lengths || !services || !users || !booths || !channels || !categories || !verdict) return;
  const { passes } = names;
  let to = rows.length;
  for (let row = 0; row < count; row += 1) {
    const service = codes[receptions.service[row] ?? 0] ?? 0;
    const user = codes[receptions.user[row] ?? 0] ?? 0;
    const booth = codes[receptions.booth[row] ?? 0] ?? 0;
    const channel = codes[receptions.channel[row] ?? 0] ?? 0;
    const category = codes[receptions.category[row] ?? 0] ?? 0;
    if (!isPassed(passes, service, user, booth, channel, category)) continue;
    services[to] = service;
    users[to] = user;
    booths[to] = booth;
    channels[to] = channel;
    categories[to] = category;
    lengths[to] = receptions.lengthMs[row] ?? -1;
    const judged = verdictOf(receptions, row, laws.isByLaw[service] === 1);
    verdict[to] = judged + verdictsOfMatter * (laws.matter[service] ?? 0);
    if ((receptions.visit[row] ?? -1) < 0) apart.noVisit += 1;
    if ((receptions.normMinutes[row] ?? -1) < 0) apart.noNorm += 1;
    else if ((receptions.judgedMs[row] ?? -1) < 0) apart.carriedOn += 1;
    to += 1;
  }
  rows.length = to;
}

function addSteps(
  { steps: rows, stepsOf, names }: Gathered,
  facts: StepFacts,
  own: readonly string[],
  codes: Uint16Array,
  known: Map<string, number>,
): void {
  const count = facts.step.length;
  rows.room(count);
  const [spent] = rows.numbers;
  const [step, verdict] = rows.codes;
  if (!spent || !step || !verdict) return;
  const { passes } = names;
  /** By the day's own pair of service and step. */
  const pairs = new Map<number, number>();
  let to = rows.length;
  for (let row = 0; row < count; row += 1) {
    const service = facts.service[row] ?? 0;
    const user = codes[facts.user[row] ?? 0] ?? 0;
    const booth = codes[facts.booth[row] ?? 0] ?? 0;
    const channel = codes[facts.channel[row] ?? 0] ?? 0;
    const category = codes[facts.category[row] ?? 0] ?? 0;
    if (!isPassed(passes, codes[service] ?? 0, user, booth, channel, category)) continue;
    const pair = service * 0x10000 + (facts.step[row] ?? 0);
    let code = pairs.get(pair);
    if (code === undefined) {
      const said = { serviceId: own[service] ?? '', step: own[facts.step[row] ?? 0] ?? '' };
      const key = `${said.serviceId}\n${said.step}`;
      code = known.get(key) ?? stepsOf.push(said) - 1;
      known.set(key, code);
      pairs.set(pair, code);
    }
    const spentMs = facts.spentMs[row] ?? -1;
    const normMinutes = facts.normMinutes[row] ?? -1;
    spent[to] = spentMs;
    step[to] = code;
    if (normMinutes < 0 || spentMs < 0) verdict[to] = verdicts.none;
    else verdict[to] = spentMs <= normMinutes * minuteMs ? verdicts.kept : verdicts.passed;
    to += 1;
  }
  rows.length = to;
}
