/**
 * Reading back what the store wrote: words of a vocabulary and JSON columns. What was written from a typed value comes
 * back as that type; a row that was damaged is named, not served.
 */

/** A row does not say what this program writes. `where` names table, id and column. */
export class BrokenRow extends Error {
  override name = 'BrokenRow';
  constructor(readonly where: string) {
    super(`The stored row is not readable: ${where}.`);
  }
}

/** The word of the vocabulary that `text` is; throws `BrokenRow` for any other. */
export function oneOf<Word extends string>(words: readonly Word[], text: string, where: string): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new BrokenRow(where);
  return word;
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BrokenRow(where);
  }
}

// the commit wrote these columns from the very types; the kind is looked at again, the fields are trusted
const isObject = <Shape>(value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = <Item>(value: unknown): value is Item[] => Array.isArray(value);

/** A JSON object column; throws `BrokenRow` when the text is no JSON object. */
export function storedObject<Shape>(text: string, where: string): Shape {
  const value = parse(text, where);
  if (!isObject<Shape>(value)) throw new BrokenRow(where);
  return value;
}

/** A JSON list column; throws `BrokenRow` when the text is no JSON list. */
export function storedList<Item>(text: string, where: string): Item[] {
  const value = parse(text, where);
  if (!isList<Item>(value)) throw new BrokenRow(where);
  return value;
}
