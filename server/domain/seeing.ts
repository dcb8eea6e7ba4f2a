/** Who may look into a case, and who may open what is hidden in it. */
import type { OpenField } from '../contract/index.js';
import type { Submission } from './cases.js';
import type { Actor } from './decide.js';
import type { Office } from './office.js';
import type { Reception } from './reception.js';

type Looker = Pick<Actor, 'actorId' | 'roles'>;

/** Managers and auditors see what everybody works on. */
export function seesAll({ roles }: Pick<Looker, 'roles'>): boolean {
  return roles.some((role) => role === 'manager' || role === 'auditor');
}

/** Managers and auditors see every case; an operator the own ones, what nobody works on, and all that is registered. */
export function maySee(office: Office, submission: Submission, actor: Looker): boolean {
  if (seesAll(actor)) return true;
  const { registered, receptionId, userId } = submission;
  return (
    registered !== null ||
    receptionId === null ||
    userId === actor.actorId ||
    office.receptions.get(receptionId)?.userId === actor.actorId
  );
}

/** Whoever receives, or looks after everything. */
export function isHolder(reception: Reception, actor: Looker): boolean {
  return reception.userId === actor.actorId || seesAll(actor);
}

/** Does this person work on the case now? A reception that was handed over is its new operator's alone. */
export function isWorkedOnBy(office: Office, { receptionId, userId }: Submission, { actorId }: Looker): boolean {
  return (office.receptions.get(receptionId ?? '')?.userId ?? userId) === actorId;
}

/**
 * May these fields of a case be opened? A passport and numbers of insured persons only by whoever works on the case now,
 * and by managers and auditors; the number of a payer by whoever sees the case.
 */
export function mayOpen(office: Office, submission: Submission, fields: readonly OpenField[], actor: Looker): boolean {
  if (seesAll(actor)) return true;
  const isOfPersons = fields.some((field) => field !== 'inn');
  return isOfPersons ? isWorkedOnBy(office, submission, actor) : maySee(office, submission, actor);
}

/** Does this person receive somebody now? Only then is a payer's number theirs to know. */
export function isReceiving(office: Office, { actorId }: Looker): boolean {
  return [...office.receptions.values()].some(
    ({ userId, state }) => userId === actorId && (state === 'open' || state === 'parked'),
  );
}
