/** A report as an operator types it: a payer whose numbers have right check digits, one pack that agrees with its totals. */
import type { PayerCard, SubmissionContent, Sums } from '../../server/contract/index.js';
import { blankContent } from '../../server/domain/submission.js';
import { operator, type Stage } from './builders.js';

export const romashka: PayerCard = {
  regNo: '087-105-000003',
  inn: '7707083893',
  kpp: '772401001',
  ogrn: '1027700132195',
  name: 'ООО «Ромашка»',
  applicant: 'ORG',
};

const sums: Sums = { insuranceAccrued: 10_000, insurancePaid: 9_000, fundedAccrued: 1_000, fundedPaid: 900 };

/** Nine months of 2014, ten insured persons, СЗВ-6-2 with its inventory and АДВ-6-2: accepted as it stands. */
export function report(over: Partial<SubmissionContent> = {}): SubmissionContent {
  return {
    ...blankContent,
    type: 'initial',
    year: 2014,
    period: '9',
    packs: [
      { packId: 'pack-1', number: '00001', form: 'СЗВ-6-2', inventory: 'АДВ-6-3', persons: 10, sums, file: null },
    ],
    totals: { packs: 1, persons: 10, sums },
    ...over,
  };
}

/** Hands a report in at a reception; the submission's id. */
export function handIn(stage: Stage, name: string, receptionId: string, over: Partial<SubmissionContent> = {}): string {
  const known = stage.office.receptions.get(receptionId)?.submissionId ?? '';
  const revision = stage.office.submissions.get(known)?.revision ?? 0;
  stage.yes('submission:save', { receptionId, revision, payer: romashka, content: report(over) }, operator(name));
  return stage.office.receptions.get(receptionId)?.submissionId ?? '';
}

/** Completes the running step of a reception, attested where that is asked; its code. */
export function completeNext(stage: Stage, name: string, receptionId: string): string {
  const step = stage.office.receptions.get(receptionId)?.steps.find(({ state }) => state === 'running');
  if (step === undefined) throw new Error(`no step of ${receptionId} runs`);
  const attestation = step.attested
    ? { tool: 'программа сверки', result: 'passed' as const, checkedAt: stage.now, file: '' }
    : null;
  stage.yes('reception:completeStep', { receptionId, step: step.step, attestation }, operator(name));
  return step.step;
}

/** Completes every step up to this one and with it. */
export function completeTo(stage: Stage, name: string, receptionId: string, last: string): void {
  while (completeNext(stage, name, receptionId) !== last);
}
