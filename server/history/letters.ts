/** Letters and calls: written inquiries (п. 17), complaints by post and portal, consultations by telephone (п. 16). */
import type { Actor } from '../domain/decide.js';
import { complaintLife } from './complaints.js';
import type { Seat } from './hall.js';
import { asked, historyComplaint, historyPayer, payerCount } from './reports.js';
import { told, userActor } from './scene.js';
import type { Today, World } from './world.js';
import { minuteOf } from './world.js';

const minuteMs = 60_000;
const ways = ['post', 'post', 'site', 'portal', 'mfc'] as const;

function manager(world: World): Actor {
  return userActor(world.staff.managers[0]?.userId ?? '', ['manager']);
}

/** An inquiry in writing; its answer is due within 15 days. */
function inquiry(world: World, today: Today): void {
  const { scene } = world;
  const { dice } = scene;
  const payer = historyPayer(Math.floor(dice.between(0, payerCount)));
  const heard = scene.press(
    'consultation:receive',
    {
      receivedAt: scene.now - Math.round(dice.between(0, 60) * minuteMs),
      sender: payer.name,
      address: '115582, г. Москва, ул. Ясеневая, д. 3',
      topic: dice.pick(asked).topic,
    },
    manager(world),
  );
  const consultationId = told(heard, 'consultationId');
  if (consultationId === '') return;
  const days = dice.between(0, 1) < 0.95 ? dice.between(3, 9) : dice.between(11, 15);
  world.onDay(today.ordinal + Math.round(days), dice.between(10, 17) * 60, () => {
    if (scene.books.row('consultation', consultationId) === null) return;
    const { result } = dice.pick(asked);
    scene.press('consultation:answer', { consultationId, result, sentAt: scene.now }, manager(world));
  });
}

function letter(world: World, today: Today): void {
  const { scene } = world;
  const content = historyComplaint(scene.dice, scene.dice.pick(ways));
  const sent = { content, receivedAt: scene.now - Math.round(scene.dice.between(1, 50) * minuteMs), receptionId: null };
  const heard = scene.press('complaint:take', sent, manager(world));
  const complaintId = told(heard, 'complaintId');
  if (complaintId !== '') complaintLife(world, today.ordinal, complaintId);
}

/** Somebody calls: an operator answers between two visitors, or beside one. */
function phone(world: World, seats: readonly Seat[]): void {
  const { scene } = world;
  const { dice, agenda } = scene;
  const open = seats.filter(
    ({ state, userId }) => (state === 'idle' || state === 'busy') && !scene.office.phones.has(userId),
  );
  const seat = open.find(({ state }) => state === 'idle') ?? open[Math.floor(dice.between(0, open.length))];
  if (seat === undefined) return;
  const consultationId = told(scene.press('consultation:beginCall', {}, seat.actor), 'consultationId');
  if (consultationId === '') return;
  agenda.add(scene.now + Math.round(dice.about(4.5, 2.4, 1, 13) * minuteMs), () =>
    scene.press('consultation:endCall', { consultationId, ...dice.pick(asked) }, seat.actor),
  );
}

/** Plans the letters and calls of a day, in proportion to its visitors. */
export function planLetters(world: World, today: Today, visitors: number, seats: readonly Seat[]): void {
  const { scene } = world;
  const { agenda, dice } = scene;
  const some = (share: number) => Math.floor(visitors * share + dice.between(0, 1));
  const at = () => minuteOf(today, dice.between(9.3, 16.8) * 60);
  for (let count = some(0.004); count > 0; count -= 1) agenda.add(at(), () => inquiry(world, today));
  for (let count = some(0.002); count > 0; count -= 1) agenda.add(at(), () => letter(world, today));
  for (let count = some(0.04); count > 0; count -= 1) agenda.add(at(), () => phone(world, seats));
}
