/**
 * THE LAW'S THREAD: reads packs that were handed in and lays two versions beside each other, far from the clerk's
 * thread: what is hostile in a file costs its own reader, and nobody else.
 */
import { sha256 } from '../devices/ids.js';
import { answerTasks } from '../devices/workerside.js';
import type { SoundPack } from '../domain/rules/law.js';
import { diffOf } from '../regulations/diff.js';
import type { Fault } from '../regulations/faults.js';
import { readHanded } from '../regulations/handed.js';
import { loadPack, type Pack } from '../regulations/pack.js';

export type PackTask =
  { kind: 'read'; bytes: Uint8Array<ArrayBuffer> } | { kind: 'compare'; before: Pack; after: string };

export interface PackAnswer {
  /** Sound and to be kept; null: it is not. */
  sound?: SoundPack | null;
  /** The same as rules and pages read it. */
  pack?: Pack;
  /** Null: no pack at all. */
  faults?: Fault[] | null;
  diff?: ReturnType<typeof diffOf>;
}

function read(bytes: Uint8Array): PackAnswer {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { sound: null, faults: null };
  }
  const handed = readHanded(text, sha256);
  if (handed === null) return { sound: null, faults: null };
  if ('faults' in handed) return { sound: null, faults: handed.faults };
  const { pack, content } = handed;
  const { id: packId, version, hash, title } = pack;
  return { pack, sound: { packId, version, hash, title, services: pack.services.map(({ code }) => code), content } };
}

answerTasks((task: PackTask): PackAnswer => {
  if (task.kind === 'read') return read(task.bytes);
  const { hash: _was, ...before } = task.before;
  const { hash: _is, ...after } = loadPack('kept', JSON.parse(task.after), sha256);
  return { diff: diffOf(before, after) };
});
