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

/** Rows that a page of «Справка» may fill: on a tall glass, and on a wide one (5:4 is the lowest). */
export const slideRows = { tall: 20, wide: 12 } as const;
const lettersOfRow = 60;

/** About how tall a slide stands: its title and paragraph take three rows, long lines wrap. */
function rowsOf(lines: readonly string[]): number {
  return lines.reduce((rows, line) => rows + Math.ceil(line.length / lettersOfRow), 3);
}

/** Slides put together in their order, up to three to a page while its rows last; a tall one stands alone. */
export function slidesOnPages<T>(
  slides: readonly T[],
  linesOf: (slide: T) => readonly string[],
  rowsOfPage: number,
): T[][] {
  const pages: T[][] = [];
  let room = 0;
  for (const slide of slides) {
    const rows = rowsOf(linesOf(slide));
    const page = pages.at(-1);
    if (page && rows <= room && page.length < 3) page.push(slide);
    else {
      pages.push([slide]);
      room = rowsOfPage;
    }
    room -= rows;
  }
  return pages;
}
