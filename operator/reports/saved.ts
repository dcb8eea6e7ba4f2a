/** Views of the reports that a person kept by name. Pure: read from what was saved as text, written back as text. */

export interface SavedView {
  name: string;
  /** The page's address, without its question mark. */
  query: string;
}

export const LONGEST_NAME = 60;
const MOST = 50;

/** What was saved; text that is none of ours is as if nothing had been saved. */
export function readViews(text: string): SavedView[] {
  try {
    const read: unknown = JSON.parse(text);
    if (!Array.isArray(read)) return [];
    return read.flatMap((one: unknown) => {
      if (typeof one !== 'object' || one === null || !('name' in one) || !('query' in one)) return [];
      const { name, query } = one;
      return typeof name === 'string' && typeof query === 'string' ? [{ name, query }] : [];
    });
  } catch {
    return [];
  }
}

export function writeViews(views: readonly SavedView[]): string {
  return views.length === 0 ? '' : JSON.stringify(views);
}

const isNamed = (name: string) => (view: SavedView) => view.name.toLowerCase() === name.toLowerCase();

/** Kept under its name; one of the same name gives way. The oldest goes when there are too many. */
export function keepView(views: readonly SavedView[], name: string, query: string): SavedView[] {
  const trimmed = name.trim().slice(0, LONGEST_NAME);
  if (trimmed === '') return [...views];
  return [...views.filter((view) => !isNamed(trimmed)(view)), { name: trimmed, query }].slice(-MOST);
}

export function renameView(views: readonly SavedView[], from: string, to: string): SavedView[] {
  const name = to.trim().slice(0, LONGEST_NAME);
  if (name === '') return [...views];
  return views
    .filter((view) => view.name === from || !isNamed(name)(view))
    .map((view) => (view.name === from ? { ...view, name } : view));
}

export function dropView(views: readonly SavedView[], name: string): SavedView[] {
  return views.filter((view) => view.name !== name);
}
