/** Never more than six choices on a screen: a longer list is paged, and «Ещё» is one of the six. Pure. */
export const choicesAtOnce = 6;

/** The list cut into screens: one screen while it fits, else one place less on each for «Ещё». */
export function pagesOf<T>(items: readonly T[]): T[][] {
  if (items.length <= choicesAtOnce) return [[...items]];
  const size = choicesAtOnce - 1;
  return Array.from({ length: Math.ceil(items.length / size) }, (_, page) =>
    items.slice(page * size, (page + 1) * size),
  );
}
