/** Packs as a new order would bring them: the real one, changed where a test says so. */
import { sha256 } from '../../server/devices/ids.js';
import { versionKey } from '../../server/domain/lawof.js';
import { loadPack, type Pack } from '../../server/regulations/pack.js';
import file from '../../server/regulations/ru.pfr.196n-2012.json' with { type: 'json' };
import type { PackContent } from '../../server/regulations/shape.js';
import type { PacksOfDay } from '../../server/regulations/shelf.js';
import { PackShape } from '../../server/regulations/shape.js';
import { law } from './law.js';

/** The real pack as another version. */
export function newPack(version: string, change: (pack: PackContent) => void = () => undefined): PackContent {
  const pack = PackShape.parse(structuredClone(file));
  pack.version = version;
  change(pack);
  return pack;
}

/** A pack that was read. */
export const read = (pack: PackContent): Pack => loadPack(pack.version, pack, sha256);

/** The packs of a day on which the last of these is in force, the program’s own before them. */
export function packsOf(later: readonly Pack[]): PacksOfDay {
  const all = [...law.packs.values(), ...later];
  return {
    packs: new Map(all.map((pack) => [pack.id, pack])),
    versions: new Map(all.map((pack) => [versionKey(pack.id, pack.version), pack])),
  };
}

/** As a file is handed in. */
export const bytesOf = (pack: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(typeof pack === 'string' ? pack : JSON.stringify(pack));

/** The real pack without a service: nothing in it names what is gone. */
export function without(pack: PackContent, code: string): void {
  pack.services = pack.services.filter((service) => service.code !== code);
  const clean = (items: PackContent['menu']): PackContent['menu'] =>
    items
      .filter(({ service }) => service !== code)
      .map((item) => ({ ...item, children: clean(item.children) }))
      .filter(({ service, children }) => service !== null || children.length > 0);
  pack.menu = clean(pack.menu);
}
