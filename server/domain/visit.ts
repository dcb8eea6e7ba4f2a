/** A visit before anything happened to it. */
import type { Instant, Visit } from './office.js';

/** One who came at that moment and waits, of no service yet: every caller says the rest. */
export function blankVisit(at: Instant): Visit {
  return {
    visitId: '',
    day: '',
    number: '',
    token: '',
    queueId: '',
    serviceId: '',
    status: 'waiting',
    origin: 'kiosk',
    deviceId: null,
    language: 'ru',
    answers: {},
    issuedAt: at,
    startAt: at,
    placeAt: at,
    notBefore: null,
    category: null,
    categoryConfirmed: null,
    addressedBoothId: null,
    addressedUserId: null,
    boothId: null,
    shiftId: null,
    receptionId: null,
    callRule: null,
    times: 0,
    firstCalledAt: null,
    calledAt: null,
    firstBegunAt: null,
    missedAt: null,
    awayMs: 0,
    parkedAt: null,
    endedAt: null,
    cancelReason: null,
    paperNumber: null,
    noteId: null,
    passing: null,
    undo: null,
  };
}
