/**
 * What becomes of a submission after its protocol, on other days: entered in the accounts, handed in again, given back,
 * sent. Most of it in time.
 */
import type { Submission } from '../domain/cases.js';
import { userActor } from './scene.js';
import type { World } from './world.js';

/** Working days until accepted data are entered (п. 23 gives two), and how often. */
const inclusion = [
  { days: 0, share: 0.25 },
  { days: 1, share: 0.6 },
  { days: 2, share: 0.135 },
  { days: 3, share: 0.015 },
] as const;

/** Of protocols of errors: answered within the two weeks, later, or never. */
const answers = { inTime: 0.86, late: 0.1385 };
/** Working days: the two weeks are ten of them, less a holiday. */
const inTime = { from: 1, until: 8 };
const late = { from: 11, until: 24 };

function pickDays(world: World): number {
  let left = world.scene.dice.between(0, 1);
  for (const { days, share } of inclusion) {
    left -= share;
    if (left < 0) return days;
  }
  return 1;
}

/** Somebody of the managers or of whoever is on duty enters what was accepted in the accounts. */
function include(world: World, submissionId: string, userId: string): void {
  const row = world.scene.books.row('submission', submissionId);
  if (row?.state !== 'accepted' || row.printedAs !== null) return;
  world.scene.press('submission:include', { submissionId }, userActor(userId, ['operator']));
}

function planAnswer(world: World, ordinal: number, row: Submission, payer: number): void {
  const { dice } = world.scene;
  const roll = dice.between(0, 1);
  const { protocol } = row;
  if (protocol === null || roll > answers.inTime + answers.late) return;
  const span = roll < answers.inTime ? inTime : late;
  world.comesAgain(ordinal + Math.round(dice.between(span.from, span.until)), {
    ...protocol,
    payer,
    isMedium: row.channel === 'PAPER_MEDIA',
    isElectronic: row.channel === 'ELECTRONIC',
  });
}

/** Plans what follows from the protocol of a submission, as it stands now. */
export function afterProtocol(world: World, ordinal: number, submissionId: string, payer: number): void {
  const { scene } = world;
  const { dice } = scene;
  const row = scene.books.row('submission', submissionId);
  if (row === null) return;
  const { userId } = row;
  if (row.outcome === 'ACCEPTED') {
    const days = pickDays(world);
    // of the same day only what is left of it
    const minute = days === 0 ? dice.between(17.2, 18) * 60 : dice.between(9.2, 17.5) * 60;
    const at = days === 0 ? scene.wall.midnight(scene.wall.dayOf(scene.now)) + Math.round(minute * 60_000) : 0;
    if (days === 0 && at > scene.now) scene.agenda.add(at, () => include(world, submissionId, userId));
    else world.onDay(ordinal + Math.max(1, days), minute, () => include(world, submissionId, userId));
    return;
  }
  if (row.outcome === 'ERRORS') planAnswer(world, ordinal, row, payer);
}

const giveBackDays = { from: 1, until: 4 };

/** Documents that did not go back with the protocol go back by post within days. */
export function giveBackLater(world: World, ordinal: number, submissionId: string): void {
  const { dice } = world.scene;
  const days = dice.between(0, 1) < 0.96 ? dice.between(giveBackDays.from, giveBackDays.until) : dice.between(6, 9);
  world.onDay(ordinal + Math.round(days), dice.between(10, 17) * 60, () => {
    const row = world.scene.books.row('submission', submissionId);
    if (row === null || row.returnedAt !== null || row.printedAs !== null) return;
    if (!['errors', 'refused', 'overdue', 'resubmitted'].includes(row.state)) return;
    world.scene.press('submission:return', { submissionId, way: 'post' }, userActor(row.userId, ['operator']));
  });
}

/** What came by telecom channel gets its protocol by the same channel, signed outside. */
export function sendProtocol(world: World, ordinal: number, protocolId: string): void {
  const { scene } = world;
  const { dice } = scene;
  const send = () => {
    const row = scene.books.row('protocol', protocolId);
    if (row?.state !== 'issued') return;
    const how = 'телекоммуникационный канал связи';
    scene.press('protocol:send', { protocolId, sentAt: scene.now, how }, userActor(row.issuedBy, ['operator']));
  };
  if (dice.between(0, 1) < 0.7) scene.agenda.add(scene.now + Math.round(dice.between(4, 25) * 60_000), send);
  else world.onDay(ordinal + 1, dice.between(9.2, 11) * 60, send);
}
