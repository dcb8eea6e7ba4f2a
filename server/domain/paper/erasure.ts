/**
 * The act of destruction of personal data and the extract of the journal to it (приказ Роскомнадзора № 179 от
 * 28.10.2022). It names records by their numbers and no person: what was destroyed must not live on in its act; the
 * name is written in by hand where it is needed.
 */
import type { DataKind } from '../../contract/index.js';
import { dataKinds } from '../../contract/index.js';
import { categoriesOf, type DataCategory } from '../erase.js';
import type { Erasure } from '../erasure.js';
import type { Instant } from '../instant.js';
import type { Office } from '../office.js';
import { big, inMiddle, officerOf, signature, title, type Wall } from './complaintParts.js';
import { cut, double, feed, field, paper, text, type PaperDocument, type PaperItem } from './document.js';
import { kindWords } from './held.js';

const list = (items: string[]): PaperItem => ({ kind: 'list', items });

/** What the act says beside the erasure itself. */
export interface ErasureDesk {
  office: Office;
  wall: Wall;
  /** The reason in a manager's words; empty when there was none, or it is destroyed itself. */
  reason: string;
  /** «журнал № 3187/2026»: what the records are called. */
  labels: readonly string[];
  copies: Copies;
}

/** Where copies of what was erased still are. */
export interface Copies {
  /** Backups that are older than the erasure, with the last day on which they are there; null: nobody can say. */
  backups: readonly { madeAt: Instant; until: Instant | null }[];
  aside: number;
}

/** An entry of the journal about the erasure. */
export interface ExtractLine {
  seq: number;
  at: string;
  kind: string;
  actor: string;
  hash: string;
}

const basisWords: Record<Erasure['basis'], string> = {
  retention: 'срок хранения истёк',
  request: 'обращение субъекта персональных данных',
  order: 'предписание уполномоченного органа',
  mistake: 'внесено по ошибке',
};

const categoryWords: Record<DataCategory, string> = {
  names: 'фамилия, имя, отчество; наименование',
  numbers: 'регистрационный номер, ИНН, ОГРН',
  identity: 'реквизиты документа, удостоверяющего личность',
  authority: 'реквизиты документа о полномочиях',
  contacts: 'адрес, телефон, электронная почта',
  insured: 'сведения о застрахованных лицах',
  words: 'изложенное своими словами',
  files: 'имена представленных файлов',
  papers: 'содержание составленных бумаг',
  answers: 'ответы, данные у киоска',
};

const kindsOf = ({ counts }: Erasure): DataKind[] => dataKinds.filter((kind) => (counts[kind] ?? 0) > 0);

function whatWent(erasure: Erasure): PaperItem[] {
  const kinds = kindsOf(erasure);
  const categories = [...new Set(kinds.flatMap((kind) => categoriesOf[kind]))];
  return [
    feed(1),
    title('УНИЧТОЖЕНО'),
    ...kinds.map((kind) => field(kindWords[kind], `записей: ${erasure.counts[kind] ?? 0}`)),
    feed(1),
    title('КАТЕГОРИИ ДАННЫХ'),
    list(categories.map((category) => categoryWords[category])),
  ];
}

function copiesOf({ copies, wall }: ErasureDesk): PaperItem[] {
  const { backups, aside } = copies;
  if (backups.length + aside === 0) return [];
  const until = ({ madeAt, until: last }: Copies['backups'][number]) =>
    `резервная копия от ${wall(madeAt).date}${last === null ? ': до замены новыми' : `, до ${wall(last).date}`}`;
  return [
    feed(1),
    title('ЕЩЁ СТОИТ В КОПИЯХ'),
    list([...backups.map(until), ...(aside === 0 ? [] : [`прежних баз: ${aside}`])]),
    text('После восстановления из копии уничтожение повторяется само.', {}),
  ];
}

/** Who ordered it; the term alone may have: then a person signs by hand. */
function whoOrdered(office: Office, by: string): PaperItem[] {
  const { position, name } = officerOf(office, by);
  return [
    field('Уничтожил', name === '' ? 'программа по сроку хранения' : [position, name].filter(Boolean).join(' ')),
    ...signature('Подпись', { position, name }),
  ];
}

/** The act; composed when it is asked for, of the erasure as it stands. */
export function erasureAct(erasure: Erasure, desk: ErasureDesk): PaperDocument {
  const { office, wall, reason, labels } = desk;
  const { settings } = office;
  const { year, number, basis, orderedAt, doneAt, by } = erasure;
  return paper([
    inMiddle(settings.sign.body.ru || settings.name.ru),
    inMiddle(settings.address.ru),
    double,
    big(`АКТ № ${number}/${year}`),
    inMiddle('об уничтожении персональных данных'),
    feed(1),
    field('Распоряжение', `${wall(orderedAt).date} ${wall(orderedAt).time}`),
    field('Уничтожено', doneAt === null ? 'уничтожение идёт' : `${wall(doneAt).date} ${wall(doneAt).time}`),
    field('Причина', [basisWords[basis], reason].filter((part) => part !== '').join(': ')),
    field('Обработка по поручению', 'нет'),
    field('Субъект', '________________________'),
    ...(labels.length === 0 ? [] : [field('Записи', labels.join(', '))]),
    ...whatWent(erasure),
    feed(1),
    field('Система', `Talon, ${settings.name.ru}`),
    field('Способ', 'перезапись в базе данных с обнулением страниц и усечением журнала записи'),
    ...copiesOf(desk),
    feed(1),
    ...whoOrdered(office, by),
    cut,
  ]);
}

const entryWords: Readonly<Record<string, string>> = {
  'data:erasureOrdered': 'уничтожение назначено',
  'data:erasing': 'записи уничтожены',
  'data:erased': 'уничтожение завершено',
  'data:erasedAgain': 'уничтожено снова после восстановления',
};

/** The extract of the journal: entries of this erasure with their seals, and the journal's head. */
export function erasureExtract(
  erasure: Erasure,
  { entries, head, wallOf }: { entries: readonly ExtractLine[]; head: string; wallOf: (at: string) => string },
): PaperDocument {
  return paper([
    big('ВЫГРУЗКА'),
    inMiddle(`из журнала событий к акту № ${erasure.number}/${erasure.year}`),
    double,
    ...entries.flatMap(({ seq, at, kind, actor, hash }): PaperItem[] => [
      field(`№ ${seq}`, `${wallOf(at)}, ${actor}`),
      text(entryWords[kind] ?? kind, {}),
      text(hash, {}),
      feed(1),
    ]),
    field('Журнал', head),
    cut,
  ]);
}
