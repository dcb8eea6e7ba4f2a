/** What an address asks a page for: texts and days, read from the query of its link. Pure. */

/** The text under a name; empty when there is none, or more than one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** «YYYY-MM-DD»; empty for what is no day. */
export function dayIn(value: unknown): string {
  const text = textOf(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : '';
}
