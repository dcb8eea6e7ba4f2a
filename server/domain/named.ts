/**
 * Codes of a pack that rules name: what the program asks of every regulation by name. A pack that lacks one would be
 * served half: a term would never begin, a submission would have no verdict.
 */
import { complaintTerms } from './complaint.js';
import { protocolTerms } from './protocol.js';
import { notDone } from './reception.js';
import { writtenTerm } from './rules/consultation.js';
import { processDeadline, registerDeadline, submissionOutcomes } from './submission.js';

/** Deadlines that rules begin and end. */
export const namedDeadlines: readonly string[] = [
  registerDeadline,
  processDeadline,
  ...Object.values(protocolTerms),
  writtenTerm,
  ...Object.values(complaintTerms),
];

/** Outcomes that rules give a reception by themselves. */
export const namedOutcomes: readonly string[] = [...Object.values(submissionOutcomes), notDone];
