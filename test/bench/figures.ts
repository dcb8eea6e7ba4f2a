/** One figure of the benchmark, as `npm run bench -- --json` prints it. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** What it must reach: `least` or `most` of that unit. Null is told for comparison only. */
  target: { least?: number; most?: number } | null;
  holds: boolean;
}

/** The value below which this share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export function row(name: string, value: number, unit: string, target: Row['target']): Row {
  const rounded = Math.round(value * 100) / 100;
  const holds =
    Number.isFinite(value) &&
    (target?.least === undefined || rounded >= target.least) &&
    (target?.most === undefined || rounded <= target.most);
  return { name, value: rounded, unit, target, holds };
}

export function printTable(rows: readonly Row[]): void {
  const of = ({ target }: Row) =>
    target === null ? '' : target.least !== undefined ? `≥ ${target.least}` : `≤ ${target.most ?? ''}`;
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const one of rows)
    console.log(
      `${one.name.padEnd(width)}  ${String(one.value).padStart(9)} ${one.unit.padEnd(4)}  ${of(one).padStart(8)}  ${one.target === null ? '' : one.holds ? 'holds' : 'MISSED'}`,
    );
}
