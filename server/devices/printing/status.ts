/** `DLE EOT n`: what a printer says of itself, also while it is offline. */
import type { PrinterHealth } from '../../contract/vocabulary.js';

/** Asked in this order, one at a time: printer, why offline, error, paper. */
export const statusQuestions = [1, 2, 3, 4] as const;
type StatusQuestion = (typeof statusQuestions)[number];
export type StatusAnswers = Record<StatusQuestion, number>;

/** The bytes of `DLE EOT n`. */
export function askStatus(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/** Every answer has bits 1 and 4 set, 0 and 7 clear; another byte is not an answer to us. */
export function isStatus(byte: number): boolean {
  return (byte & 0x93) === 0x12;
}

/** The worst that the answers say, the one a person can mend first. */
export function toHealth(answers: StatusAnswers): PrinterHealth {
  if ((answers[2] & 0x04) !== 0) return 'coverOpen';
  if ((answers[4] & 0x60) !== 0 || (answers[2] & 0x20) !== 0) return 'paperOut';
  const isBroken = (answers[3] & 0x28) !== 0 || (answers[2] & 0x40) !== 0;
  if (isBroken || (answers[1] & 0x08) !== 0) return 'offline';
  return (answers[4] & 0x0c) !== 0 ? 'paperLow' : 'ready';
}

/** Can a job begin? `unknown` can: many printers never say anything. */
export function isBlocking(health: PrinterHealth): boolean {
  return health === 'paperOut' || health === 'coverOpen' || health === 'offline';
}
