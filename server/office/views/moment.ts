/** What a view is computed of besides the office: the moment, and what the outside world is known to be. */
import type { BoothFace, Cure, MenuItem, PrinterHealth, ServiceFace, VisitRow } from '../../contract/index.js';
import type { Term } from '../../domain/cases.js';
import type { Instant } from '../../domain/instant.js';
import type { Reception } from '../../domain/reception.js';
import type { Visit } from '../../domain/visit.js';
import type { Schedule } from '../../domain/rules/day.js';
import type { AroundTerm } from '../../domain/terms.js';
import type { MenuPlace } from '../menu.js';

export interface Moment {
  now: Instant;
  rate: number;
  epoch: string;
  /** The next day with reception, told while no day is open; null when the schedule names none within a week. */
  nextOpening: Schedule | null;
  menu: (place: MenuPlace) => MenuItem[];
  help: { title: { ru: string; en: string }; lines: { ru: string; en: string }[]; ref: string }[];
  printerHealth: (printerId: string) => PrinterHealth;
  /** This moment's day, and its wall time `HH:MM`, in the office's zone. */
  wall: () => { day: string; time: string };
  /** The day of an instant in the office's zone. */
  dayOf: (at: Instant) => string;
  /** Has this device or person a connection open now? */
  isOnline: (id: string) => boolean;
  /** Real time at which a device was lost; null while it is here, and when it was not here since the start. */
  lostAt: (deviceId: string) => number | null;
  /** What would change who passes the norm. */
  cures: () => Cure[];
  link: (token: string) => string | null;
  /** Rows shared by all desks of one publication. */
  shared: SharedRows;
}

/** What all consoles show alike, computed when the first of them asks. */
export interface SharedRows {
  rows?: VisitRow[];
  /** All who wait, as many as the hall shows. */
  hallRows?: VisitRow[];
  services?: ServiceFace[];
  visits?: Visit[];
  booths?: BoothFace[];
  pace?: { arrived: number; called: number };
  terms?: StandingTerms;
  /** Today's receptions by their operator. */
  receptionsOf?: ReadonlyMap<string, Reception[]>;
}

/** The terms of the office, counted as they stand on its day. */
export interface StandingTerms {
  around: AroundTerm;
  soon: number;
  overdue: number;
  undetermined: number;
  /** What is not registered yet, everybody's. */
  unregistered: Term[];
}
