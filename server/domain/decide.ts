/** What a rule receives and answers. A rule is pure: the same office, press and context give the same decision. */
import type { Answer, ClerkCommand, Press, Refusal, RefusalKey, Role } from '../contract/index.js';
import type { CaseFile } from './cases.js';
import type { Office } from './office.js';
import type { Booth, Shift } from './booths.js';
import type { Entry, Note, Patch } from './patch.js';
import type { Instant } from './instant.js';
import type { Visit } from './visit.js';
import type { PaperDocument } from './paper/document.js';
import type { ProtocolSpec } from './protocol.js';

/** Who presses: stamped by the server from session or device, never from the payload. */
export interface Actor {
  actorId: string;
  kind: 'user' | 'device' | 'ticket' | 'clockwork';
  roles: readonly Role[];
  /** The only visit that a ticket's holder may touch. */
  visitId: string | null;
}

export interface Context {
  now: Instant;
  actor: Actor;
  /** A fresh id. */
  id: () => string;
  /** A fresh secret of 128 random bits, short enough for a QR code. */
  token: () => string;
  /** Seals words for the journal: HMAC-SHA256 by a fresh key, which is kept beside the words and destroyed with them. */
  seal: (text: string) => { key: string; mac: string };
  /** What the compositions of paper need of the world: wall time in the office's zone, the phone page's address. */
  paper: PaperDesk;
  /** Payers, submissions, protocols and all else that lives longer than a day. */
  file: CaseFile;
  /** The day of an instant in the office's zone. */
  dayOf: (at: Instant) => string;
}

export interface PaperDesk {
  /** «21.11.2014» and «13:42» in the office's zone. */
  wall: (at: Instant) => { date: string; time: string };
  ticket: (office: Office, visit: Visit, copy: boolean) => PaperDocument;
  sheet: (office: Office, from: number, count: number) => PaperDocument;
  /** The prescribed copies of a protocol (п. 48), the payer's first. */
  protocol: (office: Office, spec: ProtocolSpec) => PaperDocument[];
  link: (token: string) => string | null;
}

/** What changes, what the journal says of it, and what whoever pressed is answered. */
export interface Decision<R = unknown> {
  patches: Patch[];
  entries: Entry[];
  reply: R;
}

/** A no: nothing changes. */
export interface Refused {
  ok: false;
  refusal: Refusal;
}

export type Ruling<R = unknown> = { ok: true; decision: Decision<R> } | Refused;

/** A rule answers what the contract promises for its command, or refuses. */
export type Rule<N extends ClerkCommand> = (office: Office, press: Press<N>, context: Context) => Ruling<Answer<N>>;

/** A no with its key, and what a screen needs to say it. */
export function refuse(key: RefusalKey, about?: Refusal['about']): Refused {
  return { ok: false, refusal: about === undefined ? { key } : { key, about } };
}

/** A yes. */
export function decide<R>(decision: Decision<R>): Ruling<R> {
  return { ok: true, decision };
}

/** The fields of a visit that the journal tells, so that replaying it gives the same office. */
const told = [
  'number',
  'queueId',
  'serviceId',
  'status',
  'startAt',
  'placeAt',
  'boothId',
  'shiftId',
  'receptionId',
  'times',
  'callRule',
  'category',
  'categoryConfirmed',
  'addressedBoothId',
  'addressedUserId',
  'awayMs',
  'cancelReason',
  'paperNumber',
  'origin',
] as const satisfies readonly (keyof Visit)[];

/** What changed between two states of a visit, as the journal keeps it. */
export function changeOf(before: Visit | null, after: Visit): Record<string, unknown> {
  const change: Record<string, unknown> = {};
  for (const field of told)
    if (before === null ? after[field] !== null : before[field] !== after[field]) change[field] = after[field];
  return change;
}

/** An entry about no visit. */
export function entryOf(context: Context, kind: string, data: Record<string, unknown>): Entry {
  return { at: context.now, kind, actor: context.actor.actorId, visitId: null, data };
}

/** An entry about a visit: what changed, and what else is worth telling. */
export function visitEntry(
  context: Context,
  kind: string,
  before: Visit | null,
  after: Visit,
  more: Record<string, unknown> = {},
): Entry {
  return {
    at: context.now,
    kind,
    actor: context.actor.actorId,
    visitId: after.visitId,
    data: { visit: changeOf(before, after), ...more },
  };
}

/** Words of a person, kept apart: the patch holds them, the entry their id and seal. Nothing for empty words. */
export function noteOf(
  context: Context,
  visitId: string | null,
  text: string,
): { noteId: string | null; patches: Patch[]; told: Record<string, unknown> } {
  if (text === '') return { noteId: null, patches: [], told: {} };
  const { key, mac } = context.seal(text);
  const note: Note = { noteId: context.id(), visitId, at: context.now, by: context.actor.actorId, text, key };
  const { noteId } = note;
  return { noteId, patches: [{ table: 'note', row: note }], told: { noteId, noteMac: mac } };
}

/** The booth as it will be after this change: the next turn, and free from now when nobody is held there. */
export function turned(booth: Booth, freeSince: Instant | null): Patch {
  return { table: 'booth', row: { ...booth, turn: booth.turn + 1, freeSince } };
}

/** A booth with an open shift, and whom it holds. */
export interface AtBooth {
  booth: Booth;
  shift: Shift;
  /** Called or served there now. */
  held: Visit | null;
}

/** The booth at which an operator works now. */
export function boothOf(office: Office, userId: string): AtBooth | null {
  const shift = office.shifts.get(office.index.shiftOfUser.get(userId) ?? '');
  const booth = shift && office.booths.get(shift.boothId);
  if (shift === undefined || booth === undefined) return null;
  return { booth, shift, held: office.visits.get(office.index.held.get(booth.boothId) ?? '') ?? null };
}

/** The booth of a press, when its turn is the one that the screen saw: a double press is refused as `stale`. */
export function atBooth(office: Office, press: { turn: number }, context: Context): AtBooth | Refused {
  const at = boothOf(office, context.actor.actorId);
  if (at === null) return refuse('noShift');
  if (at.booth.turn !== press.turn) return refuse('stale');
  return at;
}

/** The booth of a press that will take somebody in: not paused, and nobody called or served there. */
export function freeBooth(office: Office, press: { turn: number }, context: Context): AtBooth | Refused {
  const at = atBooth(office, press, context);
  if (isRefused(at)) return at;
  if (at.shift.pausedAt !== null) return refuse('paused');
  return at.held === null ? at : refuse('busy');
}

/** Did the look for something end in a refusal already? */
export function isRefused<Found extends object>(found: Found | Refused): found is Refused {
  return 'ok' in found;
}
