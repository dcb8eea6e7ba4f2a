/** The report on a period: gathered in one pass over its days, put in order once, told by every grouping. */
import type { Figures, Norm, ReportAsked } from '../../contract/index.js';
import { addCalendarDays } from '../../domain/calendar.js';
import type { Facts } from '../facts/days.js';
import type { World } from '../world.js';
import { officeOf } from './casework.js';
import { definitionsOf } from './definitions.js';
import { exclusionsOf } from './exclusions.js';
import { whoseOf } from './filter.js';
import { gather, type Asked, type Gathered } from './gather.js';
import { groupsOf } from './groups.js';
import { readKnown } from './known.js';
import { distributionOf, figured, linesOf, mattersOf, noLine, waitsBy } from './lines.js';
import { areTold, stepsOf } from './steps.js';
import { daysIn, stretchesOf } from './stretches.js';

type Query = ReportAsked<'figures'>;

/** Weekdays × hours. */
const cells = 7 * 24;

/** Figures of the period that is asked for, and of the one that it is compared with. */
export function figures(world: World, days: Facts, query: Query): Figures {
  const known = readKnown(world);
  const { from, until } = query;
  const stretches = stretchesOf(from, until);
  const asked: Asked = {
    world,
    known,
    whose: whoseOf(query),
    offsetOf: world.offsetOf,
    stretchOf: (day) => stretches.of(day),
    now: world.now,
  };
  const gathered = gather(days.between(from, until), asked);
  const of = figured(gathered);
  const running = days.runningDay;
  const waitNorm = normThen(known.waitNorm, gathered);
  const steps = stepsOf(gathered);
  const groups = groupsOf(world, known, gathered, of);
  const heat = waitsBy(of, 'cell', cells);
  const trend = waitsBy(of, 'stretch', stretches.list.length);
  return {
    from,
    until,
    before: beforeOf(days, query, asked),
    zone: world.zone,
    madeAt: world.now,
    head: days.headSeq,
    // a day that was opened again after another one has two books
    days: new Set(gathered.days).size,
    running: running !== null && running >= from && running <= until ? running : null,
    waitNorm,
    line: linesOf(of, null, 1).get(0) ?? noLine(),
    ...mattersOf(gathered),
    distribution: distributionOf(of),
    heat: heat.flatMap((cell, at) =>
      cell.visits === 0 ? [] : [{ weekday: Math.floor(at / 24) + 1, hour: at % 24, ...cell }],
    ),
    trend: stretches.list.map((stretch, at) => {
      const { visits = 0, medianMs = null, inTime = { within: 0, of: 0 } } = trend[at] ?? {};
      return { ...stretch, visits, medianMs, inTime };
    }),
    groups,
    steps,
    office: officeOf(world, gathered.happened),
    exclusions: exclusionsOf(gathered),
    definitions: definitionsOf(waitNorm, {
      waits: gathered.waitMinutes.size > 1,
      receptions: groups.service.some(({ norms }) => norms.length > 1),
      steps: areTold(steps),
    }),
  };
}

/** The norm that the headline names: that of the period, when it had only one; else today's. */
function normThen(todays: Norm, { waitMinutes }: Gathered): Norm {
  const [minutes = todays.minutes, ...others] = waitMinutes;
  return others.length > 0 ? todays : { ...todays, minutes };
}

/** The period to compare with: the one that is named, else as many days just before. */
function periodBefore({
  from,
  until,
  compare,
  compareFrom,
  compareUntil,
}: Query): { from: string; until: string } | null {
  if (compareFrom !== undefined) {
    const last = compareUntil ?? addCalendarDays(compareFrom, daysIn(from, until) - 1);
    return { from: compareFrom, until: last };
  }
  if (compare === 'none') return null;
  return { from: addCalendarDays(from, -daysIn(from, until)), until: addCalendarDays(from, -1) };
}

function beforeOf(days: Facts, query: Query, asked: Asked): Figures['before'] {
  const period = periodBefore(query);
  if (period === null) return null;
  const gathered = gather(days.between(period.from, period.until), { ...asked, stretchOf: () => 0 }, 'received');
  return { ...period, line: linesOf(figured(gathered), null, 1).get(0) ?? noLine(), ...mattersOf(gathered) };
}
