/** What is held about somebody, word by word: for the person who asked (152-ФЗ, ст. 14). It speaks Russian. */
import type { DataKind } from '../../contract/index.js';
import type { Instant } from '../instant.js';
import type { Office } from '../office.js';
import { big, title, type Wall } from './complaintParts.js';
import { cut, double, feed, field, paper, text, type PaperDocument, type PaperItem } from './document.js';

/** A record and its words: what they are, and what they say. */
export interface HeldRecord {
  kind: DataKind;
  label: string;
  at: Instant;
  words: [string, string][];
}

export const kindWords: Record<DataKind, string> = {
  payer: 'Карточка плательщика',
  submission: 'Представленная отчётность',
  identity: 'Документ представителя',
  insured: 'Сведения о застрахованных лицах',
  protocol: 'Протокол',
  complaint: 'Жалоба, обращение',
  consultation: 'Консультация',
  card: 'Карточка кабинета',
  check: 'Проверка',
  note: 'Записка сотрудника',
  visit: 'Ответы у киоска',
  reception: 'Отметки о проверке в шагах приёма',
  printJob: 'Напечатанная бумага',
};

function recordOf({ kind, label, at, words }: HeldRecord, wall: Wall): PaperItem[] {
  return [
    feed(1),
    title(label === '' ? kindWords[kind] : `${kindWords[kind]}: ${label}`),
    field('Внесено', wall(at).date),
    ...words.map(([name, value]) => (name === '' ? text(value, {}) : field(name, value))),
  ];
}

/** All of it, the newest record first. */
export function heldPaper(
  { settings }: Pick<Office, 'settings'>,
  records: readonly HeldRecord[],
  { at, wall }: { at: Instant; wall: Wall },
): PaperDocument {
  const { date, time } = wall(at);
  return paper([
    text(settings.name.ru, { align: 'center' }),
    double,
    big('СВЕДЕНИЯ О ЛИЦЕ'),
    field('На', `${date} ${time}`),
    field('Записей', String(records.length)),
    ...(records.length === 0 ? [feed(1), text('Сведений нет.', {})] : []),
    ...records.flatMap((record) => recordOf(record, wall)),
    cut,
  ]);
}
