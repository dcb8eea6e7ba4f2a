/** What the days of a history share: the scene, the people, and what is to be done on a later day. */
import type { Actor } from '../domain/decide.js';
import type { Instant } from '../domain/instant.js';
import type { HistoryStaff } from './people.js';
import type { Scene } from './scene.js';
import type { Returning } from './visitors.js';

/** Something that is done on a working day, by its ordinal, at a minute of that day. */
interface Later {
  minute: number;
  act: () => void;
}

export interface World {
  scene: Scene;
  staff: HistoryStaff;
  kiosks: readonly Actor[];
  /** Rules that findings name, those that are broken most often first. */
  ruleIds: readonly string[];
  serviceId(code: string): string;
  actorOf(userId: string): Actor;
  /** Plans an act on the day that is so many working days on. */
  onDay(ordinal: number, minute: number, act: () => void): void;
  /** The acts of a day; asked for once. */
  dueOn(ordinal: number): Later[];
  /** Who hands in again on a day. */
  comesAgain(ordinal: number, who: Returning): void;
  comingAgain(ordinal: number): Returning[];
  /** Submissions that wait for somebody to work on them without a visitor, oldest first. */
  desk: string[];
}

/** The world before its first day. */
export function makeWorld(
  given: Pick<World, 'scene' | 'staff' | 'kiosks' | 'ruleIds' | 'serviceId' | 'actorOf'>,
): World {
  const later = new Map<number, Later[]>();
  const again = new Map<number, Returning[]>();
  return {
    ...given,
    desk: [],
    onDay(ordinal, minute, act) {
      const acts = later.get(ordinal);
      if (acts === undefined) later.set(ordinal, [{ minute, act }]);
      else acts.push({ minute, act });
    },
    dueOn(ordinal) {
      const acts = later.get(ordinal) ?? [];
      later.delete(ordinal);
      return acts;
    },
    comesAgain(ordinal, who) {
      const coming = again.get(ordinal);
      if (coming === undefined) again.set(ordinal, [who]);
      else coming.push(who);
    },
    comingAgain(ordinal) {
      const coming = again.get(ordinal) ?? [];
      again.delete(ordinal);
      return coming;
    },
  };
}

/** One day as it is played. */
export interface Today {
  ordinal: number;
  day: string;
  midnight: Instant;
}

const minuteMs = 60_000;

/** An instant of a day by its minute. */
export function minuteOf({ midnight }: Today, minute: number): Instant {
  return midnight + Math.round(minute * minuteMs);
}
