/** A refusal's HTTP status: exhaustive, so that a new refusal cannot be forgotten here. */
import type { RefusalKey, Reply } from '../contract/index.js';

const statuses: Record<RefusalKey, number> = {
  badRequest: 400,
  unknownCommand: 404,
  unknownView: 404,
  signedOut: 401,
  notAllowed: 403,
  tooMany: 429,
  tooLarge: 413,
  wrongPassword: 401,
  passwordTooShort: 422,
  passwordMustChange: 403,
  pairingInvalid: 403,
  clockUnsure: 409,
  internal: 500,
  preparing: 503,
  requestReused: 409,
  alreadyDone: 409,
  notFound: 404,
  stale: 409,
  dayClosed: 409,
  dayOpen: 409,
  dayUnfinished: 409,
  noMoreTickets: 409,
  serviceClosed: 409,
  limitReached: 409,
  badAnswer: 422,
  numberTaken: 409,
  noShift: 409,
  shiftOpen: 409,
  boothTaken: 409,
  busy: 409,
  paused: 409,
  notPaused: 409,
  nobodyWaits: 409,
  notYours: 403,
  notNow: 409,
  tooLate: 409,
  reasonNeeded: 422,
  unresolved: 409,
  alreadyConfirmed: 409,
  noPrinter: 409,
  caseChanged: 409,
  unregistered: 409,
  incomplete: 422,
  attestationNeeded: 422,
  protocolIssued: 409,
  protocolReplaced: 409,
  protocolOutdated: 409,
  fileRefused: 422,
  alreadyLinked: 409,
};

/** The status of a refusal. */
export function statusOf(key: RefusalKey): number {
  return statuses[key];
}

/** The status of a reply: 200 for a yes. */
export function statusOfReply(reply: Reply<unknown>): number {
  return reply.ok ? 200 : statusOf(reply.refusal.key);
}
