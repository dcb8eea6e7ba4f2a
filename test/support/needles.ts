/**
 * What people say of themselves and others, as the books of an office hold it: to be looked for where it must not stand.
 * Codes, ids and what the regulation itself says are nobody's words.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from 'better-sqlite3';
import { deviceRoles, staffRoles } from '../../server/contract/index.js';
import { contractSchemas } from '../../server/doors/openapi.js';
import { isFields } from './schema.js';

const law = fileURLToPath(new URL('../../server/regulations', import.meta.url));
/** Shorter ones stand everywhere by chance. */
const leastSigns = 5;
const cases = ['Payer', 'Submission', 'Protocol', 'Complaint', 'Consultation', 'Card', 'Check'] as const;
/** A paper is made of what stands elsewhere, between words of its own; seals are no words. */
const passed = /Id$|^(copies|sha256|hash|mac|key|passwordHash)$/;
/** Of a person's name the family name alone tells whose it is. */
const named = /^(name|representative|officer|officers|sender)$/;

/** Days, numbers that count something, ids. */
const plain = /^\d{4}-\d{2}-\d{2}$|^\d{1,7}$|^[0-9a-z]{20,}$/;

type Leaf = readonly [field: string, text: string];

function leavesOf(field: string, value: unknown): Leaf[] {
  if (typeof value === 'string') return [[field, value]];
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(field, one));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => (passed.test(name) ? [] : leavesOf(name, one)));
}

const textsOf = (value: unknown) => leavesOf('', value).map(([, text]) => text);

/** What the office and its regulation call things, in all languages. */
function codes(db: Database): Set<string> {
  const files = readdirSync(law, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const settings = db.prepare<[], { settings: string }>('select settings from "Office"').all();
  const names = ['Queue', 'Service', 'Profile', 'Booth', 'Printer', 'Device'].flatMap((table) =>
    db.prepare<[], Record<string, unknown>>(`select * from "${table}"`).all(),
  );
  return new Set([
    ...files.flatMap((name) => textsOf(JSON.parse(readFileSync(`${law}/${name}`, 'utf8')))),
    ...settings.flatMap((row) => textsOf(JSON.parse(row.settings))),
    ...textsOf(contractSchemas()),
    ...textsOf(names),
    ...staffRoles,
    ...deviceRoles,
  ]);
}

/** As it may stand in a text: as it is, as JSON has it, a number without its hyphens. */
function looksOf([field, text]: Leaf): string[] {
  const looks = [text, JSON.stringify(text).slice(1, -1)];
  const digits = text.replace(/[\s-]/g, '');
  if (/^\d{9,}$/.test(digits)) looks.push(digits);
  const [family = ''] = text.replace(/[«»"]/g, '').split(/[\s,]+/);
  if (named.test(field) && /^\p{Lu}\p{Ll}{4,}$/u.test(family)) looks.push(family);
  return looks;
}

/** Every one of them with the table it stands in. */
export function needlesIn(db: Database): Map<string, string> {
  // a part of what the office says of itself tells nothing of anybody
  const known = [...codes(db)].join('\n');
  const leaves: [table: string, leaf: Leaf][] = [];
  for (const table of cases)
    for (const { content } of db.prepare<[], { content: string }>(`select content from "${table}"`).all())
      for (const leaf of leavesOf('', JSON.parse(content))) leaves.push([table, leaf]);
  for (const { text } of db.prepare<[], { text: string }>('select text from "Note"').all())
    leaves.push(['Note', ['text', text]]);
  for (const { text } of db.prepare<[], { text: string }>('select text from "Draft"').all())
    leaves.push(['Draft', ['text', text]]);
  for (const { name, login } of db.prepare<[], { name: string; login: string }>('select name, login from "User"').all())
    leaves.push(['User', ['name', name]], ['User', ['login', login]]);
  const needles = new Map<string, string>();
  for (const [table, leaf] of leaves)
    for (const look of looksOf(leaf))
      if (look.length >= leastSigns && !known.includes(look) && !plain.test(look)) needles.set(look, table);
  return needles;
}
