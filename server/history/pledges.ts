/**
 * PLEDGES: the copies of a protocol are the longest words that a rule asks for, and no rule ever reads them again. The
 * generator leaves a place for them and says what they are made of; the writer composes and seals them beside it.
 */
import { blankPaper, type PaperDocument } from '../domain/paper/document.js';
import { copiesOf, protocolCopies, type ProtocolSpec } from '../domain/protocol.js';
import type { Office } from '../domain/office.js';
import { bulkTables } from '../store/bulk.js';
import type { Value } from '../store/columns.js';
import { storedObject } from '../store/stored.js';
import { hmac, type HistoryIds } from './chance.js';
import type { Wall } from './wall.js';

/** A protocol that is still to be composed: by its key, with which it is sealed; `spec` as JSON, without the regulation. */
export interface Pledge {
  key: string;
  spec: string;
}

type Spec = Omit<ProtocolSpec, 'regulation'>;

const macPlace = 'pledged:';
const copiesName = '"copies":';
const keyName = ',"key":"';
const placeOf = JSON.stringify(blankPaper);

export interface Pledges {
  /** The place of the copies of a protocol: as many as are prescribed, and nothing on them. */
  copies(office: Office, spec: ProtocolSpec): PaperDocument[];
  /** Seals what is there; of a protocol whose copies were just pledged it says where the seal will stand. */
  seal(text: string): { key: string; mac: string };
  /** What was pledged since the last time. */
  take(): Pledge[];
}

/** Pledges of a generator. */
export function makePledges(ids: HistoryIds): Pledges {
  let asked: ProtocolSpec | null = null;
  let pledged: Pledge[] = [];
  return {
    copies(_office, spec) {
      asked = spec;
      return Array.from({ length: copiesOf(spec.submission, spec.regulation) }, () => blankPaper);
    },
    seal(text) {
      if (asked === null) return ids.seal(text);
      const { submission, number, outcome, resubmitBy, replaces, userId, at } = asked;
      asked = null;
      const key = ids.key();
      const spec: Spec = { submission, number, outcome, resubmitBy, replaces, userId, at };
      pledged.push({ key, spec: JSON.stringify(spec) });
      return { key, mac: `${macPlace}${key}` };
    },
    take() {
      const taken = pledged;
      pledged = [];
      return taken;
    },
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
  /** The data of an entry about an issued protocol, with its seal. */
  entry(data: string): string;
  /** The values of a protocol's row, with its copies: the pledged ones, or those that the books have already. */
  row(values: readonly Value[]): Value[];
}

/** @param contentOf the content of a protocol that was written before; null for none */
export function makeRedeemer(office: Office, wall: Wall, contentOf: (id: string) => string | null): Redeemer {
  const composed = new Map<string, { copies: string; mac: string }>();

  function compose({ key, spec: text }: Pledge): void {
    const spec = storedObject<Spec>(text, 'a pledged protocol');
    const regulation = office.regulations.get(spec.submission.packId);
    if (regulation === undefined) throw new Error(`There is no regulation ${spec.submission.packId}.`);
    const copies = JSON.stringify(protocolCopies(office, wall, { ...spec, regulation }));
    composed.set(key, { copies, mac: hmac(key, copies) });
  }

  return {
    take(pledges) {
      composed.clear();
      for (const pledge of pledges) compose(pledge);
    },
    entry(data) {
      const at = data.indexOf(macPlace);
      if (at < 0) return data;
      const keyAt = at + macPlace.length;
      const until = data.indexOf('"', keyAt);
      const known = composed.get(data.slice(keyAt, until));
      if (known === undefined) throw new Error('An entry tells of a protocol that nobody pledged.');
      return data.slice(0, at) + known.mac + data.slice(until);
    },
    row(values) {
      const [id] = values;
      const content = values[contentAt];
      if (typeof content !== 'string' || typeof id !== 'string') return [...values];
      const { from, until, key } = copiesIn(content);
      if (!content.startsWith(placeOf, from + 1)) return [...values];
      const copies = composed.get(key)?.copies ?? writtenCopies(contentOf(id));
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
