/** All that is held about somebody: records with what keeps each, copies elsewhere, who opened it. */
import type { HeldRow, Report, ReportAsked } from '../contract/index.js';
import { openFields } from '../contract/index.js';
import { categoriesOf } from '../domain/erase.js';
import type { Asked } from '../store/archive.js';
import { untilOf } from './due.js';
import { besideVisits, ofComplaints, ofConsultations, ofPayer, rowsBy, type Named } from './heldrecords.js';
import { found, nowhereElse } from './search.js';
import type { World } from './world.js';

/** Payers that a text is looked for among, and records beside them. */
const payersAtMost = 10;
const alikeAtMost = 100;
/** Openings and sheets taken that are told, the newest. */
const toldAtMost = 50;

function rowOf(world: World, { subject, label, at, isShared, isOfOthers }: Named): HeldRow[] {
  const record = world.archive.kept(world.officeId, subject, world.today);
  if (record === null) return [];
  const { until, hold } = untilOf(world, record);
  const rule = world.law.retention.get(record.code);
  const isKept = until !== null && until > world.today;
  return [
    {
      ...subject,
      revision: record.revision,
      label,
      at,
      what: [...categoriesOf[subject.kind]],
      isErased: record.isErased,
      keepUntil: record.isErased ? null : until,
      ref: isKept && !record.isErased ? (rule?.ref ?? null) : null,
      isShared,
      isOpen: record.isOpen && !record.isErased,
      holdRevision: hold?.revision ?? 0,
      mayErase: !record.isErased && !record.isOpen && !isOfOthers && until !== null && !isKept,
    },
  ];
}

/** Complaints and inquiries whose search holds one of these words as they are. */
function holding(world: World, words: readonly string[]): Named[] {
  const { archive, officeId } = world;
  const folded = [...new Set(words.filter((word) => word.length >= 6).map((word) => archive.fold(word)))];
  if (folded.length === 0) return [];
  const sql = (table: string) =>
    `select content from "${table}" where officeId = ? and (${folded.map(() => 'instr(search, ?) > 0').join(' or ')})
     limit ${alikeAtMost}`;
  const asked: Asked[] = [officeId, ...folded];
  return [
    ...ofComplaints(world, archive.all(sql('Complaint'), asked)),
    ...ofConsultations(world, archive.all(sql('Consultation'), asked)),
  ];
}

/** Complaints and inquiries of these visits: whose they are, a person has to see. */
function ofVisits(world: World, visits: readonly string[]): Named[] {
  return [
    ...ofComplaints(world, rowsBy(world, 'content', 'Complaint', 'visitId', visits)),
    ...ofConsultations(world, rowsBy(world, 'content', 'Consultation', 'visitId', visits)),
  ];
}

interface Found {
  subject: Report<'held'>['subject'];
  own: Named[];
  alike: Named[];
}

function payerFound(world: World, payerId: string): Found | null {
  const [row] = rowsBy<{ content: string }>(world, 'content', 'Payer', 'id', [payerId]);
  if (row === undefined) return null;
  const { card } = world.archive.row('payer', row.content);
  const visits = rowsBy<{ visitId: string | null }>(world, 'visitId', 'Submission', 'payerId', [payerId]);
  return {
    subject: { kind: 'payer', id: payerId, label: card.regNo },
    own: ofPayer(world, payerId),
    alike: [
      ...ofVisits(
        world,
        visits.flatMap(({ visitId }) => visitId ?? []),
      ),
      ...holding(world, [card.regNo, card.inn, card.name]),
    ],
  };
}

function caseFound(world: World, kind: 'complaint' | 'consultation', id: string): Found | null {
  const [table, of] =
    kind === 'complaint' ? (['Complaint', ofComplaints] as const) : (['Consultation', ofConsultations] as const);
  const rows = rowsBy<{ content: string; visitId: string | null }>(world, 'content, visitId', table, 'id', [id]);
  const [one, ...beside] = of(world, rows);
  if (one === undefined) return null;
  const visits = rows.flatMap(({ visitId }) => visitId ?? []);
  return {
    subject: { kind, id, label: one.label },
    own: [one, ...beside, ...besideVisits(world, visits, null)],
    alike: [],
  };
}

function wordsFound(world: World, text: string): Found {
  const { archive, officeId } = world;
  const { sql, asked } = found(world, 'search', text, nowhereElse);
  if (asked.length === 0) return { subject: null, own: [], alike: [] };
  const read = <Row>(what: string, table: string, most: number) =>
    archive.all<Row>(`select ${what} from "${table}" where officeId = ? and ${sql} limit ${most}`, [
      officeId,
      ...asked,
    ]);
  return {
    subject: null,
    own: read<{ id: string }>('id', 'Payer', payersAtMost).flatMap(({ id }) => ofPayer(world, id)),
    alike: [
      ...ofComplaints(world, read('content', 'Complaint', alikeAtMost)),
      ...ofConsultations(world, read('content', 'Consultation', alikeAtMost)),
    ],
  };
}

function lookFor(world: World, asked: ReportAsked<'held'>): Found | null {
  if (asked.payerId !== undefined) return payerFound(world, asked.payerId);
  if (asked.complaintId !== undefined) return caseFound(world, 'complaint', asked.complaintId);
  if (asked.consultationId !== undefined) return caseFound(world, 'consultation', asked.consultationId);
  return wordsFound(world, asked.text ?? '');
}

/** Who opened what of these records, the newest first. */
function openingsOf(world: World, ids: readonly string[]): Report<'held'>['openings'] {
  const { archive, officeId } = world;
  return archive
    .all<{ at: string; actor: string; data: string }>(
      `select at, actor, data from "Journal" where officeId = ? and kind = 'data:opened'
         and json_extract(data, '$.subjectId') in (select value from json_each(?)) order by seq desc limit ${toldAtMost}`,
      [officeId, JSON.stringify(ids)],
    )
    .map(({ at, actor, data }) => {
      const { fields = [] } = archive.object<{ fields?: string[] }>(data);
      return {
        at: archive.instant(at),
        by: world.nameOf(actor),
        fields: openFields.filter((field) => fields.includes(field)),
      };
    });
}

/** Registers that were taken away: any of them may hold these records. */
function sheetsTaken(world: World): Report<'held'>['copies']['sheetsTaken'] {
  const { archive, officeId } = world;
  return archive
    .all<{ at: string; actor: string; data: string }>(
      `select at, actor, data from "Journal" where officeId = ? and kind = 'sheet:taken'
       order by seq desc limit ${toldAtMost}`,
      [officeId],
    )
    .map(({ at, actor, data }) => ({
      at: archive.instant(at),
      by: world.nameOf(actor),
      name: archive.object<{ name?: string }>(data).name ?? '',
    }));
}

/**
 * What is held; null when there is no such payer, complaint or consultation. Backups and books put aside are not the
 * archive's to know.
 */
export function held(world: World, asked: ReportAsked<'held'>): Report<'held'> | null {
  const look = lookFor(world, asked);
  if (look === null) return null;
  const { subject, own, alike } = look;
  const rows = own.flatMap((one) => rowOf(world, one));
  const known = new Set(rows.map(({ kind, id }) => `${kind}:${id}`));
  const others = new Map(alike.map((one) => [`${one.subject.kind}:${one.subject.id}`, one]));
  const beside = [...others].filter(([name]) => !known.has(name)).flatMap(([, one]) => rowOf(world, one));
  const newest = (one: HeldRow, other: HeldRow) => other.at - one.at;
  return {
    subject,
    rows: rows.sort(newest),
    alike: beside.sort(newest),
    copies: { backups: [], aside: [], sheetsTaken: sheetsTaken(world) },
    openings: openingsOf(
      world,
      [...rows, ...beside].map(({ id }) => id),
    ),
  };
}
