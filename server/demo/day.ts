/**
 * THE DEMO DAY: plays a planned day against the real doors, by office time that is handed in. Under a fast clock it is
 * something to watch; under a clock that leaps from one planned act to the next it is the end-to-end test's engine.
 */
import { HallView, type JournalPage } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import { hireCast, type Cast } from './cast.js';
import { makeDice } from './dice.js';
import { playHall } from './hall.js';
import { playOperator } from './operator.js';
import { planDay, type DayPlan } from './plan.js';
import { pressed, type Play, type Refused } from './play.js';
import { sumsOf, type Sums } from './sums.js';
import { makeAgenda, type Time } from './time.js';
import { readJournal, type Doors } from './wire.js';

const minuteMs = 60_000;
/** How many come on the filing day. */
export const usualVisitors = 164;
const halfHourMs = 30 * minuteMs;

export interface DaySpec {
  /** Where the doors are, and the shell that hires the cast. */
  doors: Doors;
  time: Time;
  /** Begins the day in the office's zone. */
  midnight: Instant;
  /** The same seed gives the same visitors; the actors' delays come from it too. */
  seed: number;
  visitors: number;
  /** Each half hour of office time and once when the day is closed. */
  onHalfHour(at: Instant, sums: Sums): void;
  /** The link of each ticket's phone page, as it is issued; null without PUBLIC_URL. */
  onTicket(link: string | null): void;
  /** What an act threw; the play goes on. */
  onError(error: unknown): void;
}

export interface DayPlayed {
  plan: DayPlan;
  /** Refusals that actors met; none is planned. */
  refused: Refused[];
  /** Counted from the journal. */
  sums: Sums;
}

/** `HH:MM` of the day. */
function wall(midnight: Instant, text: string): Instant {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return midnight + (hours * 60 + minutes) * minuteMs;
}

/** Hires a cast, plays the day from before opening until it is closed, and lets the cast go. */
export async function playDay(spec: DaySpec): Promise<DayPlayed> {
  const cast = await hireCast(spec.doors);
  try {
    return await playDayWith(cast, spec);
  } finally {
    cast.close();
  }
}

/** The same with a cast that is there already and stays. */
export async function playDayWith(cast: Cast, spec: DaySpec): Promise<DayPlayed> {
  const { time, midnight, seed, doors, onError } = spec;
  const at = (text: string) => wall(midnight, text);
  const plan = planDay(seed, midnight, spec.visitors);
  const agenda = makeAgenda(time, onError);
  const refused: Refused[] = [];
  const play: Play = {
    time,
    agenda,
    dice: makeDice(seed + 1),
    lives: new Map(),
    refused,
    onMissed: (life) => hall.bringBack(life),
  };
  const hall = playHall(play, cast, plan, doors.url, spec.onTicket);

  const entries: JournalPage['entries'] = [];
  async function sumsNow(): Promise<Sums> {
    entries.push(...(await readJournal(doors.url, cast.managerCookie, entries.at(-1)?.seq ?? 0)));
    const today = entries.filter((entry) => entry.at >= midnight);
    return sumsOf(today, time.now(), waitNormMs);
  }

  // the manager comes first and opens the day, so that booths can be opened before the doors
  agenda.add(at('08:51'), async () => {
    const { day } = HallView.parse(await cast.manager.look('hall'));
    if (day.day === null) await pressed(play, 'начальник отдела', cast.manager, 'day:open', {});
  });
  for (const seat of cast.seats)
    playOperator(play, seat, {
      comesAt: at(seat.part.comes),
      pauses: seat.part.pauses.map(({ from, minutes, reason }) => ({ from: at(from), minutes, reason })),
      goesBy: at('18:40'),
    });
  const { waitNorm } = HallView.parse(await cast.manager.look('hall'));
  const waitNormMs = waitNorm.minutes * minuteMs;

  async function tell(): Promise<void> {
    spec.onHalfHour(time.now(), await sumsNow());
  }
  for (let from = at('09:30'); from <= at('18:00'); from += halfHourMs) agenda.add(from, tell);

  /** Closes the day when all booths are closed; whoever plays by hand is waited for until the clock closes it. */
  async function close(): Promise<void> {
    const { day, booths } = HallView.parse(await cast.manager.look('hall'));
    if (day.day === null) return;
    const isHeld = booths.some(({ state }) => state === 'called' || state === 'serving');
    const isOpen = booths.some(({ state, number }) => state !== 'closed' && isPlayed(number));
    if (isOpen || isHeld || time.now() < at('18:02')) agenda.add(time.now() + minuteMs, close);
    else await pressed(play, 'начальник отдела', cast.manager, 'day:close', {});
  }
  const isPlayed = (booth: string) => cast.seats.some((seat) => seat.part.booth === booth);
  agenda.add(at('18:02'), close);

  await agenda.run();
  return { plan, refused, sums: await sumsNow() };
}
