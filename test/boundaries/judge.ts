/** Holds a source file against the table; each violation is a sentence that says what to do about it. */
import { posix } from 'node:path';
import type { Import, Source } from './read.js';
import { casts, impure, pureRooms, rooms, type Room } from './table.js';

const aliases: Record<string, string> = {
  '@contract': 'server/contract/index.ts',
  '@contract/current': 'server/contract/current.ts',
  '@contract/live': 'server/contract/live.ts',
  '@contract/vocabulary': 'server/contract/vocabulary.ts',
};

export function roomOf(path: string): Room | null {
  return rooms.find((room) => room.paths.some((start) => path.startsWith(start))) ?? null;
}

/** The file of the house that is meant by an import; null for a package. Clients write it without `.ts`. */
export function targetOf(path: string, from: string): string | null {
  const alias = aliases[from];
  if (alias !== undefined || !from.startsWith('.')) return alias ?? null;
  return posix.join(posix.dirname(path), from.replace(/\?.*$/, '')).replace(/\.js$/, '.ts');
}

/** Everything that a file does against the rules of its room. */
export function violationsOf(source: Source): string[] {
  const room = roomOf(source.path);
  if (!room) return [`${source.path}: no room of the table holds this file`];
  const found = source.imports.flatMap((one) => importFault(room, source.path, one) ?? []);
  if (pureRooms.includes(room.name)) {
    for (const name of impure) {
      if (source.uses.includes(name))
        found.push(`${source.path}: ${room.name} must not use ${name}; it is an argument`);
    }
  }
  const allowed = casts[source.path] ?? 0;
  if (source.casts > allowed)
    found.push(`${source.path}: ${source.casts} casts, ${allowed} allowed; parse or type the value`);
  return found;
}

function importFault(room: Room, path: string, { from, typeOnly }: Import): string | null {
  const target = targetOf(path, from);
  if (target === null) {
    const name = from.startsWith('node:') ? 'node:' : from;
    const isAllowed = room.packages.some((one) => name === one || name.startsWith(`${one}/`));
    // a computed import of the tools is the server they have just built
    if (isAllowed || (from === '(computed)' && room.name === 'tools')) return null;
    return `${path}: ${room.name} must not import ${from}`;
  }
  const owner = roomOf(target);
  // who may read the contract may read its words alone
  const name = owner?.name === 'vocabulary' && room.rooms.includes('contract') ? 'contract' : owner?.name;
  if (owner === room || (name && room.rooms.includes(name))) return null;
  if (owner && room.typesOf.includes(owner.name)) {
    return typeOnly ? null : `${path}: ${room.name} may import only types from ${owner.name} (${from})`;
  }
  return `${path}: ${room.name} must not import ${from} (${owner?.name ?? 'no room'})`;
}
