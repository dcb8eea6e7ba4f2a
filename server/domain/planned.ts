/** Changes that wait for the opening of a day: what would break the numbers or lines of a day that runs. */
import type { BoothValue, ProfileValue, QueueValue, ServiceValue, SettingChange } from '../contract/index.js';
import type { Instant } from './instant.js';
import type { Office } from './office.js';

/**
 * A change as it was pressed: at the opening it is tried by the same rule on the office as it is then. Of the value only
 * these fields are meant; what others changed meanwhile beside them stays.
 */
export type PlannedChange = { fields: string[] } & (
  | { what: 'part'; change: SettingChange }
  | { what: 'service'; serviceId: string; value: ServiceValue }
  | { what: 'queue'; queueId: string; value: QueueValue }
  | { what: 'profile'; profileId: string; value: ProfileValue }
  | { what: 'booth'; boothId: string; value: BoothValue }
);

export interface Planned {
  plannedId: string;
  /** What it changes, as marks name it; a second plan for the same thing replaces the first. */
  thing: string;
  /** It takes effect with the first opening of a day that is not earlier. */
  fromDay: string;
  change: PlannedChange;
  by: string;
  at: Instant;
}

/** What takes effect with the opening of this day, in the order in which it was said. */
export function ripe(office: Pick<Office, 'planned'>, day: string): Planned[] {
  return [...office.planned.values()]
    .filter(({ fromDay }) => fromDay <= day)
    .sort((one, other) => one.at - other.at || (one.plannedId < other.plannedId ? -1 : 1));
}
