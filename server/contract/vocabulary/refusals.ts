/** Every expected «no», and the answer that carries it. */

/** Every expected "no". Screens translate the key; HTTP maps it to a status in `doors/status.ts`. */
export const refusalKeys = [
  // the door
  'badRequest',
  'unknownCommand',
  'unknownView',
  'signedOut',
  'notAllowed',
  'tooMany',
  'tooLarge',
  'wrongPassword',
  'passwordTooShort',
  'passwordMustChange',
  'passwordSame',
  // the keys of people
  'locked',
  'wrongPin',
  'codeNeeded',
  'wrongCode',
  'mustEnrol',
  'loginTaken',
  'lastAdministrator',
  'ssoOff',
  'ssoUnknown',
  'ssoFailed',
  'ssoUnfinished',
  // devices and the clock
  'pairingInvalid',
  'clockUnsure',
  'internal',
  // the archive: sums of so many days (`done` of `all`) are made
  'preparing',
  // exactly once
  'requestReused',
  'alreadyDone',
  // the office
  'notFound',
  'stale',
  'dayClosed',
  'dayOpen',
  'dayUnfinished',
  'noMoreTickets',
  'serviceClosed',
  'limitReached',
  'badAnswer',
  'numberTaken',
  // the booth
  'noShift',
  'shiftOpen',
  'boothTaken',
  'busy',
  'paused',
  'notPaused',
  'nobodyWaits',
  'notYours',
  'notNow',
  'tooLate',
  'reasonNeeded',
  'unresolved',
  'alreadyConfirmed',
  'noPrinter',
  // the case
  'caseChanged',
  'unregistered',
  'incomplete',
  'attestationNeeded',
  'protocolIssued',
  'protocolReplaced',
  'protocolOutdated',
  'fileRefused',
  'alreadyLinked',
  // personal data
  'keptByLaw',
  'sharedVisit',
  'erased',
  'retentionBound',
  // the settings
  'editedMeanwhile',
  'inUse',
  'wouldStrand',
  'letterTaken',
  'packUnfit',
  'packRefused',
  'pictureRefused',
  'callAgain',
  'callSoon',
] as const;
export type RefusalKey = (typeof refusalKeys)[number];

/** A refusal: why not, and what a screen needs to say it (`boothTaken` names who sits there, `limitReached` the limit). */
export interface Refusal {
  key: RefusalKey;
  /** Names of the fields or values that matter for the sentence; never personal data of visitors. */
  about?: Record<string, string | number>;
}

export type Reply<T> = { ok: true; data: T } | { ok: false; refusal: Refusal };
