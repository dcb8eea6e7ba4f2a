/** The records of a payer, a complaint or an inquiry, by what they are called: never a name. */
import type { DataSubject } from '../contract/index.js';
import { isOfSeveral, isShared, type FiledAt } from '../domain/erasure.js';
import type { Asked } from '../store/archive.js';
import type { World } from './world.js';

/** A record that holds words, and how it is spoken of. */
export interface Named {
  subject: DataSubject;
  label: string;
  at: number;
  /** It is of a visit where another payer was received too: it names any of them, and is printed for none. */
  isShared: boolean;
  /** What another one handed in there still stands: it goes only with both. */
  isOfOthers: boolean;
}

/** It is of nobody else. */
const own = { isShared: false, isOfOthers: false };

/** «№ 3187/2026», in every language; where there is no number yet, the ticket. */
const numbered = (registered: { number: number; year: number } | null, ticket: string | null) =>
  registered === null ? (ticket ?? '') : `№ ${registered.number}/${registered.year}`;

/** Do words of whoever attested to a step stand in these steps? */
const isAttested = (steps: string) => /"tool":"[^"]/.test(steps);

/** Rows of a table by a list of ids in a column. */
export function rowsBy<Row>(
  world: World,
  columns: string,
  table: string,
  column: string,
  ids: readonly string[],
): Row[] {
  if (ids.length === 0) return [];
  return world.archive.all<Row>(
    `select ${columns} from "${table}" where officeId = ? and ${column} in (select value from json_each(?))`,
    [world.officeId, JSON.stringify(ids)],
  );
}

/** What was handed in at these visits, erased or not. */
function filedAt(world: World, visits: readonly string[]): Map<string, FiledAt[]> {
  type Row = { visitId: string; submissionId: string; payerId: string | null; isErased: number };
  const rows = rowsBy<Row>(
    world,
    `visitId, id as submissionId, payerId, exists (select 1 from "Erased" e where e.officeId = "Submission".officeId
       and e.kind = 'submission' and e.subjectId = "Submission".id) as isErased`,
    'Submission',
    'visitId',
    visits,
  );
  const filed = new Map<string, FiledAt[]>();
  for (const { visitId, submissionId, payerId, isErased } of rows)
    filed.set(visitId, [...(filed.get(visitId) ?? []), { submissionId, payerId, isErased: isErased === 1 }]);
  return filed;
}

/**
 * What stands beside the records of a visit: answers, notes, papers, attestations. `payerId` says whose visit is looked
 * at; null: of whoever came.
 */
export function besideVisits(world: World, visits: readonly string[], payerId: string | null): Named[] {
  const instant = world.archive.instant;
  const filed = filedAt(world, visits);
  const going: ReadonlySet<string> = new Set();
  const isOthers = (one: FiledAt) => payerId !== null && one.payerId !== payerId;
  const sharing = (visitId: string | null) => {
    const here = filed.get(visitId ?? '') ?? [];
    return {
      isShared: isOfSeveral(here) || here.some(isOthers),
      isOfOthers: isShared(here, going) || here.some((one) => !one.isErased && isOthers(one)),
    };
  };
  const named = (kind: DataSubject['kind'], id: string, label: string, at: string, visitId: string | null): Named => ({
    subject: { kind, id },
    label,
    at: instant(at),
    ...sharing(visitId),
  });
  type Of = { id: string; number: string; day: string; issuedAt: string; answers: string };
  const tickets = rowsBy<Of>(world, 'id, number, day, issuedAt, answers', 'Visit', 'id', visits);
  const numberOf = new Map(tickets.map(({ id, number }) => [id, number]));
  type Row = { id: string; visitId: string; at: string };
  const label = (visitId: string | null) => numberOf.get(visitId ?? '') ?? '';
  return [
    ...tickets
      .filter(({ answers }) => answers !== '{}')
      .map(({ id, number, issuedAt }) => named('visit', id, number, issuedAt, id)),
    ...rowsBy<Row & { text: string }>(world, 'id, visitId, at, text', 'Note', 'visitId', visits)
      .filter(({ text }) => text !== '')
      .map(({ id, visitId, at }) => named('note', id, label(visitId), at, visitId)),
    ...rowsBy<Row & { steps: string }>(world, 'id, visitId, begunAt as at, steps', 'Reception', 'visitId', visits)
      .filter(({ steps }) => isAttested(steps))
      .map(({ id, visitId, at }) => named('reception', id, label(visitId), at, visitId)),
    ...rowsBy<Row & { kind: string; document: string }>(
      world,
      'id, visitId, createdAt as at, kind, document',
      'PrintJob',
      'visitId',
      visits,
    )
      .filter(({ kind, document }) => (kind === 'protocol' || kind === 'receipt') && !document.endsWith('"items":[]}'))
      .map(({ id, visitId, at }) => named('printJob', id, label(visitId), at, visitId)),
  ];
}

/** Acts whose note is of no visit where their case is of none; they may come long after the work was over. */
const complaintActs = ['complaint:remedied', 'complaint:prosecutor'] as const;
const filingActs = ['submission:discarded', 'protocol:signatureRefused', 'reception:closed'] as const;

/** What an entry is about: the complaint, the protocol, the submission or the reception that it names. */
const aboutId = `coalesce(json_extract(j.data, '$.complaintId'), json_extract(j.data, '$.protocolId'),
  json_extract(j.data, '$.submissionId'), json_extract(j.data, '$.receptionId'),
  json_extract(j.data, '$.reception.receptionId'))`;

/** Notes of no visit that entries about these records name; `where` says which entries, by an index of the journal. */
function notesNamed(
  world: World,
  labels: ReadonlyMap<string, string>,
  where: string,
  asked: readonly Asked[],
): Named[] {
  if (labels.size === 0) return [];
  return world.archive
    .all<{ id: string; at: string; about: string }>(
      // the entries first: a note knows nothing of what it is about
      `select n.id, n.at, ${aboutId} as about from "Journal" j cross join "Note" n
       where j.officeId = ? and ${where} and instr(j.data, '"noteId"') > 0
         and ${aboutId} in (select value from json_each(?))
         and n.id = json_extract(j.data, '$.noteId') and n.visitId is null and n.text <> ''`,
      [world.officeId, ...asked, JSON.stringify([...labels.keys()])],
    )
    .map(({ id, at, about }) => ({
      subject: { kind: 'note', id },
      label: labels.get(about) ?? '',
      at: world.archive.instant(at),
      ...own,
    }));
}

const ofKinds = (kinds: readonly string[]) => `j.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})`;

interface Work {
  id: string;
  submissionId: string | null;
  begunAt: string;
  finishedAt: string | null;
  steps: string;
}

/** Later than every instant's text. */
const stillGoing = '9999';

/**
 * What stands beside work without a visit: attestations of its steps, notes of what was done. `labels` calls the
 * submissions and their protocols; `receptions` names the last work on each.
 */
function besideWork(world: World, labels: ReadonlyMap<string, string>, receptions: readonly string[]): Named[] {
  const columns = 'id, submissionId, begunAt, finishedAt, steps';
  const works = world.archive.all<Work>(
    // a plus keeps SQLite from going over all receptions of the office
    `select ${columns} from "Reception"
       where visitId is null and +officeId = ? and submissionId in (select value from json_each(?))
     union select ${columns} from "Reception"
       where +visitId is null and +officeId = ? and id in (select value from json_each(?))`,
    [world.officeId, JSON.stringify([...labels.keys()]), world.officeId, JSON.stringify(receptions)],
  );
  const called = new Map(labels);
  for (const { id, submissionId } of works) called.set(id, labels.get(submissionId ?? '') ?? '');
  const during = works.flatMap(({ begunAt, finishedAt }) =>
    notesNamed(world, called, 'j.at between ? and ?', [begunAt, finishedAt ?? stillGoing]),
  );
  const notes = [...during, ...notesNamed(world, called, ofKinds(filingActs), [])];
  return [
    ...new Map(notes.map((note) => [note.subject.id, note])).values(),
    ...works
      .filter(({ steps }) => isAttested(steps))
      .map(({ id, begunAt }): Named => ({
        subject: { kind: 'reception', id },
        label: called.get(id) ?? '',
        at: world.archive.instant(begunAt),
        ...own,
      })),
  ];
}

interface SubmissionOf {
  id: string;
  visitId: string | null;
  receptionId: string | null;
  content: string;
}

/** Everything of one payer: card, submissions with their protocols and papers, cards of the cabinet. */
export function ofPayer(world: World, payerId: string): Named[] {
  const { archive } = world;
  const card = rowsBy<{ id: string; seenAt: string }>(world, 'id, seenAt', 'Payer', 'id', [payerId]);
  const filed = rowsBy<SubmissionOf>(world, 'id, visitId, receptionId, content', 'Submission', 'payerId', [payerId]);
  type Issued = { id: string; submissionId: string; year: number; number: number; issuedAt: string };
  const ids = filed.map(({ id }) => id);
  const protocols = rowsBy<Issued>(world, 'id, submissionId, year, number, issuedAt', 'Protocol', 'submissionId', ids);
  const issued = new Map<string, number>();
  for (const { submissionId } of protocols) issued.set(submissionId, (issued.get(submissionId) ?? 0) + 1);
  const submissions = filed.flatMap(({ id, content }): Named[] => {
    const row = archive.row('submission', content);
    const label = numbered(row.registered, row.ticket);
    const one = { label, at: row.receivedAt, ...own };
    return [
      { subject: { kind: 'submission', id }, ...one },
      ...(row.content.representative.identity === '' ? [] : [{ subject: { kind: 'identity' as const, id }, ...one }]),
      // a protocol that another one replaced may name persons whom no finding names any more
      ...(row.findings.length === 0 && (issued.get(id) ?? 0) < 2
        ? []
        : [{ subject: { kind: 'insured' as const, id }, ...one }]),
    ];
  });
  const cards = rowsBy<{ id: string; issuedAt: string }>(world, 'id, issuedAt', 'Card', 'payerId', [payerId]);
  const visits = [...new Set(filed.flatMap(({ visitId }) => visitId ?? []))];
  const labels = new Map([
    ...submissions.map(({ subject, label }) => [subject.id, label] as const),
    ...protocols.map((row) => [row.id, numbered(row, null)] as const),
  ]);
  const receptions = filed.flatMap(({ receptionId }) => receptionId ?? []);
  return [
    ...card.map(({ id, seenAt }): Named => ({
      subject: { kind: 'payer', id },
      label: '',
      at: archive.instant(seenAt),
      ...own,
    })),
    ...submissions,
    ...protocols.map((row): Named => ({
      subject: { kind: 'protocol', id: row.id },
      label: numbered(row, null),
      at: archive.instant(row.issuedAt),
      ...own,
    })),
    ...cards.map(({ id, issuedAt }): Named => ({
      subject: { kind: 'card', id },
      label: '',
      at: archive.instant(issuedAt),
      ...own,
    })),
    ...besideVisits(world, visits, payerId),
    ...besideWork(world, labels, receptions),
  ];
}

/** Complaints, and the notes of what was done about those that came without a visit. */
export function ofComplaints(world: World, contents: readonly { content: string }[]): Named[] {
  const complaints = contents.map(({ content }): Named => {
    const row = world.archive.row('complaint', content);
    const label = numbered(row.registered, row.ticket);
    return { subject: { kind: 'complaint', id: row.complaintId }, label, at: row.receivedAt, ...own };
  });
  const labels = new Map(complaints.map(({ subject, label }) => [subject.id, label]));
  return [...complaints, ...notesNamed(world, labels, ofKinds(complaintActs), [])];
}

export function ofConsultations(world: World, contents: readonly { content: string }[]): Named[] {
  return contents.map(({ content }) => {
    const row = world.archive.row('consultation', content);
    const label = row.ticket ?? '';
    return { subject: { kind: 'consultation', id: row.consultationId }, label, at: row.begunAt, ...own };
  });
}
