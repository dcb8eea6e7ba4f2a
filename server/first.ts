/** The first start: an empty folder becomes a demo office with one administrator. No default password exists. */
import { demoOffice, type DemoSpec } from '../prisma/demo.js';
import { ids } from './devices/ids.js';
import type { Entry } from './domain/patch.js';
import type { Instant } from './domain/instant.js';
import { makeLink, linkPath } from './doors/pairing.js';
import { hashPassword } from './doors/password.js';
import { firstPassword } from './doors/acts.js';
import type { Law } from './regulations/index.js';
import { makeOffice } from './store/make.js';
import type { Store } from './store/open.js';
import type { StaffRole } from './contract/index.js';

export interface FirstOffice {
  officeId: string;
  login: string;
  password: string;
}

/** In the demo office one person may try every place; a real office gives each role to whom it belongs. */
const everyRole: StaffRole[] = ['administrator', 'manager', 'attendant', 'operator', 'auditor'];

/** The pack that the first office works by. */
export const firstPackId = 'ru.pfr.196n-2012';

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
  const pack = law.packs.get(firstPackId);
  if (pack === undefined) throw new Error(`The regulation pack ${firstPackId} is missing.`);
  const officeId = 'office-1';
  const spec = change(demoOffice(officeId, pack, now));
  const userId = newId();
  const login = 'admin';
  const password = firstPassword();
  const hash = await hashPassword(password);
  const entry = (kind: string, data: Record<string, unknown>): Entry => ({
    at: now,
    kind,
    actor: 'clockwork',
    visitId: null,
    data,
  });
  makeOffice(store, {
    ...spec,
    createdAt: now,
    entries: [
      entry('office:made', {
        officeId,
        zone: spec.settings.zone,
        pack: { id: pack.id, version: pack.version, hash: pack.hash },
        booths: spec.booths.map(({ boothId, number }) => ({ boothId, number })),
        services: spec.services.map(({ serviceId, code, queueId }) => ({ serviceId, code, queueId })),
      }),
      entry('administrator:made', { userId, roles: everyRole }),
    ],
    writes: [
      () =>
        store.people.addUser(
          {
            userId,
            login,
            name: 'Администратор',
            position: 'администратор системы',
            password: hash,
            mustChange: true,
            createdAt: now,
            closedAt: null,
          },
          everyRole.map((role) => ({ officeId, role })),
        ),
    ],
  });
  return { officeId, login, password };
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
