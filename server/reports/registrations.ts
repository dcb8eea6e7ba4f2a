/** The registration journal (п. 45г): registered submissions by their yearly numbers, the newest first. */
import type { Report, ReportAsked, RegistrationFilter, Sums } from '../contract/index.js';
import type { Submission } from '../domain/cases.js';
import { shownCard } from '../domain/masked.js';
import { resubmitDeadline } from '../domain/submission.js';
import { dueFace, termIdOf } from '../domain/terms.js';
import { all, among, found, type Condition } from './search.js';
import { typeWords } from './words.js';
import { erasedOf } from './erasures.js';
import type { World } from './world.js';

type Row = Report<'registrations'>['rows'][number];
type Numbered = { id: string; year: number; number: number };

/** No limit, as the database says it. */
const everything = -1;

const accruedOf = (sums: Sums) => sums.insuranceAccrued + sums.fundedAccrued;
const paidOf = (sums: Sums) => sums.insurancePaid + sums.fundedPaid;

/** A word may also be a person who received, an outcome, a channel, a type, or a day. */
function otherwise(world: World, word: string): Condition[] {
  const { fold } = world.archive;
  const says = (text: string) => fold(text).includes(word);
  const ways: Condition[] = [];
  const add = (column: string, codes: readonly string[]) => {
    if (codes.length > 0) ways.push(among(column, [...new Set(codes)]));
  };
  // a short word stands in too many titles to be meant
  if (word.length >= 3) {
    const rules = [...world.regulations.values()];
    const titled = (rows: Iterable<{ code: string; title: { ru: string; en: string } }>) =>
      [...rows].filter(({ title }) => says(title.ru) || says(title.en)).map(({ code }) => code);
    add(
      'userId',
      [...world.people].filter(([, { name }]) => says(name)).map(([userId]) => userId),
    );
    add(
      'outcome',
      rules.flatMap(({ outcomes }) => titled(outcomes.values())),
    );
    add(
      'channel',
      rules.flatMap(({ channels }) => titled(channels.values())),
    );
    // the search column has a type by its code
    for (const [type, title] of Object.entries(typeWords))
      if (says(title.ru) || says(title.en)) ways.push({ sql: 'instr(search, ?) > 0', asked: [type] });
  }
  const [, date = '', month = '', year = ''] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(word) ?? [];
  if (year !== '') {
    const { from, until } = world.boundsOf(`${year}-${month}-${date}`);
    if (Number.isSafeInteger(from) && Number.isSafeInteger(until)) ways.push(between(world, from, until));
  }
  return ways;
}

function between(world: World, from: number | null, until: number | null): Condition {
  const { text } = world.archive;
  const after = from === null ? [] : [{ sql: 'registeredAt >= ?', asked: [text(from)] }];
  return all([...after, ...(until === null ? [] : [{ sql: 'registeredAt < ?', asked: [text(until)] }])]);
}

function filterOf(world: World, asked: RegistrationFilter): Condition {
  const { from, until, operatorId, outcome, text } = asked;
  const conditions: Condition[] = [{ sql: 'officeId = ? and year is not null', asked: [world.officeId] }];
  if (from !== undefined || until !== undefined)
    conditions.push(
      between(
        world,
        from === undefined ? null : world.boundsOf(from).from,
        until === undefined ? null : world.boundsOf(until).until,
      ),
    );
  if (operatorId !== undefined) conditions.push({ sql: 'userId = ?', asked: [operatorId] });
  if (outcome !== undefined && outcome !== '') conditions.push({ sql: 'outcome = ?', asked: [outcome] });
  if (text !== undefined) conditions.push(found(world, 'search', text, (word) => otherwise(world, word)));
  return all(conditions);
}

/** Ids of what a filter finds, the newest number first. */
export function registrationIds(world: World, filter: RegistrationFilter, limit: number, offset: number): string[] {
  const { sql, asked } = filterOf(world, filter);
  return world.archive
    .all<{ id: string }>(`select id from "Submission" where ${sql} order by year desc, number desc limit ? offset ?`, [
      ...asked,
      limit,
      offset,
    ])
    .map(({ id }) => id);
}

/** How many a filter finds. */
export function registrationCount(world: World, filter: RegistrationFilter): number {
  const { sql, asked } = filterOf(world, filter);
  return world.archive.get<{ n: number }>(`select count(*) as n from "Submission" where ${sql}`, asked)?.n ?? 0;
}

/** As much of a submission as a line tells: its findings can be a hundred times as long and are left in the books. */
type Registered = Omit<Submission, 'files' | 'findings' | 'more' | 'printedAs'>;

interface Beside {
  protocols: Map<string, { at: number }>;
  terms: Map<string, Row['resubmitBy']>;
  numbers: Map<string, string>;
}

/** What stands beside submissions: their newest protocols, the days of resubmission, who resubmitted them. */
function besideOf(world: World, rows: readonly Registered[]): Beside {
  const { archive } = world;
  const ids = JSON.stringify(rows.flatMap(({ protocol }) => protocol?.protocolId ?? []));
  const protocols = archive.all<{ id: string; issuedAt: string }>(
    'select id, issuedAt from "Protocol" where id in (select value from json_each(?))',
    [ids],
  );
  const termIds = protocols.map(({ id }) => termIdOf(resubmitDeadline, id));
  const terms = archive
    .all<{ content: string }>(
      `select content from "Term" where id in (select value from json_each(?)) and state <> 'void'`,
      [JSON.stringify(termIds)],
    )
    .map(({ content }) => archive.row('term', content));
  const later = archive.all<Numbered>(
    'select id, year, number from "Submission" where id in (select value from json_each(?)) and year is not null',
    [JSON.stringify(rows.flatMap(({ resubmittedBy }) => resubmittedBy ?? []))],
  );
  return {
    protocols: new Map(protocols.map(({ id, issuedAt }) => [id, { at: archive.instant(issuedAt) }])),
    terms: new Map(terms.map((term) => [term.subject.id, dueFace(term.due)])),
    numbers: new Map(later.map(({ id, year, number }) => [id, `${number}/${year}`])),
  };
}

function rowOf(world: World, row: Registered, beside: Beside): Row[] {
  const { registered, payer, content, protocol } = row;
  if (registered === null) return [];
  const { packs, representative } = content;
  const card = shownCard(payer);
  const issued = beside.protocols.get(protocol?.protocolId ?? '');
  return [
    {
      submissionId: row.submissionId,
      visitId: row.visitId,
      year: registered.year,
      number: registered.number,
      registeredAt: registered.at,
      receivedAt: row.receivedAt,
      ticket: row.ticket,
      regNo: payer.regNo,
      inn: card.shown.inn,
      kpp: payer.kpp,
      name: payer.name,
      reportYear: content.year,
      period: content.period,
      type: content.type,
      channel: row.channel,
      forms: [...new Set(packs.map(({ form }) => form))],
      packs: packs.length,
      persons: packs.reduce((sum, { persons }) => sum + persons, 0),
      accrued: packs.reduce((sum, { sums }) => sum + accruedOf(sums), 0),
      paid: packs.reduce((sum, { sums }) => sum + paidOf(sums), 0),
      representative: representative.name,
      authority: representative.authority,
      operatorId: row.userId,
      operator: world.shortOf(row.userId),
      state: row.state,
      outcome: row.outcome,
      protocol: protocol === null || issued === undefined ? null : { ...protocol, at: issued.at },
      resubmitBy: beside.terms.get(protocol?.protocolId ?? '') ?? null,
      resubmittedBy: beside.numbers.get(row.resubmittedBy ?? '') ?? null,
      masked: card.masked,
      // rows that were written before anything was erased do not say it
      erased: erasedOf(world, row.erased ?? null),
    },
  ];
}

/** Rows of the journal by their ids, in the order of the ids. */
export function registrationRows(world: World, ids: readonly string[]): Row[] {
  const { archive } = world;
  const contents = archive.all<{ id: string; content: string }>(
    `select id, json_remove(content, '$.files', '$.findings', '$.more', '$.printedAs') as content
     from "Submission" where id in (select value from json_each(?))`,
    [JSON.stringify(ids)],
  );
  const byId = new Map(contents.map(({ id, content }) => [id, archive.object<Registered>(content)]));
  const rows = ids.flatMap((id) => byId.get(id) ?? []);
  const beside = besideOf(world, rows);
  return rows.flatMap((row) => rowOf(world, row, beside));
}

/** Who has received what is registered, for the filter. */
function operatorsOf(world: World): Report<'registrations'>['operators'] {
  return world.archive
    .all<{ userId: string }>('select distinct userId from "Submission" where officeId = ?', [world.officeId])
    .map(({ userId }) => ({ userId, short: world.shortOf(userId) || userId }))
    .sort((a, b) => a.short.localeCompare(b.short, 'ru'));
}

/** A page of the registration journal. */
export function registrations(world: World, asked: ReportAsked<'registrations'>): Report<'registrations'> {
  const { limit, offset, ...filter } = asked;
  // a text is looked for in every row anyway: once, and the page is cut from what was found
  const ids = filter.text === undefined ? null : registrationIds(world, filter, everything, 0);
  const page = ids?.slice(offset, offset + limit) ?? registrationIds(world, filter, limit, offset);
  return {
    rows: registrationRows(world, page),
    total: ids?.length ?? registrationCount(world, filter),
    operators: operatorsOf(world),
  };
}
