/** An office's folder that is backed up and restored: books, key, anchors, and looks at what became of them. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { appendAnchor, readAnchors } from '../../server/store/anchors.js';
import type { BackupPlan } from '../../server/store/backup.js';
import { makeOffice } from '../../server/store/make.js';
import type { Store } from '../../server/store/open.js';
import { restoreBackup, type RestoreSpec } from '../../server/store/restore.js';
import { standingAnchors } from '../../server/store/restored.js';
import { verifyJournal } from '../../server/store/verify.js';
import { batch, emptyBooks, entry, migrations, officeSpec, openBooks } from './database.js';

export const minute = 60_000;

/** An office with some entries, and everything else that its folder holds. */
export function officeWithBackups(tickets = 5) {
  const store = emptyBooks();
  const folder = dirname(store.file);
  const first = makeOffice(store, officeSpec('main'));
  const files = { keyFile: join(folder, 'answers.key'), anchorFiles: [join(folder, 'anchors.log')] };
  writeFileSync(files.keyFile, 'key-of-this-folder');
  let { revision } = first;
  const issue = (count: number) => {
    const entries = Array.from({ length: count }, (_, at) => entry('ticket:issued', { number: `А${at}` }));
    const head = store.commit(batch(revision, { entries }));
    revision = head.revision;
    return head;
  };
  const anchor = (at: number) => {
    const { seq, hash } = store.writing
      .prepare<[], { seq: number; hash: string }>('select headSeq as seq, headHash as hash from "Office"')
      .get() ?? { seq: 0, hash: '' };
    appendAnchor(files.anchorFiles[0] ?? '', { officeId: 'main', seq, hash, at });
  };
  issue(tickets);
  const plan = (now: number, part: Partial<BackupPlan> = {}): BackupPlan => ({
    databaseFile: store.file,
    ...files,
    folder: join(folder, 'backups'),
    second: null,
    keep: 14,
    version: '0.1.0',
    now,
    ...part,
  });
  const restore = (file: string, now: number, part: Partial<RestoreSpec> = {}) =>
    restoreBackup({
      file,
      databaseFile: store.file,
      ...files,
      backups: join(folder, 'backups'),
      migrations,
      ledgers: [join(folder, 'erasures.log'), join(folder, 'backups', 'erasures.log')],
      now,
      ...part,
    });
  return { store, folder, ...files, issue, anchor, plan, restore };
}

/** The same folder opened again, as a server does. */
export const reopen = (file: string): Store => openBooks(file, migrations);

export const numberOfEntries = (file: string): number => {
  const db = new Sqlite(file, { readonly: true });
  try {
    return db.prepare<[], number>('select count(*) from "Journal"').pluck().get() ?? 0;
  } finally {
    db.close();
  }
};

/** What `journal:verify` sees: the verdict, and the anchors that a restore set aside. */
export function verified(file: string, anchorFile: string) {
  const { standing, aside } = standingAnchors(file, 'main', readAnchors(anchorFile));
  return { ...verifyJournal({ file, officeId: 'main', anchors: standing, onProgress: () => undefined }), aside };
}

/** Everything in a folder but backups: names and bytes. */
export function stateOf(folder: string): Map<string, string> {
  const names = readdirSync(folder).filter((name) => name !== 'backups');
  return new Map(names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}
