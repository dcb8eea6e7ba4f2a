/** The visitors of one day: when they come, for what, how long it takes and what happens. Whom a booth calls is not planned. */
import type { Answers, Language } from '../contract/index.js';
import { minuteOfArrival, opensMinute } from '../demo/curve.js';
import type { Dice } from '../demo/dice.js';
import type { Instant } from '../domain/instant.js';

const minuteMs = 60_000;

/** Somebody who was given a protocol of errors and hands in again. */
export interface Returning {
  payer: number;
  protocolId: string;
  number: number;
  year: number;
  /** Of the service at which the first report was handed in. */
  isMedium: boolean;
  isElectronic: boolean;
}

export type Story = 'plain' | 'park' | 'transfer' | 'withdrawn' | 'unbegun' | 'undone' | 'unregistered' | 'corrected';

export interface Visitor {
  comesAt: Instant;
  /** The code of the service, as the pack has it. */
  service: string;
  answers: Answers;
  language: Language;
  /** A claim to be received out of turn, and whether the document is there. */
  claim: { category: string; isTrue: boolean } | null;
  walkMs: number;
  answersCall: 'first' | 'second' | 'none';
  returnsAfterMs: number | null;
  /** Patience: who still waits then goes; null waits on. */
  leavesAfterMs: number | null;
  /** Length of each reception: one for each payer handed in for. */
  lengths: number[];
  story: Story;
  returning: Returning | null;
}

/** Minutes: mean, spread, bounds. The norms of the order are not asked: people take what they take. */
interface Kind {
  service: string;
  share: number;
  mean: number;
  spread: number;
  low: number;
  high: number;
}

const kinds: readonly Kind[] = [
  { service: 'intake-paper', share: 0.22, mean: 22.6, spread: 6.6, low: 10, high: 36 },
  { service: 'intake-medium', share: 0.16, mean: 20.2, spread: 5.8, low: 9, high: 34 },
  { service: 'consultation', share: 0.375, mean: 12, spread: 3.8, low: 4, high: 19 },
  { service: 'protocol', share: 0.1, mean: 6.4, spread: 1.9, low: 2.5, high: 11 },
  { service: 'cabinet-card', share: 0.07, mean: 9, spread: 2.4, low: 5, high: 15 },
  { service: 'cabinet-password', share: 0.05, mean: 6, spread: 1.8, low: 3, high: 11 },
  { service: 'complaint', share: 0.025, mean: 11.6, spread: 3, low: 6, high: 19 },
];
const again: Kind = { service: 'resubmission', share: 0, mean: 14, spread: 3.8, low: 7, high: 25 };

/** Arrivals per half hour from nine o'clock, in proportion: a wave before noon, lunch, a second one. */
const dayCurve = [9.6, 10.8, 11.3, 11.5, 11.2, 10.2, 8.8, 8, 8.2, 9, 9.5, 9.6, 9.3, 8.7, 7.8, 6.5, 4.4];
/** Nobody can press the touchscreen faster than this after another; there are two of them. */
const kioskGapMs = 6_000;

const shares = {
  none: 0.02,
  second: 0.022,
  transfer: 0.035,
  park: 0.035,
  leave: 0.04,
  claim: 0.03,
  english: 0.03,
  withdrawn: 0.004,
  unbegun: 0.004,
  undone: 0.004,
  unregistered: 0.002,
  corrected: 0.005,
  long: 0.035,
  secondPayer: 0.05,
};

const categories = ['disabled', 'small-child', 'aged', 'war-veteran', 'disabled-child', 'labour-hero', 'hero'] as const;
const bands = ['upTo10', 'upTo10', 'upTo10', 'upTo50', 'upTo50', 'upTo200', 'over200'] as const;

function arrivals(dice: Dice, midnight: Instant, count: number): Instant[] {
  const at = Array.from({ length: count }, (_, place) => {
    // people come as they like, not one after the other: a wide spread about the even line
    const share = Math.min(0.999, Math.max(0, (place + dice.between(-6, 7)) / count));
    return Math.round(midnight + minuteOfArrival(dayCurve, share) * minuteMs);
  }).sort((a, b) => a - b);
  let last = midnight + opensMinute * minuteMs;
  return at.map((one) => (last = Math.max(one, last + kioskGapMs + Math.round(dice.between(0, 5000)))));
}

function dealt(dice: Dice): Kind {
  let left = dice.between(0, 1);
  for (const kind of kinds) {
    left -= kind.share;
    if (left < 0) return kind;
  }
  return again;
}

function lengthOf(dice: Dice, kind: Kind, pace: number): number {
  const usual = dice.about(kind.mean, kind.spread, kind.low, kind.high);
  // some cases are of another kind altogether: a hundred corrections, a quarrel, a printer that jams
  const stretched = dice.between(0, 1) < shares.long ? dice.between(1.5, 2.6) : 1;
  return Math.round(usual * stretched * pace * minuteMs);
}

export const isIntake = (service: string) => service.startsWith('intake') || service.startsWith('resubmission');

function answersOf(dice: Dice, service: string, payers: number, returning: Returning | null): Answers {
  const answers: Answers = {};
  if (service.startsWith('intake')) {
    answers.medium = service === 'intake-paper' ? 'paper' : 'paperAndMedium';
    answers.organisations = payers;
  }
  if (isIntake(service)) answers.persons = dice.pick(bands);
  if (returning !== null) answers.protocol = `${returning.number}/${returning.year}`;
  if (service !== 'consultation' && service !== 'complaint' && dice.between(0, 1) < 0.4)
    answers.regNo = `087-105-${String(Math.floor(dice.between(1, 999_999))).padStart(6, '0')}`;
  return answers;
}

function storyOf(dice: Dice, service: string): Story {
  let left = dice.between(0, 1);
  const falls = (share: number) => (left -= share) < 0;
  if (falls(shares.transfer))
    return ['consultation', 'intake-paper', 'resubmission'].includes(service) ? 'transfer' : 'plain';
  if (falls(shares.withdrawn)) return 'withdrawn';
  if (falls(shares.unbegun)) return 'unbegun';
  if (falls(shares.undone)) return 'undone';
  if (!isIntake(service)) return 'plain';
  if (falls(shares.park)) return 'park';
  if (falls(shares.unregistered)) return 'unregistered';
  return falls(shares.corrected) ? 'corrected' : 'plain';
}

/**
 * The visitors of a day, in the order in which they come; those who hand in again are among them.
 * @param pace 1 usually; where many wait, everybody works a little faster
 */
export function planVisitors(
  dice: Dice,
  spec: { midnight: Instant; count: number; returning: readonly Returning[]; pace: number },
): Visitor[] {
  const { midnight, count, pace } = spec;
  const coming = arrivals(dice, midnight, count);
  const places = new Set<number>();
  const most = Math.min(spec.returning.length, count);
  while (places.size < most) places.add(Math.floor(dice.between(0, count)));
  const queue = [...spec.returning];
  return coming.map((comesAt, place): Visitor => {
    const returning = places.has(place) ? (queue.shift() ?? null) : null;
    const kind = returning === null ? dealt(dice) : again;
    const service = returning?.isMedium === true ? 'resubmission-medium' : kind.service;
    const minute = (comesAt - midnight) / minuteMs;
    const isSecond = service.startsWith('intake') && dice.between(0, 1) < shares.secondPayer;
    const lengths = [lengthOf(dice, kind, pace)];
    if (isSecond) lengths.push(Math.round(lengthOf(dice, kind, pace) * 0.7));
    const roll = dice.between(0, 1);
    const isLate = minute > 16.3 * 60;
    const answersCall = isLate || roll > shares.none + shares.second ? 'first' : roll < shares.none ? 'none' : 'second';
    const mayClaim = !isIntake(service) && dice.between(0, 1) < shares.claim;
    const story = isLate ? 'plain' : storyOf(dice, service);
    return {
      comesAt,
      service,
      answers: answersOf(dice, service, lengths.length, returning),
      language: dice.between(0, 1) < shares.english ? 'en' : 'ru',
      claim: mayClaim ? { category: dice.pick(categories), isTrue: dice.between(0, 1) < 0.8 } : null,
      walkMs: Math.round(dice.between(12, 40) * 1000),
      answersCall,
      returnsAfterMs:
        answersCall === 'none' && dice.between(0, 1) < 0.5 ? Math.round(dice.between(2, 16) * minuteMs) : null,
      leavesAfterMs: dice.between(0, 1) < shares.leave ? Math.round(dice.between(4, 28) * minuteMs) : null,
      lengths,
      story,
      returning,
    };
  });
}
