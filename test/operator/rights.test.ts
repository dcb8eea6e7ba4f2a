import { describe, expect, it } from 'vitest';
import { byArea, wordsOf } from '../../operator/rights/area';
import { rights as english } from '../../operator/words/rights.en';
import { rights as russian } from '../../operator/words/rights.ru';
import { rightKinds } from '../../server/contract/people';
import { rightsPage } from '../../server/doors/rights';

const { rows } = rightsPage();

/** `rights.command.visit.call` → its word; null where there is none. */
function wordAt(tree: unknown, path: string): string | null {
  let at: unknown = tree;
  for (const step of path.split('.'))
    at = typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => key === step)?.[1] : null;
  return typeof at === 'string' ? at : null;
}
function pathsUnder(tree: object, at: string): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? pathsUnder(value, `${at}.${key}`) : [`${at}.${key}`],
  );
}

describe('the page of rights', () => {
  it('has words in both languages for every line of the table, and none for what is not in it', () => {
    for (const row of rows)
      for (const words of [russian, english]) expect([row.name, wordAt(words, wordsOf(row))]).not.toContain(null);
    const said = rightKinds.flatMap((kind) => pathsUnder(russian.rights[kind], `rights.${kind}`));
    expect(said.sort()).toEqual(rows.map(wordsOf).sort());
  });
  it('calls no two acts, and no two things that are read, by one name', () => {
    for (const words of [russian, english])
      for (const kind of rightKinds) {
        const named = rows.filter((row) => row.kind === kind).map((row) => wordAt(words, wordsOf(row)));
        expect(named.filter((one, at) => named.indexOf(one) !== at)).toEqual([]);
      }
  });
  it('shows every line once', () => {
    const shown = byArea(rows).flatMap((group) => group.rows);
    expect(shown).toHaveLength(rows.length);
    expect(new Set(shown).size).toBe(rows.length);
  });
});
