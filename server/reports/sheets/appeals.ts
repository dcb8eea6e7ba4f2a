/** Appeals and consultations as columns: what was asked of the office by word or letter, and the quarter in numbers. */
import type { Language, Words } from '../../contract/index.js';
import { complaintSummary, type ComplaintLine } from '../complaints.js';
import type { ConsultationLine } from '../consultations.js';
import { appealWords, complaintStateWords, consultationWords, termStateWords, wayWords } from '../words.js';
import type { World } from '../world.js';
import { dueCell, moment, number, text, words, type Column } from './sheet.js';

function groundWords(world: World, code: string, language: Language): string {
  const grounds = [...world.regulations.values()].flatMap(({ complaintGrounds }) => complaintGrounds);
  const ground = grounds.find((one) => one.code === code);
  return ground === undefined ? code : `${ground.title[language]} (${ground.ref})`;
}

export const complaintColumns = (world: World, language: Language): Column<ComplaintLine>[] => [
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

export const consultationColumns = (world: World, language: Language): Column<ConsultationLine>[] => [
  { title: words('Вид', 'Kind'), width: 14, of: (row) => text(consultationWords[row.kind][language]) },
  { title: words('Начата', 'Begun'), width: 17, of: (row) => moment(world.wallOf(row.begunAt)) },
  {
    title: words('Окончена', 'Ended'),
    width: 17,
    of: (row) => moment(row.endedAt === null ? null : world.wallOf(row.endedAt)),
  },
  { title: words('Талон', 'Ticket'), width: 8, of: (row) => text(row.ticket) },
  { title: words('Тема', 'Topic'), width: 44, of: (row) => text(row.topic) },
  { title: words('Результат', 'Result'), width: 44, of: (row) => text(row.result) },
  { title: words('Отправитель', 'Sender'), width: 30, of: (row) => text(row.sender) },
  { title: words('Адрес', 'Address'), width: 30, of: (row) => text(row.address) },
  { title: words('Ответить до', 'Answer by'), width: 16, of: (row) => dueCell(row.term?.due ?? null, language) },
  {
    title: words('Исполнение', 'Kept'),
    width: 15,
    of: (row) => text(row.term === null ? null : termStateWords[row.term.state][language]),
  },
  { title: words('Ответственный', 'Officer'), width: 18, of: (row) => text(row.operator) },
];

/** The summary of п. 78д is a table of two columns: what was counted, how many. */
export function summaryRows(world: World, language: Language, asked: { year: number; quarter: number }) {
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
