/**
 * The card of a case as it is typed: strings, because what is half typed is no number yet. Pure: from the server's page
 * to fields and back, what differs, and what was typed meanwhile.
 */
import type { CasePage, Pack, PayerCard, SubmissionContent, Totals } from '@contract';
import { kopecksTyped, roubles } from './money';

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

/**
 * The server's fields as they stand in the hand: it keeps a line without the space at its end, and a word that is being
 * typed on must not lose that space between two keys.
 */
export function asTyped(known: CaseForm, form: CaseForm): CaseForm {
  const same = copyOf(known);
  for (const field of textFields) if (plainLine(form[field]).trim() === known[field]) same[field] = form[field];
  return same;
}

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

/** A count as typed: null when it is none, or too large to be one. Empty is 0. */
export function countTyped(text: string, most: number): number | null {
  const plain = text.replace(/[\s\u00a0]/g, '');
  if (plain === '') return 0;
  return /^\d{1,9}$/.test(plain) && Number(plain) <= most ? Number(plain) : null;
}

function yearTyped(text: string): number | null {
  const year = countTyped(text, 2099);
  return year !== null && year >= 1996 ? year : null;
}

export type Fault = 'sum' | 'count' | 'year' | 'tooLong';

/** What is wrong with a field as it stands, beside what the office says about it. Null: nothing. */
export function faultOf(field: TextField, text: string): Fault | null {
  if (text.length > limits[field]) return 'tooLong';
  if (text.trim() === '') return null;
  if (field === 'year' || field === 'correctedYear') return yearTyped(text) === null ? 'year' : null;
  if (field === 'totalPacks') return countTyped(text, 10_000) === null ? 'count' : null;
  if (field === 'totalPersons') return countTyped(text, 1_000_000) === null ? 'count' : null;
  if (sumFields.some((sum) => totalOf[sum] === field)) return kopecksTyped(text) === null ? 'sum' : null;
  return null;
}

/** Faults of a pack's cells. */
export function packFault(cell: keyof PackDraft, text: string): Fault | null {
  if (cell === 'persons') return countTyped(text, 100_000) === null ? 'count' : null;
  if (sumFields.some((sum) => sum === cell)) return kopecksTyped(text) === null ? 'sum' : null;
  return cell === 'number' && text.length > 12 ? 'tooLong' : null;
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
export function partsOf(form: CaseForm): { payer: PayerCard; content: SubmissionContent } {
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
        identity: plain('identity'),
      },
      packs: form.packs.flatMap((draft) => packOf(draft) ?? []),
      totals: totalsOf(form),
      documents: [...form.documents],
      refusalGround: plain('refusalGround'),
      resubmits: form.resubmits === '' ? null : form.resubmits,
    },
  };
}

/** One plain line: what turns a line or its direction is pasted from elsewhere and means nothing here. */
export function plainLine(text: string): string {
  return text.replace(/[\n\t]/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
}

const same = (one: unknown, two: unknown) => JSON.stringify(one) === JSON.stringify(two);

/** What was typed and is not with the server yet. */
export function typedOver(form: CaseForm, base: CaseForm): Partial<CaseForm> {
  const typed: Partial<CaseForm> = {};
  for (const field of textFields) if (form[field] !== base[field]) typed[field] = form[field];
  if (!same(form.documents, base.documents)) typed.documents = [...form.documents];
  if (!same(form.packs, base.packs)) typed.packs = form.packs.map((pack) => ({ ...pack }));
  return typed;
}

export const isNothing = (typed: Partial<CaseForm>): boolean => Object.keys(typed).length === 0;

/** Is there anything in it that a save would change? A pack without its form is only a draft. */
export function wouldSave(form: CaseForm, base: CaseForm): boolean {
  return !same(partsOf(form), partsOf(base));
}

/**
 * What a save takes along of the form: everything but fields that hold no number yet and packs without their form.
 * Those stay typed, and are not overwritten by the answer.
 */
export function takenOf(form: CaseForm, base: CaseForm): CaseForm {
  const isSound = form.packs.every((pack) => packCells.every((cell) => packFault(cell, pack[cell]) === null));
  const packs = isSound ? form.packs.filter((pack) => pack.form !== '') : base.packs;
  const taken = copyOf({ ...form, packs });
  for (const field of textFields) if (faultOf(field, form[field]) !== null) taken[field] = base[field];
  return taken;
}

const packCells: readonly (keyof PackDraft)[] = ['packId', 'number', 'form', 'inventory', 'persons', ...sumFields];

function packRead(value: unknown): PackDraft[] {
  if (typeof value !== 'object' || value === null) return [];
  const cells = new Map(Object.entries(value));
  const read = (cell: keyof PackDraft) => {
    const text: unknown = cells.get(cell);
    return typeof text === 'string' ? text : '';
  };
  const pack: PackDraft = {
    packId: '',
    number: '',
    form: '',
    inventory: '',
    persons: '',
    insuranceAccrued: '',
    insurancePaid: '',
    fundedAccrued: '',
    fundedPaid: '',
  };
  for (const cell of packCells) pack[cell] = read(cell);
  return pack.packId === '' ? [] : [pack];
}

/** A draft as it was kept; what does not fit any more is let go. */
export function readTyped(text: string): Partial<CaseForm> {
  const typed: Partial<CaseForm> = {};
  let kept: unknown;
  try {
    kept = JSON.parse(text === '' ? '{}' : text);
  } catch {
    return typed;
  }
  if (typeof kept !== 'object' || kept === null) return typed;
  const fields = new Map<string, unknown>(Object.entries(kept));
  for (const field of textFields) {
    const value = fields.get(field);
    if (typeof value === 'string') typed[field] = value;
  }
  const documents = fields.get('documents');
  if (Array.isArray(documents)) typed.documents = documents.filter((one): one is string => typeof one === 'string');
  const packs = fields.get('packs');
  if (Array.isArray(packs)) typed.packs = packs.flatMap(packRead);
  return typed;
}
