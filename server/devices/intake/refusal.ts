/** Why a file is not read at all: thrown from wherever that is seen, told by the key. */
import type { FileRefusal } from '../../contract/index.js';

export class NotRead extends Error {
  override readonly name = 'NotRead';
  constructor(readonly why: FileRefusal) {
    super(why);
  }
}

/** What a worker holds at most. */
export interface IntakeLimits {
  /** Inflated bytes of one upload. */
  inflatedBytes: number;
  entries: number;
  /** An entry that grows by more than this is a bomb. */
  ratio: number;
  persons: number;
  depth: number;
  /** Longest reading of one file, and of all files of an upload, milliseconds: others wait meanwhile. */
  fileMs: number;
  uploadMs: number;
}
