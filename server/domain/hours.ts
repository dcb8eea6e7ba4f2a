/** When an office receives: its week, the days that differ from it, and the hours of its own that a service may have. */
import { weekdayOf } from './calendar.js';
import type { Service } from './services.js';
import type { Hours, Settings } from './settings.js';

/** The times of a day, as wall time in the office's zone; null on a day without reception. */
export function hoursOn({ hours, specialDays }: Pick<Settings, 'hours' | 'specialDays'>, day: string): Hours | null {
  const special = specialDays.find((one) => one.day === day);
  return special === undefined ? (hours[weekdayOf(day) - 1] ?? null) : special.hours;
}

/** `opens < lastTicket ≤ doorsClose < closeBy`: a day that ends in its order. */
export function isInOrder(hours: Hours | null, closeBy: string): boolean {
  if (hours === null) return true;
  return hours.opens < hours.lastTicket && hours.lastTicket <= hours.doorsClose && hours.doorsClose < closeBy;
}

/** The hours of its own that a service has on a day: undefined when it has none and goes by the office's. */
export function ownHoursOn({ own }: Pick<Service, 'own'>, day: string): Hours | null | undefined {
  return own.hours === null ? undefined : (own.hours[weekdayOf(day) - 1] ?? null);
}

/** Are tickets of a service given at this wall time `HH:MM` of a day, as far as its own hours go? */
export function isInHours(service: Pick<Service, 'own'>, day: string, wall: string): boolean {
  const hours = ownHoursOn(service, day);
  return hours === undefined || (hours !== null && hours.opens <= wall && wall < hours.lastTicket);
}
