/** Names of people and devices are read beside the rulings: what was read last is what the office knows. */
import { expect, it, onTestFinished } from 'vitest';
import type { Office } from '../../server/domain/office.js';
import { makeStaff } from '../../server/office/staff.js';
import { newBooks, openClerk } from '../support/clerk.js';

type Faces = Pick<Office, 'people' | 'devices'>;

/** Names that say which reading they are of. */
function namesOf(reading: string): Faces {
  const person = { userId: 'anna', name: reading, position: '', roles: [], isClosed: false };
  return { people: new Map([['anna', { ...person, short: reading }]]), devices: new Map() };
}

it('of two readings under way the one that began later counts, whichever comes back first', async () => {
  const { clerk } = await openClerk(
    newBooks((spec) => spec),
    {},
  );
  const readings: ((faces: Faces) => void)[] = [];
  let news = 0;
  const staff = makeStaff({
    clerk,
    loadFaces: () => new Promise((read) => readings.push(read)),
    onNews: () => (news += 1),
    onError: (error) => expect(error).toBeNull(),
  });
  onTestFinished(() => staff.stop());
  const [first, second] = [staff.refresh(), staff.refresh()];
  readings[1]?.(namesOf('read later'));
  await second;
  readings[0]?.(namesOf('read before'));
  await first;
  expect([...clerk.office.people.values()].map(({ name }) => name)).toEqual(['read later']);
  expect(news).toBe(1);
});
