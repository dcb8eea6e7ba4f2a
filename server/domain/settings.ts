/** What an office may set for itself: its name and hours, its norms and courtesies, what its screens say. */
import type { AlertSettings, ExportSettings, Norm, Words } from '../contract/index.js';

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
  phone: string;
  zone: string;
  demo: boolean;
  boothWord: 'window' | 'booth' | 'room';
  /** Monday first. */
  hours: (Hours | null)[];
  /** Wall time at which a day that nobody closed is closed. */
  closeBy: string;
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
  /** A call no older than this is spoken by a board. */
  freshSeconds: number;
  paperLetter: string;
  idleSeconds: number;
  warnSeconds: number;
  slideSeconds: number;
  theme: 'light' | 'dark';
  chime: boolean;
  runningLine: Words | null;
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
}
