/** Who is meant by an actor of the journal: people and devices as the store has them, for the office's screens. */
import type { Colleague, DeviceFace } from './domain/people.js';
import { shortName } from './doors/answers.js';
import type { Store } from './store/open.js';

export interface PeopleAndDevices {
  people: Map<string, Colleague>;
  devices: Map<string, DeviceFace>;
}

/** People with a role in the office, and devices that are not revoked. */
export async function loadFaces(store: Store, officeId: string): Promise<PeopleAndDevices> {
  const [users, devices] = await Promise.all([store.people.listUsers(officeId), store.devices.listDevices(officeId)]);
  const people = new Map<string, Colleague>();
  for (const { userId, name, position, memberships, closedAt } of users) {
    const roles = memberships.map(({ role }) => role);
    people.set(userId, { userId, name, short: shortName(name), position, roles, isClosed: closedAt !== null });
  }
  const paired = new Map<string, DeviceFace>();
  for (const { deviceId, role, name, printerId, revokedAt } of devices)
    if (revokedAt === null) paired.set(deviceId, { deviceId, role, name, printerId });
  return { people, devices: paired };
}
