/**
 * The domain's shapes as columns: what the commit writes, one list per table, in the order of its statement. Derived
 * columns (`heldBoothId`, `openBoothId`, `openUserId`) are made here and nowhere else; `load.ts` is the way back.
 */
import type { PrinterProfileName, PrinterTransportKind } from '../contract/index.js';
import type { Day } from '../domain/office.js';
import type { Alert, Ask, Delivery, StaffCall } from '../domain/signals.js';
import type { Booth, Shift } from '../domain/booths.js';
import type { Instant } from '../domain/instant.js';
import type { Note } from '../domain/patch.js';
import type { PrintJob } from '../domain/printing.js';
import type { Reception } from '../domain/reception.js';
import type { Visit } from '../domain/visit.js';
import type { OwnYear, PackKept } from '../domain/law.js';
import type { Mark } from '../domain/marks.js';
import type { Planned } from '../domain/planned.js';
import type { Profile, Queue, Service, ServiceOwn } from '../domain/services.js';
import { instantText } from './instant.js';

export type Value = string | number | null;
/** The value of each column of a row; the first column is always `id`, the second `officeId`. */
export interface Table<Row> {
  name: string;
  columns: string[];
  values: (row: Row, officeId: string) => Value[];
}

/** A ticket printer of the office; `transport` and `address` say how its bytes travel. */
export interface Printer {
  printerId: string;
  name: string;
  profile: PrinterProfileName;
  transport: PrinterTransportKind;
  address: string;
}

/** A table of these columns; the first reader gives the id. */
export function table<Row>(
  name: string,
  id: (row: Row, officeId: string) => string,
  rest: Record<string, (row: Row) => Value>,
): Table<Row> {
  const readers = Object.values(rest);
  return {
    name,
    columns: ['id', 'officeId', ...Object.keys(rest)],
    values: (row, officeId) => {
      const values: Value[] = [id(row, officeId), officeId];
      for (const read of readers) values.push(read(row));
      return values;
    },
  };
}

// the instants of one ruling are mostly the same one: its text is made once
let lastAt: Instant = 0;
let lastText = instantText(0);
/** An instant as its column has it. */
export function at(instant: Instant): string {
  if (instant !== lastAt) {
    lastText = instantText(instant);
    lastAt = instant;
  }
  return lastText;
}
export const atOrNull = (instant: Instant | null): Value => (instant === null ? null : at(instant));
const bit = (flag: boolean | null): Value => (flag === null ? null : flag ? 1 : 0);
export const json = (value: unknown): Value => (value === null ? null : JSON.stringify(value));

export const visits = table<Visit>('Visit', (row) => row.visitId, {
  day: (row) => row.day,
  number: (row) => row.number,
  token: (row) => row.token,
  queueId: (row) => row.queueId,
  serviceId: (row) => row.serviceId,
  status: (row) => row.status,
  origin: (row) => row.origin,
  deviceId: (row) => row.deviceId,
  language: (row) => row.language,
  answers: (row) => json(row.answers),
  issuedAt: (row) => at(row.issuedAt),
  startAt: (row) => at(row.startAt),
  placeAt: (row) => at(row.placeAt),
  notBefore: (row) => atOrNull(row.notBefore),
  category: (row) => row.category,
  categoryConfirmed: (row) => bit(row.categoryConfirmed),
  addressedBoothId: (row) => row.addressedBoothId,
  addressedUserId: (row) => row.addressedUserId,
  boothId: (row) => row.boothId,
  heldBoothId: (row) => (row.status === 'called' || row.status === 'serving' ? row.boothId : null),
  shiftId: (row) => row.shiftId,
  receptionId: (row) => row.receptionId,
  callRule: (row) => row.callRule,
  times: (row) => row.times,
  firstCalledAt: (row) => atOrNull(row.firstCalledAt),
  calledAt: (row) => atOrNull(row.calledAt),
  firstBegunAt: (row) => atOrNull(row.firstBegunAt),
  missedAt: (row) => atOrNull(row.missedAt),
  awayMs: (row) => row.awayMs,
  parkedAt: (row) => atOrNull(row.parkedAt),
  endedAt: (row) => atOrNull(row.endedAt),
  cancelReason: (row) => row.cancelReason,
  paperNumber: (row) => row.paperNumber,
  // the id of the note, never its words
  note: (row) => row.noteId ?? '',
  passing: (row) => json(row.passing),
  undo: (row) => json(row.undo),
});

export const receptions = table<Reception>('Reception', (row) => row.receptionId, {
  visitId: (row) => row.visitId,
  serviceId: (row) => row.serviceId,
  boothId: (row) => row.boothId,
  shiftId: (row) => row.shiftId,
  userId: (row) => row.userId,
  ordinal: (row) => row.ordinal,
  begunAt: (row) => at(row.begunAt),
  finishedAt: (row) => atOrNull(row.finishedAt),
  parkedAt: (row) => atOrNull(row.parkedAt),
  parkedMs: (row) => row.parkedMs,
  state: (row) => row.state,
  outcome: (row) => row.outcome,
  normMinutes: (row) => row.normMinutes,
  normRef: (row) => row.normRef,
  packId: (row) => row.packId,
  packVersion: (row) => row.packVersion,
  steps: (row) => json(row.steps),
  carriedMs: (row) => row.carriedMs,
  submissionId: (row) => row.submissionId,
});

export const shifts = table<Shift>('Shift', (row) => row.shiftId, {
  boothId: (row) => row.boothId,
  userId: (row) => row.userId,
  profileId: (row) => row.profileId,
  openedAt: (row) => at(row.openedAt),
  closedAt: (row) => atOrNull(row.closedAt),
  pauseReason: (row) => row.pauseReason,
  pausedAt: (row) => atOrNull(row.pausedAt),
  openBoothId: (row) => (row.closedAt === null ? row.boothId : null),
  openUserId: (row) => (row.closedAt === null ? row.userId : null),
});

export const booths = table<Booth>('Booth', (row) => row.boothId, {
  number: (row) => row.number,
  profileId: (row) => row.profileId,
  printerId: (row) => row.printerId,
  turn: (row) => row.turn,
  freeSince: (row) => atOrNull(row.freeSince),
});

export const days = table<Day>('Day', (row, officeId) => `${officeId}:${row.day}`, {
  day: (row) => row.day,
  phase: (row) => row.phase,
  openedAt: (row) => at(row.openedAt),
  lastTicketAt: (row) => at(row.lastTicketAt),
  doorsCloseAt: (row) => at(row.doorsCloseAt),
  closeBy: (row) => at(row.closeBy),
  closedAt: (row) => atOrNull(row.closedAt),
});

export const staffCalls = table<StaffCall>('StaffCall', (row) => row.staffCallId, {
  deviceId: (row) => row.deviceId,
  calledAt: (row) => at(row.calledAt),
  answeredAt: (row) => atOrNull(row.answeredAt),
  answeredBy: (row) => row.answeredBy,
});

export const alerts = table<Alert>('Alert', (row) => row.alertId, {
  key: (row) => row.key,
  kind: (row) => row.kind,
  level: (row) => row.level,
  visitId: (row) => row.visitId,
  boothId: (row) => row.boothId,
  serviceId: (row) => row.serviceId,
  thingId: (row) => row.thingId,
  amount: (row) => row.amount,
  detail: (row) => row.detail,
  raisedAt: (row) => at(row.raisedAt),
  acceptedAt: (row) => atOrNull(row.acceptedAt),
  acceptedBy: (row) => row.acceptedBy,
  endedAt: (row) => atOrNull(row.endedAt),
});

/** As it is made: what becomes of it is `deliveries.ts`'s. */
export const deliveries = table<Delivery>('Delivery', (row) => row.deliveryId, {
  body: ({ body }) => json({ ...body, raisedAt: at(body.raisedAt) }),
  state: () => 'waiting',
  attempts: () => 0,
  madeAt: (row) => at(row.madeAt),
  nextAt: (row) => at(row.madeAt),
});

export const asks = table<Ask>('Ask', (row) => row.askId, {
  what: (row) => row.what,
  boothId: (row) => row.boothId,
  userId: (row) => row.userId,
  profileId: (row) => row.profileId,
  by: (row) => row.by,
  at: (row) => at(row.at),
  state: (row) => row.state,
  endedAt: (row) => atOrNull(row.endedAt),
});

export const printJobs = table<PrintJob>('PrintJob', (row) => row.printJobId, {
  printerId: (row) => row.printerId,
  visitId: (row) => row.visitId,
  kind: (row) => row.kind,
  document: (row) => json(row.document),
  state: (row) => row.state,
  createdAt: (row) => at(row.createdAt),
  changedAt: (row) => at(row.changedAt),
});

export const notes = table<Note>('Note', (row) => row.noteId, {
  visitId: (row) => row.visitId,
  at: (row) => at(row.at),
  by: (row) => row.by,
  text: (row) => row.text,
  key: (row) => row.key,
});

export const queues = table<Queue>('Queue', (row) => row.queueId, {
  letter: (row) => row.letter,
  title: (row) => json(row.title),
  position: (row) => row.position,
});

/** The row's own part of a service; the rest is the regulation pack's. */
export const services = table<ServiceRow>('Service', (row) => row.serviceId, {
  queueId: (row) => row.queueId,
  code: (row) => row.code,
  packId: (row) => row.packId,
  packVersion: (row) => row.packVersion,
  dayLimit: (row) => row.dayLimit,
  isOpen: (row) => bit(row.isOpen),
  closedReason: (row) => json(row.closedReason),
  closedUntil: (row) => atOrNull(row.closedUntil),
  own: (row) => json(row.own),
});
export type ServiceRow = Pick<
  Service,
  'serviceId' | 'queueId' | 'code' | 'packId' | 'packVersion' | 'dayLimit' | 'isOpen' | 'closedReason' | 'closedUntil'
> & {
  /** Null: as the pack says. */
  own: ServiceOwn | null;
};

export const profiles = table<Profile>('Profile', (row) => row.profileId, {
  title: (row) => json(row.title),
  services: (row) => json(row.services),
});

export const printers = table<Printer>('Printer', (row) => row.printerId, {
  name: (row) => row.name,
  profile: (row) => row.profile,
  transport: (row) => row.transport,
  address: (row) => row.address,
});

export const marks = table<Mark>('Mark', (row, officeId) => `${officeId}:${row.thing}`, {
  thing: (row) => row.thing,
  revision: (row) => row.revision,
  by: (row) => row.by,
  at: (row) => at(row.at),
});

export const planned = table<Planned>('Planned', (row) => row.plannedId, {
  thing: (row) => row.thing,
  fromDay: (row) => row.fromDay,
  content: (row) => json(row.change),
  by: (row) => row.by,
  at: (row) => at(row.at),
});

/** A pack with its content, as it was uploaded. */
export type PackRow = PackKept & { content: string };

export const packs = table<PackRow>('Pack', (row) => row.packRowId, {
  packId: (row) => row.packId,
  version: (row) => row.version,
  hash: (row) => row.hash,
  content: (row) => row.content,
  uploadedAt: (row) => at(row.uploadedAt),
  uploadedBy: (row) => row.uploadedBy,
  fromDay: (row) => row.fromDay,
});

export const calendarYears = table<OwnYear>('CalendarYear', (row, officeId) => `${officeId}:${row.year}`, {
  year: (row) => row.year,
  content: (row) => json(row.lists),
});
