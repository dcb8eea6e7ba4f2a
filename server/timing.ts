/** What the time is for this office: its clock that never goes back, and days, hours and wall time in its zone. */
import type { Clock } from './devices/clock.js';
import { byTheMinute, dayOf, nextOpening, scheduleOf, wallOf } from './devices/zone.js';
import type { Log } from './doors/given.js';
import type { Instant } from './domain/instant.js';
import type { Office } from './domain/office.js';
import type { Settings } from './domain/settings.js';
import { makeOfficeTime, type OfficeTime } from './office/time.js';
import type { Store } from './store/open.js';

export interface Timing {
  time: OfficeTime;
  wall: (at: Instant) => ReturnType<typeof wallOf>;
  scheduleAt: (at: Instant) => ReturnType<typeof scheduleOf>;
  /** `YYYY-MM-DD` in the office's zone. */
  dayAt: (at: Instant) => string;
  nextOpening: (at: Instant) => ReturnType<typeof nextOpening>;
}

/** Starts from the newest entry of the journal: a clock that stands before it is in doubt, and the log says so. */
export async function makeTiming(spec: {
  store: Store;
  officeId: string;
  office: Pick<Office, 'settings' | 'day'>;
  clock: Clock;
  /** In a demo the clock starts where it is told to, and is right by definition. */
  isGiven: boolean;
  log: Log;
  /** As they stand: hours that are changed are in force with the next look. */
  settings: () => Settings;
}): Promise<Timing> {
  const { store, officeId, office, clock, isGiven, log, settings } = spec;
  const { zone } = office.settings;
  const last = await store.read.journal.findFirst({
    where: { officeId },
    orderBy: { seq: 'desc' },
    select: { at: true },
  });
  const time = makeOfficeTime({
    now: clock.now,
    lastAt: last?.at.getTime() ?? null,
    isGiven,
    isDayRunning: office.day !== null && office.day.phase !== 'closed',
  });
  if (time.doubt !== null)
    log.warn({ doubt: time.doubt }, 'the clock is in doubt: an administrator confirms it by opening the day');
  return {
    time,
    wall: byTheMinute((at) => wallOf(at, zone)),
    scheduleAt: byTheMinute((at) => scheduleOf(at, settings()), settings),
    dayAt: byTheMinute((at) => dayOf(at, zone)),
    nextOpening: byTheMinute((at) => nextOpening(at, settings()), settings),
  };
}
