/** Regulation packs with the day from which they are in force, and years of the working calendar. */
import * as z from 'zod';
import { command, Seen } from './command.js';
import { Taken } from './settings.js';
import { Day, Id } from './shapes.js';
import type { Role } from './vocabulary.js';

const admins: readonly Role[] = ['administrator'];
const Days = z.array(Day).max(120);

/** A year of the working calendar, as the file of the calendar has it. */
export const CalendarLists = z.strictObject({
  nonWorkingWeekdays: Days,
  holidaysOnWeekend: Days,
  workingWeekends: Days,
  shortDays: Days,
  /** How many working days the year has in all: the sum that proves the lists. */
  workingDays5: z.number().int().min(1).max(366),
});
export type CalendarLists = z.output<typeof CalendarLists>;

export const lawCommands = {
  /**
   * A pack that was uploaded and is fit is in force from that day on; `seen` is the revision of `pack:<packRowId>`.
   * Refuses: notFound, editedMeanwhile, tooLate (not after today), packUnfit (service), inUse.
   */
  'pack:force': command({ by: admins, payload: { seen: Seen, packRowId: Id, fromDay: Day }, reply: Taken }),
  /** Its day is taken back, while it has not come. Refuses: notFound, editedMeanwhile, tooLate. */
  'pack:drop': command({ by: admins, payload: { seen: Seen, packRowId: Id }, reply: Taken }),
  /** At once; terms that waited for the year are determined. `seen` is of `calendar:<year>`. Refuses: badAnswer. */
  'calendar:set': command({
    by: admins,
    payload: { seen: Seen, year: z.number().int().min(2000).max(2099), lists: CalendarLists },
    reply: Taken,
  }),
} as const;
