/** Any life of the small office: random presses by random people at random times, through the table of rules. */
import { apply } from '../../server/domain/apply.js';
import { isCasePatch } from '../../server/domain/caserow.js';
import type { Decision, Ruling } from '../../server/domain/decide.js';
import type { Visit } from '../../server/domain/visit.js';
import { passTime } from '../../server/domain/rules/day.js';
import { caseVerbs, caseWeights } from './caselife.js';
import {
  boss,
  clockwork,
  hall,
  kiosk,
  minuteMs,
  operator,
  operators,
  scheduleAt,
  visitor,
  type Stage,
} from '../support/builders.js';
import fc from '../support/chance.js';

export interface Step {
  verb: Verb;
  who: number;
  pick: number;
  minutes: number;
  isStale: boolean;
}

const profiles = ['all', 'reports', 'advice', 'consultFirst'];
const pauses = ['lunch', 'break', 'documents', 'technical', 'meeting'] as const;
const reason = 'по просьбе';

/** Who presses, at which booth's turn; `pick` chooses among what there is. */
export interface Hand {
  stage: Stage;
  name: string;
  turn: number;
  pick: number;
}

/** A visit among those in one of the statuses, or any when there is none: presses that make no sense are pressed too. */
function some({ stage, pick }: Hand, ...statuses: Visit['status'][]): string {
  const all = [...stage.office.visits.values()];
  const fitting = all.filter(({ status }) => statuses.includes(status));
  const from = fitting.length > 0 ? fitting : all;
  return from[pick % Math.max(1, from.length)]?.visitId ?? 'nobody';
}
const of = <Item>(items: readonly Item[], pick: number): Item | undefined => items[pick % items.length];
const serviceOf = ({ stage, pick }: Hand) => of([...stage.office.services.keys()], pick) ?? 'consult';

const verbs = {
  issue: (hand: Hand) =>
    hand.stage.rule(
      'ticket:issue',
      { serviceId: serviceOf(hand), answers: {}, language: 'ru' },
      hand.pick % 5 === 0 ? hall : kiosk,
    ),
  claim: (hand: Hand) =>
    hand.stage.rule(
      'ticket:issue',
      {
        serviceId: serviceOf(hand),
        answers: {},
        language: 'en',
        category: of(['courtesy', 'statute'], hand.pick) ?? null,
      },
      kiosk,
    ),
  enter: (hand: Hand) =>
    hand.stage.rule(
      'ticket:enter',
      {
        serviceId: serviceOf(hand),
        paperNumber: String((hand.pick % 30) + 1),
        writtenAt: hand.stage.now - (hand.pick % 40) * minuteMs,
        language: 'ru',
      },
      hall,
    ),
  reprint: (hand: Hand) => hand.stage.rule('ticket:reprint', { visitId: some(hand, 'waiting') }, hall),
  callNext: ({ stage, name, turn }: Hand) => stage.rule('visit:callNext', { turn }, operator(name)),
  call: (hand: Hand) =>
    hand.stage.rule(
      'visit:call',
      { turn: hand.turn, visitId: some(hand, 'missed', 'parked', 'waiting'), reason },
      operator(hand.name),
    ),
  callByManager: (hand: Hand) =>
    hand.stage.rule(
      'visit:call',
      { turn: 0, visitId: some(hand, 'waiting'), reason, boothId: `booth-${(hand.pick % 4) + 1}` },
      boss,
    ),
  recall: ({ stage, name, turn }: Hand) => stage.rule('visit:recall', { turn }, operator(name)),
  withdraw: ({ stage, name, turn }: Hand) => stage.rule('visit:withdraw', { turn }, operator(name)),
  begin: ({ stage, name, turn }: Hand) => stage.rule('visit:begin', { turn }, operator(name)),
  unbegin: ({ stage, name, turn }: Hand) => stage.rule('visit:unbegin', { turn }, operator(name)),
  finish: ({ stage, name, turn, pick }: Hand) =>
    stage.rule('visit:finish', { turn, note: pick % 3 === 0 ? reason : '' }, operator(name)),
  reopen: (hand: Hand) =>
    hand.stage.rule('visit:reopen', { turn: hand.turn, visitId: some(hand, 'served'), reason }, operator(hand.name)),
  miss: ({ stage, name, turn }: Hand) => stage.rule('visit:miss', { turn }, operator(name)),
  comeBack: (hand: Hand) => hand.stage.rule('visit:return', { visitId: some(hand, 'missed') }, hall),
  park: ({ stage, name, turn }: Hand) => stage.rule('visit:park', { turn, reason }, operator(name)),
  resume: (hand: Hand) =>
    hand.stage.rule('visit:resume', { turn: hand.turn, visitId: some(hand, 'parked') }, operator(hand.name)),
  transferHeld: (hand: Hand) =>
    hand.stage.rule(
      'visit:transfer',
      {
        turn: hand.turn,
        visitId: some(hand, 'serving', 'called'),
        serviceId: serviceOf(hand),
        boothId: hand.pick % 3 === 0 ? `booth-${(hand.pick % 4) + 1}` : null,
      },
      operator(hand.name),
    ),
  transferWaiting: (hand: Hand) =>
    hand.stage.rule(
      'visit:transfer',
      {
        visitId: some(hand, 'waiting', 'parked'),
        serviceId: serviceOf(hand),
        userId: hand.pick % 2 === 0 ? hand.name : null,
      },
      hall,
    ),
  cancel: (hand: Hand) =>
    hand.stage.rule('visit:cancel', { visitId: some(hand, 'waiting', 'called', 'missed'), reason: 'left' }, hall),
  cancelParked: (hand: Hand) =>
    hand.stage.rule('visit:cancel', { visitId: some(hand, 'parked'), reason: 'left' }, operator(hand.name)),
  undo: (hand: Hand) => {
    const undoable = [...hand.stage.office.visits.values()].filter(({ undo }) => undo !== null);
    const visitId = of(undoable, hand.pick)?.visitId ?? 'nobody';
    return hand.stage.rule('visit:undo', { visitId }, operator(hand.name));
  },
  confirm: (hand: Hand) =>
    hand.stage.rule(
      'visit:confirmCategory',
      {
        visitId: some(hand, 'waiting', 'called'),
        category: of(['courtesy', 'courtesy', 'statute'], hand.pick) ?? null,
        confirmed: hand.pick % 4 > 0,
      },
      hall,
    ),
  move: (hand: Hand) =>
    hand.stage.rule(
      'visit:move',
      { visitId: some(hand, 'waiting'), place: hand.pick % 2 === 0 ? 'first' : 'last', reason },
      boss,
    ),
  open: ({ stage, name, pick }: Hand) =>
    stage.rule(
      'shift:open',
      { boothId: `booth-${(pick % 4) + 1}`, profileId: of(profiles, pick >> 2) ?? null, takeOver: pick % 7 < 3 },
      operator(name),
    ),
  pause: ({ stage, name, turn, pick }: Hand) =>
    stage.rule('shift:pause', { turn, reason: of(pauses, pick) ?? 'lunch' }, operator(name)),
  workOn: ({ stage, name, turn }: Hand) => stage.rule('shift:resume', { turn }, operator(name)),
  close: ({ stage, name, turn }: Hand) => stage.rule('shift:close', { turn }, operator(name)),
  sendProfile: ({ stage, pick }: Hand) =>
    stage.rule(
      'shift:setProfile',
      { boothId: `booth-${(pick % 4) + 1}`, profileId: of(profiles, pick >> 2) ?? 'all' },
      boss,
    ),
  ask: ({ stage, name, pick }: Hand) =>
    stage.rule(
      'shift:ask',
      { what: pick % 3 === 0 ? 'resume' : 'open', boothId: `booth-${(pick % 4) + 1}`, userId: name },
      boss,
    ),
  closeService: (hand: Hand) =>
    hand.stage.rule(
      'service:close',
      { serviceId: serviceOf(hand), reason: { ru: 'связь', en: 'link' }, until: hand.stage.now + 5 * minuteMs },
      boss,
    ),
  openService: (hand: Hand) => hand.stage.rule('service:open', { serviceId: serviceOf(hand) }, boss),
  callStaff: ({ stage }: Hand) => stage.rule('staff:call', {}, kiosk),
  closeDay: ({ stage }: Hand) => stage.rule('day:close', {}, boss),
  openDay: ({ stage }: Hand) => stage.rule('day:open', {}, boss),
  night: (): Ruling | null => null,
  booked: (): Ruling | null => null,
  ...caseVerbs,
} satisfies Record<string, (hand: Hand) => Ruling | null>;
export type Verb = keyof typeof verbs;

/** How often each is pressed; the busy ones of a day often. */
const weights: Partial<Record<Verb, number>> = {
  // where no procedure is prescribed nothing of a case can be pressed
  ...Object.fromEntries(Object.keys(caseVerbs).map((verb) => [verb, 0])),
  issue: 14,
  claim: 5,
  callNext: 14,
  begin: 10,
  finish: 8,
  open: 6,
  confirm: 8,
  closeDay: 0,
  openDay: 0,
  night: 0,
  booked: 0,
};

/** Steps of a life; `more` gives weight to what a short life leaves out (nights, bookings). */
export function lives(length: number, more: Partial<Record<Verb, number>>): fc.Arbitrary<Step[]> {
  const weighted = Object.keys(verbs).map((name) => {
    const verb = name as Verb;
    return { arbitrary: fc.constant(verb), weight: more[verb] ?? weights[verb] ?? 2 };
  });
  const step = fc.record({
    verb: fc.oneof(...weighted),
    who: fc.nat(3),
    pick: fc.nat(10_000),
    minutes: fc.constantFrom(0, 0, 0.05, 0.5, 1, 3, 6, 11),
    isStale: fc.oneof({ arbitrary: fc.constant(false), weight: 19 }, { arbitrary: fc.constant(true), weight: 1 }),
  });
  // any length, so that a counterexample shrinks to the presses that matter
  return fc.array(step, { minLength: 1, maxLength: length, size: 'max' });
}

/** Lives of an office under the order: cases are worked on as well. */
export function lawfulLives(length: number, more: Partial<Record<Verb, number>>): fc.Arbitrary<Step[]> {
  return lives(length, { ...caseWeights, ...more });
}

let booked = 0;

/** What a step rules now; null when it is none of a person's presses. Nothing is applied. */
export function rulingOf(stage: Stage, { verb, who, pick, isStale }: Step): Ruling | null {
  const name = of(operators, who) ?? 'anna';
  if (verb === 'booked') {
    booked += 1;
    const at = stage.now + (pick % 30) * minuteMs;
    const over = { day: 'booked', issuedAt: stage.now, startAt: at, placeAt: at - 10 * minuteMs, notBefore: at };
    const row = visitor(booked, {
      visitId: `booked-${booked}`,
      token: `booked-${booked}`,
      number: `Т${booked}`,
      ...over,
    });
    return { ok: true, decision: { patches: [{ table: 'visit', row }], entries: [], reply: null } };
  }
  return verbs[verb]({ stage, name, turn: stage.turn(name) + (isStale ? 1 : 0), pick });
}

/** Who watches a life: before a ruling is applied, and after. */
export interface Watch {
  before?: (decision: Decision, step: Step) => void;
  after?: (decision: Decision, step: Step) => void;
}

/** Lives the steps; each ruling that is granted is applied between `before` and `after`. */
export function live(stage: Stage, steps: readonly Step[], watch: Watch): void {
  const become = (ruling: Ruling | null, step: Step) => {
    if (ruling === null || !ruling.ok) return;
    watch.before?.(ruling.decision, step);
    for (const patch of ruling.decision.patches) {
      apply(stage.office, patch);
      if (isCasePatch(patch)) stage.cases.put(patch);
    }
    stage.entries.push(...ruling.decision.entries);
    watch.after?.(ruling.decision, step);
  };
  for (const step of steps) {
    stage.pass(step.verb === 'night' ? 24 * 60 : step.minutes);
    for (let rulings = 0; rulings < 20; rulings += 1) {
      const ruling = passTime(stage.office, scheduleAt(stage.now), stage.context(clockwork));
      if (ruling === null) break;
      become(ruling, step);
    }
    become(rulingOf(stage, step), step);
  }
}
