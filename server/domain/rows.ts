/** Rows in a map, changed one at a time; each change returns what takes it back. */

/** Puts a row in its place. */
export function put<Key, Row>(rows: Map<Key, Row>, id: Key, row: Row): () => void {
  const before = rows.get(id);
  rows.set(id, row);
  return () => {
    if (before === undefined) rows.delete(id);
    else rows.set(id, before);
  };
}

/** A row that is here only while it is `row`: undefined takes it out. */
export function keep<Row>(rows: Map<string, Row>, id: string, row: Row | undefined): () => void {
  const before = rows.get(id);
  restore(rows, id, row);
  return () => restore(rows, id, before);
}

/** The value as it was: undefined takes it out. */
export function restore<Value>(values: Map<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) values.delete(key);
  else values.set(key, value);
}

/** The rows in another order, in the same map: whoever holds it sees it. */
export function sort<Row>(rows: Map<string, Row>, order: (one: Row, other: Row) => number): void {
  const sorted = [...rows].sort(([, one], [, other]) => order(one, other));
  rows.clear();
  for (const [id, row] of sorted) rows.set(id, row);
}
