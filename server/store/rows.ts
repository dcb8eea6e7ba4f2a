/**
 * Rows as Prisma reads them → the domain's shapes: the way back of `columns.ts`. Derived columns stay behind.
 */
import {
  alertKinds,
  callRules,
  cancelReasons,
  dayPhases,
  languages,
  pauseReasons,
  printerProfiles,
  printerTransports,
  printStates,
  visitStatuses,
} from '../contract/index.js';
import type { Day } from '../domain/office.js';
import type { Alert, Ask, StaffCall } from '../domain/signals.js';
import type { Booth, Shift } from '../domain/booths.js';
import type { Instant } from '../domain/instant.js';
import type { PrintJob } from '../domain/printing.js';
import type { Profile, Queue } from '../domain/services.js';
import type { Reception } from '../domain/reception.js';
import type { Visit } from '../domain/visit.js';
import type { Printer, ServiceRow } from './columns.js';
import type { AlertModel } from './generated/models/Alert.js';
import type { AskModel } from './generated/models/Ask.js';
import type { BoothModel } from './generated/models/Booth.js';
import type { DayModel } from './generated/models/Day.js';
import type { PrinterModel } from './generated/models/Printer.js';
import type { PrintJobModel } from './generated/models/PrintJob.js';
import type { ProfileModel } from './generated/models/Profile.js';
import type { QueueModel } from './generated/models/Queue.js';
import type { ReceptionModel } from './generated/models/Reception.js';
import type { ServiceModel } from './generated/models/Service.js';
import type { ShiftModel } from './generated/models/Shift.js';
import type { StaffCallModel } from './generated/models/StaffCall.js';
import type { VisitModel } from './generated/models/Visit.js';
import { oneOf, storedList, storedObject } from './stored.js';

const origins: Visit['origin'][] = ['kiosk', 'staff', 'paper'];
const receptionStates: Reception['state'][] = ['open', 'parked', 'finished', 'transferred', 'void'];
const printKinds: PrintJob['kind'][] = ['ticket', 'copy', 'sheet', 'day', 'test', 'protocol', 'card', 'receipt'];

const at = (date: Date): Instant => date.getTime();
const atOrNull = (date: Date | null): Instant | null => (date === null ? null : date.getTime());
const wordOrNull = <Word extends string>(words: readonly Word[], text: string | null, where: string): Word | null =>
  text === null ? null : oneOf(words, text, where);
const objectOrNull = <Shape>(text: string | null, where: string): Shape | null =>
  text === null ? null : storedObject<Shape>(text, where);

/** A visit out of its row, field by field: the one table that is read by the thousand. */
export function toVisit(row: VisitModel): Visit {
  const where = `Visit ${row.id}`;
  return {
    visitId: row.id,
    day: row.day,
    number: row.number,
    token: row.token,
    queueId: row.queueId,
    serviceId: row.serviceId,
    status: oneOf(visitStatuses, row.status, `${where} status`),
    origin: oneOf(origins, row.origin, `${where} origin`),
    deviceId: row.deviceId,
    language: oneOf(languages, row.language, `${where} language`),
    answers: storedObject(row.answers, `${where} answers`),
    issuedAt: at(row.issuedAt),
    startAt: at(row.startAt),
    placeAt: at(row.placeAt),
    notBefore: atOrNull(row.notBefore),
    category: row.category,
    categoryConfirmed: row.categoryConfirmed,
    addressedBoothId: row.addressedBoothId,
    addressedUserId: row.addressedUserId,
    boothId: row.boothId,
    shiftId: row.shiftId,
    receptionId: row.receptionId,
    callRule: wordOrNull(callRules, row.callRule, `${where} callRule`),
    times: row.times,
    firstCalledAt: atOrNull(row.firstCalledAt),
    calledAt: atOrNull(row.calledAt),
    firstBegunAt: atOrNull(row.firstBegunAt),
    missedAt: atOrNull(row.missedAt),
    awayMs: row.awayMs,
    parkedAt: atOrNull(row.parkedAt),
    endedAt: atOrNull(row.endedAt),
    cancelReason: wordOrNull(cancelReasons, row.cancelReason, `${where} cancelReason`),
    paperNumber: row.paperNumber,
    noteId: row.note === '' ? null : row.note,
    passing: objectOrNull(row.passing, `${where} passing`),
    undo: objectOrNull(row.undo, `${where} undo`),
  };
}

/** A row as the rules know it; throws `BrokenRow` when it says what this program never writes. So do all below. */
export function toReception({ id, officeId: _, ...row }: ReceptionModel): Reception {
  return {
    ...row,
    receptionId: id,
    begunAt: at(row.begunAt),
    finishedAt: atOrNull(row.finishedAt),
    parkedAt: atOrNull(row.parkedAt),
    state: oneOf(receptionStates, row.state, `Reception ${id} state`),
    steps: storedList(row.steps, `Reception ${id} steps`),
  };
}

/** A shift out of its row. */
export function toShift({ id, officeId: _, openBoothId: _booth, openUserId: _user, ...row }: ShiftModel): Shift {
  return {
    ...row,
    shiftId: id,
    openedAt: at(row.openedAt),
    closedAt: atOrNull(row.closedAt),
    pauseReason: wordOrNull(pauseReasons, row.pauseReason, `Shift ${id} pauseReason`),
    pausedAt: atOrNull(row.pausedAt),
  };
}

/** A day out of its row. */
export function toDay({ id, officeId: _, ...row }: DayModel): Day {
  return {
    ...row,
    phase: oneOf(dayPhases, row.phase, `Day ${id} phase`),
    openedAt: at(row.openedAt),
    lastTicketAt: at(row.lastTicketAt),
    doorsCloseAt: at(row.doorsCloseAt),
    closeBy: at(row.closeBy),
    closedAt: atOrNull(row.closedAt),
  };
}

/** A booth out of its row. */
export function toBooth({ id, officeId: _, retiredAt: _at, ...row }: BoothModel): Booth {
  return { ...row, boothId: id, freeSince: atOrNull(row.freeSince) };
}

/** A queue out of its row. */
export function toQueue({ id, officeId: _, retiredAt: _at, ...row }: QueueModel): Queue {
  return { ...row, queueId: id, title: storedObject(row.title, `Queue ${id} title`) };
}

/** A service out of its row. */
export function toService({ id, officeId: _, ...row }: ServiceModel): ServiceRow {
  return {
    ...row,
    serviceId: id,
    closedReason: objectOrNull(row.closedReason, `Service ${id} closedReason`),
    closedUntil: atOrNull(row.closedUntil),
    own: objectOrNull(row.own, `Service ${id} own`),
  };
}

/** A printer out of its row. */
export function toPrinter({ id, officeId: _, retiredAt: _at, ...row }: PrinterModel): Printer {
  return {
    ...row,
    printerId: id,
    profile: oneOf(printerProfiles, row.profile, `Printer ${id} profile`),
    transport: oneOf(printerTransports, row.transport, `Printer ${id} transport`),
  };
}

/** A work profile out of its row. */
export function toProfile({ id, officeId: _, ...row }: ProfileModel): Profile {
  return {
    profileId: id,
    title: storedObject(row.title, `Profile ${id} title`),
    services: storedList(row.services, `Profile ${id} services`),
  };
}

/** A call for help out of its row. */
export function toStaffCall({ id, officeId: _, ...row }: StaffCallModel): StaffCall {
  return { ...row, staffCallId: id, calledAt: at(row.calledAt), answeredAt: atOrNull(row.answeredAt) };
}

const alertLevels: Alert['level'][] = ['warn', 'over'];
const askStates: Ask['state'][] = ['open', 'done', 'declined', 'past'];
const asked: Ask['what'][] = ['open', 'resume'];

/** An alert out of its row. */
export function toAlert({ id, officeId: _, ...row }: AlertModel): Alert {
  return {
    ...row,
    alertId: id,
    kind: oneOf(alertKinds, row.kind, `Alert ${id} kind`),
    level: oneOf(alertLevels, row.level, `Alert ${id} level`),
    raisedAt: at(row.raisedAt),
    acceptedAt: atOrNull(row.acceptedAt),
    endedAt: atOrNull(row.endedAt),
  };
}

/** A request to an operator out of its row. */
export function toAsk({ id, officeId: _, ...row }: AskModel): Ask {
  return {
    ...row,
    askId: id,
    what: oneOf(asked, row.what, `Ask ${id} what`),
    at: at(row.at),
    state: oneOf(askStates, row.state, `Ask ${id} state`),
    endedAt: atOrNull(row.endedAt),
  };
}

/** A print job out of its row. */
export function toPrintJob({ id, officeId: _, ...row }: PrintJobModel): PrintJob {
  return {
    ...row,
    printJobId: id,
    kind: oneOf(printKinds, row.kind, `PrintJob ${id} kind`),
    document: storedObject(row.document, `PrintJob ${id} document`),
    state: oneOf(printStates, row.state, `PrintJob ${id} state`),
    createdAt: at(row.createdAt),
    changedAt: at(row.changedAt),
  };
}
