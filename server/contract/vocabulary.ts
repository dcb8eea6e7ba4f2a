/**
 * The office's words on the wire: statuses, roles, verbs, refusals.
 * Plain data without zod, so that a screen may use it at run time.
 */

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** One text in the languages of the screens. */
export type Words = Record<Language, string>;

/** People's roles are held per office; `kiosk` and `display` are devices, `ticket` is the holder of a ticket's link. */
export const staffRoles = ['operator', 'attendant', 'manager', 'administrator', 'auditor'] as const;
export type StaffRole = (typeof staffRoles)[number];
export const deviceRoles = ['kiosk', 'display'] as const;
export type DeviceRole = (typeof deviceRoles)[number];
/** `clockwork` is the office itself: what the passing of time rules. `nobody` is a stranger. */
export type Role = StaffRole | DeviceRole | 'ticket' | 'clockwork' | 'nobody';

export const visitStatuses = [
  'booked',
  'waiting',
  'called',
  'serving',
  'served',
  'missed',
  'parked',
  'cancelled',
  'expired',
  'noShow',
] as const;
export type VisitStatus = (typeof visitStatuses)[number];

export const cancelReasons = ['left', 'duplicate', 'byStaff'] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const pauseReasons = ['lunch', 'break', 'documents', 'technical', 'meeting'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** Why a ticket was the next one: named in the entry of each call, told to whoever asks «почему В012 раньше меня». */
export const callRules = [
  'order',
  'preference',
  'outOfTurn',
  'bounded',
  'addressed',
  'early',
  'byName',
  'resumed',
] as const;
export type CallRule = (typeof callRules)[number];

/** `open` takes tickets; after `lastTicket` the kiosk stops; after `doorsClosed` only holders of tickets are served. */
export const dayPhases = ['open', 'lastTicket', 'doorsClosed', 'closed'] as const;
export type DayPhase = (typeof dayPhases)[number];

export const media = ['paper', 'paperAndMedium'] as const;

/** How many insured persons a report covers, as the kiosk asks it. */
export const personBands = ['upTo10', 'upTo50', 'upTo200', 'over200'] as const;
export type PersonBand = (typeof personBands)[number];

export const printStates = ['queued', 'printing', 'sent', 'printed', 'failed', 'unknown', 'void'] as const;
export type PrintState = (typeof printStates)[number];

export const printerHealths = ['ready', 'paperLow', 'paperOut', 'coverOpen', 'offline', 'unknown'] as const;
export type PrinterHealth = (typeof printerHealths)[number];

/** A step of a procedure: the running one has a clock; a step may be taken up again. */
export const stepStates = ['open', 'running', 'done', 'notNeeded'] as const;
export type StepState = (typeof stepStates)[number];

/** What a reception is about: which card its screen shows. The pack says it of each service. */
export const matters = ['intake', 'consultation', 'handOver', 'card', 'password', 'complaint'] as const;
export type Matter = (typeof matters)[number];

/** `registered` whatever the result (п. 45г); `accepted → included`, `errors → returned → resubmitted | overdue`. */
export const submissionStates = [
  'draft',
  'registered',
  'accepted',
  'included',
  'errors',
  'returned',
  'resubmitted',
  'overdue',
  'refused',
  'void',
] as const;
export type SubmissionState = (typeof submissionStates)[number];

export const submissionTypes = ['initial', 'correcting', 'cancelling'] as const;
export type SubmissionType = (typeof submissionTypes)[number];

/** `reception`: protocol of reception; `errors`: of errors. */
export const protocolKinds = ['reception', 'errors'] as const;
export type ProtocolKind = (typeof protocolKinds)[number];
export const protocolStates = ['issued', 'signed', 'signatureRefused', 'handedOver', 'sent', 'replaced'] as const;
export type ProtocolState = (typeof protocolStates)[number];

/** `forwarded` ends it here; `satisfied | refused | unanswered → replied → remedied`. */
export const complaintStates = [
  'received',
  'registered',
  'forwarded',
  'satisfied',
  'refused',
  'unanswered',
  'replied',
  'remedied',
] as const;
export type ComplaintState = (typeof complaintStates)[number];
/** п. 59: proposals, reports of defects, complaints; only the last has the terms of п. 79-89. */
export const appealKinds = ['complaint', 'proposal', 'defect'] as const;
export type AppealKind = (typeof appealKinds)[number];
/** п. 62, 63, 68-71, 76. */
export const complaintWays = ['booth', 'post', 'site', 'portal', 'mfc'] as const;
export type ComplaintWay = (typeof complaintWays)[number];
/** п. 63, 73. */
export const addressees = ['head', 'superior', 'fund'] as const;
export type Addressee = (typeof addressees)[number];

export const consultationKinds = ['inPerson', 'phone', 'written'] as const;
export type ConsultationKind = (typeof consultationKinds)[number];

/** `undetermined`: it runs into a year that the working calendar does not know yet. */
export const termStates = ['open', 'kept', 'late', 'void'] as const;
export type TermState = (typeof termStates)[number];
export const termSubjects = ['submission', 'protocol', 'complaint', 'consultation'] as const;
export type TermSubject = (typeof termSubjects)[number];

/** What is wrong with an identifier as typed: named beside its field, never a reason to stop. */
export const markKeys = ['pattern', 'checkDigits', 'foreignOffice', 'notForApplicant', 'otherPayer'] as const;
export type MarkKey = (typeof markKeys)[number];

/** As a spreadsheet with typed cells, or as text with semicolons. */
export const sheetFormats = ['xlsx', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** Which tickets of a period a list shows: all, or those behind one of its numbers. */
export const ticketStates = [
  'all',
  'begun',
  'inTime',
  'late',
  'unserved',
  'cancelled',
  'noShow',
  'expired',
  'alive',
  'transferred',
  'parked',
  'overNorm',
] as const;
export type TicketState = (typeof ticketStates)[number];

/**
 * What the office draws attention to. `waitSoon` and `waitOver`: a visitor has waited for so long, or longer than the
 * norm; `receptionOver`: a reception is past its norm; `calendar`: the working calendar ends soon, `detail` is the year.
 */
export const alertKinds = [
  'waitSoon',
  'waitOver',
  'receptionOver',
  'queueLong',
  'stranded',
  'pauseLong',
  'parkedLong',
  'staffCall',
  'printer',
  'print',
  'device',
  'term',
  'calendar',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** п. 52: planned and unplanned checks. */
export const checkKinds = ['planned', 'unplanned'] as const;
export type CheckKind = (typeof checkKinds)[number];
/** п. 54: what an unplanned check follows. */
export const checkCauses = ['appeal', 'authority', 'media', 'other'] as const;
export type CheckCause = (typeof checkCauses)[number];
export const checkStates = ['open', 'closed'] as const;
export type CheckState = (typeof checkStates)[number];

/** Records that hold words about people. `identity`: a submission's passport; `insured`: the persons of its findings. */
export const dataKinds = [
  'payer',
  'submission',
  'identity',
  'insured',
  'protocol',
  'complaint',
  'consultation',
  'card',
  'check',
  'note',
  'visit',
  'reception',
  'printJob',
] as const;
export type DataKind = (typeof dataKinds)[number];

/** What a length of keeping is said of: kinds of records, and what the books and folders keep only for a while. */
export const retentionCodes = [
  'payer',
  'submission',
  'identity',
  'insured',
  'protocol',
  'complaint',
  'consultationWritten',
  'consultationSpoken',
  'card',
  'check',
  'note',
  'visit',
  'reception',
  'printJob',
  'draft',
  'answer',
  'failedSignIn',
  'session',
  'aside',
  'act',
  'journal',
] as const;
export type RetentionCode = (typeof retentionCodes)[number];
export const retentionUnits = ['day', 'month', 'year'] as const;
export type RetentionUnit = (typeof retentionUnits)[number];
/** How much of each at most: a hundred years. */
export const longestKeeping: Record<RetentionUnit, number> = { day: 36_500, month: 1200, year: 100 };

/** Why data were erased: the term has ended, the person asked, it was ordered, it was entered by mistake. */
export const erasureBases = ['retention', 'request', 'order', 'mistake'] as const;
export type ErasureBasis = (typeof erasureBases)[number];
export const erasureStates = ['ordered', 'running', 'done'] as const;
export type ErasureState = (typeof erasureStates)[number];

/** Fields that are masked until they are opened. `inn`: of twelve digits, a person's. */
export const openFields = [
  'identity',
  'insured',
  'inn',
  'phone',
  'email',
  'place',
  'postalAddress',
  'address',
] as const;
export type OpenField = (typeof openFields)[number];
/** Stands for each hidden letter or figure of a masked field, and in nothing that anybody types. */
export const maskSign = '•';
export const openReasons = ['reception', 'case', 'request', 'check'] as const;
export type OpenReason = (typeof openReasons)[number];
/** Papers of a complaint (п. 74, 83, 85). */
export const complaintPapers = ['complaint', 'notice', 'act', 'reply'] as const;

/** What an administrator sets part by part: each is read, changed and guarded as one thing. */
export const settingParts = ['office', 'hours', 'order', 'kiosk', 'board', 'categories', 'terms'] as const;
export type SettingPart = (typeof settingParts)[number];
/** When a change takes effect; `nothing`: it stands so already. */
export const takings = ['now', 'tomorrow', 'nothing'] as const;
export type Taking = (typeof takings)[number];

/** The families of printers by name, with the letters of font A that a line of their paper has. */
export const printerColumns = {
  virtual: 48,
  epson: 48,
  'epson-tm-t88': 42,
  'citizen-ct-s651': 48,
  'bixolon-srp-s300': 48,
  star: 42,
  rongta: 42,
  netum: 42,
  'zjiang-58': 32,
  'kefar-kr-306': 48,
  'yhd-8390': 48,
  'yhd-8390-cp1251': 48,
  'wincor-th230': 44,
  'seiko-rp-f10': 48,
  'seiko-rp-f10-58': 36,
  'custom-vkp80': 48,
  'generic-80': 48,
  'generic-58': 32,
  'generic-58-34': 34,
} as const;
export type PrinterProfileName = keyof typeof printerColumns;
/** True for a name of the table; a row of the books may say anything. */
export function isPrinterProfile(name: string): name is PrinterProfileName {
  return Object.hasOwn(printerColumns, name);
}
export const printerProfiles = Object.keys(printerColumns).filter(isPrinterProfile);
export const printerTransports = ['tcp', 'file', 'cups', 'virtual'] as const;
export type PrinterTransportKind = (typeof printerTransports)[number];

/** Steps of the guided set-up, from an empty office to the first ticket. */
export const setupSteps = ['office', 'services', 'booths', 'people', 'kiosk', 'display', 'printer', 'ticket'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** Why a payer's file was not read; nothing of it is kept. */
export const fileRefusals = [
  'tooLarge',
  'empty',
  'notXml',
  'encoding',
  'doctype',
  'tooDeep',
  'archiveBroken',
  'archiveEncrypted',
  'archiveTooLarge',
  'archiveTooMany',
  'unknownFormat',
  'tooManyPersons',
  'sameName',
  'timeout',
  'busy',
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** A raster picture by its own bytes: slides of the board, the office's logo. Nothing that a browser runs. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];
/** 2 MB: a slide of a board of 1920 × 1080, drawn again by the console before it is sent. */
export const mostPictureBytes = 2 * 1024 * 1024;
/** Pixels of a side. */
export const leastPictureSide = 8;
export const mostPictureSide = 4096;
/** Pictures that an office keeps: thirty pages of the board, those before them, and those that nobody has saved yet. */
export const mostPictures = 120;

/** Why a picture was not taken; nothing of it is kept. */
export const pictureRefusals = [
  'empty',
  'tooLarge',
  'svg',
  'page',
  'gif',
  'notPicture',
  'animated',
  'broken',
  'trailing',
  'small',
  'wide',
  'tooMany',
  'timeout',
  'busy',
] as const;
export type PictureRefusal = (typeof pictureRefusals)[number];

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

/** Letters a queue may use: the same shape in both alphabets, stored Cyrillic. */
export const ticketLetters = 'АВЕКМНРСТХ';
const latinTwins: Record<string, string> = {
  A: 'А',
  B: 'В',
  E: 'Е',
  K: 'К',
  M: 'М',
  H: 'Н',
  P: 'Р',
  C: 'С',
  T: 'Т',
  X: 'Х',
};

/** Folds what a person typed to a ticket number as stored: `a014` typed in Latin finds «А014». */
export function foldNumber(typed: string): string {
  return [...typed.trim().toUpperCase()].map((letter) => latinTwins[letter] ?? letter).join('');
}
