/** What is held about somebody as columns: records by their numbers, never a name. */
import type { HeldRow, Language } from '../../contract/index.js';
import type { World } from '../world.js';
import { day, moment, text, words, type Column } from './sheet.js';

export const heldColumns = (world: World, language: Language): Column<HeldRow>[] => [
  { title: words('Запись', 'Record'), width: 30, of: (row) => text(row.label) },
  { title: words('Внесена', 'Entered'), width: 17, of: (row) => moment(world.wallOf(row.at)) },
  { title: words('Хранить до', 'Kept until'), width: 12, of: (row) => day(row.keepUntil) },
  { title: words('Основание', 'Rule'), width: 44, of: (row) => text(row.ref?.[language] ?? null) },
];
