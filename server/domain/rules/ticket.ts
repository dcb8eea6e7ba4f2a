/** Tickets: issuing one, entering one of paper after an outage, printing one again. */
import type { Answers, Ticket } from '../../contract/index.js';
import { decide, refuse, visitEntry, type Context, type Refused, type Rule } from '../decide.js';
import { isInHours } from '../hours.js';
import { nextNumber, readPaperNumber } from '../number.js';
import type { Office } from '../office.js';
import type { Instant } from '../instant.js';
import type { Patch } from '../patch.js';
import type { PrintJob } from '../printing.js';
import type { Service } from '../services.js';
import type { Visit } from '../visit.js';
import { blankVisit } from '../visit.js';
import { ahead, boothsOf, expectedRange } from '../wait.js';

/** What the visitor is given, of a visit as it stands. */
export function ticketOf(office: Office, visit: Visit, printJobId: string | null, context: Context): Ticket {
  const service = office.services.get(visit.serviceId);
  const { before, workMs } = ahead(office, visit);
  return {
    visitId: visit.visitId,
    number: visit.number,
    serviceId: visit.serviceId,
    title: service?.title ?? { ru: '', en: '' },
    issuedAt: visit.issuedAt,
    before,
    expected: expectedRange(workMs),
    booths: boothsOf(office, visit.serviceId, 'counted').map((booth) => booth.number),
    link: context.paper.link(visit.token),
    printJobId,
    bring: service?.bring ?? [],
  };
}

/** The printer that tickets come from when staff issue at no kiosk: a kiosk's, else one that belongs to no booth. */
function hallPrinter(office: Office): string | null {
  const { printers } = office;
  for (const { role, printerId } of office.devices.values())
    if (role === 'kiosk' && printerId !== null && printers.has(printerId)) return printerId;
  const ofBooths = new Set([...office.booths.values()].map(({ printerId }) => printerId));
  const ids = [...printers.keys()];
  return ids.find((id) => !ofBooths.has(id)) ?? ids[0] ?? null;
}

/** The printer of a kiosk, or the hall's for staff who issue at no kiosk; null when there is none. */
export function ticketPrinter(office: Office, deviceId: string | null): string | null {
  const own = deviceId === null ? null : office.devices.get(deviceId)?.printerId;
  return own ?? hallPrinter(office);
}

/** Is there a ticket for it at all; at the kiosk neither by appointment nor out of its own hours. */
function isGiven(service: Service, day: string, context: Context): boolean {
  if (!service.own.isOffered) return false;
  if (context.actor.kind !== 'device') return true;
  return !service.own.byBooking && isInHours(service, day, context.paper.wall(context.now).time);
}

/** Why no ticket can be issued now, or null. Staff may still issue after the kiosk stopped. */
function closedFor(office: Office, service: Service, context: Context): Refused | null {
  const { day } = office;
  if (day === null || day.phase === 'closed') return refuse('dayClosed');
  if (day.phase === 'doorsClosed') return refuse('noMoreTickets');
  if (day.phase === 'lastTicket' && context.actor.kind === 'device') return refuse('noMoreTickets');
  if (!service.isOpen || !isGiven(service, day.day, context)) return refuse('serviceClosed');
  if (service.dayLimit !== null && (office.index.issued.get(service.serviceId) ?? 0) >= service.dayLimit)
    return refuse('limitReached', { limit: service.dayLimit });
  return null;
}

interface NewVisit {
  service: Service;
  number: string;
  day: string;
  origin: Visit['origin'];
  language: Visit['language'];
  answers: Answers;
  category: string | null;
  paperNumber: string | null;
  startAt: Instant;
}

function newVisit(spec: NewVisit, context: Context): Visit {
  return {
    ...blankVisit(context.now),
    visitId: context.id(),
    day: spec.day,
    number: spec.number,
    token: context.token(),
    queueId: spec.service.queueId,
    serviceId: spec.service.serviceId,
    origin: spec.origin,
    deviceId: context.actor.kind === 'device' ? context.actor.actorId : null,
    language: spec.language,
    answers: spec.answers,
    startAt: spec.startAt,
    placeAt: spec.startAt,
    category: spec.category,
    paperNumber: spec.paperNumber,
  };
}

/** A job in the transaction of what it prints. */
export function printJob(
  context: Context,
  printerId: string,
  kind: PrintJob['kind'],
  visitId: string | null,
  document: PrintJob['document'],
): PrintJob {
  const { now } = context;
  return {
    printJobId: context.id(),
    printerId,
    kind,
    visitId,
    document,
    state: 'queued',
    createdAt: now,
    changedAt: now,
  };
}

/**
 * Issues a ticket. The number is the next of the service's queue; the job that prints it stands in the same transaction.
 * Refuses: notFound, dayClosed, noMoreTickets, serviceClosed, limitReached, badAnswer.
 */
export const issue: Rule<'ticket:issue'> = (office, press, context) => {
  const service = office.services.get(press.serviceId);
  const queue = service && office.queues.get(service.queueId);
  if (service === undefined || queue === undefined) return refuse('notFound', { field: 'serviceId' });
  const closed = closedFor(office, service, context);
  if (closed !== null || office.day === null) return closed ?? refuse('dayClosed');
  const category = press.category === null ? null : office.categories.get(press.category);
  if (category === undefined || category?.isOn === false || (category?.ownMattersOnly && service.asksOrganisations))
    return refuse('badAnswer', { field: 'category' });
  const visit = newVisit(
    {
      service,
      number: nextNumber(office, queue),
      day: office.day.day,
      origin: context.actor.kind === 'device' ? 'kiosk' : 'staff',
      language: press.language,
      answers: press.answers,
      category: press.category,
      paperNumber: null,
      startAt: context.now,
    },
    context,
  );
  const patches: Patch[] = [{ table: 'visit', row: visit }];
  const printerId = press.print ? ticketPrinter(office, visit.deviceId) : null;
  const job =
    printerId === null
      ? null
      : printJob(context, printerId, 'ticket', visit.visitId, context.paper.ticket(office, visit, false));
  if (job !== null) patches.push({ table: 'printJob', row: job });
  // the number of people a report covers matters for the load; the registration number is the visitor's and stays out
  const { regNo: _, ...load } = press.answers;
  return decide({
    patches,
    entries: [visitEntry(context, 'ticket:issued', null, visit, { load, printJobId: job?.printJobId ?? null })],
    reply: ticketOf(office, visit, job?.printJobId ?? null, context),
  });
};

/** How far back a written time may lie: an outage lasts hours, not days. */
const outageMs = 12 * 3_600_000;

/**
 * Enters a paper ticket of an outage: it keeps its paper number, and the wait counts from the time written on it.
 * Refuses: notFound, dayClosed, badAnswer (number or time), numberTaken.
 */
export const enter: Rule<'ticket:enter'> = (office, press, context) => {
  const service = office.services.get(press.serviceId);
  if (service === undefined) return refuse('notFound', { field: 'serviceId' });
  if (office.day === null || office.day.phase === 'closed') return refuse('dayClosed');
  const number = readPaperNumber(press.paperNumber, office.settings.paperLetter);
  if (number === null) return refuse('badAnswer', { field: 'paperNumber' });
  if (press.writtenAt > context.now || press.writtenAt < context.now - outageMs)
    return refuse('badAnswer', { field: 'writtenAt' });
  if (office.index.byNumber.has(number)) return refuse('numberTaken', { number });
  const visit = newVisit(
    {
      service,
      number,
      day: office.day.day,
      origin: 'paper',
      language: press.language,
      answers: {},
      category: null,
      paperNumber: number,
      startAt: press.writtenAt,
    },
    context,
  );
  return decide({
    patches: [{ table: 'visit', row: visit }],
    entries: [visitEntry(context, 'ticket:entered', null, visit, { writtenAt: press.writtenAt })],
    reply: ticketOf(office, visit, null, context),
  });
};

/** Prints a ticket again, marked as a copy. Refuses: notFound, noPrinter. */
export const reprint: Rule<'ticket:reprint'> = (office, press, context) => {
  const visit = office.visits.get(press.visitId);
  if (visit === undefined) return refuse('notFound', { field: 'visitId' });
  const printerId = ticketPrinter(office, visit.deviceId);
  if (printerId === null) return refuse('noPrinter');
  const job = printJob(context, printerId, 'copy', visit.visitId, context.paper.ticket(office, visit, true));
  return decide({
    patches: [{ table: 'printJob', row: job }],
    entries: [visitEntry(context, 'ticket:reprinted', visit, visit, { printJobId: job.printJobId })],
    reply: { printJobId: job.printJobId },
  });
};
