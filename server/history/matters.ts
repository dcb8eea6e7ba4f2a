/** What an officer does at the end of every other matter: the consultation in one line, the card, the complaint. */
import type { Actor } from '../domain/decide.js';
import type { Visit } from '../domain/visit.js';
import { issueCard } from '../domain/rules/card.js';
import { complaintLife } from './complaints.js';
import { pickPayer } from './intake.js';
import { asked, historyComplaint, historyPayer } from './reports.js';
import { told } from './scene.js';
import type { Today, World } from './world.js';

/** A hash that no password has: the cards of a history open nothing. */
const noPassword = '-';

function giveCard(world: World, receptionId: string, actor: Actor): void {
  const { scene } = world;
  const press = {
    requestId: 'history',
    receptionId,
    payer: historyPayer(pickPayer(world)),
    representative: 'Орлова М. С.',
    identity: '45 10 000118',
    authority: `Доверенность № 12 от 10.01.${scene.wall.dayOf(scene.now).slice(0, 4)}`,
    isChecked: true as const,
  };
  scene.rule('card:issue', (office, context) => issueCard(office, press, noPassword, context), actor);
}

/** Does what the matter of a visit asks for, and says how its reception ends; null where the office says it itself. */
export function settleMatter(world: World, today: Today, visit: Visit, actor: Actor): string | null {
  const { scene } = world;
  const { dice, office } = scene;
  const receptionId = visit.receptionId ?? '';
  const matter = office.services.get(visit.serviceId)?.matter ?? null;
  if (dice.between(0, 1) < 0.01) return 'NOT_DONE';
  switch (matter) {
    case 'consultation':
      scene.press('consultation:save', { receptionId, ...dice.pick(asked) }, actor);
      return 'ANSWERED';
    case 'handOver':
      return 'HANDED_OVER';
    case 'card':
      giveCard(world, receptionId, actor);
      return 'CARD_ISSUED';
    case 'password':
      giveCard(world, receptionId, actor);
      return 'PASSWORD_ISSUED';
    case 'complaint': {
      const content = historyComplaint(dice, 'booth');
      const heard = scene.press('complaint:take', { content, receivedAt: null, receptionId }, actor);
      complaintLife(world, today.ordinal, told(heard, 'complaintId'));
      return 'COMPLAINT_TAKEN';
    }
    case 'intake':
    case null:
      return null;
  }
}
