/** Tickets one to a row: times as times, lengths as minutes that can be summed, in the order of the days. */
import type { Language, Reply, TicketFilter, Words } from '../../contract/index.js';
import { visitWords } from '../words.js';
import type { Facts } from '../facts/days.js';
import { finderOf, type Finder } from '../figures/found.js';
import { titleOf } from '../figures/groups.js';
import { readKnown, type Known } from '../figures/known.js';
import { linesOfDay, type TicketLine } from '../figures/ticketlines.js';
import type { World } from '../world.js';
import { day, minutes, moment, sheetOf, text, words, type Column, type Sheet } from './sheet.js';

/** What a sheet of XLSX holds is a little more. */
export const mostTickets = 1_000_000;
/** Tickets whose entries are read at once. */
const atOnce = 500;

const yesNo = (value: boolean | null, language: Language) =>
  value === null ? null : (value ? words('да', 'yes') : words('нет', 'no'))[language];

export function visitColumns(world: World, known: Known, language: Language): Column<TicketLine>[] {
  const wall = (at: number | null) => moment(at === null ? null : world.wallOf(at));
  const said = (of: Words) => of[language];
  return [
    { title: words('День', 'Day'), width: 11, of: (row) => day(row.day) },
    { title: words('Талон', 'Ticket'), width: 8, of: (row) => text(row.number) },
    { title: words('Услуга', 'Service'), width: 38, of: (row) => text(said(row.service)) },
    {
      title: words('Откуда талон', 'Channel'),
      width: 18,
      of: (row) => text(said(titleOf(world, known, 'channel', row.channel))),
    },
    {
      title: words('Категория', 'Category'),
      width: 20,
      of: (row) => text(row.category === '' ? null : said(titleOf(world, known, 'category', row.category))),
    },
    { title: words('Начало', 'Start'), width: 17, of: (row) => wall(row.startAt) },
    { title: words('Приём начат', 'Received'), width: 17, of: (row) => wall(row.begunAt) },
    { title: words('Окончено', 'Ended'), width: 17, of: (row) => wall(row.endedAt) },
    { title: words('Ожидание, мин', 'Wait, min'), width: 11, of: (row) => minutes(row.waitMs) },
    { title: words('В срок', 'In time'), width: 8, of: (row) => text(yesNo(row.isInTime, language)) },
    { title: words('До вызова, мин', 'To call, min'), width: 11, of: (row) => minutes(row.toCallMs) },
    { title: words('Путь, мин', 'Way, min'), width: 10, of: (row) => minutes(row.wayMs) },
    { title: words('После передачи, мин', 'Waits between, min'), width: 12, of: (row) => minutes(row.betweenMs) },
    { title: words('Состояние', 'Status'), width: 16, of: (row) => text(said(visitWords[row.status])) },
    { title: words('Окно', 'Booth'), width: 7, of: (row) => text(row.booth) },
    { title: words('Специалист', 'Operator'), width: 20, of: (row) => text(row.operator) },
    { title: words('Приём, мин', 'Reception, min'), width: 11, of: (row) => minutes(row.serviceMs) },
    { title: words('В норме приёма', 'Within the norm'), width: 10, of: (row) => text(yesNo(row.isInNorm, language)) },
  ];
}

function* linesOf(world: World, known: Known, finder: Finder, days: Facts, asked: TicketFilter): Generator<TicketLine> {
  for (const facts of days.between(asked.from, asked.until)) {
    const { startAt, seq } = facts.visits;
    const rows = finder
      .rowsIn(facts)
      .sort((one, other) => (startAt[one] ?? 0) - (startAt[other] ?? 0) || (seq[one] ?? 0) - (seq[other] ?? 0));
    for (let at = 0; at < rows.length; at += atOnce)
      for (const [, line] of linesOfDay(world, known, finder, facts, rows.slice(at, at + atOnce))) yield line;
  }
}

/** The tickets of a filter; refuses what does not fit on a sheet: limitReached. */
export function visitSheet(world: World, title: Words, language: Language, asked: TicketFilter): Reply<Sheet> {
  const known = readKnown(world);
  const days = world.facts();
  const finder = finderOf(world, known, asked);
  let total = 0;
  for (const facts of days.between(asked.from, asked.until)) total += finder.rowsIn(facts).length;
  if (total > mostTickets) return { ok: false, refusal: { key: 'limitReached', about: { limit: mostTickets } } };
  const lines = linesOf(world, known, finder, days, asked);
  return { ok: true, data: sheetOf(title, language, visitColumns(world, known, language), lines) };
}
