/** Numbers of booths as a person says them: «1–6, 8» instead of seven numbers in a row. Pure. */
import type { Language } from '@contract/vocabulary';

const whole = /^[1-9]\d*$/;

/**
 * Three or more neighbours become a run, two stay two; what is no whole number («3А») stands by itself.
 * The numbers come in any order, the list is in the order of the doors.
 */
export function boothList(numbers: readonly string[], language: Language): string {
  const sorted = [...new Set(numbers)].sort((one, two) => one.localeCompare(two, 'ru', { numeric: true }));
  const runs: string[][] = [];
  for (const number of sorted) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && whole.test(last) && whole.test(number) && Number(number) === Number(last) + 1)
      run.push(number);
    else runs.push([number]);
  }
  const parts = runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run));
  return new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' }).format(parts);
}

/** Whether each of the open booths, and there are several, is among `numbers`: then it does not matter which. */
export function isAnyBooth(numbers: readonly string[], booths: readonly { number: string; state: string }[]): boolean {
  const open = booths.filter((booth) => booth.state !== 'closed');
  return open.length > 1 && open.every((booth) => numbers.includes(booth.number));
}
