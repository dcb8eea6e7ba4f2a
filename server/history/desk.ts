/** Work without a visitor: what came by telecom channel, and what was left behind when its payer had gone (п. 47, 49). */
import type { Actor } from '../domain/decide.js';
import { intakeActs, pickPayer, type Act } from './intake.js';
import { historyPayer } from './reports.js';
import { told, userActor } from './scene.js';
import type { Returning } from './visitors.js';
import type { Today, World } from './world.js';
import { minuteOf } from './world.js';

const minuteMs = 60_000;
const bands = ['upTo10', 'upTo50', 'upTo50', 'upTo200'] as const;

/** Who came by which channel is remembered until somebody works on it. */
const answered = new WeakMap<World, Map<string, { payer: number; returning: Returning | null }>>();

function pending(world: World) {
  const known = answered.get(world) ?? new Map<string, { payer: number; returning: Returning | null }>();
  answered.set(world, known);
  return known;
}

/** A report comes in by telecom channel: registered as received, and put where officers find it. */
export function receive(world: World, returning: Returning | null): void {
  const { scene, staff } = world;
  const { dice } = scene;
  const payer = returning?.payer ?? pickPayer(world);
  const receivedAt = scene.now - Math.round(dice.between(1, 25) * minuteMs);
  const senderRef = `ТКС-${Math.floor(dice.between(100_000, 999_999))}`;
  const clerk = userActor(dice.pick([staff.managers[0], staff.managers[1]])?.userId ?? '', ['manager']);
  const heard = scene.press(
    'submission:receive',
    { channel: 'ELECTRONIC', receivedAt, senderRef, payer: historyPayer(payer) },
    clerk,
  );
  const submissionId = told(heard, 'submissionId');
  if (submissionId === '') return;
  pending(world).set(submissionId, { payer, returning });
  world.desk.push(submissionId);
}

/**
 * Takes the oldest of it up; `isDone` is called when it is over. False when nothing could be begun. A visitor is called
 * by another booth meanwhile.
 */
export function workAtDesk(world: World, today: Today, actor: Actor, isDone: () => void): boolean {
  const { scene } = world;
  const { dice, agenda, office } = scene;
  const submissionId = world.desk.shift();
  if (submissionId === undefined) return false;
  const heard = scene.press('reception:open', { submissionId }, actor);
  const receptionId = told(heard, 'receptionId');
  const reception = office.receptions.get(receptionId);
  if (reception === undefined) return false;
  const { payer, returning } = pending(world).get(submissionId) ?? { payer: pickPayer(world), returning: null };
  pending(world).delete(submissionId);
  const lengthMs = Math.round(dice.about(9, 3, 4, 22) * minuteMs);
  const of = {
    actor,
    receptionId,
    lengthMs,
    payer,
    returning,
    band: dice.pick(bands),
    isCorrected: false,
    isUnregistered: false,
  };
  const acts: Act[] = intakeActs(world, today, of, reception);
  const begunAt = scene.now;
  const run = (at: number): void => {
    const next = acts[at];
    if (next === undefined) {
      scene.press(
        'reception:close',
        { receptionId, note: acts.length === 0 ? 'Файл не читается, отправитель извещён' : '' },
        actor,
      );
      return isDone();
    }
    agenda.add(Math.max(scene.now, begunAt + next.afterMs), () => {
      next.act();
      run(at + 1);
    });
  };
  run(0);
  return true;
}

/** What comes in on a day without a visitor: reports by telecom channel, letters, calls. */
export function planArrivals(world: World, today: Today, count: number, again: readonly Returning[]): void {
  const { scene } = world;
  for (const returning of again)
    scene.agenda.add(minuteOf(today, scene.dice.between(9.1, 15.5) * 60), () => receive(world, returning));
  for (let at = 0; at < count; at += 1)
    scene.agenda.add(minuteOf(today, scene.dice.between(9.1, 16.5) * 60), () => receive(world, null));
}
