/** What follows when a term is breached, beyond the breach itself. */
import { next, type Term } from './cases.js';
import type { Context } from './decide.js';
import { resubmitDeadline } from './submission.js';
import type { Effects } from './terms.js';

/** States in which a submission waits to be resubmitted. */
const awaiting = ['errors', 'returned'] as const;

/** Nobody resubmitted within the two weeks (п. 48, 49): the submission is overdue, until somebody does. */
export function overdueBy(term: Term, context: Context): Effects {
  const nothing: Effects = { patches: [], entries: [] };
  if (term.code !== resubmitDeadline || term.subject.kind !== 'protocol') return nothing;
  const submissionId = context.file.row('protocol', term.subject.id)?.submissionId ?? '';
  const before = context.file.row('submission', submissionId);
  if (before === null || !awaiting.some((state) => state === before.state)) return nothing;
  return {
    patches: [{ table: 'submission', row: next(before, { state: 'overdue' }) }],
    entries: [
      {
        at: context.now,
        kind: 'submission:overdue',
        actor: context.actor.actorId,
        visitId: before.visitId,
        data: { submissionId, protocolId: term.subject.id },
      },
    ],
  };
}
