/**
 * THE PROOF of one ticket, or of what came without one: every entry of the journal about it with its hash, and what the
 * times come to against the norms. What an answer to a complaint is written from, so nothing here is more than the books
 * say.
 */
import { foldNumber, visitStatuses, type Report, type ReportAsked, type VisitStatus } from '../contract/index.js';
import type { Protocol, Submission } from '../domain/cases.js';
import type { Instant } from '../domain/instant.js';
import { daysNorms, receptionNorms, waitNorm } from './norms.js';
import { receptionsOf, type Received } from './receptions.js';
import { erasedOf } from './erasures.js';
import type { World } from './world.js';
import { lawOf } from '../domain/lawof.js';

/** The visit of a proof, as much of its row as is needed. */
export interface Seen {
  visitId: string;
  day: string;
  number: string;
  serviceId: string;
  status: VisitStatus;
  startAt: Instant;
  awayMs: number;
  firstBegunAt: Instant | null;
  missedAt: Instant | null;
  endedAt: Instant | null;
}

interface VisitRow {
  id: string;
  day: string;
  number: string;
  serviceId: string;
  status: string;
  startAt: string;
  awayMs: number;
  firstBegunAt: string | null;
  missedAt: string | null;
  endedAt: string | null;
}

function visitOf(world: World, { visitId, day, number }: ReportAsked<'proof'>): Seen | null {
  const { archive, officeId } = world;
  const columns = 'id, day, number, serviceId, status, startAt, awayMs, firstBegunAt, missedAt, endedAt';
  const row =
    visitId === undefined
      ? archive.get<VisitRow>(
          `select ${columns} from "Visit" where officeId = ? and number = ? and day = ? order by issuedAt desc limit 1`,
          [officeId, foldNumber(number ?? ''), day ?? world.today],
        )
      : archive.get<VisitRow>(`select ${columns} from "Visit" where id = ? and officeId = ?`, [visitId, officeId]);
  const status = visitStatuses.find((one) => one === row?.status);
  if (row === null || status === undefined) return null;
  const { id, startAt, firstBegunAt, missedAt, endedAt, ...rest } = row;
  const instantOrNull = (text: string | null) => (text === null ? null : archive.instant(text));
  return {
    ...rest,
    visitId: id,
    status,
    startAt: archive.instant(startAt),
    firstBegunAt: instantOrNull(firstBegunAt),
    missedAt: instantOrNull(missedAt),
    endedAt: instantOrNull(endedAt),
  };
}

type Entry = Report<'proof'>['entries'][number];

/** What a page is about. */
interface Subject {
  visit: Seen | null;
  received: readonly Received[];
  submissions: readonly Submission[];
  protocols: readonly Protocol[];
}

/** Ids that entries may name instead of the visit. */
function idsOf(world: World, { visit, received, submissions, protocols }: Subject): string[] {
  const idsIn = (table: string) =>
    world.archive
      .all<{ id: string }>(`select id from "${table}" where visitId = ?`, [visit?.visitId ?? null])
      .map((row) => row.id);
  return [
    ...received.map(({ receptionId }) => receptionId),
    ...submissions.map(({ submissionId }) => submissionId),
    ...protocols.map(({ protocolId }) => protocolId),
    ...['Complaint', 'Consultation', 'PrintJob'].flatMap(idsIn),
  ];
}

/**
 * Entries about the visit, and those that carry no visit but name something of it: a print, a term that passed later.
 * The latter are looked for from the visit's first entry on, without a visit from the receipt on.
 */
function entriesOf(world: World, subject: Subject): Entry[] {
  const { archive, officeId } = world;
  const columns = 'seq, at, kind, actor, data, hash';
  type Row = Omit<Entry, 'at'> & { at: string };
  const own = archive.all<Row>(`select ${columns} from "Journal" where officeId = ? and visitId = ?`, [
    officeId,
    subject.visit?.visitId ?? null,
  ]);
  const begunAt = [
    ...own.map(({ at }) => archive.instant(at)),
    ...subject.submissions.map(({ receivedAt }) => receivedAt),
  ];
  const others = archive.all<Row>(
    `select ${columns} from "Journal" where officeId = ? and visitId is null and at >= ?
     and exists (select 1 from json_each(?) where instr(data, '"' || value || '"') > 0)`,
    [officeId, archive.text(Math.min(world.now, ...begunAt)), JSON.stringify(idsOf(world, subject))],
  );
  return [...own, ...others]
    .sort((a, b) => a.seq - b.seq)
    .map(({ at, actor, ...entry }) => ({ ...entry, at: archive.instant(at), actor: world.nameOf(actor) }));
}

/** Why this ticket was the next one, at each call. */
function callsOf(world: World, visit: Seen | null): Report<'proof'>['calls'] {
  const { archive, officeId } = world;
  if (visit === null) return [];
  return archive
    .all<{ at: string; actor: string; rule: string | null; booth: string | null }>(
      `select j.at, j.actor, json_extract(j.data, '$.rule') as rule, b.number as booth
       from "Journal" j left join "Booth" b on b.id = json_extract(j.data, '$.visit.boothId')
       where j.officeId = ? and j.visitId = ? and j.kind = 'visit:called' order by j.seq`,
      [officeId, visit.visitId],
    )
    .map(({ at, actor, rule, booth }) => ({
      at: archive.instant(at),
      rule: rule ?? '',
      booth: booth ?? '',
      operator: world.nameOf(actor),
    }));
}

function protocolsOf(world: World, submissions: readonly Submission[]): Protocol[] {
  const { archive } = world;
  return archive
    .all<{ content: string }>(
      `select content from "Protocol" where submissionId in (select value from json_each(?)) order by issuedAt, number`,
      [JSON.stringify(submissions.map(({ submissionId }) => submissionId))],
    )
    .map(({ content }) => archive.row('protocol', content));
}

/** What was handed in at the visit, also what a reception took over from another one. */
function submissionsOf(world: World, visitId: string, received: readonly Received[]): Submission[] {
  const { archive } = world;
  return archive
    .all<{ content: string }>(
      `select content from "Submission" where visitId = ? or id in (select value from json_each(?)) order by receivedAt, id`,
      [visitId, JSON.stringify(received.flatMap(({ submissionId }) => submissionId ?? []))],
    )
    .map(({ content }) => archive.row('submission', content));
}

function submissionOf(world: World, submissionId: string): Submission | null {
  const { archive, officeId } = world;
  const row = archive.get<{ content: string }>('select content from "Submission" where id = ? and officeId = ?', [
    submissionId,
    officeId,
  ]);
  return row === null ? null : archive.row('submission', row.content);
}

/** A visit with everything that was handed in at it, also what was finished later without its visitor. */
function ofVisit(world: World, visit: Seen): Subject {
  const atVisit = receptionsOf(world, visit.visitId, []);
  const submissions = submissionsOf(world, visit.visitId, atVisit);
  const submissionIds = submissions.map(({ submissionId }) => submissionId);
  const received = receptionsOf(world, visit.visitId, submissionIds);
  return { visit, received, submissions, protocols: protocolsOf(world, submissions) };
}

/** What a question is about; null when there is no such thing. Of what was handed in at a visit it is the visit. */
function subjectOf(world: World, asked: ReportAsked<'proof'>): Subject | null {
  const submission = asked.submissionId === undefined ? null : submissionOf(world, asked.submissionId);
  if (asked.submissionId !== undefined && submission === null) return null;
  const visitId = submission?.visitId ?? asked.visitId;
  const visit = submission === null || submission.visitId !== null ? visitOf(world, { ...asked, visitId }) : null;
  if (visit !== null) return ofVisit(world, visit);
  if (submission === null) return null;
  const submissions = [submission];
  const received = receptionsOf(world, null, [submission.submissionId]);
  return { visit, received, submissions, protocols: protocolsOf(world, submissions) };
}

/** The law of the day of the first reception; of one who was not received, the law in force; and what one came for. */
function foundationOf(world: World, { visit, received, submissions }: Subject) {
  const { archive, law } = world;
  const service = archive.get<{ packId: string; packVersion: string; code: string }>(
    'select packId, packVersion, code from "Service" where id = ?',
    [visit?.serviceId ?? null],
  );
  const first = received[0] ?? service ?? submissions[0];
  const channel = submissions[0]?.channel ?? '';
  const code = service?.code ?? channel;
  return {
    packId: first?.packId ?? '',
    version: first?.packVersion ?? '',
    service: (service === null
      ? (received[0]?.title ?? (first && lawOf(world, first))?.channels.get(channel)?.title)
      : law.service(service.packId, service.code)?.title) ?? { ru: code, en: code },
  };
}

/** The page of a visit, by its id or by day and number, or of what was handed in; null when there is no such thing. */
export function proof(world: World, asked: ReportAsked<'proof'>): Report<'proof'> | null {
  const { archive, officeId } = world;
  const subject = subjectOf(world, asked);
  if (subject === null) return null;
  const { visit, received, submissions, protocols } = subject;
  const [submission] = submissions;
  const { packId, version, service } = foundationOf(world, subject);
  const head = archive.get<{ seq: number; hash: string }>(
    'select headSeq as seq, headHash as hash from "Office" where id = ?',
    [officeId],
  );
  return {
    visitId: visit?.visitId ?? null,
    number: visit?.number ?? null,
    submission:
      visit !== null || submission === undefined
        ? null
        : {
            submissionId: submission.submissionId,
            registered: submission.registered && {
              year: submission.registered.year,
              number: submission.registered.number,
            },
          },
    day: visit?.day ?? submission?.receivedDay ?? world.today,
    service,
    office: world.officeName,
    zone: world.zone,
    pack: {
      id: packId,
      version,
      title: lawOf(world, { packId, packVersion: version })?.title ?? { ru: packId, en: packId },
    },
    madeAt: world.now,
    norms: [
      ...(visit === null ? [] : [waitNorm(world, visit, packId, received)]),
      ...received.flatMap((reception) => receptionNorms(world, reception, received, protocols)),
      ...daysNorms(world, submissions, protocols),
    ],
    entries: entriesOf(world, subject),
    calls: callsOf(world, visit),
    protocols: protocols.map(({ protocolId, year, number, issuedAt }) => ({ protocolId, year, number, at: issuedAt })),
    head: head ?? { seq: 0, hash: '' },
    erased: erasedOf(world, submission?.erased ?? null),
  };
}
