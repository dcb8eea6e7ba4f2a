/** When people come: a curve of arrivals over the day, as weights of half hours from nine o'clock on. */

/** Nine o'clock, in minutes of the day. */
export const opensMinute = 9 * 60;
const halfHour = 30;

/** Minute of the day at which a share of all who come has come, from 0 to 1. */
export function minuteOfArrival(curve: readonly number[], share: number): number {
  const all = curve.reduce((sum, weight) => sum + weight, 0);
  let left = share * all;
  for (const [slot, weight] of curve.entries()) {
    if (left <= weight) return opensMinute + (slot + left / weight) * halfHour;
    left -= weight;
  }
  return opensMinute + curve.length * halfHour;
}
