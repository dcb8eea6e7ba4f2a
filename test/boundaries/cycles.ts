/**
 * Loops of files that need one another before either can begin. Types are gone when the program runs, so a loop of
 * `import type` is honest: two shapes may name each other. What `import()` fetches is asked for later, when both sides
 * stand: the console's router names its pages, and a page may name the router.
 */
import { targetOf } from './judge.js';
import type { Source } from './read.js';

/** One loop for each way back that is met, as «a → b → a». A path that no source has leads nowhere. */
export function loopsOf(sources: readonly Source[]): string[] {
  const known = new Map(sources.map((source) => [source.path, source]));
  const found: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];

  function walk(path: string): void {
    const begun = way.indexOf(path);
    if (begun >= 0) found.push([...way.slice(begun), path].join(' → '));
    if (begun >= 0 || done.has(path)) return;
    way.push(path);
    for (const next of neededBy(known.get(path))) walk(next);
    way.pop();
    done.add(path);
  }

  function neededBy(source: Source | undefined): string[] {
    if (source === undefined) return [];
    return source.imports.flatMap(({ from, typeOnly, isLater }) => {
      const target = typeOnly || isLater ? null : targetOf(source.path, from);
      return target === null ? [] : [target, `${target}.ts`].filter((path) => known.has(path));
    });
  }

  for (const { path } of sources) walk(path);
  return found;
}
