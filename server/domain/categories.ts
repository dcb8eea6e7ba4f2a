/** Who is called out of turn: the pack's categories as the office words them, and its own beside them. */
import type { SettingValues } from '../contract/index.js';
import type { Category } from './services.js';

/**
 * The categories in force: those of the pack out of `known`, with what the office says otherwise, and its own. Where the
 * pack sets no bound (by statute) the office sets none either.
 */
export function categoriesBy(known: Iterable<Category>, said: SettingValues['categories']): Map<string, Category> {
  const all = new Map<string, Category>();
  for (const category of known) {
    const { prescribed } = category;
    if (prescribed === null) continue;
    const change = said.changes.find((one) => one.category === category.category);
    const bound = prescribed.bound === null ? null : (change?.bound ?? prescribed.bound);
    const document = change?.document ?? prescribed.document;
    all.set(category.category, { ...category, document, bound, isOn: change?.isOn ?? true });
  }
  for (const own of said.own) all.set(own.category, { ...own, ref: null, isOn: true, prescribed: null });
  return all;
}
