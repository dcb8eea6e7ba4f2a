/** Which documents are looked at in which step: those that the regulation names, no others (п. 21, 29, 30). Pure. */
import type { LawPage, StepFace } from '@contract';

type Document = LawPage['documents'][number];

const numberOf = (ref: string) => Number(/\d+/.exec(ref)?.[0] ?? Number.NaN);
const parts = (ref: string) => ref.replace(/^п\.\s*/u, '').split(/,\s*/);

/** Steps that a person does with papers in hand: not by another program, and no act of the office itself. */
const isByHand = (step: StepFace) => !step.attested && step.act === null;

/**
 * A document whose paragraph is a step's own belongs to that step; the others that are handed in belong to the last step
 * by hand. What is handed in stands in an order before the steps of receiving it; what comes after them (papers to a
 * complaint) is not asked for here.
 */
export function documentsOf(step: StepFace, steps: readonly StepFace[], documents: readonly Document[]): Document[] {
  if (!isByHand(step)) return [];
  const byHand = steps.filter(isByHand);
  const isOwn = (one: StepFace, document: Document) => parts(one.norm.ref ?? '').includes(parts(document.ref)[0] ?? '');
  const first = Math.min(...steps.map((one) => numberOf(one.norm.ref ?? '')));
  return documents.filter((document) => {
    const owner = byHand.find((one) => isOwn(one, document));
    if (owner !== undefined) return owner.step === step.step;
    return step === byHand.at(-1) && numberOf(document.ref) <= first;
  });
}
