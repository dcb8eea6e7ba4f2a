/** The kiosk's menu: as the packs have it, and as the office says it. */
import type { MenuItem, SettingValues } from '../contract/index.js';
import type { Office } from '../domain/office.js';
import { spoken } from '../domain/services.js';
import { menuOf, type Pack } from '../regulations/pack.js';

type Menu = SettingValues['kiosk']['menu'];

/** The menu of these packs, without what the office says of it; items of services that it does not have are left out. */
export function prescribedMenu(packs: readonly Pack[], { services }: Pick<Office, 'services'>): MenuItem[] {
  const idOf = (pack: Pack, code: string) =>
    [...services.values()].find((service) => service.packId === pack.id && service.code === code)?.serviceId ?? null;
  return packs.flatMap((pack) => menuOf(pack, (code) => idOf(pack, code)));
}

/** Where the menu is shown: staff may give a ticket for what the kiosk does not. */
export type MenuPlace = 'kiosk' | 'hall';

/**
 * The menu as this office shows it: titles and hints are its own where it has them, and the first level stands in its
 * order; what it does not name follows as the pack has it. What is not offered is left out; the kiosk leaves out what is
 * hidden, and what is by appointment.
 */
export function menuIn(office: Office, prescribed: readonly MenuItem[], place: MenuPlace): MenuItem[] {
  const isGiven = (serviceId: string): boolean => {
    const own = office.services.get(serviceId)?.own;
    return own !== undefined && own.isOffered && (place === 'hall' || !own.byBooking);
  };
  const said = new Map(office.settings.menu.map((change) => [change.key, change]));
  const build = (item: MenuItem): MenuItem[] => {
    const own = said.get(item.key);
    if (own?.isHidden === true && place === 'kiosk') return [];
    const children = item.children.flatMap(build);
    const serviceId = item.serviceId !== null && isGiven(item.serviceId) ? item.serviceId : null;
    if (serviceId === null && children.length === 0) return [];
    return [
      { ...item, serviceId, children, title: spoken(own?.title ?? item.title), hint: spoken(own?.hint ?? item.hint) },
    ];
  };
  return inOrder(prescribed, office.settings.menu).flatMap(build);
}

function inOrder(items: readonly MenuItem[], menu: Menu): MenuItem[] {
  const places = new Map(menu.map(({ key }, at) => [key, at]));
  const placeOf = ({ key }: MenuItem, at: number) => places.get(key) ?? menu.length + at;
  return items
    .map((item, at) => ({ item, place: placeOf(item, at) }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
