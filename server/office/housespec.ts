/** What a house is made of, and what passes through it. */
import type { FileReply, Language, MenuItem, Reply, ReportName, SheetFormat, SheetName } from '../contract/index.js';
import type { Actor } from '../domain/decide.js';
import type { Instant } from '../domain/instant.js';
import type { Office } from '../domain/office.js';
import type { Schedule } from '../domain/rules/day.js';
import type { Clerk, Committed } from './clerk.js';
import type { MenuPlace } from './menu.js';
import type { PaperDrawer } from './opening.js';
import type { Spool } from './prints.js';
import type { Moment } from './views/moment.js';

export interface HouseSpec {
  clerk: Clerk;
  epoch: string;
  rate: () => number;
  setRate: (rate: number) => void;
  /** A demo's process: its clock may be set to any rate, also to none and back. */
  isDemo: boolean;
  now: () => Instant;
  realNow: () => Instant;
  nextOpening: (now: Instant) => Schedule | null;
  /** The day of an instant in the office's zone. */
  dayOf: (at: Instant) => string;
  /** Wall time `HH:MM` of an instant in the office's zone. */
  timeOf: (at: Instant) => string;
  /** As the office shows it now. */
  menu: (office: Office, place: MenuPlace) => MenuItem[];
  help: (office: Office) => Moment['help'];
  /** The office goes by the law of its day from here on. */
  toDay: () => Promise<void>;
  /** Null: sure. Otherwise why the day does not open until an administrator confirms. */
  clockDoubt: string | null;
  checkClock: () => number | null;
  link: (token: string) => string | null;
  spool: Spool;
  papers: PaperDrawer;
  /** `actor` is who asks: what may be seen is decided by whom. */
  report: (name: ReportName, query: unknown, actor: Actor) => Promise<Reply<unknown>>;
  /** A payer's file: read beside the clerk's thread, taken in by a press. */
  readFile: (asked: FileAsked, actor: Actor) => Promise<Reply<FileReply>>;
  /** Were the words of a record with this id destroyed, or of what is worked on under it? */
  isErased: (id: string) => boolean;
  /** A register as a file to take away. */
  sheet: (name: SheetName, format: SheetFormat, language: Language, query: unknown) => Promise<Reply<SheetFile>>;
  /** People and devices as the store has them now; the office shows their names. */
  loadFaces: () => Promise<Pick<Office, 'people' | 'devices'>>;
  /** Something that nobody pressed went wrong: told once, and the office goes on. */
  onError: (error: unknown, doing: string) => void;
  /** Files that the last anchor could not be written to; told by health. */
  unanchored: () => readonly string[];
  /** A new day begins with an empty tray of virtual paper. */
  onDayOpened: () => void;
  /** The day was closed: its head is anchored and its sheet printed. */
  onDayClosed: (committed: Committed) => void;
  isWritable: () => boolean;
  /** Does the configuration name an address that new alerts are told to? */
  isHeard: boolean;
  /** New alerts are in the books, to be told. */
  onAlerts: () => void;
}

/** A file that was handed in at the door; its bytes leave this thread when it is read. */
export interface FileAsked {
  requestId: string;
  receptionId: string;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Hex digest of the bytes. */
  sha256: string;
}

/** What is taken away, and how many rows it has. */
export interface SheetFile {
  fileName: string;
  bytes: Uint8Array;
  rows: number;
}
