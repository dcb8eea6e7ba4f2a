/** The hall: visitors at the kiosk and with their phones, and the attendant who walks about. */
import { HallView, Ticket, TicketView } from '../contract/index.js';
import type { Cast } from './cast.js';
import type { DayPlan, VisitorPlan } from './plan.js';
import { pressed, type Life, type Play } from './play.js';
import { connect } from './wire.js';

const secondMs = 1000;

export interface Hall {
  /** A missed visitor who will show up again is brought back by the attendant. */
  bringBack(life: Life): void;
}

/** Plans everything that visitors and attendant do. `onTicket` hears each ticket's link as it is issued. */
export function playHall(
  play: Play,
  cast: Cast,
  plan: DayPlan,
  url: string,
  onTicket: (link: string | null) => void,
): Hall {
  const { time, agenda, dice } = play;
  const soon = (low: number, high: number) => time.now() + Math.round(dice.between(low, high) * secondMs);

  /** «Ухожу», pressed on the phone page by one who still waits. */
  async function leave(life: Life, link: string): Promise<void> {
    const phone = await connect(url, 'ticket', { token: link.split('#')[1] ?? '', cookie: null });
    try {
      const { status } = TicketView.parse(await phone.look('ticket'));
      if (status === 'waiting')
        await pressed(play, life.number, phone, 'visit:cancel', { visitId: life.visitId, reason: 'left' });
    } finally {
      phone.close();
    }
  }

  /** The attendant goes to whoever claimed the right of way and looks at the document. */
  async function lookAtDocument(life: Life, claim: NonNullable<VisitorPlan['claim']>): Promise<void> {
    const hall = HallView.parse(await cast.attendant.look('hall'));
    // called meanwhile: the booth will see to it
    if (!hall.queue.some((row) => row.visitId === life.visitId)) return;
    await pressed(play, 'администратор зала', cast.attendant, 'visit:confirmCategory', {
      visitId: life.visitId,
      category: claim.category,
      confirmed: claim.isTrue,
    });
  }

  async function takeTicket(visitor: VisitorPlan): Promise<void> {
    const reply = await pressed(play, 'киоск', cast.kiosk, 'ticket:issue', {
      serviceId: visitor.serviceId,
      answers: visitor.answers,
      language: visitor.language,
      category: visitor.claim?.category ?? null,
    });
    if (!reply.ok) return;
    const { visitId, number, link } = Ticket.parse(reply.data);
    const { answersCall, claim, leavesAfterMs } = visitor;
    const life: Life = {
      plan: visitor,
      visitId,
      number,
      stageAt: 0,
      stageBegunAt: null,
      answersCall,
      isMissed: false,
    };
    play.lives.set(visitId, life);
    onTicket(link);
    if (claim !== null) agenda.add(soon(20, 50), () => lookAtDocument(life, claim));
    if (leavesAfterMs !== null && link !== null) agenda.add(time.now() + leavesAfterMs, () => leave(life, link));
  }

  async function comeBack(life: Life): Promise<void> {
    const hall = HallView.parse(await cast.attendant.look('hall'));
    if (!hall.missed.some((row) => row.visitId === life.visitId)) return;
    life.answersCall = 'first';
    life.isMissed = false;
    await pressed(play, 'администратор зала', cast.attendant, 'visit:return', { visitId: life.visitId });
  }

  async function answerCall(): Promise<void> {
    const hall = HallView.parse(await cast.attendant.look('hall'));
    const call = hall.staffCalls.find((one) => one.answeredAt === null);
    if (call === undefined) return;
    const { staffCallId } = call;
    await pressed(play, 'администратор зала', cast.attendant, 'staff:answer', { staffCallId });
  }

  for (const visitor of plan.visitors) agenda.add(visitor.comesAt, () => takeTicket(visitor));
  agenda.add(plan.staffCallAt, async () => {
    await pressed(play, 'киоск', cast.kiosk, 'staff:call', {});
    agenda.add(soon(25, 70), answerCall);
  });

  return {
    bringBack(life) {
      const { returnsAfterMs } = life.plan;
      if (returnsAfterMs !== null) agenda.add(time.now() + returnsAfterMs, () => comeBack(life));
    },
  };
}
