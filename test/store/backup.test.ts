import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendAnchor } from '../../server/store/anchors.js';
import { backUp, backupsIn, makeBackup } from '../../server/store/backup.js';
import { checkContainer, readManifest } from '../../server/store/container.js';
import { minute, officeWithBackups, stateOf } from '../support/backups.js';
import { morning, temporaryFolder } from '../support/database.js';

describe('a backup', () => {
  it('is one file for its owner alone, whole while others write, and says where each journal ended', async () => {
    const { store, issue, plan, folder } = officeWithBackups();
    const before = issue(3000);
    const writing = setInterval(() => issue(1), 1);
    const { file, manifest, bytes } = await makeBackup(plan(morning));
    clearInterval(writing);
    expect(file).toBe(join(folder, 'backups/talon-20261121T060000Z.backup'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    expect(manifest.parts.map(({ name }) => name)).toEqual(['talon.db', 'answers.key']);
    expect(bytes).toBeLessThan((manifest.parts[0]?.bytes ?? 0) / 2);
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
    expect(await readManifest(file)).toEqual(manifest);
    expect(manifest.offices).toMatchObject([{ officeId: 'main' }]);
    const [{ seq, hash } = { seq: 0, hash: '' }] = manifest.offices;
    expect(seq).toBeGreaterThanOrEqual(before.seq);
    const stored = store.writing.prepare('select hash from "Journal" where seq = ?').pluck().get(seq);
    expect(hash).toBe(stored);
  });

  it('of which one byte was changed, one cut off or one added is refused, wherever it is, and nothing happens', async () => {
    const { store, folder, plan, restore } = officeWithBackups(40);
    const { file } = await makeBackup(plan(morning));
    await store.close();
    const bytes = readFileSync(file);
    const before = stateOf(folder);
    const spoiled = join(temporaryFolder(), 'spoiled.backup');
    const refused = async (content: Uint8Array) => {
      writeFileSync(spoiled, content);
      await expect(checkContainer(spoiled)).rejects.toMatchObject({ name: 'BackupRefused' });
    };
    const text = bytes.subarray(0, bytes.indexOf('\n', 20) + 20).length;
    const places = [
      ...Array.from({ length: text }, (_, at) => at),
      ...Array.from({ length: 200 }, (_, at) => Math.floor((at * bytes.length) / 200)),
      ...Array.from({ length: 90 }, (_, at) => bytes.length - 1 - at),
    ];
    for (const place of places) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      await refused(changed);
    }
    await refused(bytes.subarray(0, -1));
    await refused(bytes.subarray(0, 10));
    await refused(Buffer.concat([bytes, Buffer.from('\n')]));
    await refused(Buffer.alloc(0));
    await expect(restore(spoiled, morning)).rejects.toThrow(/no backup|damaged/);
    const flipped = Buffer.from(bytes);
    flipped[Math.floor(bytes.length / 2)] = (flipped[Math.floor(bytes.length / 2)] ?? 0) ^ 0x80;
    writeFileSync(spoiled, flipped);
    await expect(restore(spoiled, morning)).rejects.toThrow(/checksum/);
    expect(stateOf(folder)).toEqual(before);
  });

  it('is not made of a journal that is wrong, and the older ones stay', async () => {
    const { store, plan } = officeWithBackups();
    const { folder } = plan(0);
    await backUp(plan(morning, { keep: 1 }));
    store.writing.exec(`drop trigger journal_no_update; update "Journal" set data = '{}' where seq = 3`);
    await expect(backUp(plan(morning + minute, { keep: 1 }))).rejects.toThrow(
      /journal of main is not whole: look at entry 3/,
    );
    expect(await backupsIn(folder)).toEqual(['talon-20261121T060000Z.backup']);
    expect(readdirSync(folder)).toEqual(['talon-20261121T060000Z.backup']);
  });

  it('is not made of a journal that an anchor contradicts', async () => {
    const { plan, anchorFiles } = officeWithBackups();
    appendAnchor(anchorFiles[0] ?? '', { officeId: 'main', seq: 2, hash: 'f'.repeat(64), at: morning });
    await expect(makeBackup(plan(morning))).rejects.toThrow(/look at entry 2 \(anchor\)/);
  });

  it('keeps the newest in both folders; a second folder that cannot be written is told, and costs nothing', async () => {
    const { plan } = officeWithBackups();
    const second = join(temporaryFolder(), 'other/disk');
    const { folder } = plan(0);
    for (let at = 0; at < 4; at += 1) {
      const done = await backUp(plan(morning + at * minute, { keep: 2, second }));
      expect(done).toMatchObject({ copyFailed: null, dropped: at < 2 ? 0 : 1 });
      expect(readFileSync(done.copy ?? '')).toEqual(readFileSync(done.file));
      expect(statSync(done.copy ?? '').mode & 0o777).toBe(0o600);
    }
    const names = ['talon-20261121T060200Z.backup', 'talon-20261121T060300Z.backup'];
    expect(await backupsIn(folder)).toEqual(names);
    expect(readdirSync(second).sort()).toEqual(names);
    const { copyFailed } = await backUp(
      plan(morning + 9 * minute, { second: join(second, names[0] ?? '', 'in a file') }),
    );
    expect(copyFailed).toMatch(/ENOTDIR/);
    expect((await backupsIn(folder)).at(-1)).toBe('talon-20261121T060900Z.backup');
  });

  it('removes what an earlier one left unfinished', async () => {
    const { plan } = officeWithBackups();
    const { folder } = plan(0);
    mkdirSync(join(folder, '.making-0123'), { recursive: true });
    writeFileSync(join(folder, '.making-0123/talon.db'), 'half');
    await makeBackup(plan(morning));
    expect(readdirSync(folder)).toEqual(['talon-20261121T060000Z.backup']);
  });
});
