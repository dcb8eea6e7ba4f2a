/** The words that are held about somebody, record by record: for the person who asked to know them. */
import type { DataKind, ReportAsked } from '../contract/index.js';
import type { HeldRecord } from '../domain/paper/held.js';
import { held } from './held.js';
import type { World } from './world.js';

/** Fields that hold words of people, as a paper names them; what is not here is an id, a code or a number of ours. */
const titles: Readonly<Record<string, string>> = {
  regNo: 'Регистрационный номер',
  inn: 'ИНН',
  kpp: 'КПП',
  ogrn: 'ОГРН',
  name: 'Имя, наименование',
  authority: 'Полномочия',
  identity: 'Удостоверение личности',
  representative: 'Представитель',
  senderRef: 'Номер отправителя',
  refusalGround: 'Основание отказа',
  where: 'Где',
  found: 'Найдено',
  expected: 'Ожидалось',
  body: 'Орган',
  officer: 'Должностное лицо',
  place: 'Место жительства, нахождения',
  phone: 'Телефон',
  email: 'Эл. почта',
  postalAddress: 'Почтовый адрес',
  about: 'О чём',
  arguments: 'Доводы',
  attachments: 'Приложения',
  to: 'Направлено',
  reasons: 'Мотивы решения',
  remedy: 'Меры',
  note: 'Отметка',
  topic: 'Вопрос',
  result: 'Ответ',
  sender: 'Отправитель',
  address: 'Адрес',
  sentHow: 'Как отправлено',
  ticketNote: 'Записка',
  tool: 'Чем проверено',
  file: 'Файл',
  protocol: 'Номер протокола',
  subject: 'Предмет',
  ground: 'Основание',
  conclusion: 'Вывод',
  officers: 'Проверяющие',
  ru: 'Замечание',
};
/** On a paper everything that is said is a word. */
const ofPaper: Readonly<Record<string, string>> = {
  text: '',
  label: '',
  value: '',
  left: '',
  right: '',
  items: '',
  rows: '',
};

/** Every text under these names, in its order. */
function textsOf(value: unknown, name: string, named: Readonly<Record<string, string>>): [string, string][] {
  if (typeof value === 'string') return value === '' || !(name in named) ? [] : [[named[name] ?? '', value]];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, name, named));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, key, named));
}

/** Where the words of a kind stand: table, column, and what their names mean. */
const standing: Record<DataKind, { table: string; column: string; named: Readonly<Record<string, string>> }> = {
  payer: { table: 'Payer', column: 'content', named: titles },
  submission: { table: 'Submission', column: 'content', named: titles },
  identity: { table: 'Submission', column: 'content', named: {} },
  insured: { table: 'Submission', column: 'content', named: {} },
  protocol: { table: 'Protocol', column: 'content', named: { ...ofPaper, sentHow: 'Как отправлено' } },
  complaint: { table: 'Complaint', column: 'content', named: titles },
  consultation: { table: 'Consultation', column: 'content', named: titles },
  card: { table: 'Card', column: 'content', named: titles },
  check: { table: 'Check', column: 'content', named: titles },
  note: { table: 'Note', column: `json_object('ticketNote', text)`, named: titles },
  visit: { table: 'Visit', column: 'answers', named: titles },
  reception: { table: 'Reception', column: `json_object('steps', json(steps))`, named: titles },
  printJob: { table: 'PrintJob', column: 'document', named: ofPaper },
};

function wordsOf({ archive, officeId }: World, kind: DataKind, id: string): [string, string][] {
  const { table, column, named } = standing[kind];
  const content = archive.get<{ words: string }>(
    `select ${column} as words from "${table}" where id = ? and officeId = ?`,
    [id, officeId],
  )?.words;
  return content === undefined ? [] : textsOf(archive.object<object>(content), '', named);
}

/** Said in the place of words that may be another payer's. */
const ofSeveral: [string, string] = ['', 'На этом посещении приняты и другие плательщики: слова не приводятся.'];

/**
 * All words of the records that are held; null when there is no such person's case. Of a visit where several payers were
 * received the record is named and its words are not: nobody can say whom they are about.
 */
export function heldWords(world: World, asked: ReportAsked<'held'>): HeldRecord[] | null {
  const page = held(world, asked);
  if (page === null) return null;
  return page.rows
    .map(({ kind, id, label, at, isErased, isShared }) => ({
      kind,
      label,
      at,
      words: isErased ? [] : isShared ? [ofSeveral] : wordsOf(world, kind, id),
    }))
    .filter(({ words }) => words.length > 0);
}
