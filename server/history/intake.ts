/** A report as it is received: the card, the steps at their times, the faults, the protocol signed and handed over. */
import type { Actor } from '../domain/decide.js';
import type { Reception } from '../domain/reception.js';
import { afterProtocol, giveBackLater, sendProtocol } from './cases.js';
import { faultOf, historyPayer, historyReport, ownFault, payerCount } from './reports.js';
import type { Returning } from './visitors.js';
import type { Today, World } from './world.js';

const secondMs = 1000;

/** Something that is done so long after the beginning; `left` when nothing follows, because it is over or put aside. */
export interface Act {
  afterMs: number;
  act: () => 'goOn' | 'left';
}

export interface Intake {
  actor: Actor;
  receptionId: string;
  lengthMs: number;
  /** The payer's place in the list. */
  payer: number;
  returning: Returning | null;
  band: Parameters<typeof historyReport>[1]['band'];
  isCorrected: boolean;
  /** Left before the journal had it. */
  isUnregistered: boolean;
}

const shares = { errors: 0.165, errorsAgain: 0.1, refused: 0.008, nothing: 0.012, warned: 0.12, signature: 0.012 };
const mostFaults = 5;

const tools = { RECONCILE: 'ПТК СПУ', VIRUS: 'Антивирус', SIGNATURE_FORMAT: 'CheckXML' };

function toolOf(step: string): string {
  return Object.entries(tools).find(([code]) => code === step)?.[1] ?? 'CheckXML';
}

const go = (act: () => void) => (): 'goOn' => {
  act();
  return 'goOn';
};

/** A payer of the list: some come often. */
export function pickPayer(world: World): number {
  return Math.floor(payerCount * world.scene.dice.between(0, 1) ** 1.3);
}

type Fate = 'accepted' | 'errors' | 'refused' | 'nothing';

function fateOf(world: World, { returning }: Intake, isInPerson: boolean): Fate {
  const roll = world.scene.dice.between(0, 1);
  const errors = returning === null ? shares.errors : shares.errorsAgain;
  if (roll < errors) return 'errors';
  if (returning === null && roll < errors + shares.refused) return 'refused';
  // what came by channel is there; only a visitor may go as he came
  const isNothing = isInPerson && returning === null && roll < errors + shares.refused + shares.nothing;
  return isNothing ? 'nothing' : 'accepted';
}

function save(world: World, today: Today, of: Intake, fate: Fate): void {
  const { scene } = world;
  const { receptionId, actor } = of;
  const reception = scene.office.receptions.get(receptionId);
  const before = scene.books.row('submission', reception?.submissionId ?? '');
  // what somebody else left behind is typed already
  if (before !== null && before.content.packs.length > 0) return;
  const resubmits = of.returning?.protocolId ?? null;
  const content = historyReport(scene.dice, { day: today.day, band: of.band, resubmits, newId: scene.ids.id });
  const refusalGround = fate === 'refused' ? 'Нет документа, подтверждающего полномочия' : '';
  scene.press(
    'submission:save',
    {
      receptionId,
      revision: before?.revision ?? 0,
      payer: historyPayer(of.payer),
      content: { ...content, refusalGround },
    },
    actor,
  );
}

function findFaults(world: World, { receptionId, actor }: Intake, fate: Fate): void {
  const { scene, ruleIds } = world;
  const { dice } = scene;
  const add = (finding: ReturnType<typeof faultOf>) =>
    scene.press('reception:addFinding', { receptionId, finding }, actor);
  if (fate === 'errors') {
    add(faultOf(dice, ruleIds));
    for (let more = 1; more < mostFaults && dice.between(0, 1) < 0.35; more += 1) add(faultOf(dice, ruleIds));
  }
  if (dice.between(0, 1) < shares.warned) add({ ...ownFault(dice), severity: 20 });
}

function complete(world: World, { receptionId, actor }: Intake, step: string, isAttested: boolean): void {
  const { scene } = world;
  const attestation = isAttested
    ? { tool: toolOf(step), result: 'passed' as const, checkedAt: scene.now - 20 * secondMs, file: '' }
    : null;
  scene.press('reception:completeStep', { receptionId, step, attestation }, actor);
}

function submissionOf(world: World, receptionId: string) {
  const reception = world.scene.office.receptions.get(receptionId);
  return world.scene.books.row('submission', reception?.submissionId ?? '');
}

/** A fault is seen after the protocol was issued: it is corrected by another one. */
function correct(world: World, of: Intake): void {
  const { scene } = world;
  const { receptionId, actor } = of;
  const inForce = submissionOf(world, receptionId)?.protocol;
  if (!inForce) return;
  scene.press('reception:addFinding', { receptionId, finding: { ...ownFault(scene.dice), severity: 30 } }, actor);
  const reason = 'Не указана ошибка в приложенной описи';
  scene.press('protocol:issue', { receptionId, replaces: inForce.protocolId, reason }, actor);
}

function sign(world: World, { receptionId, actor }: Intake): void {
  const { scene } = world;
  const protocolId = submissionOf(world, receptionId)?.protocol?.protocolId;
  if (protocolId === undefined) return;
  if (scene.dice.between(0, 1) < shares.signature)
    scene.press('protocol:refuseSignature', { protocolId, note: 'Не согласен с ошибками' }, actor);
  else scene.press('protocol:sign', { protocolId }, actor);
}

function handOver(world: World, today: Today, of: Intake): void {
  const { scene } = world;
  const row = submissionOf(world, of.receptionId);
  if (row?.protocol === undefined || row.protocol === null) return;
  const { protocolId } = row.protocol;
  const withDocuments = row.outcome === 'ACCEPTED' || scene.dice.between(0, 1) < 0.9;
  scene.press('protocol:handOver', { protocolId, withDocuments }, of.actor);
  if (!withDocuments) giveBackLater(world, today.ordinal, row.submissionId);
  afterProtocol(world, today.ordinal, row.submissionId, of.payer);
}

/** Everything that is done inside one reception of a report, in its order; how it is left stands after it. */
export function intakeActs(world: World, today: Today, of: Intake, reception: Reception): Act[] {
  const { dice } = world.scene;
  const isInPerson = reception.visitId !== null;
  const fate = fateOf(world, of, isInPerson);
  if (fate === 'nothing') return [];
  const open = reception.steps.filter(({ state }) => state === 'open' || state === 'running');
  const weights = open.map(({ normMinutes }) => normMinutes * dice.between(0.65, 1.35));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  // what stays of the length is for signing
  const forSteps = of.lengthMs - (isInPerson ? 50 * secondMs : 10 * secondMs);
  const acts: Act[] = [];
  let after = 0;
  for (const [place, { step, attested }] of open.entries()) {
    const before = after;
    after += (forSteps * (weights[place] ?? 0)) / all;
    const isOver = of.isUnregistered && (step === 'JOURNAL' || step === 'PROTOCOL');
    if (isOver) break;
    const firstMs = Math.round(before + (after - before) * 0.6);
    if (place === 0) acts.push({ afterMs: firstMs, act: go(() => save(world, today, of, fate)) });
    if (step === 'RECONCILE') acts.push({ afterMs: firstMs, act: go(() => findFaults(world, of, fate)) });
    acts.push({ afterMs: Math.round(after), act: go(() => complete(world, of, step, attested)) });
  }
  if (of.isUnregistered) return acts;
  const later = (seconds: number, act: () => void) =>
    acts.push({ afterMs: Math.round(after) + seconds * secondMs, act: go(act) });
  if (isInPerson) {
    if (of.isCorrected) later(12, () => correct(world, of));
    later(25, () => sign(world, of));
    later(40, () => handOver(world, today, of));
  } else
    later(5, () => {
      const row = submissionOf(world, of.receptionId);
      if (row?.protocol === undefined || row.protocol === null) return;
      // a visitor's own case that was left behind is signed when its payer comes for it
      if (row.channel === 'ELECTRONIC') sendProtocol(world, today.ordinal, row.protocol.protocolId);
      afterProtocol(world, today.ordinal, row.submissionId, of.payer);
    });
  return acts;
}
