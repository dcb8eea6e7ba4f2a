/** Two figures of a history, counted from what was written: how many waited as long as they may, how busy booths were. */
import type { Archive } from '../store/archive.js';

export interface HistoryFigures {
  visits: number;
  entries: number;
  /** Waits within the norm ÷ all begun and those who were lost after it. */
  share: number;
  /** Receptions ÷ open booths without their pauses. */
  utilisation: number;
}

const seconds = (column: string) => `(julianday(${column}) * 86400.0)`;

/** Counts over the whole book. `normMinutes` is the norm of waiting. */
export async function historyFigures(archive: Archive, officeId: string, normMinutes: number): Promise<HistoryFigures> {
  return archive.within(() => {
    const one = (sql: string, asked: (string | number)[]) =>
      archive.get<{ value: number | null }>(sql, asked)?.value ?? 0;
    const wait = `(${seconds('firstBegunAt')} - ${seconds('startAt')} - awayMs / 1000.0)`;
    const lost = `(${seconds('coalesce(missedAt, endedAt)')} - ${seconds('startAt')} - awayMs / 1000.0)`;
    const norm = normMinutes * 60;
    // one look at all visits: they do not fit in any memory
    const visits = archive.get<{ all: number; begun: number; inTime: number | null; gone: number | null }>(
      // the clock's own thousandth is no minute over the norm
      `select count(*) as "all", count(firstBegunAt) as begun,
         sum(firstBegunAt is not null and ${wait} <= ? + 0.0005) as inTime,
         sum(firstBegunAt is null and status in ('cancelled', 'missed', 'expired') and ${lost} > ?) as gone
       from "Visit" where officeId = ?`,
      [norm, norm, officeId],
    );
    const begun = visits?.begun ?? 0;
    const inTime = visits?.inTime ?? 0;
    const gone = visits?.gone ?? 0;
    const worked = one(
      `select sum(${seconds('finishedAt')} - ${seconds('begunAt')} - parkedMs / 1000.0) as value
       from "Reception" where officeId = ? and state in ('finished', 'transferred')`,
      [officeId],
    );
    const open = one(
      `select sum(${seconds('closedAt')} - ${seconds('openedAt')}) as value from "Shift"
       where officeId = ? and closedAt is not null`,
      [officeId],
    );
    const paused = one(
      `select sum(json_extract(data, '$.pausedMs')) / 1000.0 as value from "Journal"
       where officeId = ? and kind = 'shift:resumed'`,
      [officeId],
    );
    return {
      visits: visits?.all ?? 0,
      entries: one('select headSeq as value from "Office" where id = ?', [officeId]),
      share: begun + gone === 0 ? 1 : inTime / (begun + gone),
      utilisation: open - paused <= 0 ? 0 : worked / (open - paused),
    };
  });
}
