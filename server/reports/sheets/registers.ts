/** The registers as sheets: the very rows that the screens show, all of them, in columns with headings. */
import {
  reports,
  sheets,
  type Language,
  type Reply,
  type SheetName,
  type TermFace,
  type Words,
} from '../../contract/index.js';
import { complaintIds, complaintRows } from '../complaints.js';
import { consultationIds, consultationRows } from '../consultations.js';
import { held } from '../held.js';
import { registrationIds, registrationRows } from '../registrations.js';
import { termIds, termRows } from '../terms.js';
import { standingWords, stateWords, termStateWords, typeWords } from '../words.js';
import type { World } from '../world.js';
import { figures } from '../figures/figures.js';
import { complaintColumns, consultationColumns, summaryRows } from './appeals.js';
import { figureSheets } from './figures.js';
import { heldColumns } from './held.js';
import { visitSheet } from './visits.js';
import { day, dueCell, moment, money, number, sheetOf, text, words, type Column, type Sheet } from './sheet.js';

/** A sheet holds so many rows; who wants more asks for a shorter time. */
export const mostRows = 100_000;
/** Rows read at once. */
const atOnce = 500;

type Registration = ReturnType<typeof registrationRows>[number];

/** The title of a code in whichever regulation has it; the code itself where none does. */
function titled(world: World, of: 'outcomes' | 'channels', code: string | null, language: Language): string {
  if (code === null) return '';
  for (const regulation of world.regulations.values()) {
    const known = regulation[of].get(code);
    if (known !== undefined) return known.title[language];
  }
  return code;
}

function registrationColumns(world: World, language: Language): Column<Registration>[] {
  return [
    { title: words('№', 'No.'), width: 8, of: (row) => number(row.number) },
    { title: words('Год', 'Year'), width: 7, of: (row) => number(row.year) },
    {
      title: words('Зарегистрировано', 'Registered'),
      width: 17,
      of: (row) => moment(world.wallOf(row.registeredAt)),
    },
    { title: words('Поступило', 'Received'), width: 17, of: (row) => moment(world.wallOf(row.receivedAt)) },
    { title: words('Талон', 'Ticket'), width: 8, of: (row) => text(row.ticket) },
    { title: words('Рег. № в ПФР', 'Registration no.'), width: 17, of: (row) => text(row.regNo) },
    { title: words('ИНН', 'INN'), width: 14, of: (row) => text(row.inn) },
    { title: words('КПП', 'KPP'), width: 11, of: (row) => text(row.kpp) },
    { title: words('Наименование', 'Name'), width: 40, of: (row) => text(row.name) },
    { title: words('Отчётный год', 'Report year'), width: 9, of: (row) => number(row.reportYear) },
    { title: words('Период', 'Period'), width: 8, of: (row) => text(row.period) },
    {
      title: words('Тип сведений', 'Type'),
      width: 15,
      of: (row) => text(row.type === null ? null : typeWords[row.type][language]),
    },
    {
      title: words('Способ', 'Channel'),
      width: 28,
      of: (row) => text(titled(world, 'channels', row.channel, language)),
    },
    { title: words('Формы', 'Forms'), width: 18, of: (row) => text(row.forms.join(', ')) },
    { title: words('Пачек', 'Packs'), width: 8, of: (row) => number(row.packs) },
    { title: words('Застрахованных лиц', 'Insured persons'), width: 13, of: (row) => number(row.persons) },
    { title: words('Начислено, руб.', 'Accrued, roubles'), width: 16, of: (row) => money(row.accrued) },
    { title: words('Уплачено, руб.', 'Paid, roubles'), width: 16, of: (row) => money(row.paid) },
    { title: words('Представитель', 'Representative'), width: 28, of: (row) => text(row.representative) },
    { title: words('Документ о полномочиях', 'Authority'), width: 30, of: (row) => text(row.authority) },
    { title: words('Принял', 'Received by'), width: 18, of: (row) => text(row.operator) },
    { title: words('Состояние', 'State'), width: 22, of: (row) => text(stateWords[row.state][language]) },
    {
      title: words('Результат', 'Result'),
      width: 34,
      of: (row) => text(titled(world, 'outcomes', row.outcome, language)),
    },
    { title: words('Протокол №', 'Protocol no.'), width: 11, of: (row) => number(row.protocol?.number ?? null) },
    {
      title: words('Дата протокола', 'Protocol date'),
      width: 17,
      of: (row) => moment(row.protocol === null ? null : world.wallOf(row.protocol.at)),
    },
    {
      title: words('Представить повторно до', 'Resubmit by'),
      width: 16,
      of: (row) => dueCell(row.resubmitBy, language),
    },
    { title: words('Представлено повторно', 'Resubmitted as'), width: 15, of: (row) => text(row.resubmittedBy) },
  ];
}

const termColumns = (language: Language): Column<TermFace>[] => [
  { title: words('Срок', 'Term'), width: 44, of: (row) => text(row.title[language]) },
  { title: words('Пункт', 'Paragraph'), width: 11, of: (row) => text(row.ref) },
  { title: words('По чему', 'Of what'), width: 22, of: (row) => text(row.label) },
  { title: words('С', 'From'), width: 12, of: (row) => day(row.from) },
  { title: words('По', 'Until'), width: 16, of: (row) => dueCell(row.due, language) },
  { title: words('Состояние', 'Standing'), width: 17, of: (row) => text(standingWords[row.standing][language]) },
  { title: words('Исполнение', 'Kept'), width: 15, of: (row) => text(termStateWords[row.state][language]) },
  { title: words('Завершён', 'Ended'), width: 12, of: (row) => day(row.endedOn) },
  { title: words('Ответственный', 'Officer'), width: 18, of: (row) => text(row.operator) },
];

/** Rows of these ids, read as the sheet is written. */
function* readBy<Row>(ids: readonly string[], read: (some: readonly string[]) => Row[]): Generator<Row> {
  for (let at = 0; at < ids.length; at += atOnce) yield* read(ids.slice(at, at + atOnce));
}

/** A register of so many rows, or a refusal: nothing is cut off in silence. */
function register<Row>(
  title: Words,
  language: Language,
  columns: readonly Column<Row>[],
  /** One more than fits is enough to know. */
  ids: readonly string[],
  read: (some: readonly string[]) => Row[],
): Reply<Sheet> {
  if (ids.length > mostRows) return { ok: false, refusal: { key: 'limitReached', about: { limit: mostRows } } };
  return { ok: true, data: sheetOf(title, language, columns, readBy(ids, read)) };
}

const titles: Record<SheetName, Words> = {
  registrations: words('Журнал регистрации', 'Registration journal'),
  terms: words('Сроки', 'Terms'),
  complaints: words('Жалобы и обращения', 'Complaints and appeals'),
  complaintSummary: words('Сводка по жалобам', 'Complaints in a quarter'),
  consultations: words('Консультации', 'Consultations'),
  figures: words('Отчёт', 'Report'),
  visits: words('Посещения', 'Visits'),
  held: words('Данные о лице', 'Data of a person'),
};

/** What is taken away: the sheets of one file, under one title. */
export interface Workbook {
  title: string;
  sheets: Sheet[];
}

/** The register or report that was asked for; refuses what does not fit on a sheet: limitReached. */
export function registerSheets(world: World, name: SheetName, query: unknown, language: Language): Reply<Workbook> {
  const title = titles[name][language];
  if (name === 'figures') {
    const report = figures(world, world.facts(), reports.figures.query.parse(query));
    return { ok: true, data: { title, sheets: figureSheets(report, language) } };
  }
  const reply = registerSheet(world, name, query, language);
  return reply.ok ? { ok: true, data: { title, sheets: [reply.data] } } : reply;
}

/** One register with its filters. */
function registerSheet(
  world: World,
  name: Exclude<SheetName, 'figures'>,
  query: unknown,
  language: Language,
): Reply<Sheet> {
  const title = titles[name];
  const enough = mostRows + 1;
  switch (name) {
    case 'registrations': {
      const ids = registrationIds(world, sheets.registrations.query.parse(query), enough, 0);
      const columns = registrationColumns(world, language);
      return register(title, language, columns, ids, (some) => registrationRows(world, some));
    }
    case 'terms': {
      const ids = termIds(world, sheets.terms.query.parse(query), enough, 0);
      return register(title, language, termColumns(language), ids, (some) => termRows(world, some));
    }
    case 'held': {
      const page = held(world, sheets.held.query.parse(query));
      return page === null
        ? { ok: false, refusal: { key: 'notFound' } }
        : { ok: true, data: sheetOf(title, language, heldColumns(world, language), page.rows) };
    }
    case 'complaints': {
      const ids = complaintIds(world, sheets.complaints.query.parse(query), enough, 0);
      const columns = complaintColumns(world, language);
      return register(title, language, columns, ids, (some) => complaintRows(world, some));
    }
    case 'consultations': {
      const ids = consultationIds(world, sheets.consultations.query.parse(query), enough, 0);
      const columns = consultationColumns(world, language);
      return register(title, language, columns, ids, (some) => consultationRows(world, some));
    }
    case 'visits':
      return visitSheet(world, title, language, sheets.visits.query.parse(query));
    case 'complaintSummary': {
      const asked = sheets.complaintSummary.query.parse(query);
      const columns: Column<[string, number]>[] = [
        { title: words('Показатель', 'Figure'), width: 70, of: ([said]) => text(said) },
        { title: words('Количество', 'Count'), width: 14, of: ([, count]) => number(count) },
      ];
      return { ok: true, data: sheetOf(title, language, columns, summaryRows(world, language, asked)) };
    }
  }
}
