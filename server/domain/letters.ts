/** Letters of queues, and numbers that carry them: a letter names one line, today and while its tickets live. */
import { liveDay, planOf } from './edit.js';
import { refuse, type Context, type Refused } from './decide.js';
import type { Office } from './office.js';
import { partThing } from './parts.js';
import { thingOf } from './things.js';

/** Does a number of today, or one that is still alive, begin with this letter? */
export function isLetterInUse(office: Office, letter: string, context: Context): boolean {
  const live = liveDay(office, context);
  for (const { number, day, endedAt } of office.visits.values())
    if (number.startsWith(letter) && (day === live || endedAt === null)) return true;
  return false;
}

/**
 * Null when a queue may have the letter: no other one has it or waits for it, none that was retired, and paper numbers
 * have none of it either; `own` are the queues that may have it. Otherwise `letterTaken`, with `isRetired` 1 where that
 * queue can be brought back.
 */
export function unlessLetterFree(office: Office, letter: string, own: readonly string[]): Refused | null {
  const isOther = (id: string) => !own.includes(id);
  for (const queue of office.queues.values())
    if (isOther(queue.queueId) && queue.letter === letter) return refuse('letterTaken', { letter });
  for (const queue of office.retired.queue.values())
    if (isOther(queue.queueId) && queue.letter === letter) return refuse('letterTaken', { letter, isRetired: 1 });
  for (const { change } of office.planned.values())
    if (change.what === 'queue' && isOther(change.queueId) && change.value.letter === letter)
      if (change.fields.includes('letter')) return refuse('letterTaken', { letter });
  const paper = planOf(office, partThing('order'))?.change;
  const isPaper = paper?.what === 'part' && paper.change.part === 'order' && paper.change.value.paperLetter === letter;
  if (office.settings.paperLetter === letter || isPaper) return refuse('letterTaken', { letter });
  return null;
}

/** Null when paper numbers may have the letter: no queue has it, waits for it, or had it. */
export function unlessPaperFree(office: Office, letter: string): Refused | null {
  const queues = [...office.queues.values(), ...office.retired.queue.values()];
  const isTaken =
    queues.some((queue) => queue.letter === letter) ||
    queues.some(({ queueId }) => {
      const change = planOf(office, thingOf('queue', queueId))?.change;
      return change?.what === 'queue' && change.fields.includes('letter') && change.value.letter === letter;
    });
  return isTaken ? refuse('letterTaken', { letter }) : null;
}

/** Has a paper number been entered that is of today or still alive? */
export function isPaperInUse(office: Office, context: Context): boolean {
  const live = liveDay(office, context);
  for (const { paperNumber, day, endedAt } of office.visits.values())
    if (paperNumber !== null && (day === live || endedAt === null)) return true;
  return false;
}
