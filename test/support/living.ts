/** What lives in an office's books now, by the name of the field it would stand in: ids, codes, numbers, words. */
import type { Database } from 'better-sqlite3';
import type { Living } from './arbitrary.js';
import { isFields } from './schema.js';

/** Books of what was, and papers: the same values again, and many. */
const passed = ['Journal', 'Answer', 'PrintJob', 'Delivery', 'Picture'];
/** Fields that are called otherwise where they are asked. */
const called: Readonly<Record<string, string>> = {
  seen: 'revision',
  operatorId: 'userId',
  operators: 'userId',
  packRowId: 'packRowId',
  replaces: 'protocolId',
  fromDay: 'day',
  from: 'day',
  until: 'day',
  registeredOn: 'day',
};
/** Values of one field. */
const mostOfOne = 60;

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Reads the books once; `now` stands for instants. */
export function livingIn(db: Database, now: number): Living {
  const values = new Map<string, Set<string | number>>();
  const put = (field: string, value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) put(field, one);
    else if (isFields(value)) for (const [name, one] of Object.entries(value)) put(name, one);
    else if (typeof value === 'string' || typeof value === 'number') {
      const had = values.get(field) ?? new Set();
      if (had.size < mostOfOne) values.set(field, had.add(value));
    }
  };
  const tables = db
    .prepare<[], { name: string }>(
      `select name from sqlite_master where type = 'table' and name not like '\\_%' escape '\\'`,
    )
    .all()
    .filter(({ name }) => !name.startsWith('sqlite_') && !passed.includes(name));
  for (const { name } of tables)
    for (const row of db
      .prepare<[], Record<string, unknown>>(`select * from "${name}" order by rowid desc limit 20`)
      .all())
      for (const [column, value] of Object.entries(row)) {
        const field = column === 'id' ? `${name === 'Pack' ? 'packRow' : lower(name)}Id` : column;
        put(field, typeof value === 'string' ? parsed(value) : value);
        if (column === 'id') put('id', value);
      }
  put('revision', 0);
  return (field) => {
    // «services» are asked by their ids
    const names = [field, called[field] ?? field, `${field.replace(/s$/, '')}Id`];
    const found = names.flatMap((name) => [...(values.get(name) ?? [])]);
    return /At$/.test(field) ? [...found, now, now - 3_600_000] : found;
  };
}
