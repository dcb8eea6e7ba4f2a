/** Times of a week as their form shows and checks them; what the office takes is decided by the office. Pure. */
import type { SettingValues } from '@contract';

export type Week = SettingValues['hours']['hours'];
export type DayHours = Week[number];
export type SpecialDay = SettingValues['hours']['specialDays'][number];

/** What a day begins with when it is first given hours: those of another working day, or the usual ones. */
export function hoursLike(week: Week): NonNullable<DayHours> {
  return week.find((day) => day !== null) ?? { opens: '09:00', lastTicket: '17:30', doorsClose: '18:00' };
}

/** The times are in their order, and the day is over before the office closes it by itself. */
export function isInOrder(day: DayHours, closeBy: string): boolean {
  if (day === null) return true;
  const { opens, lastTicket, doorsClose } = day;
  return opens < lastTicket && lastTicket <= doorsClose && doorsClose < closeBy;
}

/** The week with the first working day's hours on all of Monday to Friday. */
export function sameOnWeekdays(week: Week): Week {
  const like = hoursLike(week);
  return week.map((day, at) => (at < 5 ? like : day));
}

/** Where the week is out of order: indices of its days. */
export function daysOutOfOrder(week: Week, closeBy: string): number[] {
  return week.flatMap((day, at) => (isInOrder(day, closeBy) ? [] : [at]));
}

/** Special days that are no day, named twice, or out of order. */
export function specialsOutOfOrder(days: readonly SpecialDay[], closeBy: string): number[] {
  return days.flatMap(({ day, hours }, at) => {
    const isTwice = days.findIndex((other) => other.day === day) !== at;
    return day === '' || isTwice || !isInOrder(hours, closeBy) ? [at] : [];
  });
}
