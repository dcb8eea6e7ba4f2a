/** The hall of one day: visitors with their tickets, and what booths and people at the kiosk know of each other. */
import type { Actor } from '../domain/decide.js';
import { mayTake } from '../domain/next.js';
import type { Instant } from '../domain/instant.js';
import type { Visit } from '../domain/visit.js';
import { told, userActor, type Scene } from './scene.js';
import type { Visitor } from './visitors.js';
import type { Act } from './intake.js';
import type { Today, World } from './world.js';

const secondMs = 1000;

/** A visitor as the day goes. */
export interface Life {
  visitor: Visitor;
  visitId: string;
  answersCall: Visitor['answersCall'];
  /** Which of the visitor's payers is received. */
  payerAt: number;
  /** The payer's place in the list. */
  payer: number;
  /** What is left to be done of a reception that was parked. */
  rest: Act[];
  isTransferred: boolean;
  /** Something odd has happened already: it happens once. */
  isTold: boolean;
}

/** An operator at a booth on one day. */
export interface Seat {
  actor: Actor;
  userId: string;
  boothId: string;
  profileId: string | null;
  comesAt: Instant;
  /** Null: until all is done. */
  leavesAt: Instant | null;
  pauses: { from: Instant; ms: number; reason: 'lunch' | 'break' | 'documents' | 'technical' | 'meeting' }[];
  state: 'away' | 'idle' | 'busy' | 'paused' | 'gone';
  idleSince: Instant;
  /** Who was sent for something, and when they are back. */
  parked: { visitId: string; backAt: Instant }[];
}

export interface Hall {
  lives: Map<string, Life>;
  seats: Seat[];
  /** A visit waits: the operator who has been idle longest and may take it looks up. */
  someoneWaits(visitId: string): void;
  /** An operator looks at the screen. */
  look: LookUp;
  /** Nobody came to the call: whoever comes back later is brought back by the attendant. */
  missed(life: Life): void;
}

/** What an idle operator does when somebody waits. */
export type LookUp = (seat: Seat) => void;

function attendantOf(world: World): Actor {
  const one = world.scene.dice.pick([0, 1]);
  return userActor(world.staff.attendants[one]?.userId ?? '', ['attendant']);
}

function visitOf(scene: Scene, visitId: string): Visit | undefined {
  return scene.office.visits.get(visitId);
}

const soon = (scene: Scene, low: number, high: number) =>
  scene.now + Math.round(scene.dice.between(low, high) * secondMs);

function leave(scene: Scene, visitId: string): void {
  if (visitOf(scene, visitId)?.status !== 'waiting') return;
  const holder: Actor = { actorId: `ticket:${visitId}`, kind: 'ticket', roles: ['ticket'], visitId };
  scene.press('visit:cancel', { visitId, reason: 'left' }, holder);
}

/** Plans the visitors of a day, and what the attendant does for them. */
export function playHall(world: World, today: Today, visitors: readonly Visitor[], seats: Seat[], look: LookUp): Hall {
  const { scene } = world;
  const { agenda, dice } = scene;
  const lives = new Map<string, Life>();

  function someoneWaits(visitId: string): void {
    const visit = visitOf(scene, visitId);
    if (visit?.status !== 'waiting') return;
    let longest: Seat | null = null;
    for (const seat of seats)
      if (seat.state === 'idle' && (longest === null || seat.idleSince < longest.idleSince))
        if (mayTake(scene.office, seat.boothId, visit)) longest = seat;
    if (longest === null) return;
    const seat = longest;
    seat.state = 'busy';
    agenda.add(soon(scene, 3, 14), () => look(seat));
  }

  function confirm(life: Life, claim: NonNullable<Visitor['claim']>): void {
    const { visitId } = life;
    if (visitOf(scene, visitId)?.status !== 'waiting') return;
    const { category, isTrue } = claim;
    scene.press('visit:confirmCategory', { visitId, category, confirmed: isTrue }, attendantOf(world));
  }

  function takeTicket(visitor: Visitor): void {
    const isAtDesk = dice.between(0, 1) < 0.01;
    const kiosk = isAtDesk
      ? attendantOf(world)
      : (world.kiosks[Math.floor(dice.between(0, world.kiosks.length))] ?? null);
    if (kiosk === null) return;
    const { service, answers, language, claim } = visitor;
    const heard = scene.press(
      'ticket:issue',
      { serviceId: world.serviceId(service), answers, language, category: claim?.category ?? null, print: true },
      kiosk,
    );
    const visitId = told(heard, 'visitId');
    if (visitId === '') return;
    const life: Life = {
      visitor,
      visitId,
      answersCall: visitor.answersCall,
      payerAt: 0,
      payer: visitor.returning?.payer ?? -1,
      rest: [],
      isTransferred: false,
      isTold: false,
    };
    lives.set(visitId, life);
    if (claim !== null) agenda.add(soon(scene, 20, 70), () => confirm(life, claim));
    const { leavesAfterMs } = visitor;
    if (leavesAfterMs !== null) agenda.add(scene.now + leavesAfterMs, () => leave(scene, visitId));
    // pressed twice: the second ticket is cancelled by the attendant
    if (dice.between(0, 1) < 0.002) agenda.add(soon(scene, 30, 90), () => cancelTwin(visitId));
    someoneWaits(visitId);
  }

  function cancelTwin(visitId: string): void {
    if (visitOf(scene, visitId)?.status !== 'waiting') return;
    const attendant = attendantOf(world);
    const reason = dice.between(0, 1) < 0.7 ? 'duplicate' : 'byStaff';
    scene.press('visit:cancel', { visitId, reason }, attendant);
    if (dice.between(0, 1) < 0.15)
      agenda.add(soon(scene, 10, 40), () => {
        scene.press('visit:undo', { visitId }, attendant);
        someoneWaits(visitId);
      });
  }

  for (const visitor of visitors) agenda.add(visitor.comesAt, () => takeTicket(visitor));

  const callAt = today.midnight + Math.round(dice.between(10, 16) * 3_600_000);
  agenda.add(callAt, () => {
    const [kiosk] = world.kiosks;
    if (kiosk === undefined) return;
    const staffCallId = told(scene.press('staff:call', {}, kiosk), 'staffCallId');
    agenda.add(soon(scene, 20, 120), () => scene.press('staff:answer', { staffCallId }, attendantOf(world)));
  });

  return {
    lives,
    seats,
    someoneWaits,
    look,
    missed(life) {
      const { returnsAfterMs } = life.visitor;
      if (returnsAfterMs === null) return;
      agenda.add(scene.now + returnsAfterMs, () => {
        const { visitId } = life;
        if (visitOf(scene, visitId)?.status !== 'missed') return;
        life.answersCall = 'first';
        scene.press('visit:return', { visitId }, attendantOf(world));
        someoneWaits(visitId);
      });
    },
  };
}
