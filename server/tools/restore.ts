/**
 * `npm run restore -- FILE`: makes the office in DATA_DIR the one of a backup. It takes the folder's lock, so it refuses
 * beside a running server, and changes nothing unless the backup is whole and of this version or an older one.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { finishBegin } from '../beginning/ownoffice.js';
import type { Config } from '../config.js';
import { readConfig } from '../config.js';
import { listenLocal, LocalTaken } from '../doors/local.js';
import { projectRoot } from '../project.js';
import { backupsIn } from '../store/backup.js';
import { restoreBackup, type Restored } from '../store/restore.js';

/** The file that was meant: a path, or the name of one of the folder's backups. */
async function fileOf(args: readonly string[], { backups }: Config): Promise<string> {
  const [named, ...more] = args;
  if (named === undefined || more.length > 0) {
    const known = (await backupsIn(backups.folder)).map((name) => `\n  ${join(backups.folder, name)}`);
    const list = known.length === 0 ? `There are no backups in ${backups.folder}.` : `Backups:${known.join('')}`;
    throw new Error(`usage: npm run restore -- FILE\n${list}`);
  }
  const own = join(backups.folder, named);
  return !existsSync(named) && existsSync(own) ? own : resolve(named);
}

function tell({ manifest, offices, migrations, kept, hasLedger, unanchored }: Restored, dataDir: string): void {
  console.log(`The office in ${dataDir} is the one of ${manifest.madeAt} again.`);
  for (const { officeId, seq, entry, asideTo, erasedAgain } of offices) {
    console.log(`  ${officeId}: journal whole to entry ${seq}; entry ${entry} tells of the restore`);
    if (erasedAgain > 0)
      console.log(`  ${officeId}: ${erasedAgain} records that were erased since the backup are erased again`);
    if (asideTo !== null && asideTo > seq)
      console.log(
        `  ${officeId}: entries ${seq + 1} to ${asideTo} and later, written since, are in the books set aside`,
      );
  }
  if (!hasLedger)
    console.log(
      'No erasures.log was found here, beside the backups or beside FILE: what was erased since the backup, if anything, is there again.',
    );
  for (const name of migrations) console.log(`  upgraded by ${name}`);
  for (const file of kept) console.log(`Kept: ${file}`);
  console.log(
    'Everybody signs in again. Passwords, roles and devices are as they were then: revoke again what was revoked since,\n' +
      'and look at what the printers were doing. Then start the office, and run npm run journal:verify.',
  );
  for (const file of unanchored) {
    console.error(
      `Talon: the restore could not be told to ${file}; the journal's next anchor goes there at the start.`,
    );
    process.exitCode = 1;
  }
}

async function main(): Promise<void> {
  const root = projectRoot();
  const config = readConfig(process.env, root);
  const { dataDir, databaseFile, answerKeyFile: keyFile, anchorFiles, migrationsDir: migrations } = config;
  const file = await fileOf(process.argv.slice(2), config);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const local = await listenLocal(config.socketFile, () =>
    Promise.resolve({ ok: false, why: 'A restore is at work in this folder; try again in a moment.' }),
  ).catch((error: unknown) => {
    throw error instanceof LocalTaken
      ? new Error(`An office is running in ${dataDir}: stop it first. Nothing was changed.`)
      : error;
  });
  try {
    // an office that had been decided on is there first: it must not come back over what is restored
    await finishBegin(config);
    const now = Date.now();
    const backups = config.backups.folder;
    const ledgers = [...new Set([...config.ledgers, join(dirname(file), 'erasures.log')])];
    const restored = await restoreBackup({
      file,
      databaseFile,
      keyFile,
      anchorFiles,
      backups,
      migrations,
      ledgers,
      now,
    });
    tell(restored, dataDir);
  } finally {
    await local.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(`Talon: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
