/** Of an erased record no word is left, and everything that counts is: ids, codes, days, numbers, sums, states. */
import { describe, expect, it } from 'vitest';
import type { DataSubject } from '../../server/contract/index.js';
import type { CaseRows } from '../../server/domain/cases.js';
import {
  erasedRow,
  forgotten,
  partlyErased,
  stepsWithoutWords,
  type ErasableTable,
} from '../../server/domain/erase.js';
import { paper, text } from '../../server/domain/paper/document.js';
import { complaint, consultation, payer, protocol, submission } from '../reports/rows.js';
import { openStage } from '../support/builders.js';

const erased = { erasureId: 'erasure-1', at: 5 };

/** A word that no code is: whatever holds it was said by or about somebody. */
const planted = 'Слово';
let count = 0;
const word = () => `${planted}-${(count += 1)}`;

/** Every text of a row, by where it stands. */
function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`));
}

/** The row with a planted word wherever a text stands that is not on the list; empty lists of words get one. */
function withWords<Row>(row: Row, codes: RegExp): Row {
  const plant = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') return codes.test(path) ? value : word();
    if (Array.isArray(value)) return value.map((item) => plant(item, `${path}[]`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, plant(part, path === '' ? key : `${path}.${key}`)]),
    );
  };
  return plant(row, '') as Row;
}

const finding = (source: 'hand' | 'file', code: string) => ({
  findingId: `finding-${code}`,
  source,
  file: word(),
  code,
  severity: 30,
  text: { ru: source === 'hand' ? word() : 'правило', en: source === 'hand' ? word() : 'rule' },
  where: word(),
  found: word(),
  expected: word(),
});

const file = {
  ...{ name: word(), regNo: word(), size: 1, sha256: 'ab', readAt: 1, packs: 1, persons: 2, findings: 0 },
  ...{ type: null, year: null, period: null, totals: null, more: [] },
};

const rows: { [T in ErasableTable]: CaseRows[T] } = {
  payer: payer(1, 'ООО', 1),
  submission: submission(1, {
    files: [file],
    findings: [finding('hand', ''), finding('file', '5.28.2')],
    senderRef: word(),
    printedAs: word(),
  }),
  protocol: { ...protocol(1, submission(1)), copies: [paper([text(word(), {})])], key: word(), sentHow: word() },
  complaint: complaint(
    1,
    {},
    {
      forwarded: { to: word(), at: 1, noticeAt: null, registeredThereOn: null },
      decided: {
        ...{ act: '1/2013', at: 2, by: 'boss', remedyBy: null },
        decision: { decision: 'satisfied', ground: '', reasons: word(), remedy: word() },
      },
      remedied: { at: 3, note: word() },
      prosecutor: { at: 4, note: word() },
    },
  ),
  consultation: consultation(1, {}),
  card: {
    ...{ cardId: 'card-1', revision: 1, kind: 'card', payerId: 'p', receptionId: 'r', visitId: null, userId: 'u' },
    ...{ issuedAt: 1, passwordHash: word(), representative: word(), identity: word(), authority: word(), erased: null },
  },
  check: {
    ...{ checkId: 'check-1', revision: 1, state: 'closed', begunAt: 1, by: 'u', closedAt: 2, erased: null },
    content: {
      ...{ kind: 'planned', cause: null, ground: word(), subject: word(), from: '2013-01-01', until: '2013-02-01' },
      officers: [word()],
    },
    findings: [{ findingId: 'f', text: word(), visitId: 'v', number: 'А001', day: '2013-02-15', at: 1, by: 'u' }],
    conclusion: word(),
  },
};

/** Codes, ids, days and states: what may be left of a row, by its place. */
const codes: { [T in ErasableTable]: RegExp } = {
  payer: /^(payerId|card\.applicant)$/,
  submission:
    /^(submissionId|state|channel|packId|packVersion|receptionId|visitId|ticket|receivedDay|userId|payerId|outcome|payer\.applicant|returnWay|resubmittedBy|protocol\..*|content\.(type|period|correctedPeriod|documents\[\]|resubmits)|content\.packs\[\]\.(packId|number|form|inventory)|findings\[\]\.(findingId|source|code)|findings\[\]\.text\.(ru|en)|files\[\]\.sha256)$/,
  protocol:
    /^(protocolId|submissionId|receptionId|visitId|kind|state|outcome|issuedBy|replaces|replacedBy|resubmitBy\.due)$/,
  complaint:
    /^(complaintId|state|packId|packVersion|receptionId|visitId|ticket|receivedBy|content\.(kind|way|addressee|applicant|grounds\[\]|authorityKind)|decided\.(act|by|decision\.(decision|ground))|decided\.remedyBy\.due|replied\.(by|way)|forwarded\.registeredThereOn)$/,
  consultation: /^(consultationId|kind|receptionId|visitId|ticket|userId)$/,
  card: /^(cardId|kind|payerId|receptionId|visitId|userId)$/,
  check: /^(checkId|state|by|content\.(kind|cause|from|until)|findings\[\]\.(findingId|visitId|number|day|by))$/,
};

interface Emptied {
  table: ErasableTable;
  before: { revision: number };
  after: { revision: number; erased: unknown };
}

function emptied<T extends ErasableTable>(table: T, row: CaseRows[T]): Emptied {
  const before = withWords(row, codes[table]);
  return { table, before, after: erasedRow(table, before, erased) };
}

const all: readonly Emptied[] = [
  emptied('payer', rows.payer),
  emptied('submission', rows.submission),
  emptied('protocol', rows.protocol),
  emptied('complaint', rows.complaint),
  emptied('consultation', rows.consultation),
  emptied('card', rows.card),
  emptied('check', rows.check),
];

describe('an erased record', () => {
  it.each(all)('has no word of anybody: $table', ({ table, before, after }) => {
    expect(leaves(before, '').filter(([, value]) => value.startsWith(planted)).length).toBeGreaterThan(1);
    const left = leaves({ ...after, erased: null }, '').filter(
      ([path, value]) => value !== '' && !codes[table].test(path),
    );
    expect(left).toEqual([]);
    expect(JSON.stringify(after)).not.toContain(planted);
  });

  it.each(all)('is the next revision, and says by which erasure: $table', ({ before, after }) => {
    expect(after.revision).toBe(before.revision + 1);
    expect(after.erased).toEqual(erased);
  });

  it('keeps its numbers, days, sums and states', () => {
    const before = rows.submission;
    const after = erasedRow('submission', before, erased);
    const { registered, outcome, state, receivedAt, receivedDay, protocol: issued, more } = before;
    expect(after).toMatchObject({ registered, outcome, state, receivedAt, receivedDay, protocol: issued, more });
    expect(after.content.packs.map(({ form, persons, sums }) => ({ form, persons, sums }))).toEqual(
      before.content.packs.map(({ form, persons, sums }) => ({ form, persons, sums })),
    );
    expect(after.findings.map(({ code, severity }) => ({ code, severity }))).toEqual(
      before.findings.map(({ code, severity }) => ({ code, severity })),
    );
    expect(after.findings[1]?.text.ru).toBe('правило');
  });

  it('loses a passport alone, or the insured persons alone, and is not erased by it', () => {
    const before = rows.submission;
    const passport = partlyErased('identity', before);
    expect(passport.content.representative).toEqual({ ...before.content.representative, identity: '' });
    expect(passport.payer).toEqual(before.payer);
    const insured = partlyErased('insured', before);
    expect(insured.findings.flatMap(({ where, found, expected }) => [where, found, expected]).join('')).toBe('');
    expect(insured.payer).toEqual(before.payer);
    expect([passport.erased, insured.erased]).toEqual([null, null]);
  });

  it('keeps of an attested step who did it and when, not in what words', () => {
    const step = {
      ...{ step: 'CHECK', state: 'done' as const, normMinutes: 3, ref: '47', attested: true },
      ...{ since: null, spentMs: 1, doneAt: 2, doneBy: 'u' },
      attestation: { tool: word(), result: 'passed' as const, checkedAt: 1, file: word() },
    };
    const [after] = stepsWithoutWords([step]);
    expect(after?.attestation).toEqual({ tool: '', result: 'passed', checkedAt: 1, file: '' });
    expect(after).toMatchObject({ doneBy: 'u', doneAt: 2, spentMs: 1 });
  });
});

describe('today’s rows', () => {
  it('keep no copy of a visit that a finish could be taken back to, by the visit or by its reception', () => {
    const stage = openStage();
    stage.shift('anna', '1');
    const { visitId } = stage.ticket('consult');
    stage.serve('anna', 5);
    const finished = () => stage.visit(visitId);
    const reception = [...stage.office.receptions.values()].at(-1);
    expect(finished().undo).not.toBeNull();
    const becomes = (...records: DataSubject[]) =>
      forgotten(stage.office, records).flatMap((patch) => (patch.table === 'visit' ? [patch.row] : []));
    const ofVisit: DataSubject = { kind: 'visit', id: visitId };
    const ofReception: DataSubject = { kind: 'reception', id: reception?.receptionId ?? '' };
    expect(becomes(ofVisit)).toEqual([{ ...finished(), answers: {}, undo: null }]);
    expect(becomes(ofReception)).toEqual([{ ...finished(), undo: null }]);
    expect(becomes(ofVisit, ofReception)).toEqual([{ ...finished(), answers: {}, undo: null }]);
  });
});
