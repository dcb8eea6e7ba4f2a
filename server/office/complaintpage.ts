/** One complaint as whoever works on it sees it, and its papers. Read from the books at once; nothing is changed here. */
import { reports, type ComplaintPage, type Report, type ReportName, type Reply } from '../contract/index.js';
import type { Complaint } from '../domain/cases.js';
import { decideTerm } from '../domain/complaint.js';
import { erasedFace } from '../domain/erasure.js';
import type { Office } from '../domain/office.js';
import { shownComplaint, shownPaper } from '../domain/masked.js';
import { complaintSheet, type ComplaintPaperKind } from '../domain/paper/complaint.js';
import { complaintTitle } from '../domain/rules/opendata.js';
import { aroundOf, dueFace, dueOf, faceOf, termIdOf } from '../domain/terms.js';
import type { CaseWorld } from './caseworld.js';
import { lawOf } from '../domain/lawof.js';

/** The terms that this complaint has or had, in the order in which they began. */
function termsOf(world: CaseWorld, complaint: Complaint): ComplaintPage['terms'] {
  const office = world.office();
  const around = aroundOf(office, world.dayOf(world.now()));
  return [...(lawOf(office, complaint)?.deadlines.keys() ?? [])]
    .flatMap((code) => world.cases.row('term', termIdOf(code, complaint.complaintId)) ?? [])
    .map((term) => faceOf(term, around))
    .sort((a, b) => a.from.localeCompare(b.from) || (a.due.day ?? '9').localeCompare(b.due.day ?? '9'));
}

/** Where it went, and until when it is considered there (п. 75): counted from its registration there. */
function forwardedOf(office: Office, complaint: Complaint): ComplaintPage['forwarded'] {
  const { forwarded, content } = complaint;
  if (forwarded === null) return null;
  const from = forwarded.registeredThereOn;
  const code = decideTerm(content, lawOf(office, complaint));
  const due = from === null || content.kind !== 'complaint' ? null : dueOf(office, complaint, code, from);
  return { ...forwarded, due: due && dueFace(due) };
}

function pageOf(world: CaseWorld, complaint: Complaint): ComplaintPage {
  const office = world.office();
  const shortOf = (userId: string) => office.people.get(userId)?.short ?? '';
  const content = shownComplaint(complaint.content);
  const { complaintId, revision, state, ticket, receivedAt, registered, decided, replied } = complaint;
  return {
    complaintId,
    revision,
    state,
    content: content.shown,
    ticket,
    receivedAt,
    receivedBy: shortOf(complaint.receivedBy),
    registered,
    forwarded: forwardedOf(office, complaint),
    decided: decided && {
      ...decided,
      by: shortOf(decided.by),
      remedyBy: decided.remedyBy && dueFace(decided.remedyBy),
    },
    replied: replied && { ...replied, by: shortOf(replied.by) },
    remedied: complaint.remedied,
    prosecutor: complaint.prosecutor,
    terms: termsOf(world, complaint),
    masked: content.masked,
    erased: erasedFace(complaint.erased, (id) => world.cases.row('erasure', id)),
  };
}

/** Which reports are answered here. */
export function isComplaintReport(name: ReportName): name is 'complaint' | 'complaintPaper' {
  return name === 'complaint' || name === 'complaintPaper';
}

const unknown = { ok: false, refusal: { key: 'notFound', about: { field: 'complaintId' } } } as const;

/** The answers to `complaint` and `complaintPaper`. Refuse: notFound; notNow (there is nothing to say on it yet). */
export function makeComplaintPages(world: CaseWorld) {
  const find = (complaintId: string) => world.cases.row('complaint', complaintId);

  function page(complaintId: string): Reply<ComplaintPage> {
    const complaint = find(complaintId);
    return complaint === null ? unknown : { ok: true, data: pageOf(world, complaint) };
  }

  async function paper(complaintId: string, kind: ComplaintPaperKind): Promise<Reply<Report<'complaintPaper'>>> {
    const complaint = find(complaintId);
    if (complaint === null) return unknown;
    const document = complaintSheet(world.office(), complaint, kind, world.wall);
    if (document === null) return { ok: false, refusal: { key: 'notNow', about: { state: complaint.state } } };
    const { shown: content } = shownComplaint(complaint.content);
    // contacts are hidden before it is composed, numbers of persons in what was written after it
    const shown = complaintSheet(world.office(), { ...complaint, content }, kind, world.wall) ?? document;
    const paper = shownPaper(shown).shown;
    const isMasked = JSON.stringify(paper) !== JSON.stringify(document);
    return { ok: true, data: { title: complaintTitle(kind), copies: [await world.draw(paper)], isMasked } };
  }

  return {
    async report(name: 'complaint' | 'complaintPaper', query: unknown): Promise<Reply<unknown>> {
      if (name === 'complaint') return page(reports.complaint.query.parse(query).complaintId);
      const asked = reports.complaintPaper.query.parse(query);
      return paper(asked.complaintId, asked.paper);
    },
  };
}
