/** What an office was given of the law itself: packs with their days, years of the working calendar. */
import type { CalendarLists, Words } from '../contract/index.js';
import type { Instant } from './instant.js';
import type { Office } from './office.js';
import type { Service } from './services.js';

/** A pack that was uploaded, as the books have it without its content. */
export interface PackKept {
  packRowId: string;
  packId: string;
  version: string;
  /** Of its content. */
  hash: string;
  uploadedAt: Instant;
  uploadedBy: string;
  /** In force from that day on; null while it is only kept. */
  fromDay: string | null;
}

/** What the rules need to know of it besides: read out of its content. */
export interface PackFace extends PackKept {
  title: Words;
  /** Codes of its services; empty where this program cannot read the content any more. */
  services: readonly string[];
}

/** A year of the working calendar as the office gave it; it stands before the built-in one. */
export interface OwnYear {
  year: number;
  lists: CalendarLists;
}

/**
 * The uploaded pack that is in force on a day: of its id the one with the latest day that has come. Null: the program's
 * own is.
 */
export function packOn<Pack extends Pick<PackKept, 'packId' | 'fromDay'>>(
  packs: Iterable<Pack>,
  packId: string,
  day: string,
): Pack | null {
  let found: Pack | null = null;
  for (const pack of packs)
    if (pack.packId === packId && pack.fromDay !== null && pack.fromDay <= day)
      if (found === null || pack.fromDay > (found.fromDay ?? '')) found = pack;
  return found;
}

/**
 * The day whose law holds: the one that runs, also past midnight; between days the day of the calendar.
 * @param today the day of now in the office's zone
 */
export function lawDay({ day }: Pick<Office, 'day'>, today: string): string {
  return day !== null && day.phase !== 'closed' ? day.day : today;
}

/** Services that the office offers under this id and that this pack does not know: with them it cannot come into force. */
export function lackedBy({ services }: Pick<Office, 'services'>, pack: PackFace): Service[] {
  return [...services.values()].filter(
    ({ packId, code, own }) => packId === pack.packId && own.isOffered && !pack.services.includes(code),
  );
}

/** By which pack this service cannot be offered: the one in force, or one that has its day ahead. Null: by none. */
export function lackingOf(
  { packs, regulations }: Pick<Office, 'packs' | 'regulations'>,
  { packId, code }: Pick<Service, 'packId' | 'code'>,
  day: string,
): { version: string; fromDay: string | null } | null {
  const inForce = regulations.get(packId);
  if (inForce?.services.has(code) === false) return { version: inForce.version, fromDay: null };
  const ahead = [...packs.values()].filter((pack) => pack.packId === packId && (pack.fromDay ?? '') > day);
  const [first] = ahead
    .filter(({ services }) => !services.includes(code))
    .sort((one, other) => ((one.fromDay ?? '') < (other.fromDay ?? '') ? -1 : 1));
  return first ?? null;
}

/** As marks name a pack, and the mark of its coming into force. */
export const packThing = (packRowId: string): string => `pack:${packRowId}`;
export const inForceThing = (packRowId: string): string => `inForce:${packRowId}`;
