/** The pack's menu with what the office says otherwise of it, as its form holds it. Pure. */
import type { Report, SettingValues } from '@contract';

export type Menu = SettingValues['kiosk']['menu'];
export type MenuChange = Menu[number];
export type Item = Report<'settings'>['prescribed']['menu'][number];

/** As the pack says, unless the office said otherwise. */
export function changeOf(menu: Menu, key: string): MenuChange {
  return menu.find((one) => one.key === key) ?? { key, isHidden: false, title: null, hint: null };
}

/** The first level in the office's order; what it does not name follows as the pack has it. */
export function inOrder(items: readonly Item[], menu: Menu): Item[] {
  const places = new Map(menu.map(({ key }, at) => [key, at]));
  const placeOf = (item: Item) => places.get(item.key) ?? menu.length + items.indexOf(item);
  return [...items].sort((one, other) => placeOf(one) - placeOf(other));
}

/** One change put in its place; the order of the others is as it was. */
export function withChange(menu: Menu, change: MenuChange): Menu {
  if (!menu.some(({ key }) => key === change.key)) return [...menu, change];
  return menu.map((one) => (one.key === change.key ? change : one));
}

/** The first level in this order, then whatever is said of the items below. */
export function ordered(menu: Menu, keys: readonly string[]): Menu {
  return [...keys.map((key) => changeOf(menu, key)), ...menu.filter(({ key }) => !keys.includes(key))];
}

/** Nothing of it can be chosen: an item whose own ones are all hidden is not shown either. */
export function isAllHidden(items: readonly Item[], menu: Menu): boolean {
  const isHidden = ({ key }: Item) => changeOf(menu, key).isHidden;
  const isLost = (item: Item) => isHidden(item) || (item.children.length > 0 && item.children.every(isHidden));
  return items.length > 0 && items.every(isLost);
}
