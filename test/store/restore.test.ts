import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { appendAnchor } from '../../server/store/anchors.js';
import { anchorsOfBackups, makeBackup } from '../../server/store/backup.js';
import { standingAnchors } from '../../server/store/restored.js';
import { minute, numberOfEntries, officeWithBackups, reopen, stateOf, verified } from '../support/backups.js';
import { batch, entry, migrations, morning, temporaryFolder } from '../support/database.js';

describe('a restore', () => {
  it('brings the office of the backup back, keeps the other one, and tells the journal', async () => {
    const { store, folder, issue, anchor, plan, restore, keyFile, anchorFiles } = officeWithBackups();
    const [anchors = ''] = anchorFiles;
    anchor(morning);
    const { file, manifest } = await makeBackup(plan(morning + minute));
    issue(7);
    anchor(morning + 2 * minute);
    const lost = numberOfEntries(store.file);
    await store.close();
    writeFileSync(keyFile, 'another key');
    const { kept, offices, unanchored } = await restore(file, morning + 5 * minute);
    const stamp = '20261121T060500Z';
    expect(kept.map((name) => basename(name))).toEqual([`answers.key.before-${stamp}`, `talon.db.before-${stamp}`]);
    expect(numberOfEntries(join(folder, `talon.db.before-${stamp}`))).toBe(lost);
    expect(readFileSync(keyFile, 'utf8')).toBe('key-of-this-folder');
    expect(statSync(store.file).mode & 0o777).toBe(0o600);
    expect(unanchored).toEqual([]);
    const [{ seq, hash } = { seq: 0, hash: '' }] = manifest.offices;
    expect(offices).toMatchObject([{ officeId: 'main', seq, hash, entry: seq + 1, asideFrom: 13, asideTo: 13 }]);

    // the anchors that saw what is gone are told, not accused
    expect(verified(store.file, anchors)).toMatchObject({
      whole: true,
      entries: seq + 1,
      aside: [{ entry: seq + 1, anchors: 1, to: 13 }],
    });
    const again = reopen(store.file);
    expect(again.opened).toEqual({ migrations: [], triggers: [] });
    const told = await again.read.journal.findFirst({ orderBy: { seq: 'desc' } });
    expect(told).toMatchObject({ kind: 'office:restored', actor: 'shell', seq: seq + 1 });
    // what an administrator is told: rights and devices are of the backup's moment
    const at = morning + 5 * minute;
    expect(again.restores.last('main', at)).toEqual({ at, madeAt: morning + minute });
    expect(again.restores.last('main', at + 1)).toBeNull();
    expect(readdirSync(folder).filter((name) => name.startsWith('.restoring'))).toEqual([]);
  });

  it('excuses nobody who rewrites the journal: anchors that stand are still compared', async () => {
    const { store, issue, anchor, plan, restore, anchorFiles } = officeWithBackups();
    const [anchors = ''] = anchorFiles;
    anchor(morning);
    const { file } = await makeBackup(plan(morning + minute));
    issue(3);
    anchor(morning + 2 * minute);
    await store.close();
    await restore(file, morning + 5 * minute);
    // an anchor of the restored journal that it no longer bears out, and one beyond what the restore set aside
    appendAnchor(anchors, { officeId: 'main', seq: 7, hash: 'e'.repeat(64), at: morning + 6 * minute });
    expect(verified(store.file, anchors)).toMatchObject({ whole: false, seq: 7, fault: 'anchor' });
    const other = join(temporaryFolder(), 'anchors.log');
    appendAnchor(other, { officeId: 'main', seq: 40, hash: 'e'.repeat(64), at: morning + 3 * minute });
    expect(verified(store.file, other)).toMatchObject({ whole: false, fault: 'cut' });
  });

  it('of the wrong day is made good by one of the right day', async () => {
    const { store, issue, anchor, plan, restore, anchorFiles } = officeWithBackups();
    const [anchors = ''] = anchorFiles;
    const monday = await makeBackup(plan(morning));
    issue(10);
    anchor(morning + minute);
    const tuesday = await makeBackup(plan(morning + 2 * minute));
    issue(2);
    anchor(morning + 3 * minute);
    issue(1);
    // a backup is an anchor too, and knows more than the last of the file
    await makeBackup(plan(morning + 3 * minute + 1));
    await store.close();
    await restore(monday.file, morning + 4 * minute);
    const between = reopen(store.file);
    const { seq } = between.commit(batch(3, { entries: [entry('ticket:issued', {}), entry('ticket:issued', {})] }));
    expect(seq).toBe(9);
    const hash = String(between.writing.prepare('select headHash from "Office"').pluck().get());
    appendAnchor(anchors, { officeId: 'main', seq, hash, at: morning + 5 * minute });
    await between.close();
    const { offices } = await restore(tuesday.file, morning + 6 * minute);
    expect(offices).toMatchObject([{ seq: 16, entry: 17, asideFrom: 7, asideTo: 19 }]);
    expect(verified(store.file, anchors)).toMatchObject({ whole: true, entries: 17, aside: [{ entry: 17, to: 18 }] });
    const { anchors: carried } = await anchorsOfBackups(join(dirname(store.file), 'backups'));
    expect(carried.map((one) => one.seq)).toEqual([6, 16, 19]);
    expect(standingAnchors(store.file, 'main', carried).standing.map((one) => one.seq)).toEqual([6, 16]);
  });

  it('replaces books that are wrecked, and keeps them with their log', async () => {
    const { store, folder, issue, plan, restore } = officeWithBackups();
    const { file } = await makeBackup(plan(morning));
    issue(300);
    cpSync(`${store.file}-wal`, join(folder, 'log'));
    await store.close();
    cpSync(join(folder, 'log'), `${store.file}-wal`);
    writeFileSync(store.file, 'this was a database');
    const { kept } = await restore(file, morning + minute);
    expect(kept.map((name) => basename(name))).toEqual([
      'talon.db.before-20261121T060100Z',
      'talon.db.before-20261121T060100Z-wal',
    ]);
    expect(readFileSync(kept[0] ?? '', 'utf8')).toBe('this was a database');
    expect(existsSync(`${store.file}-wal`)).toBe(false);
    expect(numberOfEntries(store.file)).toBe(7);
  });

  it('of a half file of the database, and into an empty folder', async () => {
    const { store, issue, plan, restore } = officeWithBackups();
    const { file } = await makeBackup(plan(morning));
    issue(300);
    await store.close();
    truncateSync(store.file, Math.floor(statSync(store.file).size / 2));
    await restore(file, morning + minute);
    expect(numberOfEntries(store.file)).toBe(7);
    const elsewhere = temporaryFolder();
    const databaseFile = join(elsewhere, 'talon.db');
    const keyFile = join(elsewhere, 'answers.key');
    const anchorFiles = [join(elsewhere, 'anchors.log')];
    const there = { databaseFile, keyFile, anchorFiles, backups: join(elsewhere, 'backups') };
    expect(await restore(file, morning, there)).toMatchObject({ kept: [] });
    expect(readFileSync(keyFile, 'utf8')).toBe('key-of-this-folder');
    expect(verified(databaseFile, anchorFiles[0] ?? '')).toMatchObject({ whole: true, entries: 7 });
    expect(readdirSync(elsewhere).sort()).toEqual(['anchors.log', 'answers.key', 'talon.db']);
  });

  it('refuses a backup of a newer program, another office’s folder and a database that another program reads', async () => {
    const { store, folder, plan, restore, anchorFiles } = officeWithBackups();
    const { file } = await makeBackup(plan(morning));
    const older = join(temporaryFolder(), 'migrations');
    cpSync(migrations, older, { recursive: true });
    const last = readdirSync(older)
      .filter((name) => name.startsWith('2'))
      .sort()
      .at(-1);
    rmSync(join(older, last ?? ''), { recursive: true });
    const reader = new Sqlite(store.file, { readonly: true });
    reader.exec('begin');
    reader.prepare('select * from "Office"').get();
    store.commit(batch(2, { entries: [entry('ticket:issued', {})] }));
    await expect(restore(file, morning)).rejects.toThrow(/Another program reads/);
    reader.close();
    await store.close();
    const before = stateOf(folder);
    await expect(restore(file, morning, { migrations: older })).rejects.toThrow(
      /newer version of Talon \(0\.1\.0\).*Nothing/,
    );
    const foreign = join(temporaryFolder(), 'anchors.log');
    appendAnchor(foreign, { officeId: 'main', seq: 3, hash: 'a'.repeat(64), at: morning });
    await expect(restore(file, morning, { anchorFiles: [...anchorFiles, foreign] })).rejects.toThrow(
      /another office’s/,
    );
    expect(stateOf(folder)).toEqual(before);
  });

  it('ends every session, withdraws pairing links, and leaves open prints in doubt', async () => {
    const { store, plan, restore } = officeWithBackups();
    const times = { createdAt: morning, seenAt: morning, expiresAt: morning + 9e9, closedAt: null };
    store.sessions.openSession({ sessionId: 's', tokenHash: 't', userId: 'u', officeId: 'main', ...times });
    const job = store.writing.prepare(
      `insert into "PrintJob" (id, officeId, printerId, kind, document, state, createdAt, changedAt)
       values (?, 'main', 'main-printer', 'protocol', '[]', ?, '', '')`,
    );
    for (const state of ['queued', 'printing', 'printed']) job.run(state, state);
    const { file } = await makeBackup(plan(morning));
    await store.close();
    await restore(file, morning + minute);
    const again = reopen(store.file);
    expect((await again.read.session.findFirst())?.closedAt?.getTime()).toBe(morning + minute);
    const states = again.writing.prepare('select state from "PrintJob" order by id').pluck().all();
    // a start settles what was printing as unknown and prints none of it
    expect(states).toEqual(['printed', 'printing', 'printing']);
  });
});
