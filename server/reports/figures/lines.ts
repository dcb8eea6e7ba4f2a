/** Figures of many groups at once: standings and verdicts are counted per group, lengths put into boxes once for all. */
import type { FigureLine, Ratio, Spread } from '../../contract/index.js';
import { matterCodes, ofReception, ofVisit, verdicts, verdictsOfMatter, type Gathered } from './gather.js';
import { boxed, noSpread, spreadsOf, type Boxed } from './ranks.js';
import type { Rows } from './rows.js';
import { counted, standings } from './standing.js';

/** How many rows have each value, group by group: `counts[group × values + value]`. */
function tally(values: Uint16Array, of: number, groupOf: Uint16Array | null, groups: number): Uint32Array {
  const counts = new Uint32Array(groups * of);
  for (let row = 0; row < values.length; row += 1) {
    const at = (groupOf === null ? 0 : (groupOf[row] ?? 0)) * of + (values[row] ?? 0);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

const verdictCount = verdictsOfMatter * Object.keys(matterCodes).length;

/** What is put into boxes once and asked by every grouping. */
export interface Figured {
  visits: Rows;
  receptions: Rows;
  wait: Boxed;
  toCall: Boxed;
  way: Boxed;
  between: Boxed;
  service: Boxed;
}

export function figured({ visits, receptions }: Gathered): Figured {
  return {
    visits,
    receptions,
    wait: boxed(visits.number(ofVisit.waitMs)),
    toCall: boxed(visits.number(ofVisit.toCallMs)),
    way: boxed(visits.number(ofVisit.wayMs)),
    between: boxed(visits.number(ofVisit.betweenMs)),
    service: boxed(receptions.number(ofReception.lengthMs)),
  };
}

/** Standings of one group. */
class Standings {
  constructor(
    private readonly counts: Uint32Array,
    private readonly group: number,
  ) {}

  /** How many stand in the table. */
  count(table: Uint8Array): number {
    let sum = 0;
    for (let at = 0; at < standings; at += 1) if (table[at] === 1) sum += this.counts[this.group * standings + at] ?? 0;
    return sum;
  }

  inTime(): Ratio {
    return { within: this.count(counted.inTime), of: this.count(counted.judged) };
  }
}

/** Verdicts of one group. */
function verdictsIn(counts: Uint32Array, group: number) {
  const of = (matters: readonly number[], verdict: number) =>
    matters.reduce((sum, matter) => sum + (counts[group * verdictCount + matter * verdictsOfMatter + verdict] ?? 0), 0);
  const every = Object.values(matterCodes);
  const ratio = (matters: readonly number[], kept: number, passed: number): Ratio => ({
    within: of(matters, kept),
    of: of(matters, kept) + of(matters, passed),
  });
  return {
    count: Object.values(verdicts).reduce<number>((sum, verdict) => sum + of(every, verdict), 0),
    inNorm: ratio(every, verdicts.kept, verdicts.passed),
    inTarget: ratio(every, verdicts.targetKept, verdicts.targetPassed),
    consultations: ratio([matterCodes.consultation], verdicts.kept, verdicts.passed),
    intakes: ratio([matterCodes.intake], verdicts.kept, verdicts.passed),
  };
}

/** The figures of each group of one grouping that has any; `null` is all together, group 0. */
export function linesOf(
  from: Figured,
  side: keyof typeof ofVisit.side | null,
  groups: number,
): Map<number, FigureLine> {
  const { visits, receptions } = from;
  const ofVisits = side === null ? null : visits.code(ofVisit.side[side]);
  const ofReceptions = side === null ? null : receptions.code(ofReception.side[side]);
  const standing = tally(visits.code(ofVisit.standing), standings, ofVisits, groups);
  const verdict = tally(receptions.code(ofReception.verdict), verdictCount, ofReceptions, groups);
  const [wait, toCall, way, between] = [from.wait, from.toCall, from.way, from.between].map((one) =>
    spreadsOf(one, ofVisits, groups),
  );
  const service = spreadsOf(from.service, ofReceptions, groups);
  const lineOf = (group: number): FigureLine => {
    const stand = new Standings(standing, group);
    const judged = verdictsIn(verdict, group);
    return {
      visits: stand.count(counted.all),
      begun: stand.count(counted.begun),
      wait: spreadIn(wait, group),
      toCall: spreadIn(toCall, group),
      way: spreadIn(way, group),
      between: spreadIn(between, group),
      inTime: stand.inTime(),
      unservedLate: stand.count(counted.unservedLate),
      unservedEarly: stand.count(counted.unservedEarly),
      cancelled: stand.count(counted.cancelled),
      noShow: stand.count(counted.noShow),
      expired: stand.count(counted.expired),
      alive: stand.count(counted.alive),
      transferred: stand.count(counted.transferred),
      parked: stand.count(counted.parked),
      missed: stand.count(counted.missed),
      returned: stand.count(counted.returned),
      receptions: judged.count,
      service: spreadIn(service, group),
      inNorm: judged.inNorm,
      inTarget: judged.inTarget,
    };
  };
  // a name that only a step has, or the other table of another side, is no group here
  const has = (group: number) =>
    standing.subarray(group * standings, (group + 1) * standings).some((count) => count > 0) ||
    verdict.subarray(group * verdictCount, (group + 1) * verdictCount).some((count) => count > 0);
  const lines = new Map<number, FigureLine>();
  for (let group = 0; group < groups; group += 1) if (side === null || has(group)) lines.set(group, lineOf(group));
  return lines;
}

const spreadIn = (spreads: readonly Spread[] | undefined, group: number): Spread => spreads?.[group] ?? noSpread;

const nothing = (): Ratio => ({ within: 0, of: 0 });

/** The figures of nobody. */
export const noLine = (): FigureLine => ({
  visits: 0,
  begun: 0,
  wait: noSpread,
  toCall: noSpread,
  way: noSpread,
  between: noSpread,
  inTime: nothing(),
  unservedLate: 0,
  unservedEarly: 0,
  cancelled: 0,
  noShow: 0,
  expired: 0,
  alive: 0,
  transferred: 0,
  parked: 0,
  missed: 0,
  returned: 0,
  receptions: 0,
  service: noSpread,
  inNorm: nothing(),
  inTarget: nothing(),
});

/** Consultations and intakes within their norms, of all receptions. */
export function mattersOf({ receptions }: Gathered): { consultations: Ratio; intakes: Ratio } {
  const { consultations, intakes } = verdictsIn(tally(receptions.code(ofReception.verdict), verdictCount, null, 1), 0);
  return { consultations, intakes };
}

/** Visits, begun ones, median wait and share in time of each group of a column: a cell of the heat, a stretch. */
export function waitsBy(
  { visits, wait }: Figured,
  column: 'cell' | 'stretch',
  groups: number,
): { visits: number; begun: number; medianMs: number | null; inTime: Ratio }[] {
  const groupOf = visits.code(ofVisit[column]);
  const standing = tally(visits.code(ofVisit.standing), standings, groupOf, groups);
  const spreads = spreadsOf(wait, groupOf, groups);
  return spreads.map(({ medianMs }, group) => {
    const stand = new Standings(standing, group);
    return { visits: stand.count(counted.all), begun: stand.count(counted.begun), medianMs, inTime: stand.inTime() };
  });
}

/** Bars of the distribution: whole minutes waited, the last for all that is longer. */
export const lastMinute = 30;

export function distributionOf({ wait }: Figured): number[] {
  const bars = Array.from({ length: lastMinute + 1 }, () => 0);
  for (let row = 0; row < wait.lengths.length; row += 1) {
    const waitMs = wait.lengths[row] ?? -1;
    if (waitMs < 0) continue;
    const minute = minuteOf(waitMs);
    bars[minute] = (bars[minute] ?? 0) + 1;
  }
  return bars;
}

/** The bar of a wait. */
export const minuteOf = (waitMs: number) => Math.min(lastMinute, Math.floor(waitMs / 60_000));
