/** Whose figures are asked for, and the codes of names over many days, each with whether the filter lets it pass. */
import type { FigureFilter } from '../../contract/index.js';
import type { DayFacts } from '../facts/dayfacts.js';

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

const all = sides.reduce((sum, side) => sum | passOf[side], 0);

/** What figures need of a day's lots, by the lot. */
export interface Lots {
  /** 1: the filter lets it pass. */
  passes: Uint8Array;
  /** Codes of the services. */
  services: Uint16Array;
  /** Codes of the versions of the regulation. */
  versions: Uint16Array;
  groups: Record<Side, Uint16Array>;
}

const namesAtFirst = 512;

/** A day has names of its own: here they get codes that hold over all days. Code 0 is the empty name. */
export class Names {
  readonly list: string[] = [];
  /** By code: the sides that the filter lets pass. */
  readonly passes = new Uint8Array(0xffff);
  /** By side, the codes of the names that a row has there: a group of a grouping is a place in this list. */
  readonly groups: Record<Side, number[]> = { service: [], operator: [], booth: [], channel: [], category: [] };
  private readonly codes = new Map<string, number>();
  /** By side and code: the group, and 1; 0 for a name that no row had there. */
  private readonly groupOf: Partial<Record<Side, Uint16Array>> = {};

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

  /** A day's lots: which the filter lets pass (1), the code of each one's service, and its group on every side. */
  lotsOf({ lots }: Pick<DayFacts, 'lots'>, codes: Uint16Array): Lots {
    const said = new Uint8Array(lots.service.length);
    const groups = {
      service: this.groupsOf('service', lots.service, codes, said),
      operator: this.groupsOf('operator', lots.user, codes, said),
      booth: this.groupsOf('booth', lots.booth, codes, said),
      channel: this.groupsOf('channel', lots.channel, codes, said),
      category: this.groupsOf('category', lots.category, codes, said),
    };
    for (let lot = 0; lot < said.length; lot += 1) said[lot] = said[lot] === all ? 1 : 0;
    const coded = (column: Uint16Array) => column.map((name) => codes[name] ?? 0);
    return { passes: said, services: coded(lots.service), versions: coded(lots.version), groups };
  }

  /** The groups of a column on a side; what the filter says of each name there is added to `said`. */
  private groupsOf(side: Side, column: Uint16Array, codes: Uint16Array, said: Uint8Array): Uint16Array {
    const { passes } = this;
    const known = this.roomFor(side);
    const bit = passOf[side];
    const groups = new Uint16Array(column.length);
    for (let lot = 0; lot < column.length; lot += 1) {
      const code = codes[column[lot] ?? 0] ?? 0;
      said[lot] = (said[lot] ?? 0) | ((passes[code] ?? 0) & bit);
      let group = known[code] ?? 0;
      if (group === 0) {
        group = this.groups[side].push(code);
        known[code] = group;
      }
      groups[lot] = group - 1;
    }
    return groups;
  }

  /** A side's groups, with room for all names that there are. */
  private roomFor(side: Side): Uint16Array {
    const known = this.groupOf[side];
    if (known !== undefined && known.length >= this.list.length) return known;
    const next = new Uint16Array(Math.max(namesAtFirst, this.list.length * 2));
    next.set(known ?? []);
    this.groupOf[side] = next;
    return next;
  }
}
