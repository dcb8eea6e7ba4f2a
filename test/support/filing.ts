/** What a payer hands in, for tests: a whole card, a report that is right, and how an operator saves them. */
import type { Pack, PayerCard, SubmissionContent, Sums } from '../../server/contract/index.js';
import type { Submission } from '../../server/domain/cases.js';
import type { FileRead } from '../../server/domain/intake.js';
import { blankContent } from '../../server/domain/submission.js';
import { openStage, operator, type Stage } from './builders.js';
import { withLaw } from './law.js';

export const anna = operator('anna');

/** Sums of a pack, from one number of roubles. */
export const sumsFrom = (roubles: number): Sums => ({
  insuranceAccrued: roubles * 100,
  insurancePaid: roubles * 90,
  fundedAccrued: roubles * 10,
  fundedPaid: roubles * 9,
});

export const romashka: PayerCard = {
  regNo: '087-105-000003',
  inn: '7707083893',
  kpp: '772401001',
  ogrn: '1027700132195',
  name: 'ООО «Ромашка»',
  applicant: 'ORG',
};

export const packOf = (packId: string, over: Partial<Pack> = {}): Pack => ({
  packId,
  number: '00001',
  form: 'СЗВ-6-2',
  inventory: 'АДВ-6-3',
  persons: 10,
  sums: sumsFrom(100),
  file: null,
  ...over,
});

/** Nine months of 2014, one pack of ten persons with its inventories. */
export const report = (over: Partial<SubmissionContent> = {}): SubmissionContent => ({
  ...blankContent,
  type: 'initial',
  year: 2014,
  period: '9',
  packs: [packOf('p-1')],
  totals: { packs: 1, persons: 10, sums: sumsFrom(100) },
  ...over,
});

/** A file with one pack of twenty persons, as the worker reads it. */
export const fileOf = (name: string, over: Partial<FileRead> = {}): FileRead => ({
  name,
  size: 12_345,
  sha256: 'a'.repeat(64),
  payer: { regNo: '087-105-000003', inn: '7707083893', kpp: '772401001', name: 'ООО «Ромашка»' },
  type: 'initial',
  year: 2014,
  period: '9',
  correctedYear: null,
  correctedPeriod: null,
  packs: [{ number: '00007', form: 'СЗВ-6-2', inventory: 'АДВ-6-3', persons: 20, sums: sumsFrom(200) }],
  totals: null,
  persons: 20,
  findings: [],
  more: [],
  ...over,
});

/** The office with Anna receiving a payer; the reception's id. */
export function receiving(serviceId = 'intake-paper', protocol?: string): { stage: Stage; receptionId: string } {
  const stage = openStage({}, withLaw);
  stage.shift('anna', '1');
  return { stage, receptionId: another(stage, serviceId, protocol) };
}

/** Anna calls and begins with the next payer; the reception's id. */
export function another(stage: Stage, serviceId = 'intake-paper', protocol?: string): string {
  const visit = stage.ticket(serviceId);
  if (protocol !== undefined) stage.put({ ...visit, answers: { ...visit.answers, protocol } });
  stage.at('anna', 'visit:callNext');
  return stage.at('anna', 'visit:begin').receptionId ?? '';
}

/** What was handed in at a reception. */
export function submissionAt(stage: Stage, receptionId: string): Submission {
  const id = stage.office.receptions.get(receptionId)?.submissionId ?? '';
  return submissionOf(stage, id);
}

export function submissionOf(stage: Stage, submissionId: string): Submission {
  const row = stage.cases.row('submission', submissionId);
  if (row === null) throw new Error(`no submission ${submissionId}`);
  return row;
}

/** The revision that a screen would have seen. */
export function revisionAt(stage: Stage, receptionId: string): number {
  const id = stage.office.receptions.get(receptionId)?.submissionId ?? '';
  return stage.cases.row('submission', id)?.revision ?? 0;
}

/** Anna saves the card and the content. */
export function save(stage: Stage, receptionId: string, payer: PayerCard, content: SubmissionContent): Submission {
  stage.yes('submission:save', { receptionId, revision: revisionAt(stage, receptionId), payer, content }, anna);
  return submissionAt(stage, receptionId);
}

/** Anna completes every step up to the journal, the journal itself among them. */
export function register(stage: Stage, receptionId: string): Submission {
  completeUntil(stage, receptionId, 'JOURNAL');
  return submissionAt(stage, receptionId);
}

/** Anna completes the steps of a reception in their order, up to and with this one. */
export function completeUntil(stage: Stage, receptionId: string, last: string): void {
  for (const { step, state, attested } of stage.office.receptions.get(receptionId)?.steps ?? []) {
    if (state === 'done' || state === 'notNeeded') continue;
    const attestation = attested
      ? ({ tool: 'CheckXML', result: 'passed', checkedAt: stage.now, file: '' } as const)
      : null;
    stage.yes('reception:completeStep', { receptionId, step, attestation }, anna);
    if (step === last) return;
  }
}
