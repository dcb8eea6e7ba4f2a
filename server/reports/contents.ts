/** Rows of the case books by their ids. */
import type { Archive } from '../store/archive.js';

/** The contents of these rows, in the order of the ids; an id that has no row is passed over. */
export function contentsOf(
  archive: Archive,
  table: 'Term' | 'Complaint' | 'Consultation',
  ids: readonly string[],
): string[] {
  const rows = archive.all<{ id: string; content: string }>(
    `select id, content from "${table}" where id in (select value from json_each(?))`,
    [JSON.stringify(ids)],
  );
  const byId = new Map(rows.map(({ id, content }) => [id, content]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
