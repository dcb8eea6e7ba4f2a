/**
 * A regulation pack, read and trusted from then on. A pack that is not sound stops the start and names every place;
 * nobody is received by half a law.
 */
import type { MenuItem, Norm } from '../contract/index.js';
import { faultsOf, type Fault } from './faults.js';
import { PackShape, type PackContent, type PackItem, type PackProcedure, type PackService } from './shape.js';

/** What a case keeps: `id`, `version` and `hash` say by which law it was begun. */
export type Pack = Readonly<PackContent> & { readonly hash: string };

/** A pack that is not sound. The message names each place and what is wrong there. */
export class PackRefused extends Error {
  constructor(
    readonly packName: string,
    readonly faults: readonly Fault[],
  ) {
    super(
      [`The regulation pack ${packName} is not sound:`, ...faults.map((one) => `  ${one.place}: ${one.why}`)].join(
        '\n',
      ),
    );
    this.name = 'PackRefused';
  }
}

/**
 * Reads a pack.
 * @param name of the file, for the message
 * @param json its parsed content
 * @param sha256 hex digest of a text; an argument because this room knows no Node
 * @throws PackRefused naming every place that is wrong
 */
export function loadPack(name: string, json: unknown, sha256: (text: string) => string): Pack {
  const shaped = PackShape.safeParse(json);
  if (!shaped.success) {
    throw new PackRefused(
      name,
      shaped.error.issues.map((issue) => ({ place: placeOf(issue.path), why: issue.message })),
    );
  }
  const faults = faultsOf(shaped.data);
  if (faults.length > 0) throw new PackRefused(name, faults);
  return { ...shaped.data, hash: sha256(canonical(json)) };
}

/** JSON with sorted keys and no spaces: the same law has the same hash however its file is laid out. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

/** `['services', 2, 'queue']` → `services[2].queue`. */
function placeOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'the whole file';
}

/** The norm that a reception of this service is judged by: the order's, or the office's own target (`ref` null). */
export function normOf(pack: Pack, service: PackService): Norm {
  const limit = pack.limits.find((one) => one.code === service.limit);
  if (limit) return { minutes: limit.max.n, ref: limit.ref };
  return { minutes: service.target?.n ?? service.usual.n, ref: null };
}

/** How long one may wait in the queue (п. 34 of order 196н). */
export function waitNormOf(pack: Pack): Norm {
  const limit = pack.limits.find((one) => one.code === pack.waitLimit);
  if (!limit) throw new Error(`the pack ${pack.id} was not loaded by loadPack`);
  return { minutes: limit.max.n, ref: limit.ref };
}

/** The procedure of a service with its steps, or null where none is prescribed. */
export function procedureOf(pack: Pack, service: PackService): PackProcedure | null {
  return pack.procedures.find((one) => one.code === service.procedure) ?? null;
}

/**
 * The kiosk's menu as the wire has it.
 * @param serviceIdOf the office's id of a service of this pack; null leaves the item out, and a parent left childless
 */
export function menuOf(pack: Pack, serviceIdOf: (code: string) => string | null): MenuItem[] {
  const build = (item: PackItem): MenuItem[] => {
    const service = pack.services.find((one) => one.code === item.service);
    const serviceId = item.service === null ? null : serviceIdOf(item.service);
    const children = item.children.flatMap(build);
    if (serviceId === null && children.length === 0) return [];
    return [
      {
        key: item.key,
        icon: item.icon,
        title: item.title,
        hint: item.hint,
        serviceId,
        ask: item.ask,
        medium: item.medium,
        questions: service?.questions ?? [],
        children,
      },
    ];
  };
  return pack.menu.flatMap(build);
}
