/**
 * A pattern in a pack is data, and data must not be able to stall the office: only a small subset of regular
 * expressions is taken. Anchored at both ends; literals, `\d`, classes, groups; each repeated at most a fixed number
 * of times; no alternatives, no looking round, no repeated group except an optional one at the end.
 */

const atom = String.raw`(?:\\[d.\-/]|\[(?:[\wА-Яа-яЁё .,\-/]|\\d)+\]|[\wА-Яа-яЁё ,\-/№])`;
const times = String.raw`(?:\{\d{1,2}(?:,\d{1,2})?\}|\?)?`;
const piece = `${atom}${times}`;
const whole = new RegExp(String.raw`^\^(?:${piece}|\((?:${piece})+\))*(?:\((?:${piece})+\)\?)?\$$`);

/** Why a pattern is not taken; null when it is safe. */
export function patternFault(pattern: string): string | null {
  if (pattern.length > 200) return 'a pattern has at most 200 characters';
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) return 'a pattern is anchored: ^…$';
  if (!whole.test(pattern)) return 'a pattern is made of literals, \\d, classes and {n} only';
  // two neighbours of changing length could share their text in very many ways
  const wavering = pattern.match(/\{\d+,\d+\}|\?/g) ?? [];
  return wavering.length > 3 ? 'a pattern has at most three parts of changing length' : null;
}
