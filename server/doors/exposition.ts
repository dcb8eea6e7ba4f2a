/**
 * Prometheus' text format (version 0.0.4), as much of it as an office tells: counters, gauges and histograms with labels.
 * What is counted stands in memory and begins at nought with the process, as that format expects.
 */

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

export type Labels = Readonly<Record<string, string>>;
export type Sample = readonly [labels: Labels, value: number];

export interface Counter {
  /** One more of these labels. Labels are words of the program's own: every new combination is kept for ever. */
  add(labels: Labels): void;
}

export interface Histogram {
  observe(value: number): void;
}

export interface Registry {
  /** `name` ends in `_total`. */
  counter(name: string, help: string): Counter;
  /** Read anew whenever somebody asks. */
  gauge(name: string, help: string, read: () => Iterable<Sample>): void;
  /** What only grows and is counted elsewhere: `name` ends in `_total`. */
  reading(name: string, help: string, read: () => number): void;
  /** Upper bounds in ascending order, in the name's unit; what is above the last counts as `+Inf`. */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram;
  text(): string;
}

const nameShape = /^[a-z_][a-z0-9_]*$/;

const escapeHelp = (text: string) => text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
const escapeLabel = (text: string) => escapeHelp(text).replace(/"/g, '\\"');

function number(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${number(value)}\n`;
}

/** A registry with nothing in it. Names are said once. */
export function makeRegistry(): Registry {
  const families = new Map<string, { head: string; lines: () => string }>();

  function family(name: string, kind: string, help: string, lines: () => string): void {
    if (!nameShape.test(name) || families.has(name)) throw new Error(`«${name}» is no name for a metric, or is taken.`);
    families.set(name, { head: `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${kind}\n`, lines });
  }

  return {
    counter(name, help) {
      const counts = new Map<string, { labels: Labels; value: number }>();
      family(name, 'counter', help, () =>
        [...counts.values()].map(({ labels, value }) => line(name, labels, value)).join(''),
      );
      return {
        add(labels) {
          const key = JSON.stringify(labels);
          const known = counts.get(key);
          if (known === undefined) counts.set(key, { labels, value: 1 });
          else known.value += 1;
        },
      };
    },
    gauge(name, help, read) {
      family(name, 'gauge', help, () => [...read()].map(([labels, value]) => line(name, labels, value)).join(''));
    },
    reading(name, help, read) {
      family(name, 'counter', help, () => line(name, {}, read()));
    },
    histogram(name, help, bounds) {
      // of each bucket alone; the format wants them summed up
      const counts = new Array<number>(bounds.length + 1).fill(0);
      let sum = 0;
      family(name, 'histogram', help, () => {
        let count = 0;
        const buckets = [...bounds, Infinity].map((bound, at) =>
          line(`${name}_bucket`, { le: number(bound) }, (count += counts[at] ?? 0)),
        );
        return `${buckets.join('')}${line(`${name}_sum`, {}, sum)}${line(`${name}_count`, {}, count)}`;
      });
      return {
        observe(value) {
          const found = bounds.findIndex((bound) => value <= bound);
          const at = found < 0 ? bounds.length : found;
          counts[at] = (counts[at] ?? 0) + 1;
          sum += value;
        },
      };
    },
    text: () => [...families.values()].map(({ head, lines }) => head + lines()).join(''),
  };
}
