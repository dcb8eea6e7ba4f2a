/** The words of cases: steps, submissions, protocols, complaints, consultations, terms, checks of the office. */

export const media = ['paper', 'paperAndMedium'] as const;

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

/** п. 52: planned and unplanned checks. */
export const checkKinds = ['planned', 'unplanned'] as const;
export type CheckKind = (typeof checkKinds)[number];
/** п. 54: what an unplanned check follows. */
export const checkCauses = ['appeal', 'authority', 'media', 'other'] as const;
export type CheckCause = (typeof checkCauses)[number];
export const checkStates = ['open', 'closed'] as const;
export type CheckState = (typeof checkStates)[number];

/** Papers of a complaint (п. 74, 83, 85). */
export const complaintPapers = ['complaint', 'notice', 'act', 'reply'] as const;
