/** The first start: an empty folder becomes a demo office with one administrator. No default password exists. */
import { demoOffice, type DemoSpec } from '../../prisma/demo.js';
import { ownOffice, type OwnName } from '../../prisma/own.js';
import { ids } from '../devices/ids.js';
import type { Entry } from '../domain/patch.js';
import type { Instant } from '../domain/instant.js';
import { makeLink, linkPath } from '../doors/pairing.js';
import { firstPassword, hashPassword } from '../doors/password.js';
import type { Law } from '../regulations/index.js';
import type { Pack } from '../regulations/pack.js';
import { makeOffice } from '../store/make.js';
import type { Store } from '../store/open.js';
import type { UserWithRoles } from '../store/people.js';
import type { Session } from '../store/sessions.js';
import type { StaffRole } from '../contract/index.js';

export interface FirstOffice {
  officeId: string;
  login: string;
  password: string;
}

/** In the demo office one person may try every place; a real office gives each role to whom it belongs. */
const everyRole: StaffRole[] = ['administrator', 'manager', 'attendant', 'operator', 'auditor'];

/** The pack that the first office works by. */
export const firstPackId = 'ru.pfr.196n-2012';

function firstPack(law: Law): Pack {
  const pack = law.packs.get(firstPackId);
  if (pack === undefined) throw new Error(`The regulation pack ${firstPackId} is missing.`);
  return pack;
}

/** Its rows, and the first entries of its journal: the office itself, and its administrator, whom `writes` bring. */
function found(
  store: Store,
  pack: Pack,
  now: Instant,
  spec: DemoSpec,
  administrator: { userId: string; actor: string; writes: (() => void)[] },
): void {
  const { userId, actor, writes } = administrator;
  const entry = (kind: string, data: Record<string, unknown>): Entry => ({ at: now, kind, actor, visitId: null, data });
  makeOffice(store, {
    ...spec,
    createdAt: now,
    entries: [
      entry('office:made', {
        officeId: spec.officeId,
        zone: spec.settings.zone,
        pack: { id: pack.id, version: pack.version, hash: pack.hash },
        booths: spec.booths.map(({ boothId, number }) => ({ boothId, number })),
        services: spec.services.map(({ serviceId, code, queueId }) => ({ serviceId, code, queueId })),
      }),
      entry('administrator:made', { userId, roles: everyRole }),
    ],
    writes,
  });
}

/**
 * Makes the office with its first entries: the office itself, and its administrator. `change` suits it to a purpose.
 * @param newId the administrator's id: an office that is made again from a seed has the same again
 */
export async function makeFirstOffice(
  store: Store,
  law: Law,
  now: Instant,
  change: (spec: DemoSpec) => DemoSpec,
  newId: () => string = ids.id,
): Promise<FirstOffice> {
  const pack = firstPack(law);
  const officeId = 'office-1';
  const spec = change(demoOffice(officeId, pack, now));
  const userId = newId();
  const login = 'admin';
  const password = firstPassword();
  const hash = await hashPassword(password);
  const user = {
    userId,
    login,
    name: 'Администратор',
    position: 'администратор системы',
    password: hash,
    mustChange: true,
    createdAt: now,
    closedAt: null,
  };
  const add = () =>
    store.people.addUser(
      user,
      everyRole.map((role) => ({ officeId, role })),
    );
  found(store, pack, now, spec, { userId, actor: 'clockwork', writes: [add] });
  return { officeId, login, password };
}

/**
 * Makes an office of one's own in books that are new. Its administrator is the one who asked for it, with the same
 * password, PIN and one-time codes, signed in as before; every role, until there are people for each.
 */
export function makeOwnOffice(
  store: Store,
  law: Law,
  now: Instant,
  own: OwnName & { user: UserWithRoles; session: Session },
): void {
  const pack = firstPack(law);
  const officeId = ids.id();
  const { user, session } = own;
  const { userId, code, codeStep, pin, ssoName, ssoIssuer, ssoSubject } = user;
  const write = () => {
    store.people.addUser(
      user,
      everyRole.map((role) => ({ officeId, role })),
    );
    if (code !== null) store.people.setCode(userId, code, codeStep);
    if (pin !== null) store.people.setPin(userId, pin);
    if (ssoName !== null && ssoIssuer !== null && ssoSubject !== null)
      store.people.linkSso(userId, ssoName, ssoIssuer, ssoSubject);
    store.sessions.openSession({ ...session, officeId });
  };
  found(store, pack, now, ownOffice(officeId, pack, own), { userId, actor: userId, writes: [write] });
}

/** A link that pairs one device, once, within a quarter of an hour. */
export function pairingLink(
  store: Store,
  officeId: string,
  role: 'kiosk' | 'display',
  name: string,
  printerId: string | null,
  now: Instant,
): string {
  return linkPath(role, makeLink(store, { officeId, role, name, printerId }, now).code);
}
