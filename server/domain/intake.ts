/** A payer's file as it was read: what it says and what is wrong with it. Made by a worker, taken in by a rule. */
import type { PayerCard, SubmissionType, Sums, Totals } from '../contract/index.js';

/** A pack of a file: its inventory and how many documents it brought. */
export interface FilePack {
  number: string;
  /** A report form of the regulation, «СЗВ-6-2». */
  form: string;
  inventory: string | null;
  persons: number;
  sums: Sums;
}

/** A rule of the format that a place in the file breaks; the rule's own text and severity stand in the catalogue. */
export interface FileFinding {
  ruleId: string;
  /** «пачка 1, строка 17» */
  where: string;
  found: string;
  expected: string;
}

export interface FileRead {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** What the file says of its payer; empty text where it says nothing. */
  payer: Pick<PayerCard, 'regNo' | 'inn' | 'kpp' | 'name'>;
  type: SubmissionType | null;
  year: number | null;
  period: string | null;
  correctedYear: number | null;
  correctedPeriod: string | null;
  packs: FilePack[];
  /** АДВ-6-2; null where the file is none. */
  totals: Totals | null;
  persons: number;
  /** The worst first, at most 300. */
  findings: FileFinding[];
  /** Those beyond, by severity. */
  more: { severity: number; count: number }[];
}
