/**
 * What a question about cases is answered from: the archive at one moment, the law, the office's zone, its people.
 * Read anew for every question, so that an answer never mixes two moments.
 */
import type { Matter, Norm, Words } from '../contract/index.js';
import { addCalendarDays } from '../domain/calendar.js';
import type { Instant } from '../domain/instant.js';
import type { RetentionRules } from '../domain/keeping.js';
import type { Settings } from '../domain/settings.js';
import type { Regulation } from '../domain/regulation.js';
import type { AroundTerm } from '../domain/terms.js';
import type { Archive } from '../store/archive.js';
import type { Days, Facts } from './facts/days.js';
import { wallsIn } from './walls.js';

/** Days and wall times of a zone; the devices know them. */
export interface Zones {
  dayOf(at: Instant, zone: string): string;
  instantOf(day: string, wall: string, zone: string): Instant;
  /** «2013-02-15T10:05:00» */
  wallOf(at: Instant, zone: string): string;
}

/** The regulations as answers need them, by packId and by the codes of a pack. */
export interface Lawbook {
  regulations: ReadonlyMap<string, Regulation>;
  /** Every version, as `lawOf` finds it. */
  versions: ReadonlyMap<string, Regulation>;
  waitNorms: ReadonlyMap<string, Norm>;
  /**
   * `norm` without a paragraph is the office's own target. As a version says it, where that is known and has it; else as
   * what is in force does, or the last that had it.
   */
  service: (
    packId: string,
    code: string,
    version?: string,
  ) => { title: Words; procedure: string | null; matter: Matter; norm: Norm } | null;
  /** Titles of the categories out of turn, by code. */
  categories: ReadonlyMap<string, Words>;
  /** How long every kind of record is kept. */
  retention: RetentionRules;
}

export interface World extends AroundTerm {
  archive: Archive;
  officeId: string;
  /** Office time of the question. */
  now: Instant;
  zone: string;
  officeName: Words;
  /** What this office keeps otherwise than the rules say. */
  retention: Settings['retention'];
  /** The terms that somebody here has settled; null: nobody has. */
  settledTerms: Settings['settledTerms'];
  law: Lawbook;
  /** The journal as facts, up to this moment; read when it is asked for. */
  facts: () => Facts;
  /** userId → who that is. */
  people: ReadonlyMap<string, { name: string; short: string }>;
  /** Short name of a person, name of a device; the id itself when it is known to nobody. */
  nameOf: (actor: string) => string;
  dayOf: (at: Instant) => string;
  wallOf: (at: Instant) => string;
  /** Milliseconds that the office's zone is ahead of UTC. */
  offsetOf: (at: Instant) => number;
  /** First instant of a day, and of the day after it. */
  boundsOf: (day: string) => { from: Instant; until: Instant };
}

/** What the worker has besides the books. */
export interface Surroundings {
  /** The law of the office's day. */
  law: (archive: Archive, officeId: string, today: string) => Lawbook;
  zones: Zones;
  days: Days;
  shortName: (name: string) => string;
}

const soonDaysAtFirst = 3;
const nowhere = { ru: '', en: '' };

/** The world of one question; null when there is no such office. Asked inside `archive.within`. */
export function readWorld(archive: Archive, officeId: string, now: Instant, around: Surroundings): World | null {
  const office = archive.get<{ zone: string; settings: string }>('select zone, settings from "Office" where id = ?', [
    officeId,
  ]);
  if (office === null) return null;
  // an office made by an older version has not said everything
  const settings = archive.object<Partial<Settings>>(office.settings);
  const { zones, days, shortName } = around;
  let facts: Facts | null = null;
  const { zone } = office;
  const people = new Map(
    archive
      .all<{ id: string; name: string }>('select id, name from "User"', [])
      .map(({ id, name }) => [id, { name, short: shortName(name) }]),
  );
  const devices = new Map(
    archive
      .all<{ id: string; name: string }>('select id, name from "Device" where officeId = ?', [officeId])
      .map(({ id, name }) => [id, name]),
  );
  const dayOf = (at: Instant) => zones.dayOf(at, zone);
  const today = dayOf(now);
  const law = around.law(archive, officeId, today);
  const { wallOf, offsetOf } = wallsIn(zones, zone);
  return {
    archive,
    officeId,
    now,
    zone,
    officeName: settings.name ?? nowhere,
    retention: settings.retention ?? {},
    settledTerms: settings.settledTerms ?? null,
    law,
    facts: () => (facts ??= days.facts(officeId, now)),
    regulations: law.regulations,
    versions: law.versions,
    people,
    nameOf: (actor) => people.get(actor)?.short ?? devices.get(actor) ?? actor,
    shortOf: (userId) => people.get(userId)?.short ?? '',
    today,
    soonUntil: addCalendarDays(today, settings.soonDays ?? soonDaysAtFirst),
    dayOf,
    wallOf,
    offsetOf,
    boundsOf: (day) => ({
      from: zones.instantOf(day, '00:00', zone),
      until: zones.instantOf(addCalendarDays(day, 1), '00:00', zone),
    }),
  };
}
