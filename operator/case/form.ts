/** The card of a case as it is typed: strings, because what is half typed is no number yet. Pure. */

/** The fields of one line, each with the longest text that the contract takes. */
export const limits = {
  regNo: 20,
  inn: 20,
  kpp: 20,
  ogrn: 20,
  name: 240,
  applicant: 40,
  representative: 160,
  authority: 240,
  identity: 120,
  type: 20,
  year: 4,
  period: 2,
  correctedYear: 4,
  correctedPeriod: 2,
  refusalGround: 500,
  resubmits: 64,
  totalPacks: 5,
  totalPersons: 7,
  totalInsuranceAccrued: 18,
  totalInsurancePaid: 18,
  totalFundedAccrued: 18,
  totalFundedPaid: 18,
} as const;
export type TextField = keyof typeof limits;
export const textFields: readonly TextField[] = [
  'regNo',
  'inn',
  'kpp',
  'ogrn',
  'name',
  'applicant',
  'representative',
  'authority',
  'identity',
  'type',
  'year',
  'period',
  'correctedYear',
  'correctedPeriod',
  'refusalGround',
  'resubmits',
  'totalPacks',
  'totalPersons',
  'totalInsuranceAccrued',
  'totalInsurancePaid',
  'totalFundedAccrued',
  'totalFundedPaid',
];
export const sumFields = ['insuranceAccrued', 'insurancePaid', 'fundedAccrued', 'fundedPaid'] as const;
export type SumField = (typeof sumFields)[number];

/** A pack entered by hand; those of files are shown from the page itself. */
export type PackDraft = Record<'packId' | 'number' | 'form' | 'inventory' | 'persons' | SumField, string>;
export type CaseForm = Record<TextField, string> & { documents: string[]; packs: PackDraft[] };

const totalOf = {
  insuranceAccrued: 'totalInsuranceAccrued',
  insurancePaid: 'totalInsurancePaid',
  fundedAccrued: 'totalFundedAccrued',
  fundedPaid: 'totalFundedPaid',
} as const satisfies Record<SumField, TextField>;
export const totalField = (sum: SumField): TextField => totalOf[sum];

export function emptyForm(): CaseForm {
  return {
    regNo: '',
    inn: '',
    kpp: '',
    ogrn: '',
    name: '',
    applicant: '',
    representative: '',
    authority: '',
    identity: '',
    type: '',
    year: '',
    period: '',
    correctedYear: '',
    correctedPeriod: '',
    refusalGround: '',
    resubmits: '',
    totalPacks: '',
    totalPersons: '',
    totalInsuranceAccrued: '',
    totalInsurancePaid: '',
    totalFundedAccrued: '',
    totalFundedPaid: '',
    documents: [],
    packs: [],
  };
}

/** The same fields with lists of their own. */
export function copyOf(form: CaseForm): CaseForm {
  return { ...form, documents: [...form.documents], packs: form.packs.map((pack) => ({ ...pack })) };
}

/** One plain line: what turns a line or its direction is pasted from elsewhere and means nothing here. */
export function plainLine(text: string): string {
  return text.replace(/[\n\t]/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
}
