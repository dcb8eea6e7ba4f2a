/** The table of weekdays and hours: which rows and columns it has, and how dark a cell is. Pure. */
import type { Figures } from '@contract';

export type HeatCell = Figures['heat'][number];

export interface Heat {
  hours: number[];
  rows: { weekday: number; cells: { hour: number; cell: HeatCell | null; step: number }[] }[];
  /** Least and greatest median, in minutes; null while nobody was received. */
  least: number | null;
  greatest: number | null;
}

const MINUTE_MS = 60_000;
const STEPS = 6;
/** A cell is edged when fewer than so many in a hundred were received in time. */
const LEAST_SHARE = 80;

/** Whether its share within the norm is so low that the cell is edged in red. */
export function isEdged({ inTime }: HeatCell): boolean {
  return inTime.of > 0 && inTime.within * 100 < inTime.of * LEAST_SHARE;
}

/** Working days always, the rest of the week when somebody came; every hour from the first to the last with a visit. */
export function heatOf(cells: readonly HeatCell[]): Heat {
  const medians = cells.flatMap(({ medianMs }) => (medianMs === null ? [] : [medianMs / MINUTE_MS]));
  const least = medians.length > 0 ? Math.min(...medians) : null;
  const greatest = medians.length > 0 ? Math.max(...medians) : null;
  const first = Math.min(...cells.map(({ hour }) => hour));
  const last = Math.max(...cells.map(({ hour }) => hour));
  const hours = cells.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_unused, on) => first + on);
  const weekdays = [1, 2, 3, 4, 5, 6, 7].filter((day) => day < 6 || cells.some(({ weekday }) => weekday === day));
  const stepOf = (cell: HeatCell | null) => {
    if (cell === null || cell.medianMs === null || least === null || greatest === null || greatest === least) return 0;
    return Math.min(STEPS - 1, Math.floor(((cell.medianMs / MINUTE_MS - least) / (greatest - least)) * STEPS));
  };
  return {
    hours,
    rows: weekdays.map((weekday) => ({
      weekday,
      cells: hours.map((hour) => {
        const cell = cells.find((one) => one.weekday === weekday && one.hour === hour) ?? null;
        return { hour, cell, step: stepOf(cell) };
      }),
    })),
    least,
    greatest,
  };
}
