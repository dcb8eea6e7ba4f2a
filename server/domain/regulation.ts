/** The regulation as rules need it: cut from a pack by the office's room. Texts for screens, numbers with their `ref`. */
import type { Norm, Words } from '../contract/index.js';
import type { Term as DaysTerm } from './calendar.js';

export interface PrescribedStep {
  step: string;
  title: Words;
  short: Words;
  norm: { minutes: number; ref: string };
  optional: boolean;
  attested: boolean;
}

export interface Procedure {
  code: string;
  title: Words;
  ref: string;
  /** The limit on the whole of it: 45 minutes (п. 36, 37). */
  norm: Norm;
  journalStep: string;
  protocolStep: string;
  /** Prescribed copies of the protocol (п. 48). */
  copies: number;
  steps: PrescribedStep[];
}

/** A term of days with its event; `null` days: at once, or not a term of days. */
export interface Deadline {
  code: string;
  title: Words;
  ref: string;
  days: Pick<DaysTerm, 'n' | 'unit'> | null;
  grounds: readonly string[];
}

export interface Form {
  code: string;
  title: Words;
  kind: 'report' | 'inventory';
  inventory: string | null;
  scope: 'pack' | 'submission';
  /** `year`: handed in with the period of the calendar year only (п. 26). */
  frequency: 'period' | 'year';
  validFrom: string | null;
  validTo: string | null;
}

/** A rule that a finding may name, from the file formats of the regulation. */
export interface FindingRule {
  ruleId: string;
  code: string;
  severity: number;
  text: Words;
}

interface Titled {
  code: string;
  title: Words;
  ref: string;
}

/** An item of the kiosk's menu: the service that it leads to by its code, or the items below it. */
export interface MenuFace {
  key: string;
  service: string | null;
  children: readonly MenuFace[];
}

export interface Regulation {
  /** By code: what each service is under this version. */
  services: ReadonlyMap<string, { procedure: string | null; channel: string | null }>;
  packId: string;
  version: string;
  title: Words;
  procedures: Map<string, Procedure>;
  deadlines: Map<string, Deadline>;
  forms: Map<string, Form>;
  periods: readonly { fromYear: number; toYear: number | null; codes: readonly string[] }[];
  /**
   * A report of a period is due by this day of that month after it (2 is the second), moved on from a day off; a pack
   * has so many documents at most.
   */
  filing: { day: number; month: number; packDocuments: number; ref: string };
  applicants: readonly (Titled & { isEntity: boolean })[];
  documents: readonly Titled[];
  channels: Map<string, { code: string; title: Words; procedure: string; inPerson: boolean; ref: string }>;
  outcomes: Map<string, { code: string; title: Words; ref: string | null }>;
  complaintGrounds: readonly (Titled & { fast: boolean })[];
  severities: readonly { severity: number; kind: 'warning' | 'error'; title: Words }[];
  thresholds: readonly { forms: readonly string[]; partialFrom: number | null; refusedFrom: number }[];
  identifiers: readonly {
    code: string;
    title: Words;
    pattern: string;
    example: string;
    check: 'inn' | 'ogrn' | 'snils' | null;
  }[];
  /** By `ruleId`. */
  findingRules: Map<string, FindingRule>;
  /** Passages that stand on papers, by their code: how to complain (п. 60-63, 69). */
  texts: Map<string, Words>;
  /** How long one may wait in the queue (п. 34). */
  waitNorm: Norm;
  /** Limits by code: 20 minutes of consultation, 10 by telephone (п. 16). */
  limits: Map<string, Norm>;
  menu: readonly MenuFace[];
}
