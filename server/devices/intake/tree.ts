/** One document of a file in memory, and the paths of the format in it. A document is dropped as soon as it is judged. */

export interface Element {
  /** Local name; real files come with the namespace and without. */
  name: string;
  /** Line of the file, from 1. */
  line: number;
  /** As it stands in the file, untrimmed; of an element with children what stands between them. */
  text: string;
  children: Element[];
}

/** A path of the format: each step one name or one of several. */
export type Path = readonly (readonly string[])[];

export function pathOf(text: string): Path {
  return text === '' ? [] : text.split('/').map((step) => step.split('|'));
}

/** No children: most elements have none, and no list of their own for them. Frozen, so that nobody is put into it. */
export const nobody: Element[] = [];
Object.freeze(nobody);

/** Puts a child into its parent. */
export function adopt(parent: Element, child: Element): void {
  if (parent.children === nobody) parent.children = [child];
  else parent.children.push(child);
}

/** Every element at a path; the element itself for the empty one. */
export function allAt(element: Element, path: Path): Element[] {
  const found: Element[] = [];
  collect(element, path, 0, found);
  return found;
}

function collect(element: Element, path: Path, step: number, into: Element[]): void {
  const names = path[step];
  if (names === undefined) into.push(element);
  else for (const child of element.children) if (names.includes(child.name)) collect(child, path, step + 1, into);
}

/** The text at a path, trimmed: the first that is there; empty where nothing is. */
export function textAt(element: Element, path: Path): string {
  let at: Element | undefined = element;
  for (const names of path) {
    at = at.children.find((child) => names.includes(child.name));
    if (at === undefined) return '';
  }
  return at.text.trim();
}

/** The text at the first of these paths where there is one. */
export function firstAt(element: Element, paths: readonly Path[]): string {
  for (const path of paths) {
    const text = textAt(element, path);
    if (text !== '') return text;
  }
  return '';
}

/** Is anything said here: a text or a child? */
export function isFilled(element: Element): boolean {
  return element.children.length > 0 || element.text.trim() !== '';
}

/** «14400.00» in kopecks; null for what is no sum. */
export function kopecksOf(text: string): number | null {
  const found = /^(-?)(\d{1,12})[.](\d{2})$/.exec(text);
  if (found === null) return null;
  const amount = Number(found[2]) * 100 + Number(found[3]);
  return found[1] === '-' ? -amount : amount;
}

/** «05.02.2013» as «2013-02-05»; null when there is no such day. */
export function dayOf(text: string): string | null {
  const found = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text);
  if (found === null) return null;
  const [day, month, year] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days && year >= 1800 ? `${found[3]}-${found[2]}-${found[1]}` : null;
}
