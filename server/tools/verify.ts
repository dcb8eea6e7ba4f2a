/**
 * `npm run journal:verify`: proves the journal of every office in DATA_DIR, or names the first entry that is wrong and
 * exits 1. It only reads, and may run beside a server.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readAnchors } from '../store/anchors.js';
import type { Fault } from '../store/verify.js';
import { officesIn, verifyJournal } from '../store/verify.js';

const meaning: Record<Fault, string> = {
  missing: 'is missing',
  changed: 'does not fit its seal or the entry before it',
  extra: 'stands before the first entry',
  beyondHead: 'is not known to the office: its head is an earlier entry',
  cut: 'is gone: the office or an anchor knows entries up to a later one',
  head: 'is not the head that the office knows',
  anchor: 'is not the entry that an anchor saw',
};

function verifyAll(folder: string): boolean {
  const file = join(folder, 'talon.db');
  if (!existsSync(file)) {
    console.error(`There is no journal in ${folder}.`);
    return false;
  }
  const anchors = readAnchors(join(folder, 'anchors.log'));
  let isWhole = true;
  for (const officeId of officesIn(file)) {
    const verdict = verifyJournal({ file, officeId, anchors, onProgress: () => undefined });
    if (verdict.whole) {
      console.log(`${officeId}: journal whole: ${verdict.entries} entries, head ${verdict.head}`);
    } else {
      isWhole = false;
      console.error(`${officeId}: journal wrong: entry ${verdict.seq} ${meaning[verdict.fault]}`);
    }
  }
  return isWhole;
}

process.exitCode = verifyAll(process.env.DATA_DIR ?? 'data') ? 0 : 1;
