/** The life of a complaint through its days: registered, decided by an act, answered, remedied, or sent on. */
import type { ComplaintDecision } from '../contract/index.js';
import { userActor } from './scene.js';
import type { World } from './world.js';

const decisions: Record<ComplaintDecision['decision'], ComplaintDecision> = {
  satisfied: {
    decision: 'satisfied',
    ground: '',
    reasons: 'Сведения представлены в срок, отказ не обоснован.',
    remedy: 'Принять сведения и направить протокол в пятидневный срок.',
  },
  refused: { decision: 'refused', ground: '', reasons: 'Нарушений порядка приёма не установлено.', remedy: '' },
  unanswered: { decision: 'unanswered', ground: 'unreadable', reasons: 'Текст не поддаётся прочтению.', remedy: '' },
};

/** Plans everything that is done with a complaint after it was taken on a day. */
export function complaintLife(world: World, ordinal: number, complaintId: string): void {
  const { scene, staff } = world;
  const { dice } = scene;
  const head = userActor(staff.managers[1]?.userId ?? staff.managers[0]?.userId ?? '', ['manager']);
  const rowOf = () => scene.books.row('complaint', complaintId);
  const at = () => dice.between(9.3, 17.3) * 60;
  const seldom = (share: number) => dice.between(0, 1) < share;
  let day = ordinal;
  const after = (days: number, act: () => void) => {
    day += Math.max(1, Math.round(days));
    world.onDay(day, at(), () => {
      if (rowOf() !== null) act();
    });
  };

  after(seldom(0.05) ? 2 : 1, () => scene.press('complaint:register', { complaintId }, head));
  if (seldom(0.06)) {
    after(dice.between(1, 2), () =>
      scene.press(
        'complaint:forward',
        { complaintId, to: 'Отделение Пенсионного фонда Российской Федерации', noticeAt: scene.now },
        head,
      ),
    );
    return;
  }
  const roll = dice.between(0, 1);
  const decision = decisions[roll < 0.4 ? 'satisfied' : roll < 0.96 ? 'refused' : 'unanswered'];
  // five working days where something was refused, fifteen otherwise; now and then it takes longer
  const reply = () => scene.press('complaint:reply', { complaintId, way: seldom(0.6) ? 'post' : 'handed' }, head);
  // the reply is due on the next day, and a Friday's next day is no working day
  const isAtOnce = seldom(0.9) && decision.decision !== 'unanswered';
  after(seldom(0.07) ? dice.between(6, 17) : dice.between(2, 5), () => {
    scene.press('complaint:decide', { complaintId, decision }, head);
    if (isAtOnce) scene.agenda.add(scene.now + 25 * 60_000, reply);
  });
  if (decision.decision === 'unanswered') return;
  if (!isAtOnce) after(1, reply);
  if (decision.decision === 'satisfied')
    after(seldom(0.05) ? 6 : dice.between(1, 3), () =>
      scene.press('complaint:remedy', { complaintId, note: 'Сведения приняты, протокол направлен.' }, head),
    );
}
