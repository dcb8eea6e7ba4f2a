/**
 * `npm run backup`: copies the office in DATA_DIR into one file of DATA_DIR/backups and proves it, while a server runs or
 * not; then the copy in BACKUP_DIR, and the oldest go. Exit code 1 when any of it could not be done.
 */
import { constants, setPriority } from 'node:os';
import { alone, backupPlan } from '../upkeep/backing.js';
import { readConfig } from '../config.js';
import { projectRoot, versionOf } from '../project.js';
import { backUp, type BackedUp } from '../store/backup.js';

const mb = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;

function tell({ file, bytes, tookMs, manifest, dropped, copy, copyFailed }: BackedUp, keep: number): void {
  console.log(`Backed up to ${file} (${mb(bytes)}, ${(tookMs / 1000).toFixed(1)} s), opened again and verified:`);
  for (const { officeId, seq, hash } of manifest.offices) console.log(`  ${officeId}: ${seq} entries, head ${hash}`);
  if (copy !== null) console.log(`Copied to ${copy}`);
  if (dropped > 0) console.log(`The newest ${keep} are kept; ${dropped} older ${dropped === 1 ? 'one' : 'ones'} went.`);
  if (copyFailed === null) return;
  console.error(`Talon: the second folder has no copy. ${copyFailed}`);
  process.exitCode = 1;
}

try {
  const root = projectRoot();
  const config = readConfig(process.env, root);
  // whoever presses in the office goes first
  setPriority(0, constants.priority.PRIORITY_LOW);
  const plan = backupPlan(config, versionOf(root), Date.now());
  tell(await alone(config, () => backUp(plan)), plan.keep);
} catch (error) {
  console.error(`Talon: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
