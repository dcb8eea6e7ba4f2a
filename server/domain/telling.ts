/**
 * What the journal says of a change: numbers, codes, ids, days and switches as they were and as they are. Words that
 * people wrote stay out of it: a note holds them, the entry has its id and seal.
 */
import { differing, isSame, only } from './change.js';
import { noteOf, type Context } from './decide.js';
import type { Patch } from './patch.js';

/** Fields of the settings that are words though they are in one language: names, telephones, references. */
const wordy: readonly string[] = ['head', 'phones', 'emblem', 'ref', 'name'];

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isWords = (value: object): boolean => 'ru' in value && 'en' in value;

/** A value without the words in it; undefined where nothing else is there. */
function withoutWords(value: unknown): unknown {
  if (!isBranch(value)) return value;
  if (Array.isArray(value)) {
    const rest = value.map(withoutWords).filter((one) => one !== undefined);
    return rest.length === 0 && value.length > 0 ? undefined : rest;
  }
  if (isWords(value)) return undefined;
  const rest = Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const plain = wordy.includes(key) ? undefined : withoutWords(inner);
    return plain === undefined ? [] : [[key, plain]];
  });
  return Object.fromEntries(rest);
}

/** The plain part of a value, field by field. */
function plainOf(value: object): Record<string, unknown> {
  const plain = withoutWords(value);
  return isBranch(plain) ? Object.fromEntries(Object.entries(plain)) : {};
}

/**
 * What an entry tells of a thing that changed, was added (`before` null) or taken away (`after` null), and the note of
 * its words: JSON `{ before, after }` of the fields named in `words`.
 */
export function told(
  before: object | null,
  after: object | null,
  context: Context,
): { data: Record<string, unknown>; patches: Patch[] } {
  const was = before ?? {};
  const is = after ?? {};
  const fields = [...new Set([...differing(was, is), ...differing(is, was)])];
  const [wasTold, isTold] = [plainOf(only(was, fields)), plainOf(only(is, fields))];
  const words = fields.filter((field) => hasWords(was, field, wasTold) || hasWords(is, field, isTold));
  const text =
    words.length === 0 ? '' : JSON.stringify({ before: before && only(was, words), after: after && only(is, words) });
  const note = noteOf(context, null, text);
  // a field whose words alone differ is told by its name
  const plain = fields.filter((field) => !words.includes(field) || !isSame(wasTold[field], isTold[field]));
  return {
    data: {
      ...(before === null ? {} : { before: only(wasTold, plain) }),
      ...(after === null ? {} : { after: only(isTold, plain) }),
      ...(words.length === 0 ? {} : { words }),
      ...note.told,
    },
    patches: note.patches,
  };
}

function hasWords(value: object, field: string, plain: Record<string, unknown>): boolean {
  const whole = only(value, [field]);
  return field in whole && !isSame(whole[field], plain[field]);
}
