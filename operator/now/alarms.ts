/** Alerts in the order in which they are looked at, many waits of one kind and many missed terms in one row. Pure. */
import type { AlertFace, HallView } from '@contract';

/** So many of one kind are told together. */
const TOGETHER = 3;
const grouped = ['waitOver', 'waitSoon', 'term'] as const;
export type GroupedKind = (typeof grouped)[number];

export interface AlarmRow {
  /** Null: one alert by itself. */
  many: GroupedKind | null;
  /** Never empty. */
  alerts: [AlertFace, ...AlertFace[]];
}

const groupOf = ({ kind, accepted }: AlertFace): GroupedKind | null =>
  accepted === null ? (grouped.find((one) => one === kind) ?? null) : null;

/**
 * What nobody sees to comes first, the grave before the rest, things before waits and terms: a wait is seen above
 * already, and a term that was missed is not met by hurrying.
 */
export function alarmRows(alerts: readonly AlertFace[]): AlarmRow[] {
  const rows: AlarmRow[] = [];
  const together = grouped.filter((kind) => alerts.filter((one) => groupOf(one) === kind).length >= TOGETHER);
  for (const alert of alerts) {
    const many = together.find((kind) => kind === groupOf(alert)) ?? null;
    const row = many === null ? undefined : rows.find((one) => one.many === many);
    if (row) row.alerts.push(alert);
    else rows.push({ many, alerts: [alert] });
  }
  const rank = ({ alerts: [alert] }: AlarmRow) =>
    (alert.accepted === null ? 0 : 4) + (alert.level === 'over' ? 0 : 2) + (groupOf(alert) === null ? 0 : 1);
  return rows.sort((one, two) => rank(one) - rank(two));
}

/** All that asks for somebody in the hall, each thing once. */
export function askingOf(view: Pick<HallView, 'alerts' | 'staffCalls' | 'queue' | 'doubtful'>) {
  const calls = view.staffCalls.filter(({ answeredAt }) => answeredAt === null);
  const claims = view.queue.flatMap(({ visitId, number, category }) =>
    category === null || category.confirmed !== null ? [] : [{ visitId, number, ...category }],
  );
  /** A call for help and a print in doubt have rows with buttons of their own: they are not told twice. */
  const isToldAlready = ({ kind, about }: AlertFace) =>
    kind === 'staffCall'
      ? calls.some(({ device }) => device === about)
      : kind === 'print' && view.doubtful.some(({ number, printer }) => number === about || printer === about);
  const alerts = view.alerts.filter((alert) => !isToldAlready(alert));
  const unaccepted = alerts.filter(({ accepted }) => accepted === null);
  return {
    calls,
    claims,
    alerts,
    /** How many nobody sees to. */
    open: unaccepted.length + calls.length + claims.length + view.doubtful.length,
    isGrave: view.doubtful.length > 0 || unaccepted.some(({ level }) => level === 'over'),
  };
}
