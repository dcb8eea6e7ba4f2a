/** The registers as sheets: the very rows that the screens show, all of them, in columns with headings. */
import { sheets, type Language, type Reply, type SheetName, type TermFace, type Words } from '../../contract/index.js';
import { complaintRows, complaintSummary, type ComplaintLine } from '../complaints.js';
import { registrationCount, registrationIds, registrationRows } from '../registrations.js';
import { termRows } from '../terms.js';
import {
  appealWords,
  complaintStateWords,
  standingWords,
  stateWords,
  termStateWords,
  typeWords,
  wayWords,
} from '../words.js';
import type { World } from '../world.js';
import { day, moment, money, number, sheetOf, text, type Cell, type Column, type Sheet } from './sheet.js';

/** A sheet holds so many rows; who wants more asks for a shorter time. */
export const mostRows = 100_000;
/** Registrations read at once. */
const atOnce = 500;

type Registration = ReturnType<typeof registrationRows>[number];

const words = (ru: string, en: string): Words => ({ ru, en });

/** Until when: a day, or for want of which year it cannot be said. */
function dueCell(due: TermFace['due'] | null, language: Language): Cell {
  if (due === null) return null;
  if (due.day !== null) return day(due.day);
  return text(words(`нет календаря ${due.undetermined} года`, `no calendar ${due.undetermined}`)[language]);
}

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

function groundWords(world: World, code: string, language: Language): string {
  const grounds = [...world.regulations.values()].flatMap(({ complaintGrounds }) => complaintGrounds);
  const ground = grounds.find((one) => one.code === code);
  return ground === undefined ? code : `${ground.title[language]} (${ground.ref})`;
}

const complaintColumns = (world: World, language: Language): Column<ComplaintLine>[] => [
  { title: words('№', 'No.'), width: 8, of: (row) => number(row.number) },
  { title: words('Год', 'Year'), width: 7, of: (row) => number(row.year) },
  { title: words('Вид', 'Kind'), width: 22, of: (row) => text(appealWords[row.kind][language]) },
  { title: words('Поступила', 'Received'), width: 17, of: (row) => moment(world.wallOf(row.receivedAt)) },
  { title: words('Способ', 'Way'), width: 16, of: (row) => text(wayWords[row.way][language]) },
  { title: words('Заявитель', 'Applicant'), width: 36, of: (row) => text(row.name) },
  {
    title: words('Основания', 'Grounds'),
    width: 50,
    of: (row) => text(row.grounds.map((code) => groundWords(world, code, language)).join('; ')),
  },
  { title: words('Состояние', 'State'), width: 22, of: (row) => text(complaintStateWords[row.state][language]) },
  { title: words('Ближайший срок', 'Next term'), width: 40, of: (row) => text(row.next?.title[language] ?? null) },
  { title: words('До', 'Until'), width: 16, of: (row) => dueCell(row.next?.due ?? null, language) },
];

/** The summary of п. 78д is a table of two columns: what was counted, how many. */
function summaryRows(world: World, language: Language, asked: { year: number; quarter: number }) {
  const counted = complaintSummary(world, asked);
  const line = (title: Words, count: number): [string, number] => [title[language], count];
  return [
    line(words('Поступило жалоб', 'Complaints received'), counted.received),
    line(words('Рассмотрено', 'Considered'), counted.considered),
    line(words('из них удовлетворено', 'of them satisfied'), counted.satisfied),
    line(words('из них отказано в удовлетворении', 'of them refused'), counted.refused),
    line(words('Оставлено без ответа', 'Left unanswered'), counted.unanswered),
    line(words('Перенаправлено', 'Forwarded'), counted.forwarded),
    line(words('На рассмотрении на конец квартала', 'In work at the end of the quarter'), counted.inWork),
    line(words('Срок рассмотрения нарушен', 'Considered late'), counted.late),
    ...counted.byGround.map(({ ground, count }): [string, number] => [groundWords(world, ground, language), count]),
    ...counted.byWay.map(({ way, count }) => line(wayWords[way], count)),
    line(words('Иные обращения (п. 59)', 'Other appeals (п. 59)'), counted.otherAppeals),
  ];
}

function* registrationsOf(world: World, ids: readonly string[]): Generator<Registration> {
  for (let at = 0; at < ids.length; at += atOnce) yield* registrationRows(world, ids.slice(at, at + atOnce));
}

const titles: Record<SheetName, Words> = {
  registrations: words('Журнал регистрации', 'Registration journal'),
  terms: words('Сроки', 'Terms'),
  complaints: words('Жалобы и обращения', 'Complaints and appeals'),
  complaintSummary: words('Сводка по жалобам', 'Complaints in a quarter'),
};

const yes = (data: Sheet): Reply<Sheet> => ({ ok: true, data });

/** The register that was asked for, with its filters; refuses what does not fit on a sheet: limitReached. */
export function registerSheet(world: World, name: SheetName, query: unknown, language: Language): Reply<Sheet> {
  const title = titles[name];
  switch (name) {
    case 'registrations': {
      const filter = sheets.registrations.query.parse(query);
      if (registrationCount(world, filter) > mostRows)
        return { ok: false, refusal: { key: 'limitReached', about: { limit: mostRows } } };
      const rows = registrationsOf(world, registrationIds(world, filter, mostRows, 0));
      return yes(sheetOf(title, language, registrationColumns(world, language), rows));
    }
    case 'terms': {
      const { show } = sheets.terms.query.parse(query);
      return yes(
        sheetOf(title, language, termColumns(language), termRows(world, { show, code: undefined }, mostRows, 0)),
      );
    }
    case 'complaints': {
      const { kind } = sheets.complaints.query.parse(query);
      const rows = complaintRows(world, { kind, state: undefined, text: undefined }, mostRows, 0);
      return yes(sheetOf(title, language, complaintColumns(world, language), rows));
    }
    case 'complaintSummary': {
      const asked = sheets.complaintSummary.query.parse(query);
      const columns: Column<[string, number]>[] = [
        { title: words('Показатель', 'Figure'), width: 70, of: ([said]) => text(said) },
        { title: words('Количество', 'Count'), width: 14, of: ([, count]) => number(count) },
      ];
      return yes(sheetOf(title, language, columns, summaryRows(world, language, asked)));
    }
  }
}
