/**
 * An operator's work inside a reception: the steps of the order at their times, the card, what is wrong, the protocol
 * signed and handed over. What the screen shows decides what is due; nothing is remembered that it tells.
 */
import type { DeskView } from '../contract/index.js';
import { type CommandName, type Payload } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { Dice } from './dice.js';
import { complaintOf, faults, payerOf, personsOf, questions, reportOf } from './filing.js';
import type { Life } from './play.js';
import type { Heard } from './wire.js';

type Current = NonNullable<DeskView['current']>;
type Reception = NonNullable<Current['reception']>;
type Press = <N extends CommandName>(name: N, payload: Omit<Payload<N>, 'requestId'>) => Promise<Heard>;

interface Desk {
  press: Press;
  dice: Dice;
  now: () => Instant;
  newId: () => string;
}

/** Which protocol of this reception is to be signed and handed over. */
const issued = new WeakMap<Life, string>();

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

/** When the running step ends: the reception's time is shared among the steps as their norms are. */
function stepEndsAt(reception: Reception, begunAt: Instant, endsAt: Instant): Instant {
  const { steps } = reception.work;
  const all = steps.reduce((sum, step) => sum + step.norm.minutes, 0);
  const running = steps.findIndex((step) => step.state === 'running');
  const before = steps.slice(0, running + 1).reduce((sum, step) => sum + step.norm.minutes, 0);
  return Math.round(begunAt + (endsAt - begunAt) * (all === 0 ? 1 : before / all));
}

/** Hands in: the card of a payer and its report. */
async function save(desk: Desk, life: Life, receptionId: string): Promise<Heard> {
  const { dice } = desk;
  return desk.press('submission:save', {
    receptionId,
    revision: 0,
    payer: payerOf(Math.round(dice.between(0, 299))),
    content: reportOf(dice, personsOf(dice, life.plan.answers.persons), desk.newId),
  });
}

async function intakeGoesOn(
  desk: Desk,
  life: Life,
  reception: Reception,
  begunAt: Instant,
  endsAt: Instant,
  isFaulty: boolean,
): Promise<Instant | null> {
  const { receptionId, work } = reception;
  const running = work.steps.find((step) => step.state === 'running');
  if (running === undefined) {
    const protocolId = issued.get(life);
    if (protocolId === undefined) return null;
    issued.delete(life);
    await desk.press('protocol:sign', { protocolId });
    await desk.press('protocol:handOver', { protocolId });
    return null;
  }
  const at = stepEndsAt(reception, begunAt, endsAt);
  if (desk.now() < at) return at;
  if (work.submission === null) await save(desk, life, receptionId);
  if (running.act === 'register' && isFaulty && work.submission?.errors === 0) {
    const { severity, ...fault } = desk.dice.pick(faults);
    await desk.press('reception:addFinding', {
      receptionId,
      finding: { ruleId: null, severity: Math.max(30, severity), ...fault },
    });
  }
  if (running.act === 'protocol') {
    const heard = await desk.press('protocol:issue', { receptionId });
    const protocolId = heard.ok ? field(heard.data, 'protocolId') : undefined;
    if (typeof protocolId === 'string') issued.set(life, protocolId);
    return desk.now();
  }
  const attestation = running.attested
    ? {
        tool: running.step === 'RECONCILE' ? 'ПТК СПУ' : 'CheckXML',
        result: 'passed' as const,
        checkedAt: desk.now(),
        file: '',
      }
    : null;
  await desk.press('reception:completeStep', { receptionId, step: running.step, attestation });
  return desk.now();
}

/**
 * What is due inside the reception now. The instant to look again at, or null when the work is done and only the
 * finish is left.
 */
export async function workGoesOn(
  desk: Desk,
  life: Life,
  current: Current,
  begunAt: Instant,
  endsAt: Instant,
  outcome: string | null,
): Promise<Instant | null> {
  const { reception } = current;
  if (reception === null) return null;
  const { receptionId, work } = reception;
  if (work.matter === 'intake' && outcome !== null)
    return intakeGoesOn(desk, life, reception, begunAt, endsAt, outcome === 'ERRORS');
  if (desk.now() < endsAt) return endsAt;
  if (work.matter === 'consultation' && outcome !== null)
    await desk.press('consultation:save', { receptionId, ...desk.dice.pick(questions) });
  if (work.matter === 'complaint' && outcome !== null)
    await desk.press('complaint:take', { content: complaintOf(desk.dice), receivedAt: null, receptionId });
  if ((work.matter === 'card' || work.matter === 'password') && outcome !== null)
    await desk.press('card:issue', {
      receptionId,
      payer: payerOf(Math.round(desk.dice.between(0, 299))),
      representative: 'Орлова М. С.',
      identity: '45 10 000118',
      authority: 'Доверенность № 12 от 10.01.2013',
      isChecked: true,
    });
  return null;
}
