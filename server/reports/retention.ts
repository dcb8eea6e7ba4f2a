/** How long every kind is kept, and how much of it stands and is due to go. */
import { retentionCodes, type Report, type RetentionCode } from '../contract/index.js';
import { isSettled, periodOf } from '../domain/keeping.js';
import { countOf, places } from './due.js';
import type { World } from './world.js';

const none = { records: 0, due: 0 };
const thing = 'part:retention';

/** What the office and its machine keep beside the records, by one question each. */
const beside: Partial<Record<RetentionCode, string>> = {
  visit: `select count(*) as n from "Visit" where officeId = ? and answers <> '{}'`,
  printJob: `select count(*) as n from "PrintJob" where officeId = ? and length(document) > 40`,
  session: 'select count(*) as n from "Session" where officeId = ?',
  act: `select count(*) as n from "Erasure" where officeId = ?`,
  journal: 'select headSeq as n from "Office" where id = ?',
};
/** Of the whole machine. */
const ofMachine: Partial<Record<RetentionCode, string>> = {
  draft: 'select count(*) as n from "Draft"',
  answer: 'select count(*) as n from "Answer"',
  failedSignIn: 'select count(*) as n from "FailedSignIn"',
};

function nowOf(world: World, code: RetentionCode): { records: number; due: number } {
  const { archive, officeId } = world;
  const found = places.filter((place) => place.code === code).map((place) => countOf(world, place));
  if (found.length > 0)
    return found.reduce((sum, one) => ({ records: sum.records + one.records, due: sum.due + one.due }), none);
  const own = beside[code];
  const shared = ofMachine[code];
  const count = own === undefined ? [] : [archive.get<{ n: number }>(own, [officeId])?.n ?? 0];
  if (shared !== undefined) count.push(archive.get<{ n: number }>(shared, [])?.n ?? 0);
  // what passes by itself is never due for long
  return { records: count[0] ?? 0, due: 0 };
}

/** The terms of keeping as they are in force now. */
export function retention(world: World): Report<'retention'> {
  const { archive, officeId, law } = world;
  const rows = retentionCodes.flatMap((code) => {
    const rule = law.retention.get(code);
    if (rule === undefined) return [];
    const { title, from, keep, least, ref } = rule;
    const inForce = periodOf(rule, { retention: world.retention });
    return [{ code, title, from, keep: inForce, usual: keep, least, ref, now: nowOf(world, code) }];
  });
  const mark = archive.get<{ revision: number }>('select revision from "Mark" where id = ?', [`${officeId}:${thing}`]);
  const { settledTerms } = world;
  const settled = settledTerms && {
    at: settledTerms.at,
    by: world.nameOf(settledTerms.by),
    isInForce: isSettled(law.retention, world),
  };
  return { rows, settled, revision: mark?.revision ?? 0 };
}
