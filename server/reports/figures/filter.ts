/** Whose figures are asked for, and the codes of names over many days, each with whether the filter lets it pass. */
import type { FigureFilter } from '../../contract/index.js';

/** By what figures are grouped and filtered, in the order of their columns. */
export const sides = ['service', 'operator', 'booth', 'channel', 'category'] as const;
export type Side = (typeof sides)[number];

/** The empty name, said in a filter. */
export const nobody = 'none';

const listed: Record<Side, keyof FigureFilter> = {
  service: 'services',
  operator: 'operators',
  booth: 'booths',
  channel: 'channels',
  category: 'categories',
};

export type Whose = Record<Side, ReadonlySet<string> | null>;

function among(said: string | undefined): ReadonlySet<string> | null {
  if (said === undefined || said === '') return null;
  return new Set(said.split(',').map((name) => (name === nobody ? '' : name)));
}

/** The sets of a filter; null lets all pass. `none` asks for those that have none. */
export function whoseOf(filter: Partial<Record<keyof FigureFilter, string>>): Whose {
  const of = (side: Side) => among(filter[listed[side]]);
  return {
    service: of('service'),
    operator: of('operator'),
    booth: of('booth'),
    channel: of('channel'),
    category: of('category'),
  };
}

/** Bits of a name's pass: one for each side. */
export const passOf: Record<Side, number> = { service: 1, operator: 2, booth: 4, channel: 8, category: 16 };

/** A day has names of its own: here they get codes that hold over all days. Code 0 is the empty name. */
export class Names {
  readonly list: string[] = [];
  /** By code: the sides that the filter lets pass. */
  readonly passes = new Uint8Array(0xffff);
  private readonly codes = new Map<string, number>();

  constructor(private readonly whose: Whose) {
    this.codeOf('');
  }

  codeOf(name: string): number {
    const known = this.codes.get(name);
    if (known !== undefined) return known;
    const code = this.list.length;
    if (code >= this.passes.length) throw new RangeError('more names than there are codes');
    this.list.push(name);
    this.codes.set(name, code);
    let passes = 0;
    for (const side of sides) if (this.whose[side]?.has(name) ?? true) passes |= passOf[side];
    this.passes[code] = passes;
    return code;
  }

  /** The codes of a day's names, by their place there. */
  of(day: { names: readonly string[] }): Uint16Array {
    return Uint16Array.from(day.names, (name) => this.codeOf(name));
  }
}
