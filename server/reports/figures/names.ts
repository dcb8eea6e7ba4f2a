/** Whom a filter may name: services, people who held a shift, booths, categories; and how far the journal reaches. */
import type { Report } from '../../contract/index.js';
import type { Facts } from '../facts/days.js';
import type { World } from '../world.js';
import { readKnown } from './known.js';

const byTitle = new Intl.Collator('ru', { numeric: true });

export function figureNames(world: World, days: Facts): Report<'figureNames'> {
  const known = readKnown(world);
  const operators = world.archive.all<{ userId: string }>('select distinct userId from "Shift" where officeId = ?', [
    world.officeId,
  ]);
  return {
    firstDay: days.firstDay,
    lastDay: days.lastDay,
    services: [...known.services.values()].map(({ serviceId, title, letter }) => ({ key: serviceId, title, letter })),
    operators: operators
      .map(({ userId }) => ({ key: userId, title: world.nameOf(userId) }))
      .sort((one, other) => byTitle.compare(one.title, other.title)),
    booths: [...known.booths]
      .map(([key, title]) => ({ key, title }))
      .sort((one, other) => byTitle.compare(one.title, other.title)),
    categories: [...world.law.categories].map(([key, title]) => ({ key, title })),
  };
}
