/** The words of personal data: what is kept and for how long, erased, masked and opened. */

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
