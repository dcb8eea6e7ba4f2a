/** What of the kiosk's menu a visitor can still choose, as rules ask it; its words are made elsewhere. */
import type { SettingValues } from '../contract/index.js';
import type { Office } from './office.js';
import type { MenuFace } from './regulation.js';

type Menu = SettingValues['kiosk']['menu'];
type Asked = Pick<Office, 'regulations' | 'services'>;

/** Does any item that is not hidden lead to a service that the kiosk gives tickets for? */
function leadsAnywhere({ regulations, services }: Asked, menu: Menu): boolean {
  const hidden = new Set(menu.filter(({ isHidden }) => isHidden).map(({ key }) => key));
  const given = new Set(
    [...services.values()]
      .filter(({ own }) => own.isOffered && !own.byBooking)
      .map(({ packId, code }) => `${packId} ${code}`),
  );
  const leads = (packId: string, { key, service, children }: MenuFace): boolean =>
    !hidden.has(key) && (given.has(`${packId} ${service ?? ''}`) || children.some((child) => leads(packId, child)));
  return [...regulations].some(([packId, regulation]) => regulation.menu.some((item) => leads(packId, item)));
}

/** Would visitors find nothing at the kiosk, although the office gives them something? */
export function hidesEverything(office: Asked, menu: Menu): boolean {
  return leadsAnywhere(office, []) && !leadsAnywhere(office, menu);
}
