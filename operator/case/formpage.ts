/** From the server's page to the fields of the card, and back to what is saved. */
import type { CasePage, Pack, PayerCard, SubmissionContent, Totals, TypedContent } from '@contract';
import { isMask } from '../masked/mask';
import { countTyped, yearTyped } from './faults';
import { plainLine, sumFields, totalField } from './form';
import type { CaseForm, PackDraft, TextField } from './form';
import { kopecksTyped, roubles } from './money';

/** The fields as the server knows them. */
export function formOf(page: Pick<CasePage, 'payer' | 'content'>): CaseForm {
  const { payer, content } = page;
  const { totals } = content;
  return {
    ...payer,
    representative: content.representative.name,
    authority: content.representative.authority,
    identity: content.representative.identity,
    type: content.type ?? '',
    year: content.year === null ? '' : String(content.year),
    period: content.period ?? '',
    correctedYear: content.correctedYear === null ? '' : String(content.correctedYear),
    correctedPeriod: content.correctedPeriod ?? '',
    refusalGround: content.refusalGround,
    resubmits: content.resubmits ?? '',
    totalPacks: totals === null ? '' : String(totals.packs),
    totalPersons: totals === null ? '' : String(totals.persons),
    totalInsuranceAccrued: totals === null ? '' : roubles(totals.sums.insuranceAccrued),
    totalInsurancePaid: totals === null ? '' : roubles(totals.sums.insurancePaid),
    totalFundedAccrued: totals === null ? '' : roubles(totals.sums.fundedAccrued),
    totalFundedPaid: totals === null ? '' : roubles(totals.sums.fundedPaid),
    documents: [...content.documents],
    packs: content.packs.filter((pack) => pack.file === null).map(draftOfPack),
  };
}

function draftOfPack(pack: Pack): PackDraft {
  return {
    packId: pack.packId,
    number: pack.number,
    form: pack.form,
    inventory: pack.inventory ?? '',
    persons: pack.persons === 0 ? '' : String(pack.persons),
    insuranceAccrued: roubles(pack.sums.insuranceAccrued),
    insurancePaid: roubles(pack.sums.insurancePaid),
    fundedAccrued: roubles(pack.sums.fundedAccrued),
    fundedPaid: roubles(pack.sums.fundedPaid),
  };
}

function totalsOf(form: CaseForm): Totals | null {
  const fields: TextField[] = ['totalPacks', 'totalPersons', ...sumFields.map(totalField)];
  if (fields.every((field) => form[field].trim() === '')) return null;
  return {
    packs: countTyped(form.totalPacks, 10_000) ?? 0,
    persons: countTyped(form.totalPersons, 1_000_000) ?? 0,
    sums: {
      insuranceAccrued: kopecksTyped(form.totalInsuranceAccrued) ?? 0,
      insurancePaid: kopecksTyped(form.totalInsurancePaid) ?? 0,
      fundedAccrued: kopecksTyped(form.totalFundedAccrued) ?? 0,
      fundedPaid: kopecksTyped(form.totalFundedPaid) ?? 0,
    },
  };
}

function packOf(draft: PackDraft): Pack | null {
  // a pack without its form is not written yet: it stays in the draft
  if (draft.form === '') return null;
  return {
    packId: draft.packId,
    number: draft.number.trim(),
    form: draft.form,
    inventory: draft.inventory === '' ? null : draft.inventory,
    persons: countTyped(draft.persons, 100_000) ?? 0,
    sums: {
      insuranceAccrued: kopecksTyped(draft.insuranceAccrued) ?? 0,
      insurancePaid: kopecksTyped(draft.insurancePaid) ?? 0,
      fundedAccrued: kopecksTyped(draft.fundedAccrued) ?? 0,
      fundedPaid: kopecksTyped(draft.fundedPaid) ?? 0,
    },
    file: null,
  };
}

const submissionTypeOf = (text: string): SubmissionContent['type'] =>
  text === 'initial' || text === 'correcting' || text === 'cancelling' ? text : null;

/** What is sent to be saved; packs of files are the server's own and are not sent. */
export function partsOf(form: CaseForm): { payer: PayerCard; content: TypedContent } {
  const plain = (field: TextField) => plainLine(form[field]).trim();
  const isAboutEarlier = form.type === 'correcting' || form.type === 'cancelling';
  return {
    payer: {
      regNo: plain('regNo'),
      inn: plain('inn'),
      kpp: plain('kpp'),
      ogrn: plain('ogrn'),
      name: plain('name'),
      applicant: form.applicant,
    },
    content: {
      type: submissionTypeOf(form.type),
      year: yearTyped(form.year),
      period: form.period === '' ? null : form.period,
      correctedYear: isAboutEarlier ? yearTyped(form.correctedYear) : null,
      correctedPeriod: isAboutEarlier && form.correctedPeriod !== '' ? form.correctedPeriod : null,
      representative: {
        name: plain('representative'),
        authority: plain('authority'),
        // hidden and not typed anew: it stays as it is
        identity: isMask(form.identity) ? null : plain('identity'),
      },
      packs: form.packs.flatMap((draft) => packOf(draft) ?? []),
      totals: totalsOf(form),
      documents: [...form.documents],
      refusalGround: plain('refusalGround'),
      resubmits: form.resubmits === '' ? null : form.resubmits,
    },
  };
}
