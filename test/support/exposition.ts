/** Reads Prometheus' text format as strictly as its description says; throws at the first line that is not of it. */

export interface Family {
  type: string;
  help: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

const sampleShape = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const pairShape = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;

function labelsOf(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== '';) {
    const [all, name = '', value = ''] = pairShape.exec(rest) ?? [];
    if (all === undefined || name in labels) throw new Error(`labels: ${line}`);
    labels[name] = value.replace(/\\(["\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
    rest = rest.slice(all.length);
  }
  return labels;
}

function valueOf(text: string, line: string): number {
  if (text === '+Inf') return Infinity;
  if (text === '-Inf') return -Infinity;
  if (text === 'NaN') return NaN;
  const value = Number(text);
  if (!/^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(text) || Number.isNaN(value)) throw new Error(`value: ${line}`);
  return value;
}

/** A histogram's buckets grow, end in `+Inf`, and agree with its count. */
function assertHistogram(name: string, { samples }: Family): void {
  const buckets = samples.filter((one) => one.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => valueOf(labels['le'] ?? '', name));
  const counts = buckets.map(({ value }) => value);
  const grows = (list: number[], strictly: boolean) =>
    list.every((one, at) => at === 0 || (strictly ? one > (list[at - 1] ?? 0) : one >= (list[at - 1] ?? 0)));
  const count = samples.find((one) => one.name === `${name}_count`)?.value;
  const isWhole = bounds.at(-1) === Infinity && counts.at(-1) === count;
  if (!isWhole || !grows(bounds, true) || !grows(counts, false)) throw new Error(`histogram: ${name}`);
  if (!samples.some((one) => one.name === `${name}_sum`)) throw new Error(`no sum: ${name}`);
}

/** The families of a page by name. */
export function readExposition(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line is not ended');
  const families = new Map<string, Family>();
  const seen = new Set<string>();
  let current: { name: string; family: Family } | null = null;
  for (const line of text.slice(0, -1).split('\n')) {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (word === 'HELP') {
      if (families.has(name)) throw new Error(`told twice: ${name}`);
      current = { name, family: { type: '', help: rest, samples: [] } };
      families.set(name, current.family);
      continue;
    }
    if (word === 'TYPE') {
      if (current?.name !== name || current.family.type !== '' || current.family.samples.length > 0)
        throw new Error(`type out of place: ${line}`);
      if (!['counter', 'gauge', 'histogram'].includes(rest)) throw new Error(`type: ${line}`);
      current.family.type = rest;
      continue;
    }
    const [all, sample = '', labels = '', value = ''] = sampleShape.exec(line) ?? [];
    if (all === undefined || current === null) throw new Error(`no line of the format: ${line}`);
    const { family } = current;
    const ends = family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    if (!ends.some((end) => sample === `${current?.name}${end}`)) throw new Error(`of another family: ${line}`);
    if (seen.has(`${sample}{${labels}}`)) throw new Error(`twice: ${line}`);
    seen.add(`${sample}{${labels}}`);
    family.samples.push({ name: sample, labels: labelsOf(labels, line), value: valueOf(value, line) });
  }
  for (const [name, family] of families) {
    if (family.type === '') throw new Error(`no type: ${name}`);
    if (family.type === 'counter' && !name.endsWith('_total')) throw new Error(`a counter ends in _total: ${name}`);
    if (family.type === 'histogram') assertHistogram(name, family);
  }
  return families;
}
