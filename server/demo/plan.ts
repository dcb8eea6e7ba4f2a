/**
 * The plan of a demo day: who comes when, for what, how long it takes and what happens. Pure: a seed and the instant of
 * the day's midnight give it; whom an operator calls when is not planned, that is what the day shows.
 */
import type { Answers, Language } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import { minuteOfArrival, opensMinute } from './curve.js';
import { makeDice, type Dice } from './dice.js';

const minuteMs = 60_000;

/** One piece of a reception, and how it ends. */
export interface Stage {
  lastsMs: number;
  then: { do: 'finish'; outcome: string } | { do: 'park'; awayMs: number } | { do: 'transfer'; serviceId: string };
}

export interface VisitorPlan {
  comesAt: Instant;
  serviceId: string;
  answers: Answers;
  language: Language;
  /** A claim to be received out of turn, and whether the document is there. */
  claim: { category: string; isTrue: boolean } | null;
  /** From the seat to the booth. */
  walkMs: number;
  /** Which call is answered: the first, the second, or none until the visitor comes back. */
  answersCall: 'first' | 'second' | 'none';
  /** After being missed, until the visitor shows up at the attendant's; null: never. */
  returnsAfterMs: number | null;
  /** Patience: one who still waits then says «ухожу» on the phone page; null waits on. */
  leavesAfterMs: number | null;
  stages: Stage[];
}

export interface DayPlan {
  visitors: VisitorPlan[];
  /** When somebody presses «Позвать сотрудника» at the kiosk. */
  staffCallAt: Instant;
}

/** Minutes: mean, spread, bounds. The norms of the order are not asked: people take what they take. */
interface Kind {
  service: string;
  share: number;
  mean: number;
  spread: number;
  low: number;
  high: number;
  outcomes: readonly [string, ...string[]];
}

const filed = ['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'ERRORS'] as const;
const kinds: readonly Kind[] = [
  { service: 'intake-paper', share: 0.31, mean: 23, spread: 7, low: 12, high: 35, outcomes: filed },
  { service: 'intake-medium', share: 0.19, mean: 20.5, spread: 6, low: 12, high: 35, outcomes: filed },
  { service: 'resubmission', share: 0.08, mean: 15, spread: 4, low: 8, high: 25, outcomes: filed },
  { service: 'consultation', share: 0.24, mean: 11, spread: 3.5, low: 5, high: 18, outcomes: ['ANSWERED'] },
  { service: 'protocol', share: 0.08, mean: 6, spread: 2, low: 3, high: 11, outcomes: ['HANDED_OVER'] },
  { service: 'cabinet-card', share: 0.05, mean: 9, spread: 2.5, low: 5, high: 15, outcomes: ['CARD_ISSUED'] },
  { service: 'cabinet-password', share: 0.03, mean: 6, spread: 2, low: 3, high: 11, outcomes: ['PASSWORD_ISSUED'] },
  { service: 'complaint', share: 0.02, mean: 12, spread: 3, low: 6, high: 19, outcomes: ['COMPLAINT_TAKEN'] },
];

/** Arrivals per half hour from nine o'clock, in proportion: a quiet morning, the rush, lunch, a second small wave. */
const dayCurve = [9, 10.5, 11, 17, 17, 10, 7, 6, 6, 8, 9, 10, 10, 10, 9, 8, 5];
/** Nobody can press the touchscreen faster than this after another. */
const kioskGapMs = 14_000;

/** Shares of the day's visitors to whom something happens. */
const shares = { none: 0.04, second: 0.03, transfer: 0.05, park: 0.045, leave: 0.025, claim: 0.025, english: 0.05 };

function arrivals(dice: Dice, midnight: Instant, count: number): Instant[] {
  const at = Array.from({ length: count }, (_, place) => {
    const share = Math.min(0.999, Math.max(0, (place + dice.between(-1, 2)) / count));
    return Math.round(midnight + minuteOfArrival(dayCurve, share) * minuteMs);
  }).sort((a, b) => a - b);
  // the doors are opened, people walk in
  let last = midnight + opensMinute * minuteMs;
  return at.map((one) => (last = Math.max(one, last + kioskGapMs + Math.round(dice.between(0, 15_000)))));
}

function kindsOf(dice: Dice, count: number): Kind[] {
  const deck = kinds.flatMap((kind) => Array.from({ length: Math.round(kind.share * count) }, () => kind));
  const usual = kinds[0];
  while (usual !== undefined && deck.length < count) deck.push(usual);
  return dice.shuffle(deck.slice(0, count));
}

function lengthOf(dice: Dice, kind: Kind): number {
  return Math.round(dice.about(kind.mean, kind.spread, kind.low, kind.high) * minuteMs);
}

const bands = ['upTo10', 'upTo10', 'upTo50', 'upTo50', 'upTo200', 'over200'] as const;

function answersOf(dice: Dice, service: string): Answers {
  const answers: Answers = {};
  const isFiling = service === 'intake-paper' || service === 'intake-medium';
  if (isFiling) answers.medium = service === 'intake-paper' ? 'paper' : 'paperAndMedium';
  if (isFiling) answers.organisations = dice.pick([1, 1, 1, 1, 1, 1, 2, 3]);
  if (isFiling || service === 'resubmission') answers.persons = dice.pick(bands);
  if (service !== 'consultation' && service !== 'complaint' && dice.between(0, 1) < 0.4)
    answers.regNo = `087-105-${String(Math.floor(dice.between(1, 999_999))).padStart(6, '0')}`;
  return answers;
}

/** Hands a part to visitors who may have it and have none yet; the later ones of the list go without. */
function deal(dice: Dice, free: Set<VisitorPlan>, count: number, may: (one: VisitorPlan) => boolean) {
  const chosen = dice.shuffle([...free].filter(may)).slice(0, count);
  for (const one of chosen) free.delete(one);
  return chosen;
}

const categories = [
  { category: 'disabled', isTrue: true },
  { category: 'small-child', isTrue: true },
  { category: 'aged', isTrue: true },
  { category: 'disabled', isTrue: false },
] as const;

function addStories(dice: Dice, visitors: VisitorPlan[], midnight: Instant): void {
  const count = (share: number) => Math.round(share * visitors.length);
  const free = new Set(visitors);
  const between = (from: number, until: number) => (one: VisitorPlan) => {
    const hour = (one.comesAt - midnight) / (60 * minuteMs);
    return hour >= from && hour < until;
  };
  const isOf = (...services: string[]) => {
    const ids = services.map((service) => `service-${service}`);
    return (one: VisitorPlan) => ids.includes(one.serviceId);
  };
  const inTime = between(9.5, 16.2);
  // at another hour one is called before the attendant has come
  const whenMany = between(10.6, 12);
  // who sees such a line in the rush turns round
  for (const one of deal(dice, free, count(shares.leave), between(10.95, 11.6)))
    one.leavesAfterMs = Math.round(dice.between(5, 9) * minuteMs);
  const asksAside = isOf('consultation', 'cabinet-card', 'complaint');
  const claims = deal(dice, free, count(shares.claim), (one) => whenMany(one) && asksAside(one));
  for (const [at, one] of claims.entries()) one.claim = categories[at % categories.length] ?? null;
  for (const [at, one] of deal(dice, free, count(shares.none), inTime).entries()) {
    one.answersCall = 'none';
    one.returnsAfterMs = at % 2 === 0 ? Math.round(dice.between(3, 14) * minuteMs) : null;
  }
  for (const one of deal(dice, free, count(shares.second), () => true)) one.answersCall = 'second';
  const goesOn = isOf('consultation', 'intake-paper', 'resubmission');
  for (const one of deal(dice, free, count(shares.transfer), (plan) => inTime(plan) && goesOn(plan))) {
    const [whole] = one.stages;
    if (whole === undefined) continue;
    const wasFiling = one.serviceId !== 'service-consultation';
    const serviceId = wasFiling ? 'service-consultation' : dice.pick(['service-cabinet-card', 'service-protocol']);
    const outcome = wasFiling ? 'ANSWERED' : serviceId === 'service-protocol' ? 'HANDED_OVER' : 'CARD_ISSUED';
    one.stages = [
      { lastsMs: Math.round(whole.lastsMs * dice.between(0.4, 0.7)), then: { do: 'transfer', serviceId } },
      { lastsMs: Math.round(dice.between(5, 10) * minuteMs), then: { do: 'finish', outcome } },
    ];
  }
  const filing = isOf('intake-paper', 'intake-medium', 'resubmission');
  for (const one of deal(dice, free, count(shares.park), (plan) => inTime(plan) && filing(plan))) {
    const [whole] = one.stages;
    if (whole === undefined) continue;
    const firstMs = Math.round(whole.lastsMs * dice.between(0.35, 0.6));
    one.stages = [
      { lastsMs: firstMs, then: { do: 'park', awayMs: Math.round(dice.between(6, 13) * minuteMs) } },
      { lastsMs: whole.lastsMs - firstMs, then: whole.then },
    ];
  }
  for (const one of dice.shuffle(visitors).slice(0, count(shares.english))) one.language = 'en';
}

/** The day's plan. `midnight` begins the day in the office's zone; the same seed gives the same visitors. */
export function planDay(seed: number, midnight: Instant, count: number): DayPlan {
  const dice = makeDice(seed);
  const dealt = kindsOf(dice, count);
  const visitors = arrivals(dice, midnight, count).flatMap((comesAt, at): VisitorPlan[] => {
    const kind = dealt[at];
    if (kind === undefined) return [];
    return [
      {
        comesAt,
        serviceId: `service-${kind.service}`,
        answers: answersOf(dice, kind.service),
        language: 'ru',
        claim: null,
        walkMs: Math.round(dice.between(15, 45) * 1000),
        answersCall: 'first',
        returnsAfterMs: null,
        leavesAfterMs: null,
        stages: [{ lastsMs: lengthOf(dice, kind), then: { do: 'finish', outcome: dice.pick(kind.outcomes) } }],
      },
    ];
  });
  addStories(dice, visitors, midnight);
  return { visitors, staffCallAt: Math.round(midnight + dice.between(10.8, 11) * 60 * minuteMs) };
}
