/** What an office may set for itself: its name and hours, its norms and courtesies, what its screens say. */
import type {
  AccessSettings,
  AlertSettings,
  ExportSettings,
  Norm,
  Period,
  RetentionCode,
  SettingValues,
  SetupStep,
  Words,
} from '../contract/index.js';
import type { SettledTerms } from './keeping.js';

/** When an office opens on one weekday, as wall time `HH:MM` in its zone; null when it does not. */
export interface Hours {
  opens: string;
  lastTicket: string;
  doorsClose: string;
}

/** What staff may change. Every number is a default that an office may set. */
export interface Settings {
  name: Words;
  region: Words;
  emblem: string;
  address: Words;
  phones: string[];
  /** Digest of a picture. */
  logo: string | null;
  zone: string;
  demo: boolean;
  boothWord: 'window' | 'booth' | 'room';
  /** Monday first. */
  hours: (Hours | null)[];
  /** Wall time at which a day that nobody closed is closed. */
  closeBy: string;
  /** Days that differ from their weekday, each once. */
  specialDays: SettingValues['hours']['specialDays'];
  keepOvernight: boolean;
  waitNorm: Norm;
  warnShare: number;
  /** Minutes within which a missed visitor who comes back keeps the place. */
  returnMinutes: number;
  parkAlertMinutes: number;
  /** Minutes after the smallest place time within which a profile's preference may choose. */
  preferenceMinutes: number;
  /** Minutes of a pause after which what is addressed to that booth falls back to its queue. */
  addressedMinutes: number;
  undoSeconds: number;
  unbeginSeconds: number;
  /** Seconds after the last call when the operator is asked: begin, recall, missed? */
  promptSeconds: number;
  /** Calls before a visitor may be told missed, and the seconds between two of them. */
  leastCalls: number;
  recallGapSeconds: number;
  /** After so many seconds without an answer a called visitor is missed by the clock; null: only by a person. */
  missAfterSeconds: number | null;
  /** A call no older than this is spoken by a board. */
  freshSeconds: number;
  paperLetter: string;
  /** Of the kiosk: Russian is one of them. */
  languages: SettingValues['kiosk']['languages'];
  /** What this office says otherwise of the pack's menu; empty is as the pack says. */
  menu: SettingValues['kiosk']['menu'];
  idleSeconds: number;
  warnSeconds: number;
  slideSeconds: number;
  theme: 'light' | 'dark';
  chime: boolean;
  /** After the chime a voice says number and booth. */
  voice: boolean;
  layout: SettingValues['board']['layout'];
  /** Does the board tell how long people wait? */
  showsWaits: boolean;
  slides: SettingValues['board']['slides'];
  /** Announcements of the running line. */
  lines: SettingValues['board']['lines'];
  categories: SettingValues['categories'];
  /** The entrance sign (п. 38), booth plates and stand (п. 39). */
  sign: { body: Words; unit: Words; address: Words; hours: Words; reception: Words };
  stand: { title: Words; lines: Words[]; ref: string }[];
  /** Optional steps that this office has, as `<procedure>:<step>`. */
  optionalSteps: string[];
  /** «087-105»: the first six digits of registration numbers of payers of this office (п. 25). */
  payerCodes: string[];
  /** Terms that end within so many days are shown as due soon. */
  soonDays: number;
  /** The body above this one (п. 39, 73), and the office's head. */
  superior: Words;
  head: { name: string; position: string };
  alerts: AlertSettings;
  exports: ExportSettings;
  /** The first choice of a new installation was made; an office of one's own is made chosen. */
  isChosen: boolean;
  /** Steps of the guided set-up that were left for later. */
  skipped: SetupStep[];
  access: AccessSettings;
  /** What is kept otherwise than the retention rules say; never shorter than a rule's least. */
  retention: Partial<Record<RetentionCode, Period>>;
  /** Null: nobody has settled how long things are kept, and nothing goes by itself. */
  settledTerms: SettledTerms | null;
}

/** What nobody has set: the order as before, the pack's menu and categories, both languages. */
export const usualSettings = {
  logo: null,
  specialDays: [],
  leastCalls: 1,
  recallGapSeconds: 0,
  missAfterSeconds: null,
  languages: ['ru', 'en'],
  menu: [],
  voice: false,
  layout: 'callsAndStand',
  showsWaits: true,
  lines: [],
  categories: { changes: [], own: [] },
  isChosen: false,
  skipped: [],
  settledTerms: null,
} satisfies Partial<Settings>;

/** The pages of the board where nobody chose any: the stand, in its order. */
export function slidesOfStand(stand: Settings['stand']): Settings['slides'] {
  return stand.map((_, at) => ({ kind: 'stand', at }));
}
