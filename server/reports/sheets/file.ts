/** A register as a file to take away: which bytes, under which name. */
import type { Language, Reply, SheetFormat, SheetName } from '../../contract/index.js';
import type { World } from '../world.js';
import { csv } from './csv.js';
import { registerSheets } from './registers.js';
import { xlsx } from './xlsx.js';

export interface SheetFile {
  /** «Журнал регистрации, Клиентская служба, 2013-02-15.xlsx» */
  fileName: string;
  bytes: Uint8Array;
  rows: number;
}

/** Signs that a file system or a header would trip over. */
const unfit = /[\\/:*?"<>|;%\p{Cc}]/gu;

/** Makes the file. Refuses: limitReached. Rows are read while it is written. */
export async function sheetFile(
  world: World,
  name: SheetName,
  format: SheetFormat,
  query: unknown,
  language: Language,
): Promise<Reply<SheetFile>> {
  const reply = registerSheets(world, name, query, language);
  if (!reply.ok) return reply;
  const { bytes, rows } = format === 'csv' ? csv(reply.data.sheets) : await xlsx(reply.data.sheets);
  const named = [reply.data.title, world.officeName[language], world.today].filter((part) => part !== '').join(', ');
  return { ok: true, data: { fileName: `${named.replaceAll(unfit, ' ')}.${format}`, bytes, rows } };
}
