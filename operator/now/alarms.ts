/** Alerts in the order in which they are looked at, many waits of one kind in one row. Pure. */
import type { AlertFace } from '@contract';

/** So many of one kind are told together. */
const TOGETHER = 3;
const grouped = ['waitOver', 'waitSoon'] as const;
export type GroupedKind = (typeof grouped)[number];

export interface AlarmRow {
  /** Null: one alert by itself. */
  many: GroupedKind | null;
  /** Never empty. */
  alerts: [AlertFace, ...AlertFace[]];
}

const groupOf = ({ kind, accepted }: AlertFace): GroupedKind | null =>
  accepted === null ? (grouped.find((one) => one === kind) ?? null) : null;

/** What nobody sees to comes first, the grave before the rest, things before waits: a wait is seen above already. */
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
