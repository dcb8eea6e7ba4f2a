/**
 * The report counted again: every figure of a period from recounted rows, by loops as plain as the definitions beside the
 * numbers. It shares no code with the report and sorts whatever it needs sorted, each time anew.
 */
import type { CountedDay, CountedReception, CountedShift, CountedStep, CountedVisit } from './recount.js';

/** What a version of the law says of a service of the office. */
export interface ServiceLaw {
  matter: string;
  procedure: string;
  norm: { minutes: number; ref: string | null };
  steps: readonly { step: string; title: string; ref: string }[];
}

export interface Refigured {
  /** The version under which a reception began; '' is the one in force. */
  lawOf: (service: string, version: string) => ServiceLaw;
  /** How long one may wait for it today. */
  waitMinutesOf: (service: string) => number;
  /** Wall time in the office's zone: weekday (1 is Monday) and hour. */
  wallOf: (at: number) => { weekday: number; hour: number };
  now: number;
}

type Filter = Partial<Record<'services' | 'operators' | 'booths' | 'channels' | 'categories', string>>;

interface Sided {
  service: string;
  user: string;
  booth: string;
  channel: string;
  category: string;
}

const minuteMs = 60_000;
const has = (list: string | undefined, name: string) =>
  list === undefined || list === '' || list.split(',').includes(name === '' ? 'none' : name);
const passes = (filter: Filter, row: Sided) =>
  has(filter.services, row.service) &&
  has(filter.operators, row.user) &&
  has(filter.booths, row.booth) &&
  has(filter.channels, row.channel) &&
  has(filter.categories, row.category);

/** Mean, median, nearest-rank ninetieth, longest. */
function spread(lengths: readonly number[]) {
  const row = [...lengths].sort((a, b) => a - b);
  const count = row.length;
  if (count === 0) return { count, meanMs: null, medianMs: null, p90Ms: null, maxMs: null };
  const middle = count % 2 === 1 ? row[(count - 1) / 2]! : (row[count / 2 - 1]! + row[count / 2]!) / 2;
  let p90Ms = row[0]!;
  // the shortest that at least nine of ten did not pass
  for (const value of row) {
    p90Ms = value;
    if (row.filter((other) => other <= value).length * 10 >= count * 9) break;
  }
  return { count, meanMs: row.reduce((sum, one) => sum + one, 0) / count, medianMs: middle, p90Ms, maxMs: row.at(-1)! };
}

const isAlive = ({ status }: CountedVisit) => !['served', 'cancelled', 'expired', 'noShow'].includes(status);
const isBegun = ({ begunAt }: CountedVisit) => begunAt > 0;
const isUnserved = (visit: CountedVisit) => !isBegun(visit) && !isAlive(visit);
const isNoShow = (visit: CountedVisit) => isUnserved(visit) && (visit.isNoShow || visit.status === 'noShow');
const isCancelled = (visit: CountedVisit) => isUnserved(visit) && !isNoShow(visit) && visit.status === 'cancelled';
const isExpired = (visit: CountedVisit) => isUnserved(visit) && !isNoShow(visit) && !isCancelled(visit);

function judge({ lawOf, waitMinutesOf }: Refigured) {
  const todays = ({ service }: CountedVisit) => waitMinutesOf(service);
  const isLong = (visit: CountedVisit) =>
    visit.waitMs > (visit.normMinutes < 0 ? todays(visit) : visit.normMinutes) * minuteMs;
  const hasVerdict = (one: CountedReception) => one.judgedMs >= 0 && one.normMinutes >= 0;
  const isByLaw = (one: CountedReception) => lawOf(one.service, one.version).norm.ref !== null;
  const ratioOf = (receptions: readonly CountedReception[]) => ({
    within: receptions.filter((one) => one.judgedMs <= one.normMinutes * minuteMs).length,
    of: receptions.length,
  });
  return {
    isLong,
    inTime: (visits: readonly CountedVisit[]) => ({
      within: visits.filter((one) => isBegun(one) && !isLong(one)).length,
      of: visits.filter((one) => isBegun(one) || (isUnserved(one) && isLong(one))).length,
    }),
    inNorm: (receptions: readonly CountedReception[]) =>
      ratioOf(receptions.filter((one) => hasVerdict(one) && isByLaw(one))),
    inTarget: (receptions: readonly CountedReception[]) =>
      ratioOf(receptions.filter((one) => hasVerdict(one) && !isByLaw(one))),
    matter: (receptions: readonly CountedReception[], matter: string) =>
      ratioOf(
        receptions.filter(
          (one) => hasVerdict(one) && isByLaw(one) && lawOf(one.service, one.version).matter === matter,
        ),
      ),
  };
}

function lineOf(visits: readonly CountedVisit[], receptions: readonly CountedReception[], of: Refigured) {
  const { isLong, inTime, inNorm, inTarget } = judge(of);
  const count = (is: (visit: CountedVisit) => boolean) => visits.filter(is).length;
  return {
    visits: visits.length,
    begun: count(isBegun),
    wait: spread(visits.filter(isBegun).map(({ waitMs }) => waitMs)),
    toCall: spread(visits.map(({ toCallMs }) => toCallMs).filter((ms) => ms >= 0)),
    way: spread(visits.map(({ wayMs }) => wayMs).filter((ms) => ms >= 0)),
    between: spread(visits.filter(({ betweens }) => betweens > 0).map(({ betweenMs }) => betweenMs)),
    inTime: inTime(visits),
    unservedLate: count((one) => isUnserved(one) && isLong(one)),
    unservedEarly: count((one) => isUnserved(one) && !isLong(one)),
    cancelled: count(isCancelled),
    noShow: count(isNoShow),
    expired: count(isExpired),
    alive: count(isAlive),
    transferred: count(({ transfers }) => transfers > 0),
    parked: count(({ parks }) => parks > 0),
    missed: count(({ misses }) => misses > 0),
    returned: count(({ returns }) => returns > 0),
    receptions: receptions.length,
    service: spread(receptions.map(({ lengthMs }) => lengthMs)),
    inNorm: inNorm(receptions),
    inTarget: inTarget(receptions),
  };
}

function workOf(shifts: readonly CountedShift[], now: number) {
  const pausedMs: Record<string, number> = { lunch: 0, break: 0, documents: 0, technical: 0, meeting: 0 };
  let [openMs, busyMs, calledMs] = [0, 0, 0];
  for (const shift of shifts) {
    openMs += Math.max(0, (shift.closedAt === 0 ? now : shift.closedAt) - shift.openedAt);
    busyMs += shift.busyMs;
    calledMs += shift.calledMs;
    for (const reason of Object.keys(shift.paused)) pausedMs[reason]! += shift.paused[reason]!;
  }
  return { shifts: shifts.length, openMs, pausedMs, busyMs, calledMs };
}

/** The norms by which receptions of a service were judged; today's where there was none. */
function normsOf(service: string, receptions: readonly CountedReception[], { lawOf }: Refigured): string[] {
  const judged = receptions.filter((one) => one.service === service && one.normMinutes >= 0);
  const norms = judged.map(({ normMinutes, version }) => `${normMinutes} ${lawOf(service, version).norm.ref}`);
  const { minutes, ref } = lawOf(service, '').norm;
  return norms.length === 0 ? [`${minutes} ${ref}`] : [...new Set(norms)].sort();
}

function groupsOf(
  visits: readonly CountedVisit[],
  receptions: readonly CountedReception[],
  shifts: readonly CountedShift[],
  of: Refigured,
) {
  const sides = ['service', 'user', 'booth', 'channel', 'category'] as const;
  return sides.map((side) => {
    const ofShifts = side === 'user' || side === 'booth' ? shifts.map((shift) => shift[side]) : [];
    const names = [...new Set([...visits, ...receptions].map((row) => row[side]).concat(ofShifts))].sort();
    return names.map((name) => {
      const own = side === 'user' || side === 'booth' ? shifts.filter((shift) => shift[side] === name) : [];
      return {
        key: name === '' ? 'none' : name,
        line: lineOf(
          visits.filter((row) => row[side] === name),
          receptions.filter((row) => row[side] === name),
          of,
        ),
        work: own.length === 0 ? null : workOf(own, of.now),
        norms: side === 'service' ? normsOf(name, receptions, of) : [],
      };
    });
  });
}

function stepsOf(steps: readonly CountedStep[], { lawOf }: Refigured) {
  // whatever is said of a step in its row
  const nameOf = ({ service, step, version, normMinutes }: CountedStep) => {
    const { procedure, steps: prescribed } = lawOf(service, version);
    const law = prescribed.find((one) => one.step === step);
    const norm = normMinutes < 0 ? 'none' : `${normMinutes} ${law?.ref ?? null}`;
    return [procedure, step, law?.title ?? step, norm].join(' | ');
  };
  return [...new Set(steps.map(nameOf))].sort().map((name) => {
    const own = steps.filter((step) => nameOf(step) === name);
    const judged = own.filter(({ normMinutes }) => normMinutes >= 0);
    return {
      name,
      versions: [...new Set(own.map(({ version }) => version))].sort(),
      spent: spread(own.map(({ spentMs }) => spentMs)),
      inNorm: {
        within: judged.filter((one) => one.spentMs <= one.normMinutes * minuteMs).length,
        of: judged.length,
      },
    };
  });
}

/** Every number of the report on the days of a period. */
export function refigure(days: readonly CountedDay[], filter: Filter & { from: string; until: string }, of: Refigured) {
  const inside = days.filter(({ day }) => day >= filter.from && day <= filter.until);
  const visits = inside.flatMap((day) => day.visits).filter((row) => passes(filter, row));
  const receptions = inside.flatMap((day) => day.receptions).filter((row) => passes(filter, row));
  const steps = inside.flatMap((day) => day.steps).filter((row) => passes(filter, row));
  const shifts = inside
    .flatMap((day) => day.shifts)
    .filter((row) => has(filter.operators, row.user) && has(filter.booths, row.booth));
  const events = inside.flatMap((day) => day.events).filter(({ user }) => has(filter.operators, user));
  const { inTime, matter } = judge(of);
  const median = (of: readonly CountedVisit[]) => spread(of.filter(isBegun).map(({ waitMs }) => waitMs)).medianMs;
  const happened = (kind: string, first: string | null) =>
    events.filter((event) => event.kind === kind && (first === null || event.first === first));
  const distribution = Array.from({ length: 31 }, (_, minute) => {
    const whole = ({ waitMs }: CountedVisit) => Math.floor(waitMs / minuteMs);
    return visits.filter((one) => isBegun(one) && (minute < 30 ? whole(one) === minute : whole(one) >= 30)).length;
  });
  const heat = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    Array.from({ length: 24 }, (_, hour) => {
      const own = visits.filter(({ startAt }) => {
        const wall = of.wallOf(startAt);
        return wall.weekday === weekday && wall.hour === hour;
      });
      const begun = own.filter(isBegun).length;
      return { weekday, hour, visits: own.length, begun, medianMs: median(own), inTime: inTime(own) };
    }).filter((cell) => cell.visits > 0),
  );
  const trend = [...new Set(inside.map(({ day }) => day))].map((day) => {
    const ids = new Set(inside.filter((one) => one.day === day).flatMap((one) => one.visits.map(({ seq }) => seq)));
    const own = visits.filter(({ seq }) => ids.has(seq));
    return { from: day, until: day, visits: own.length, medianMs: median(own), inTime: inTime(own) };
  });
  const codes = (kind: string) => [...new Set(happened(kind, null).map(({ first }) => first))].sort();
  const terms = new Set(['begun', 'kept', 'late', 'breached', 'unbreached'].flatMap((end) => codes(`term:${end}`)));
  return {
    days: new Set(inside.map(({ day }) => day)).size,
    line: lineOf(visits, receptions, of),
    consultations: matter(receptions, 'consultation'),
    intakes: matter(receptions, 'intake'),
    distribution,
    heat,
    trend,
    groups: groupsOf(visits, receptions, shifts, of),
    steps: stepsOf(steps, of),
    protocols: codes('protocol:issued').flatMap((kind) =>
      [...new Set(happened('protocol:issued', kind).map(({ second }) => second))].sort().map((outcome) => ({
        kind,
        outcome,
        count: happened('protocol:issued', kind).filter(({ second }) => second === outcome).length,
      })),
    ),
    corrections: happened('protocol:corrected', null).length,
    findings: codes('finding').map((code) => ({
      code,
      count: happened('finding', code).reduce((sum, { amount }) => sum + amount, 0),
      protocols: happened('finding', code).length,
    })),
    registered: codes('submission:registered').map((channel) => ({
      channel,
      count: happened('submission:registered', channel).length,
      persons: happened('submission:registered', channel).reduce((sum, { amount }) => sum + amount, 0),
    })),
    terms: [...terms].sort().map((code) => ({
      code,
      begun: happened('term:begun', code).length,
      kept: happened('term:kept', code).length,
      late: happened('term:late', code).length,
      breached: happened('term:breached', code).length - happened('term:unbreached', code).length,
    })),
    exclusions: {
      waits: visits.filter((one) => isAlive(one) && !isBegun(one)).length,
      unservedEarly: visits.filter((one) => isUnserved(one) && !judge(of).isLong(one)).length,
      unservedLate: visits.filter((one) => isUnserved(one) && judge(of).isLong(one)).length,
      inService: visits.filter((one) => isAlive(one) && isBegun(one)).length,
      void: happened('reception:void', null).length,
      noVisit: receptions.filter(({ visitSeq }) => visitSeq === 0).length,
      noNorm: receptions.filter(({ normMinutes }) => normMinutes < 0).length,
      carriedOn: receptions.filter(({ normMinutes, judgedMs }) => normMinutes >= 0 && judgedMs < 0).length,
    },
  };
}
