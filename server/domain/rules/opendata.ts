/**
 * What is hidden is opened: who may, which values those are, what the journal is told. The values are no part of the
 * decision: they are in no entry, no patch and no kept answer, and leave when the entry is committed.
 */
import type { OpenField, Press } from '../../contract/index.js';
import { refuse, type Context, type Refused } from '../decide.js';
import { contactFields, findingParts, isPersonalInn, namesInsured, partOf, shownPaper } from '../masked.js';
import type { Office } from '../office.js';
import { complaintSheet } from '../paper/complaint.js';
import type { PaperDocument } from '../paper/document.js';
import { mayReadPaper, namesPayers } from '../papers.js';
import type { Entry } from '../patch.js';
import { isReceiving, maySee, mayOpen, seesAll } from '../seeing.js';
import type { Complaint, Consultation, Payer, Submission } from '../cases.js';

type Values = Record<string, string>;
/** What is told of an opening, and what it shows. */
export interface Opened<Shown> {
  entry: Entry;
  shown: Shown;
}

function insuredOf({ findings }: Submission): Values {
  const named = findings.flatMap((finding) =>
    findingParts
      .map((part) => [`${finding.findingId}.${part}`, partOf(finding, part)] as const)
      .filter(([, text]) => namesInsured(text)),
  );
  return Object.fromEntries(named);
}

const known = (field: OpenField, text: string): Values => (text === '' ? {} : { [field]: text });
const personal = (inn: string): Values => (isPersonalInn(inn) ? { inn } : {});

function ofSubmission(row: Submission, field: OpenField): Values {
  if (field === 'identity') return known(field, row.content.representative.identity);
  if (field === 'insured') return insuredOf(row);
  return field === 'inn' ? personal(row.payer.inn) : {};
}
const ofPayer = ({ card }: Payer, field: OpenField): Values => (field === 'inn' ? personal(card.inn) : {});
function ofComplaint({ content }: Complaint, field: OpenField): Values {
  const contact = contactFields.find((one) => one === field);
  return contact === undefined ? {} : known(contact, content[contact]);
}
const ofConsultation = ({ address }: Consultation, field: OpenField): Values =>
  field === 'address' ? known(field, address) : {};

interface Found {
  isErased: boolean;
  mayOpen: boolean;
  visitId: string | null;
  of: (field: OpenField) => Values;
}

function find(office: Office, { subject, fields }: Press<'data:open'>, { file, actor }: Context): Found | null {
  switch (subject.kind) {
    case 'submission': {
      const row = file.row('submission', subject.id);
      return row && { ...about(row, mayOpen(office, row, fields, actor)), of: (field) => ofSubmission(row, field) };
    }
    case 'payer': {
      const row = file.row('payer', subject.id);
      const may = seesAll(actor) || isReceiving(office, actor);
      return row && { ...about({ ...row, visitId: null }, may), of: (field) => ofPayer(row, field) };
    }
    // whoever the head appointed works on appeals: any operator or manager of the office (п. 77)
    case 'complaint': {
      const row = file.row('complaint', subject.id);
      return row && { ...about(row, true), of: (field) => ofComplaint(row, field) };
    }
    case 'consultation': {
      const row = file.row('consultation', subject.id);
      return row && { ...about(row, true), of: (field) => ofConsultation(row, field) };
    }
  }
}

const about = ({ erased, visitId }: { erased: unknown; visitId: string | null }, mayOpen: boolean) => ({
  isErased: Boolean(erased),
  mayOpen,
  visitId,
});

/** What the journal is told: whose field, which, why. Never what stands in it. */
function entryOf(
  { now, actor }: Context,
  visitId: string | null,
  { subject, reason }: Pick<Press<'data:open'>, 'reason'> & { subject: { kind: string; id: string } },
  told: { fields: readonly OpenField[]; paper?: string },
): Entry {
  const data = { subjectKind: subject.kind, subjectId: subject.id, ...told, reason };
  return { at: now, kind: 'data:opened', actor: actor.actorId, visitId, data };
}

/** Opens masked fields of one record. Refuses: notFound, notYours, erased. */
export function openData(office: Office, press: Press<'data:open'>, context: Context): Opened<Values> | Refused {
  const found = find(office, press, context);
  if (found === null) return refuse('notFound', { field: 'subject' });
  if (!found.mayOpen) return refuse('notYours');
  if (found.isErased) return refuse('erased');
  const values = [...new Set(press.fields)].map((field) => ({ field, values: found.of(field) }));
  const held = values.filter((one) => Object.keys(one.values).length > 0);
  // what stands nowhere is opened by nobody
  if (held.length === 0) return refuse('notFound', { field: 'fields' });
  const fields = held.map(({ field }) => field);
  const shown = Object.fromEntries(held.flatMap((one) => Object.entries(one.values)));
  return { entry: entryOf(context, found.visitId, press, { fields }), shown };
}

/** A paper that is drawn, or one that was printed and is drawn from its own bytes. */
export type OpenedPaper = { kind: 'documents'; title: string; documents: PaperDocument[] } | { kind: 'printed' };

const paperTitles = {
  complaint: 'Жалоба',
  notice: 'Уведомление о перенаправлении',
  act: 'Акт',
  reply: 'Ответ',
} as const;

/** Opens a paper with personal data. Refuses: notFound, notYours, erased; notNow (nothing to say on that paper yet). */
export function openPaper(
  office: Office,
  press: Press<'data:openPaper'>,
  context: Context,
): Opened<OpenedPaper> | Refused {
  const { subject, paper } = press;
  switch (subject.kind) {
    case 'protocol': {
      const row = context.file.row('protocol', subject.id);
      const submission = context.file.row('submission', row?.submissionId ?? '');
      if (row === null || submission === null) return refuse('notFound', { field: 'subject' });
      if (!maySee(office, submission, context.actor)) return refuse('notYours');
      if (row.erased) return refuse('erased');
      const fields = [...new Set(row.copies.flatMap((copy) => shownPaper(copy).masked))];
      const title = protocolTitle(row, context.paper.wall(row.issuedAt).date);
      return {
        entry: entryOf(context, row.visitId, press, { fields, paper: 'protocol' }),
        shown: { kind: 'documents', title, documents: row.copies },
      };
    }
    case 'complaint': {
      const row = context.file.row('complaint', subject.id);
      if (row === null) return refuse('notFound', { field: 'subject' });
      if (row.erased) return refuse('erased');
      if (paper === null) return refuse('badRequest', { field: 'paper' });
      const document = complaintSheet(office, row, paper, context.paper.wall);
      if (document === null) return refuse('notNow', { state: row.state });
      const fields = [...contactsOn(document, row), ...shownPaper(document).masked];
      return {
        entry: entryOf(context, row.visitId, press, { fields, paper }),
        shown: { kind: 'documents', title: paperTitles[paper], documents: [document] },
      };
    }
    case 'printJob': {
      const job = office.printJobs.get(subject.id);
      if (job === undefined) return refuse('notFound', { field: 'subject' });
      if (!mayReadPaper(office, job, context.actor)) return refuse('notYours');
      if (context.file.kept({ kind: 'printJob', id: subject.id }, '')?.isErased) return refuse('erased');
      // what names nobody is hidden from nobody
      if (!namesPayers(job)) return refuse('notNow');
      const { masked: fields } = shownPaper(job.document);
      const entry = entryOf(context, job.visitId, press, { fields, paper: 'printed' });
      return { entry, shown: { kind: 'printed' } };
    }
  }
}

/** The contacts that stand on a paper: a notice has none but the place where it is sent. */
function contactsOn({ items }: PaperDocument, { content }: Complaint): OpenField[] {
  const said = JSON.stringify(items).replaceAll('\u00a0', ' ');
  return contactFields.filter((field) => {
    const value = JSON.stringify(content[field]).slice(1, -1).replaceAll('\u00a0', ' ');
    return value !== '' && said.includes(value);
  });
}

/** «Протокол ошибок № 412 от 21.11.2014» */
export function protocolTitle({ kind, number }: { kind: string; number: number }, date: string): string {
  return `${kind === 'errors' ? 'Протокол ошибок' : 'Протокол приёма'} № ${number} от ${date}`;
}

/** What a paper of a complaint is called. */
export const complaintTitle = (paper: keyof typeof paperTitles): string => paperTitles[paper];
