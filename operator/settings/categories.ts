/** What an office says otherwise of the categories of its pack, and its own ones, as their form holds them. Pure. */
import type { SettingValues } from '@contract';

type Part = SettingValues['categories'];
export type CategoryChange = Part['changes'][number];
export type OwnCategory = Part['own'][number];

/** As the pack says, unless the office said otherwise. */
export function changeOf(changes: readonly CategoryChange[], category: string): CategoryChange {
  return changes.find((one) => one.category === category) ?? { category, isOn: true, document: null, bound: null };
}

/** A change that says nothing otherwise is not kept. */
export function withChange(changes: readonly CategoryChange[], change: CategoryChange): CategoryChange[] {
  const says = !change.isOn || change.document !== null || change.bound !== null;
  if (!changes.some(({ category }) => category === change.category)) return says ? [...changes, change] : [...changes];
  return changes.flatMap((one) => {
    if (one.category !== change.category) return [one];
    return says ? [change] : [];
  });
}

/** With an id that none of them has. */
export function freshCategory(own: readonly OwnCategory[]): OwnCategory {
  const taken = new Set(own.map(({ category }) => category));
  let at = own.length + 1;
  while (taken.has(`own-${at}`)) at += 1;
  return {
    category: `own-${at}`,
    title: { ru: '', en: '' },
    document: { ru: '', en: '' },
    bound: 2,
    ownMattersOnly: true,
  };
}
