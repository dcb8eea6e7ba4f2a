/** Ticket numbers: the queue's letter and three digits from 001 each day, four when a day passes 999. */
import { foldNumber } from '../contract/index.js';
import type { Office } from './office.js';
import type { Queue } from './services.js';

/** «А007»: the letter and at least three digits. */
export function writeNumber(letter: string, ordinal: number): string {
  return `${letter}${String(ordinal).padStart(3, '0')}`;
}

/** The next free number of a queue today; numbers still alive from last night are skipped. */
export function nextNumber(office: Office, queue: Queue): string {
  let ordinal = office.index.lastNumber.get(queue.queueId) ?? 0;
  let number: string;
  do {
    ordinal += 1;
    number = writeNumber(queue.letter, ordinal);
  } while (office.index.byNumber.has(number));
  return number;
}

/** A paper number as staff type it («Х012», «x12», «12») in its stored form, or null when it is none. */
export function readPaperNumber(typed: string, letter: string): string | null {
  const digits = new RegExp(`^${letter}?(\\d{1,3})$`).exec(foldNumber(typed))?.[1];
  return digits === undefined || Number(digits) === 0 ? null : writeNumber(letter, Number(digits));
}
