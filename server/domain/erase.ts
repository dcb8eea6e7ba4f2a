/**
 * What is left of a record when its words are destroyed: ids, codes, days, numbers, sums and states. What goes is named
 * by category, once, here: the act repeats it.
 */
import type { DataKind, DataSubject } from '../contract/index.js';
import type { CaseRows, Step } from './cases.js';
import type { Erased } from './erasure.js';
import type { Office } from './office.js';
import type { Patch } from './patch.js';
import { maskedSnils } from './masked.js';
import { paper, type PaperDocument } from './paper/document.js';
import { withoutInsured } from './paper/insured.js';
import { filePart } from './paper/protocol.js';

/** Rows of cases that hold words about people. */
export type ErasableTable = 'payer' | 'submission' | 'protocol' | 'complaint' | 'consultation' | 'card' | 'check';

/** Categories of personal data, as the act names them. */
export const dataCategories = [
  'names',
  'numbers',
  'identity',
  'authority',
  'contacts',
  'insured',
  'words',
  'files',
  'papers',
  'answers',
] as const;
export type DataCategory = (typeof dataCategories)[number];

/** What of each kind of record goes. */
export const categoriesOf: Record<DataKind, readonly DataCategory[]> = {
  payer: ['names', 'numbers', 'authority'],
  submission: ['names', 'numbers', 'identity', 'authority', 'insured', 'words', 'files'],
  identity: ['identity'],
  insured: ['insured'],
  protocol: ['names', 'numbers', 'authority', 'insured', 'papers'],
  complaint: ['names', 'contacts', 'authority', 'words'],
  consultation: ['names', 'contacts', 'words'],
  card: ['names', 'identity', 'authority'],
  check: ['names', 'words'],
  note: ['words'],
  visit: ['answers'],
  reception: ['words'],
  printJob: ['papers'],
};

/** The table of a kind that is a case's row; `identity` and `insured` are parts of a submission. Null: another table. */
export function tableOf(kind: DataKind): ErasableTable | null {
  switch (kind) {
    case 'identity':
    case 'insured':
      return 'submission';
    case 'note':
    case 'visit':
    case 'reception':
    case 'printJob':
      return null;
    default:
      return kind;
  }
}

type Eraser = { [T in ErasableTable]: (row: CaseRows[T]) => CaseRows[T] };

type Findings = CaseRows['submission']['findings'];

/** Findings without the persons whom they name: which rule was broken, and how badly, stays. */
function withoutPersons(findings: Findings): Findings {
  return findings.map((finding) => ({
    ...finding,
    // of the catalogue is the rule's own text; an operator's own words may name anybody
    text: finding.source === 'hand' && finding.code === '' ? { ru: '', en: '' } : finding.text,
    where: '',
    found: '',
    expected: '',
  }));
}

const erasers: Eraser = {
  payer: (row) => ({
    ...row,
    card: { ...row.card, regNo: '', inn: '', kpp: '', ogrn: '', name: '' },
    representative: { name: '', authority: '' },
  }),
  submission: (row) => ({
    ...row,
    senderRef: '',
    payer: { ...row.payer, regNo: '', inn: '', kpp: '', ogrn: '', name: '' },
    content: {
      ...row.content,
      representative: { name: '', authority: '', identity: '' },
      // names of files carry registration numbers
      packs: row.content.packs.map((pack) => ({ ...pack, file: null })),
      refusalGround: '',
    },
    files: [],
    findings: withoutPersons(row.findings).map((finding) => ({ ...finding, file: null })),
    printedAs: null,
  }),
  protocol: (row) => ({ ...row, copies: [], key: '', sentHow: '' }),
  complaint: (row) => ({
    ...row,
    content: {
      ...row.content,
      body: '',
      officer: '',
      name: '',
      place: '',
      phone: '',
      email: '',
      postalAddress: '',
      about: '',
      arguments: '',
      attachments: [],
      representative: '',
      authority: '',
    },
    forwarded: row.forwarded && { ...row.forwarded, to: '' },
    decided: row.decided && { ...row.decided, decision: { ...row.decided.decision, reasons: '', remedy: '' } },
    remedied: row.remedied && { ...row.remedied, note: '' },
    prosecutor: row.prosecutor && { ...row.prosecutor, note: '' },
  }),
  consultation: (row) => ({ ...row, topic: '', result: '', sender: '', address: '' }),
  card: (row) => ({ ...row, passwordHash: '', representative: '', identity: '', authority: '' }),
  check: (row) => ({
    ...row,
    content: { ...row.content, officers: [], ground: '', subject: '' },
    findings: row.findings.map((finding) => ({ ...finding, text: '' })),
    conclusion: '',
  }),
};

/** The row as it is left by an erasure: the next revision, its words gone. */
export function erasedRow<T extends ErasableTable>(table: T, row: CaseRows[T], erased: Erased): CaseRows[T] {
  return { ...erasers[table](row), erased, revision: row.revision + 1 };
}

/** A submission without the passport that was shown, or without the insured persons of its findings; the rest stands. */
export function partlyErased(kind: 'identity' | 'insured', row: CaseRows['submission']): CaseRows['submission'] {
  const { content, findings, revision } = row;
  if (kind === 'insured') {
    const refusalGround = maskedSnils(content.refusalGround);
    return {
      ...row,
      content: { ...content, refusalGround },
      findings: withoutPersons(findings),
      // what its protocol said named them too
      printedAs: null,
      revision: revision + 1,
    };
  }
  const representative = { ...content.representative, identity: '' };
  return { ...row, content: { ...content, representative }, revision: revision + 1 };
}

/**
 * A protocol of such a submission without the insured persons, whom its copies name as the findings do; null where they
 * name none. `findings`: of the submission, for the rules and files that they repeat.
 */
export function protocolWithoutInsured(row: CaseRows['protocol'], findings: Findings): CaseRows['protocol'] | null {
  const rules = new Set(
    findings.flatMap(({ code, text, file }) => [
      ...(code === '' ? [] : [text.ru]),
      ...(file === null ? [] : [`${filePart}${file}`]),
    ]),
  );
  const copies = row.copies.map((copy) => withoutInsured(copy, rules));
  if (copies.every((copy, at) => copy === row.copies[at])) return null;
  // with the key beside it the number could be guessed from the seal that the journal has of the whole copy
  return { ...row, copies, key: '', revision: row.revision + 1 };
}

/** Steps without the words of who attested to them. */
export function stepsWithoutWords(steps: readonly Step[]): Step[] {
  return steps.map((step) => ({
    ...step,
    attestation: step.attestation && { ...step.attestation, tool: '', file: '' },
  }));
}

/**
 * Did this paper come of one of these copies: as it is, or as a duplicate, with marks between its lines? A visit may have
 * prints of several payers, and a print knows its visit only.
 */
export function isPrintOf({ items }: PaperDocument, copies: readonly PaperDocument[]): boolean {
  const printed = items.map((item) => JSON.stringify(item));
  return copies.some((copy) => {
    let at = -1;
    return (
      copy.items.length > 0 && copy.items.every((item) => (at = printed.indexOf(JSON.stringify(item), at + 1)) !== -1)
    );
  });
}

/** What a printed paper becomes: its job stays, because the journal names it. */
export const emptyPaper = paper([]);

/** How today's rows become by an erasure; what is of earlier days stands in the books alone. */
export function forgotten(office: Office, records: readonly DataSubject[]): Patch[] {
  const { visits, receptions, printJobs } = office;
  const going = new Set(records.flatMap(({ kind, id }) => (kind === 'visit' ? [id] : [])));
  // what a finish can be taken back to is a copy of the visit and its reception: it goes with either
  const copied = records.flatMap(({ kind, id }) => (kind === 'reception' ? (receptions.get(id)?.visitId ?? []) : []));
  const ofVisits = [...new Set([...going, ...copied])].flatMap((id): Patch[] => {
    const visit = visits.get(id);
    if (visit === undefined) return [];
    const answers = going.has(id) ? {} : visit.answers;
    return [{ table: 'visit', row: { ...visit, answers, undo: null } }];
  });
  const others = records.flatMap(({ kind, id }): Patch[] => {
    const reception = kind === 'reception' ? receptions.get(id) : undefined;
    if (reception !== undefined)
      return [{ table: 'reception', row: { ...reception, steps: stepsWithoutWords(reception.steps) } }];
    const job = kind === 'printJob' ? printJobs.get(id) : undefined;
    return job === undefined ? [] : [{ table: 'printJob', row: { ...job, document: emptyPaper } }];
  });
  return [...ofVisits, ...others];
}
