/**
 * An entry's stored data, made readable. Pure. What is empty is left out and long ids are cut:
 * the row opens to the text exactly as it is stored, so nothing is hidden.
 */
export interface Fact {
  key: string;
  value: string;
}

/** Ids and hashes longer than this are recognised by their beginning. */
const LONGEST_ID = 20;

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function written(key: string, value: unknown, timeOf: (at: number) => string): string {
  if (Array.isArray(value)) return value.map((one) => written('', one, timeOf)).join(', ');
  if (typeof value === 'number' && key.endsWith('At')) return timeOf(value);
  if (typeof value === 'string')
    return /^[\w-]+$/.test(value) && value.length > LONGEST_ID ? `${value.slice(0, 8)}…` : value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function factsOf(group: object, prefix: string, timeOf: (at: number) => string): Fact[] {
  return Object.entries(group).flatMap(([key, value]: [string, unknown]) => {
    if (isGroup(value) && prefix === '') return factsOf(value, `${key}.`, timeOf);
    return isEmpty(value) ? [] : [{ key: `${prefix}${key}`, value: written(key, value, timeOf) }];
  });
}

/** Pairs of name and value, one level deep; text that is no JSON object becomes one nameless fact. */
export function readEntry(data: string, timeOf: (at: number) => string): Fact[] {
  try {
    const parsed: unknown = JSON.parse(data);
    if (isGroup(parsed)) return factsOf(parsed, '', timeOf);
  } catch {
    // kept as it is written: the journal is never hidden because this page does not understand it
  }
  return data === '' ? [] : [{ key: '', value: data }];
}
