/** Protocols, findings, terms, complaints and consultations of a period, counted by kind and titled by the law. */
import type { Figures, Words } from '../../contract/index.js';
import type { Regulation } from '../../domain/regulation.js';
import type { DayFacts } from '../facts/dayfacts.js';
import type { World } from '../world.js';
import { passOf, type Names } from './filter.js';

interface Row {
  kind: string;
  first: string;
  second: string;
  count: number;
  amount: number;
}
/** By the codes of kind, first and second name, sixteen bits each. */
export type Happened = Map<number, Row>;

/** Adds a day's events; only the operator's filter chooses among them. */
export function addEvents(happened: Happened, { events }: DayFacts, codes: Uint16Array, names: Names): void {
  const { passes } = names;
  const { kind: kinds, first: firsts, second: seconds, user: users, count: counts, amount: amounts } = events;
  const codeOf = (own: number | undefined) => codes[own ?? 0] ?? 0;
  // what other people did alike stands beside it
  let into: Row | null = null;
  for (let row = 0; row < kinds.length; row += 1) {
    const isLike =
      row > 0 && kinds[row] === kinds[row - 1] && firsts[row] === firsts[row - 1] && seconds[row] === seconds[row - 1];
    if (!isLike) into = null;
    if (((passes[codeOf(users[row])] ?? 0) & passOf.operator) === 0) continue;
    into ??= rowOf(happened, names, codeOf(kinds[row]), codeOf(firsts[row]), codeOf(seconds[row]));
    into.count += counts[row] ?? 0;
    into.amount += amounts[row] ?? 0;
  }
}

function rowOf(happened: Happened, names: Names, kind: number, first: number, second: number): Row {
  const key = (kind * 0x10000 + first) * 0x10000 + second;
  const known = happened.get(key);
  if (known !== undefined) return known;
  const nameOf = (code: number) => names.list[code] ?? '';
  const made = { kind: nameOf(kind), first: nameOf(first), second: nameOf(second), count: 0, amount: 0 };
  happened.set(key, made);
  return made;
}

const itself = (code: string): Words => ({ ru: code, en: code });
/** What the law calls a code, in whichever regulation has it. */
function titled(world: World, of: (law: Regulation) => { title: Words } | undefined, code: string): Words {
  for (const law of world.regulations.values()) {
    const found = of(law);
    if (found !== undefined) return found.title;
  }
  return itself(code);
}

/** A finding is of a rule, or an officer's own of a severity: `own:30`. */
function findingTitle(world: World, code: string): Words {
  const severity = Number(/^own:(\d+)$/.exec(code)?.[1]);
  for (const law of world.regulations.values()) {
    for (const rule of law.findingRules.values()) if (rule.code === code) return rule.text;
    const own = law.severities.find((one) => one.severity === severity);
    if (own !== undefined)
      return { ru: `Найдено специалистом: ${own.title.ru}`, en: `Found by the officer: ${own.title.en}` };
  }
  return itself(code);
}

type Office = Figures['office'];

/** What happens to complaints and other appeals, in the order of their life; taken ones by kind, decided ones by result. */
const complaintEvents = new Map<string, Words>([
  ['taken:complaint', { ru: 'Принято жалоб', en: 'Complaints taken' }],
  ['taken:proposal', { ru: 'Принято предложений', en: 'Proposals taken' }],
  ['taken:defect', { ru: 'Принято сообщений о недостатках', en: 'Reports of defects taken' }],
  ['registered', { ru: 'Зарегистрировано', en: 'Registered' }],
  ['forwarded', { ru: 'Перенаправлено', en: 'Forwarded' }],
  ['decided:satisfied', { ru: 'Удовлетворено', en: 'Satisfied' }],
  ['decided:refused', { ru: 'Отказано в удовлетворении', en: 'Refused' }],
  ['decided:unanswered', { ru: 'Оставлено без ответа', en: 'Left unanswered' }],
  ['replied', { ru: 'Дан ответ', en: 'Replied' }],
  ['remedied', { ru: 'Нарушения устранены', en: 'Remedied' }],
]);
const consultationEvents = new Map<string, Words>([
  ['inPerson', { ru: 'На приёме', en: 'In person' }],
  ['callBegun', { ru: 'По телефону', en: 'By telephone' }],
  ['received', { ru: 'Письменных обращений', en: 'Written enquiries' }],
  ['answered', { ru: 'Письменных ответов', en: 'Written answers' }],
]);

/** The office's block of the report. */
export function officeOf(world: World, happened: Happened): Office {
  const rows = [...happened.values()];
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  const counts = (kind: string) => of(kind).reduce((sum, { count }) => sum + count, 0);
  return {
    protocols: of('protocol:issued')
      .map(({ first, second, count }) => ({
        kind: first,
        outcome: second,
        title: titled(world, (law) => law.outcomes.get(second), second),
        count,
      }))
      .sort((one, other) => other.count - one.count),
    corrections: counts('protocol:corrected'),
    findings: of('finding')
      .map(({ first, count, amount }) => ({
        code: first,
        title: findingTitle(world, first),
        count: amount,
        protocols: count,
      }))
      .sort((one, other) => other.count - one.count || one.code.localeCompare(other.code, 'ru')),
    registered: registeredOf(world, of('submission:registered')),
    terms: termsOf(world, rows),
    complaints: told(rows, 'complaint', complaintEvents).map(([event, title, count]) => ({ event, title, count })),
    consultations: told(rows, 'consultation', consultationEvents).map(([kind, title, count]) => ({
      kind,
      title,
      count,
    })),
  };
}

/** Of a subject's events those that have a title, in the order of the titles. */
function told(rows: readonly Row[], subject: string, titles: ReadonlyMap<string, Words>): [string, Words, number][] {
  return [...titles].flatMap(([event, title]): [string, Words, number][] => {
    const [end, which] = event.split(':');
    const count = rows
      .filter(({ kind, first }) => kind === `${subject}:${end}` && (which === undefined || which === first))
      .reduce((sum, row) => sum + row.count, 0);
    return count === 0 ? [] : [[event, title, count]];
  });
}

/** By channel, whatever the type. */
function registeredOf(world: World, rows: readonly Row[]): Office['registered'] {
  return [...new Set(rows.map(({ first }) => first))]
    .map((channel) => {
      const own = rows.filter(({ first }) => first === channel);
      return {
        channel,
        title: titled(world, (law) => law.channels.get(channel), channel),
        count: own.reduce((sum, { count }) => sum + count, 0),
        persons: own.reduce((sum, { amount }) => sum + amount, 0),
      };
    })
    .sort((one, other) => other.count - one.count || one.channel.localeCompare(other.channel));
}

const termEnds = new Set(['begun', 'kept', 'late', 'breached', 'unbreached']);

function termsOf(world: World, rows: readonly Row[]): Office['terms'] {
  const terms = new Map<string, Office['terms'][number]>();
  for (const { kind, first, count } of rows) {
    const [about, end] = kind.split(':');
    if (about !== 'term' || !termEnds.has(end ?? '')) continue;
    let term = terms.get(first);
    if (term === undefined) {
      const law = [...world.regulations.values()].find(({ deadlines }) => deadlines.has(first))?.deadlines.get(first);
      term = {
        code: first,
        title: law?.title ?? itself(first),
        ref: law?.ref ?? null,
        begun: 0,
        kept: 0,
        late: 0,
        breached: 0,
      };
      terms.set(first, term);
    }
    // told as breached, and done in time after all
    if (end === 'unbreached') term.breached -= count;
    if (end === 'begun' || end === 'kept' || end === 'late' || end === 'breached') term[end] += count;
  }
  return [...terms.values()].sort((one, other) => one.code.localeCompare(other.code));
}
