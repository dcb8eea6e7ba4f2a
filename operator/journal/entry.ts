/** An entry's stored data, made readable. Pure: what cannot be read is shown as it stands. */
export interface Fact {
  key: string;
  value: string;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function written(value: unknown): string {
  if (value === null) return '—';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(written).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function factsOf(value: object, prefix: string): Fact[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    isPlain(inner) && prefix === '' ? factsOf(inner, `${key}.`) : [{ key: `${prefix}${key}`, value: written(inner) }],
  );
}

/** Pairs of name and value, one level deep; text that is no JSON object becomes one nameless fact. */
export function readEntry(data: string): Fact[] {
  try {
    const parsed: unknown = JSON.parse(data);
    if (isPlain(parsed)) return factsOf(parsed, '');
  } catch {
    // kept as it is written: the journal is never hidden because this page does not understand it
  }
  return data === '' ? [] : [{ key: '', value: data }];
}
