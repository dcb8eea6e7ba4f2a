/** What screens see of receptions and terms by the regulation: steps with their clocks, numbers, what is due. No names. */
import type { DeskView, ReceptionWork, TermsFace } from '../../contract/index.js';
import type { Step, Term } from '../../domain/cases.js';
import type { Office } from '../../domain/office.js';
import type { Reception } from '../../domain/reception.js';
import { procedureOf } from '../../domain/reception.js';
import type { Procedure } from '../../domain/regulation.js';
import { registerDeadline } from '../../domain/submission.js';
import { callNorm } from '../../domain/rules/consultation.js';
import { aroundOf, faceOf, standingOf } from '../../domain/terms.js';
import type { Moment, StandingTerms } from './moment.js';
import { lawOf } from '../../domain/lawof.js';

const shownUnregistered = 20;

function stepFace(office: Office, procedure: Procedure, row: Step): ReceptionWork['steps'][number] {
  const prescribed = procedure.steps.find((one) => one.step === row.step);
  const words = { ru: row.step, en: row.step };
  return {
    step: row.step,
    title: prescribed?.title ?? words,
    short: prescribed?.short ?? words,
    norm: { minutes: row.normMinutes, ref: row.ref },
    attested: row.attested,
    state: row.state,
    spentMs: row.spentMs,
    since: row.since,
    by: row.doneBy === null ? null : (office.people.get(row.doneBy)?.short ?? null),
    doneAt: row.doneAt,
    attestation: row.attestation,
    act: row.step === procedure.journalStep ? 'register' : row.step === procedure.protocolStep ? 'protocol' : null,
  };
}

/** The work of a reception: its steps, how it may end, what was handed in. */
export function receptionWork(office: Office, reception: Reception): ReceptionWork {
  const service = office.services.get(reception.serviceId);
  const regulation = lawOf(office, reception);
  const submission = office.submissions.get(reception.submissionId ?? '');
  const procedure = procedureOf(office, reception);
  return {
    matter: service?.matter ?? null,
    procedure: procedure && { code: procedure.code, title: procedure.title, ref: procedure.ref },
    steps: procedure === null ? [] : reception.steps.map((step) => stepFace(office, procedure, step)),
    outcomes: (service?.outcomes ?? []).flatMap((code) => {
      const outcome = regulation?.outcomes.get(code);
      return outcome === undefined ? [] : [{ code, title: outcome.title }];
    }),
    submission: submission ?? null,
  };
}

/** One walk over the terms for all who look at them. */
function standingTerms(office: Office, { now, dayOf }: Moment): StandingTerms {
  const today = dayOf(now);
  const around = aroundOf(office, today);
  const counts = { soon: 0, overdue: 0, undetermined: 0 };
  const unregistered: Term[] = [];
  for (const term of office.terms.values()) {
    const standing = standingOf(term, today, around.soonUntil);
    if (standing === 'soon' || standing === 'overdue' || standing === 'undetermined') counts[standing] += 1;
    if (term.code === registerDeadline) unregistered.push(term);
  }
  return { around, unregistered, ...counts };
}

/** What is due in the office, counted, and the unregistered one by one: those of `userId`; null: everybody's. */
export function termsFace(office: Office, moment: Moment, userId: string | null): TermsFace {
  moment.shared.terms ??= standingTerms(office, moment);
  const { around, unregistered, soon, overdue, undetermined } = moment.shared.terms;
  const mine = userId === null ? unregistered : unregistered.filter((term) => term.userId === userId);
  const faces = mine.slice(0, shownUnregistered).map((term) => faceOf(term, around));
  return { unregistered: faces, soon, overdue, undetermined };
}

/** Today's receptions of an operator; one walk over all of them for all who look. */
export function receptionsOf(office: Office, { shared }: Moment, userId: string): readonly Reception[] {
  if (shared.receptionsOf === undefined) {
    const byUser = new Map<string, Reception[]>();
    for (const reception of office.receptions.values()) {
      const own = byUser.get(reception.userId);
      if (own === undefined) byUser.set(reception.userId, [reception]);
      else own.push(reception);
    }
    shared.receptionsOf = byUser;
  }
  return shared.receptionsOf.get(userId) ?? [];
}

/** Receptions without a visit that an operator has begun and not finished, newest first. */
export function desktop(office: Office, moment: Moment, userId: string): DeskView['desktop'] {
  const found: DeskView['desktop'] = [];
  for (const reception of receptionsOf(office, moment, userId)) {
    const { receptionId, submissionId, state, begunAt, parkedAt, parkedMs, normMinutes, normRef } = reception;
    if (reception.visitId !== null || submissionId === null) continue;
    if (state !== 'open' && state !== 'parked') continue;
    const registered = office.submissions.get(submissionId)?.registered ?? null;
    found.push({
      receptionId,
      submissionId,
      label: registered === null ? '' : `${registered.number}/${registered.year}`,
      state,
      begunAt,
      parkedAt,
      parkedMs,
      norm: normMinutes === null ? null : { minutes: normMinutes, ref: normRef },
      work: receptionWork(office, reception),
    });
  }
  return found.sort((a, b) => b.begunAt - a.begunAt);
}

/** The telephone consultation that an operator holds now, with the words that it opens with (п. 16). */
export function phoneFace(office: Office, userId: string): DeskView['phone'] {
  const call = office.phones.get(userId);
  if (call === undefined) return null;
  const person = office.people.get(userId);
  const { sign } = office.settings;
  const who = [person?.position, person?.name].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    consultationId: call.consultationId,
    begunAt: call.begunAt,
    norm: callNorm(office),
    opening: {
      ru: `${sign.body.ru || office.settings.name.ru}, ${who}. Здравствуйте.`,
      en: `${sign.body.en || office.settings.name.en}, ${who}. Good day.`,
    },
  };
}
