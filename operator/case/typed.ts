/** What was typed and is not with the server yet: what differs, what a save takes along, what is kept as a draft. */
import { isMask } from '../masked/mask';
import { faultOf, packFault } from './faults';
import { copyOf, plainLine, sumFields, textFields } from './form';
import type { CaseForm, PackDraft } from './form';
import { partsOf } from './formpage';

/**
 * The server's fields as they stand in the hand: it keeps a line without the space at its end, and a word that is being
 * typed on must not lose that space between two keys.
 */
export function asTyped(known: CaseForm, form: CaseForm): CaseForm {
  const same = copyOf(known);
  for (const field of textFields) if (plainLine(form[field]).trim() === known[field]) same[field] = form[field];
  return same;
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
    // what was hidden is no words of anybody
    if (typeof value === 'string' && !isMask(value)) typed[field] = value;
  }
  const documents = fields.get('documents');
  if (Array.isArray(documents)) typed.documents = documents.filter((one): one is string => typeof one === 'string');
  const packs = fields.get('packs');
  if (Array.isArray(packs)) typed.packs = packs.flatMap(packRead);
  return typed;
}
