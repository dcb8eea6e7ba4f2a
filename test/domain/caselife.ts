/** What is pressed on cases in any life of an office under the order: steps, submissions, payers, work without a visit. */
import { boothOf, type Ruling } from '../../server/domain/decide.js';
import type { Reception } from '../../server/domain/reception.js';
import { boss, minuteMs, operator } from '../support/builders.js';
import { report, romashka } from '../support/report.js';
import type { Hand } from './life.js';

const reason = 'по просьбе';
const of = <Item>(items: readonly Item[], pick: number): Item | undefined => items[pick % items.length];

/** The own open reception, mostly; any other now and then: presses that make no sense are pressed too. */
function someReception({ stage, name, pick }: Hand): Reception | undefined {
  const all = [...stage.office.receptions.values()];
  const own = all.filter(({ userId, state }) => userId === name && state === 'open');
  return pick % 12 === 0 || own.length === 0 ? of(all, pick) : of(own, pick);
}
const idOf = (hand: Hand) => someReception(hand)?.receptionId ?? 'nothing';

/** Any step of it. */
function someStep(hand: Hand): { receptionId: string; step: string } {
  const reception = someReception(hand);
  return { receptionId: reception?.receptionId ?? 'nothing', step: of(reception?.steps ?? [], hand.pick)?.step ?? 'X' };
}

/** Work without a visit, the own first. */
function someWork({ stage, name, pick }: Hand, state: Reception['state']): { receptionId: string } {
  const all = [...stage.office.receptions.values()].filter((one) => one.visitId === null && one.state === state);
  const own = all.filter(({ userId }) => userId === name);
  return { receptionId: of(own.length > 0 ? own : all, pick)?.receptionId ?? 'nothing' };
}
const someSubmission = ({ stage, pick }: Hand) => of([...stage.office.submissions.keys()], pick) ?? 'nothing';

export const caseVerbs = {
  completeStep: (hand: Hand) => {
    const reception = someReception(hand);
    const running = reception?.steps.find(({ state }) => state === 'running') ?? reception?.steps[0];
    const press = { receptionId: reception?.receptionId ?? 'nothing', step: running?.step ?? 'X' };
    const checkedAt = hand.stage.now - (hand.pick % 3) * minuteMs;
    const attestation =
      running?.attested === true ? { tool: 'сверка', result: 'passed' as const, checkedAt, file: '' } : null;
    return hand.stage.rule('reception:completeStep', { ...press, attestation }, operator(hand.name));
  },
  skipStep: (hand: Hand) => hand.stage.rule('reception:skipStep', { ...someStep(hand), reason }, operator(hand.name)),
  reopenStep: (hand: Hand) => hand.stage.rule('reception:reopenStep', someStep(hand), operator(hand.name)),
  nextPayer: ({ stage, name, turn, pick }: Hand) =>
    stage.rule('reception:nextPayer', { turn, note: pick % 2 === 0 ? reason : '' }, operator(name)),
  handIn: (hand: Hand) => {
    const reception = someReception(hand);
    const revision = hand.stage.office.submissions.get(reception?.submissionId ?? '')?.revision ?? 0;
    const content = report(hand.pick % 5 === 0 ? { period: null } : {});
    const press = { receptionId: reception?.receptionId ?? 'nothing', revision, payer: romashka, content };
    return hand.stage.rule('submission:save', press, operator(hand.name));
  },
  discard: (hand: Hand) =>
    hand.stage.rule('submission:discard', { receptionId: idOf(hand), reason }, operator(hand.name)),
  receive: ({ stage, name, pick }: Hand) =>
    stage.rule(
      'submission:receive',
      {
        channel: 'ELECTRONIC',
        receivedAt: stage.now - (pick % 30) * minuteMs,
        senderRef: `ТКС ${pick}`,
        payer: romashka,
      },
      operator(name),
    ),
  issueProtocol: (hand: Hand) => hand.stage.rule('protocol:issue', { receptionId: idOf(hand) }, operator(hand.name)),
  openWork: (hand: Hand) =>
    hand.stage.rule('reception:open', { submissionId: someSubmission(hand) }, operator(hand.name)),
  parkWork: (hand: Hand) => hand.stage.rule('reception:park', someWork(hand, 'open'), operator(hand.name)),
  resumeWork: (hand: Hand) => hand.stage.rule('reception:resume', someWork(hand, 'parked'), operator(hand.name)),
  closeWork: (hand: Hand) =>
    hand.stage.rule(
      'reception:close',
      { ...someWork(hand, hand.pick % 2 === 0 ? 'open' : 'parked'), note: hand.pick % 3 === 0 ? reason : '' },
      operator(hand.name),
    ),
  setStep: ({ stage, pick }: Hand) =>
    stage.rule(
      'procedure:setStep',
      { seen: stage.seen('part:steps'), procedure: 'P47', step: 'AUTHORITY', isOn: pick % 2 === 0 },
      boss,
    ),
  handOver: (hand: Hand) => {
    const { stage, name, turn, pick } = hand;
    const held = boothOf(stage.office, name)?.held;
    const serviceId = of(['intake-paper', 'intake-medium', 'intake-paper', 'consultation'], pick) ?? '';
    return stage.rule('visit:transfer', { turn, visitId: held?.visitId ?? 'nobody', serviceId }, operator(name));
  },
} satisfies Record<string, (hand: Hand) => Ruling | null>;

/** How often each is pressed in an office under the order. */
export const caseWeights: Record<keyof typeof caseVerbs, number> = {
  completeStep: 30,
  skipStep: 4,
  reopenStep: 6,
  nextPayer: 5,
  handIn: 12,
  discard: 2,
  receive: 3,
  issueProtocol: 3,
  openWork: 8,
  parkWork: 2,
  resumeWork: 5,
  closeWork: 4,
  setStep: 1,
  handOver: 5,
};
