/** A refusal's HTTP status: exhaustive, so that a new refusal cannot be forgotten here. */
import type { Response } from 'express';
import type { Refusal, RefusalKey, Reply } from '../contract/index.js';

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
  passwordSame: 422,
  locked: 423,
  wrongPin: 401,
  codeNeeded: 401,
  wrongCode: 401,
  mustEnrol: 403,
  loginTaken: 409,
  lastAdministrator: 409,
  ssoOff: 409,
  ssoUnknown: 403,
  ssoFailed: 502,
  ssoUnfinished: 403,
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
  keptByLaw: 409,
  sharedVisit: 409,
  erased: 410,
  retentionBound: 422,
  editedMeanwhile: 409,
  inUse: 409,
  wouldStrand: 409,
  letterTaken: 409,
  packUnfit: 422,
  packRefused: 422,
  pictureRefused: 422,
  callAgain: 409,
  callSoon: 409,
};

/** The status of a refusal. */
export function statusOf(key: RefusalKey): number {
  return statuses[key];
}

/** The status of a reply: 200 for a yes. */
export function statusOfReply(reply: Reply<unknown>): number {
  return reply.ok ? 200 : statusOf(reply.refusal.key);
}

/** Answers no, with the status that belongs to the key. */
export function refuse(response: Response, key: RefusalKey, about?: Refusal['about']): void {
  response.status(statusOf(key)).json({ ok: false, refusal: about ? { key, about } : { key } });
}
