/** One reception as a row of acts, from its beginning to how it is left: finished, parked, transferred, the next payer. */
import type { Hall, Life, Seat } from './hall.js';
import { intakeActs, pickPayer, type Act } from './intake.js';
import { settleMatter } from './matters.js';
import { isIntake } from './visitors.js';
import type { Today, World } from './world.js';

export type { Act } from './intake.js';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** What comes of a visitor who asked for something else in the end. */
const secondMatters = ['cabinet-card', 'protocol'] as const;

interface How {
  /** Another payer of the same visitor is received now. */
  again: () => void;
}

/** The acts of the reception that has just begun at a seat. */
export function receptionActs(world: World, today: Today, hall: Hall, seat: Seat, life: Life, how: How): Act[] {
  const { scene } = world;
  const { office, dice, agenda } = scene;
  const { visitor, visitId } = life;
  const visit = office.visits.get(visitId);
  const reception = office.receptions.get(visit?.receptionId ?? '');
  const matter = office.services.get(visit?.serviceId ?? '')?.matter ?? null;
  if (visit === undefined || reception === undefined) return [];
  const turn = () => ({ turn: office.booths.get(seat.boothId)?.turn ?? -1 });
  const wholeMs = visitor.lengths[life.payerAt] ?? 5 * minuteMs;
  const lengthMs = life.isTransferred ? Math.round(dice.between(4, 10) * minuteMs) : wholeMs;
  const isFirst = life.payerAt === 0 && !life.isTransferred;
  const acts: Act[] = [];
  /** The visitor is gone from the booth: whoever sits there looks up soon. */
  const looksUp = () => agenda.add(scene.now + Math.round(dice.between(8, 35) * secondMs), () => hall.look(seat));

  if (visitor.story === 'transfer' && !life.isTransferred) {
    acts.push({
      afterMs: Math.round(lengthMs * dice.between(0.3, 0.6)),
      act() {
        life.isTransferred = true;
        life.answersCall = 'first';
        const to = isIntake(visitor.service) ? 'consultation' : dice.pick(secondMatters);
        const sent = { visitId, serviceId: world.serviceId(to), boothId: null, userId: null };
        scene.press('visit:transfer', { ...turn(), ...sent, note: 'сведения проверены' }, seat.actor);
        hall.someoneWaits(visitId);
        looksUp();
        return 'left';
      },
    });
    return acts;
  }

  const isUnregistered = visitor.story === 'unregistered' && isFirst;
  if (matter === 'intake') {
    if (life.payer < 0 || life.payerAt > 0) life.payer = pickPayer(world);
    acts.push(
      ...intakeActs(
        world,
        today,
        {
          actor: seat.actor,
          receptionId: reception.receptionId,
          lengthMs,
          payer: life.payer,
          returning: isFirst ? visitor.returning : null,
          band: visitor.answers.persons,
          isCorrected: visitor.story === 'corrected' && isFirst,
          isUnregistered,
        },
        reception,
      ),
    );
  }

  function finish(outcome: string | null): void {
    const note = isUnregistered ? 'Представитель ушёл, не дождавшись протокола' : '';
    const heard = scene.press('visit:finish', { ...turn(), outcome, note }, seat.actor);
    if (!heard.ok)
      scene.press('visit:finish', { ...turn(), outcome: null, note: 'Оставлено без протокола' }, seat.actor);
    const { submissionId } = reception ?? { submissionId: null };
    const left = office.receptions.get(reception?.receptionId ?? '')?.submissionId ?? submissionId;
    if (isUnregistered && left !== null)
      world.onDay(today.ordinal + 1, dice.between(9.1, 12) * 60, () => world.desk.push(left));
  }

  const parks = visitor.story === 'park' && isFirst && acts.length > 3;
  if (parks) {
    const place = 2 + Math.floor(dice.between(0, 2));
    const afterMs = (acts[place - 1]?.afterMs ?? 0) + 5 * secondMs;
    acts.splice(place, 0, {
      afterMs,
      act() {
        scene.press('visit:park', { ...turn(), reason: 'снимает копии документов' }, seat.actor);
        seat.parked.push({ visitId, backAt: scene.now + Math.round(dice.between(4, 19) * minuteMs) });
        looksUp();
        return 'left';
      },
    });
  }

  const endsMs = Math.max(lengthMs, (acts.at(-1)?.afterMs ?? 0) + 5 * secondMs);
  acts.push({
    afterMs: endsMs,
    act() {
      if (matter === 'intake' && life.payerAt + 1 < visitor.lengths.length && !isUnregistered) {
        life.payerAt += 1;
        if (scene.press('reception:nextPayer', { ...turn(), note: '' }, seat.actor).ok) {
          how.again();
          return 'left';
        }
      }
      const now = office.visits.get(visitId);
      const outcome = now === undefined || matter === 'intake' ? null : settleMatter(world, today, now, seat.actor);
      finish(outcome);
      if (visitor.story === 'undone' && !life.isTold) {
        life.isTold = true;
        agenda.add(scene.now + Math.round(dice.between(4, 7) * secondMs), () => {
          scene.press('visit:undo', { visitId }, seat.actor);
          agenda.add(scene.now + Math.round(dice.between(40, 150) * secondMs), () => {
            finish(outcome);
            looksUp();
          });
        });
        return 'left';
      }
      looksUp();
      return 'left';
    },
  });
  return acts;
}
