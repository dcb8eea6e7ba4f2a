/**
 * PLEDGES: no rule reads the copies of a protocol again, nor the seal of any words, and both take long. The generator
 * leaves a place for them and says what they are made of; the writer composes and seals them beside it.
 */
import { blankPaper, type PaperDocument } from '../domain/paper/document.js';
import { lawOf } from '../domain/lawof.js';
import { copiesOf, protocolCopies, type ProtocolSpec } from '../domain/protocol.js';
import type { Office } from '../domain/office.js';
import { bulkTables } from '../store/bulk.js';
import type { Value } from '../store/columns.js';
import { storedObject } from '../store/stored.js';
import { hmac, type HistoryIds } from './chance.js';
import type { Wall } from './wall.js';

/** Words that are still to be sealed by a key; of a protocol not its words, but what its copies are made of, as JSON. */
export interface Pledge {
  key: string;
  what: 'words' | 'protocol';
  text: string;
}

type Spec = Omit<ProtocolSpec, 'regulation'>;

const macPlace = 'pledged:';
const copiesName = '"copies":';
const keyName = ',"key":"';
const placeOf = JSON.stringify(blankPaper);

export interface Pledges {
  /** The place of the copies of a protocol: as many as are prescribed, and nothing on them. */
  copies(office: Office, spec: ProtocolSpec): PaperDocument[];
  /** A key, and where the seal will stand: of these words, or of the protocol whose copies were just asked for. */
  seal(text: string): { key: string; mac: string };
  /** Tells what was pledged since the last time. */
  tell(): void;
}

/** Pledges of a generator: told in parts of `most`. */
export function makePledges(ids: HistoryIds, teller: (part: Pledge[]) => void, most: number): Pledges {
  let asked: ProtocolSpec | null = null;
  let pledged: Pledge[] = [];
  function tell(): void {
    if (pledged.length > 0) teller(pledged);
    pledged = [];
  }
  function pledge(one: Pledge): void {
    pledged.push(one);
    if (pledged.length === most) tell();
  }
  return {
    copies(_office, spec) {
      asked = spec;
      return Array.from({ length: copiesOf(spec.submission, spec.regulation) }, () => blankPaper);
    },
    seal(text) {
      const key = ids.key();
      const place = { key, mac: `${macPlace}${key}` };
      if (asked === null) {
        pledge({ key, what: 'words', text });
        return place;
      }
      const { submission, number, outcome, resubmitBy, replaces, userId, at } = asked;
      asked = null;
      const spec: Spec = { submission, number, outcome, resubmitBy, replaces, userId, at };
      pledge({ key, what: 'protocol', text: JSON.stringify(spec) });
      return place;
    },
    tell,
  };
}

const { columns } = bulkTables.protocol;
const contentAt = columns.indexOf('content');

/** Where the copies begin and end in a protocol's content, and the key behind them. */
function copiesIn(content: string): { from: number; until: number; key: string } {
  const from = content.indexOf(copiesName) + copiesName.length;
  const until = content.indexOf(keyName, from);
  const keyFrom = until + keyName.length;
  return { from, until, key: content.slice(keyFrom, content.indexOf('"', keyFrom)) };
}

/** Composes what was pledged, and fills it in. */
export interface Redeemer {
  /** What the rows and entries that follow were promised. */
  take(pledges: readonly Pledge[]): void;
  /** The day is written. */
  forget(): void;
  /** The data of an entry, with the seal that it tells. */
  entry(data: string): string;
  /** The values of a protocol's row, with its copies: the pledged ones, or those that the books have already. */
  row(values: readonly Value[]): Value[];
}

/** @param contentOf the content of a protocol that was written before; null for none */
export function makeRedeemer(office: Office, wall: Wall, contentOf: (id: string) => string | null): Redeemer {
  const macs = new Map<string, string>();
  const specs = new Map<string, string>();

  function compose(text: string): string {
    const spec = storedObject<Spec>(text, 'a pledged protocol');
    const regulation = lawOf(office, spec.submission);
    if (regulation === undefined) throw new Error(`There is no regulation ${spec.submission.packId}.`);
    return JSON.stringify(protocolCopies(office, wall, { ...spec, regulation }));
  }

  return {
    take(pledges) {
      for (const { key, what, text } of pledges)
        if (what === 'words') macs.set(key, hmac(key, text));
        else specs.set(key, text);
    },
    forget() {
      macs.clear();
      specs.clear();
    },
    entry(data) {
      const at = data.indexOf(macPlace);
      if (at < 0) return data;
      const keyAt = at + macPlace.length;
      const until = data.indexOf('"', keyAt);
      const mac = macs.get(data.slice(keyAt, until));
      if (mac === undefined) throw new Error('An entry tells of words that nobody pledged.');
      return data.slice(0, at) + mac + data.slice(until);
    },
    row(values) {
      const [id] = values;
      const content = values[contentAt];
      if (typeof content !== 'string' || typeof id !== 'string') return [...values];
      const { from, until, key } = copiesIn(content);
      if (!content.startsWith(placeOf, from + 1)) return [...values];
      const spec = specs.get(key);
      const copies = spec === undefined ? writtenCopies(contentOf(id)) : compose(spec);
      // its row comes before its entry
      if (spec !== undefined) macs.set(key, hmac(key, copies));
      return values.with(contentAt, content.slice(0, from) + copies + content.slice(until));
    },
  };
}

/** The copies of a protocol that was written on an earlier day. */
function writtenCopies(content: string | null): string {
  if (content === null) throw new Error('A protocol was changed that nobody pledged.');
  const { from, until } = copiesIn(content);
  return content.slice(from, until);
}
