/**
 * The registration card of the payer's cabinet at the booth. The password was made and hashed at the door: this rule
 * sees its hash alone, and what is printed is composed apart (`cardPaper`), for memory only.
 */
import type { Answer, Press } from '../../contract/index.js';
import type { Card } from '../cases.js';
import { decide, refuse, type Context, type Refused, type Ruling } from '../decide.js';
import { isInn, isRegNo, tidyCard } from '../identifiers.js';
import type { Office } from '../office.js';
import type { Reception } from '../reception.js';
import { composeCard, unkept } from '../paper/card.js';
import type { PaperDocument } from '../paper/document.js';
import { payerOf } from './casework.js';
import { printJob } from './ticket.js';

type CardPress = Press<'card:issue'>;

interface AtCard {
  reception: Reception;
  kind: Card['kind'];
  printerId: string;
}

/** The reception that the card is about, and the printer of its booth. */
function receptionOf(office: Office, { receptionId }: CardPress, context: Context): AtCard | Refused {
  const reception = office.receptions.get(receptionId);
  if (reception === undefined) return refuse('notFound', { field: 'receptionId' });
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  const kind = office.services.get(reception.serviceId)?.matter;
  if (reception.state !== 'open' || (kind !== 'card' && kind !== 'password')) return refuse('notNow');
  const printerId = office.booths.get(reception.boothId)?.printerId ?? null;
  return printerId === null || !office.printers.has(printerId) ? refuse('noPrinter') : { reception, kind, printerId };
}

/** What is missing: the numbers that the cabinet knows a payer by, and the authority of whoever comes for one. */
function wrongField(press: CardPress): string | null {
  const { payer, representative, authority } = press;
  if (!isRegNo(payer.regNo)) return 'regNo';
  if (!isInn(payer.inn)) return 'inn';
  if (payer.name === '') return 'name';
  // an organisation comes by somebody; only a person, with an ИНН of 12 digits, may come in person
  const isPerson = tidyCard(payer).inn.length === 12;
  if (representative === '') return isPerson ? null : 'representative';
  return authority === '' ? 'authority' : null;
}

/**
 * Issues a card, or a new password: the newest card of a payer is the one that counts, so one that was not printed, or
 * was lost, is replaced by issuing another. The job in the books holds no secret; the paper itself is in memory alone.
 * Refuses: notFound, notYours, notNow, noPrinter, badAnswer (field).
 */
export function issueCard(
  office: Office,
  press: CardPress,
  passwordHash: string,
  context: Context,
): Ruling<Answer<'card:issue'>> {
  const at = receptionOf(office, press, context);
  if ('ok' in at) return at;
  const field = wrongField(press);
  if (field !== null) return refuse('badAnswer', { field });
  const { representative, identity, authority } = press;
  const payer = payerOf(context, tidyCard(press.payer), { name: representative, authority }, null);
  if (payer.payerId === null) return refuse('badAnswer', { field: 'regNo' });
  const { reception, kind, printerId } = at;
  const { receptionId, visitId } = reception;
  const job = printJob(context, printerId, 'card', visitId, unkept);
  const { printJobId } = job;
  const { payerId } = payer;
  const userId = context.actor.actorId;
  const card: Card = {
    cardId: context.id(),
    revision: 1,
    kind,
    payerId,
    receptionId,
    visitId,
    userId,
    issuedAt: context.now,
    passwordHash,
    representative,
    identity,
    authority,
    erased: null,
  };
  const { cardId } = card;
  const data = { cardId, kind, payerId, receptionId, printJobId, printerId };
  return decide({
    patches: [...payer.effects.patches, { table: 'card', row: card }, { table: 'printJob', row: job }],
    entries: [...payer.effects.entries, { at: context.now, kind: 'card:issued', actor: userId, visitId, data }],
    reply: { cardId, printJobId },
  });
}

/** The card as it is printed, password and all: never put it into a patch. */
export function cardPaper(office: Office, press: CardPress, password: string, context: Context): PaperDocument {
  const { settings } = office;
  const { regNo, inn, kpp, name } = tidyCard(press.payer);
  const officer = office.people.get(context.actor.actorId);
  const reception = office.receptions.get(press.receptionId);
  const isNew = office.services.get(reception?.serviceId ?? '')?.matter === 'card';
  return composeCard({
    officeName: settings.name.ru,
    region: settings.region.ru,
    demo: settings.demo,
    kind: isNew ? 'card' : 'password',
    regNo,
    inn,
    kpp,
    name,
    representative: press.representative,
    password,
    at: context.paper.wall(context.now),
    officer: { position: officer?.position ?? '', name: officer?.name ?? '' },
    phone: settings.phones[0] ?? '',
  });
}
