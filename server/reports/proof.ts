/**
 * THE PROOF of one ticket: every entry of the journal about it with its hash, and what the times come to against the
 * norms. What an answer to a complaint is written from, so that nothing here is more than the books say.
 */
import { foldNumber, visitStatuses, type Report, type ReportAsked, type VisitStatus } from '../contract/index.js';
import type { Protocol, Submission } from '../domain/cases.js';
import type { Instant } from '../domain/office.js';
import { daysNorms, receptionNorms, waitNorm } from './norms.js';
import { receptionsOf, type Received } from './receptions.js';
import type { World } from './world.js';

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

/** Ids that entries may name instead of the visit. */
function idsOf(world: World, visitId: string, received: readonly Received[], submissions: readonly Submission[]) {
  const idsIn = (table: string) =>
    world.archive.all<{ id: string }>(`select id from "${table}" where visitId = ?`, [visitId]).map((row) => row.id);
  return [
    ...received.map(({ receptionId }) => receptionId),
    ...submissions.map(({ submissionId }) => submissionId),
    ...['Protocol', 'Complaint', 'Consultation', 'PrintJob'].flatMap(idsIn),
  ];
}

/**
 * Entries about the visit, and those that carry no visit but name something of it: a print, a term that passed later.
 * The latter are looked for from the visit's first entry on.
 */
function entriesOf(world: World, visitId: string, ids: readonly string[]): Entry[] {
  const { archive, officeId } = world;
  const columns = 'seq, at, kind, actor, data, hash';
  type Row = Omit<Entry, 'at'> & { at: string };
  const own = archive.all<Row>(`select ${columns} from "Journal" where officeId = ? and visitId = ?`, [
    officeId,
    visitId,
  ]);
  const first = Math.min(...own.map(({ seq }) => seq));
  const others =
    own.length === 0
      ? []
      : archive.all<Row>(
          `select ${columns} from "Journal" where officeId = ? and visitId is null and seq >= ?
           and exists (select 1 from json_each(?) where instr(data, '"' || value || '"') > 0)`,
          [officeId, first, JSON.stringify(ids)],
        );
  return [...own, ...others]
    .sort((a, b) => a.seq - b.seq)
    .map(({ at, actor, ...entry }) => ({ ...entry, at: archive.instant(at), actor: world.nameOf(actor) }));
}

/** Why this ticket was the next one, at each call. */
function callsOf(world: World, visitId: string): Report<'proof'>['calls'] {
  const { archive, officeId } = world;
  return archive
    .all<{ at: string; actor: string; rule: string | null; booth: string | null }>(
      `select j.at, j.actor, json_extract(j.data, '$.rule') as rule, b.number as booth
       from "Journal" j left join "Booth" b on b.id = json_extract(j.data, '$.visit.boothId')
       where j.officeId = ? and j.visitId = ? and j.kind = 'visit:called' order by j.seq`,
      [officeId, visitId],
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

/** The page of a visit, by its id or by day and number; null when there is no such visit. */
export function proof(world: World, asked: ReportAsked<'proof'>): Report<'proof'> | null {
  const { archive, officeId, law } = world;
  const visit = visitOf(world, asked);
  if (visit === null) return null;
  const { visitId } = visit;
  const received = receptionsOf(world, visitId);
  const submissions = submissionsOf(world, visitId, received);
  const protocols = protocolsOf(world, submissions);
  const service = archive.get<{ packId: string; packVersion: string; code: string }>(
    'select packId, packVersion, code from "Service" where id = ?',
    [visit.serviceId],
  );
  // the law of the day of the first reception; of one who was not received, the law in force
  const packId = received[0]?.packId ?? service?.packId ?? '';
  const words = { ru: service?.code ?? '', en: service?.code ?? '' };
  const head = archive.get<{ seq: number; hash: string }>(
    'select headSeq as seq, headHash as hash from "Office" where id = ?',
    [officeId],
  );
  return {
    visitId,
    number: visit.number,
    day: visit.day,
    service: (service && law.service(service.packId, service.code)?.title) ?? words,
    office: world.officeName,
    zone: world.zone,
    pack: {
      id: packId,
      version: received[0]?.packVersion ?? service?.packVersion ?? '',
      title: world.regulations.get(packId)?.title ?? { ru: packId, en: packId },
    },
    madeAt: world.now,
    norms: [
      waitNorm(world, visit, packId, received),
      ...received.flatMap((reception) => receptionNorms(world, reception, received, protocols)),
      ...daysNorms(world, submissions, protocols),
    ],
    entries: entriesOf(world, visitId, idsOf(world, visitId, received, submissions)),
    calls: callsOf(world, visitId),
    protocols: protocols.map(({ protocolId, year, number, issuedAt }) => ({ protocolId, year, number, at: issuedAt })),
    head: head ?? { seq: 0, hash: '' },
  };
}
