import { readFileSync, rmSync, mkdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { makePublisher } from '../../server/office/publish.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

describe('what goes wrong beside a ruling', () => {
  let office: TestOffice | null = null;
  afterEach(async () => {
    await office?.close();
    office = null;
  });

  it('one view that cannot be computed is told once, and the other screens hear theirs', () => {
    const told: string[] = [];
    const heard: string[] = [];
    let isBroken = false;
    const publisher = makePublisher((_error, key) => told.push(key));
    publisher.onPublication((key) => heard.push(key));
    let count = 0;
    const compute = () => {
      count += 1;
      return { count };
    };
    publisher.hold({
      key: 'hall:broken',
      name: 'hall',
      compute: () => {
        if (isBroken) throw new Error('no view');
        return { fine: true };
      },
    });
    publisher.hold({ key: 'hall:well', name: 'hall', compute });
    isBroken = true;
    publisher.flushAll();
    publisher.close();
    expect(told).toEqual(['hall:broken']);
    expect(heard).toContain('hall:well');
  });

  it('an anchor that cannot be written at closing is told by health, and the day’s sheet is printed all the same', async () => {
    const folder = `${process.env.TMPDIR ?? '/tmp'}/talon-anchors-${process.pid}`;
    mkdirSync(folder, { recursive: true });
    const second = join(folder, 'second.log');
    office = await openTestOffice({ environment: { ANCHORS: second, LOG_LEVEL: 'silent' } });
    const manager = await office.staff(['manager']);
    rmSync(folder, { recursive: true });
    expect(await manager.ask('day:close', { requestId: press() })).toMatchObject({ ok: true });
    const { clerk, health } = office.opened.app.house;
    await clerk.idle();
    expect(health()).toMatchObject({ unanchored: 1 });
    const anchors = readFileSync(office.config.anchorFiles[0] ?? '', 'utf8')
      .trim()
      .split('\n');
    const closed = await office.opened.store.read.journal.findFirst({ where: { kind: 'day:closed' } });
    expect(anchors.at(-1)).toContain(` ${closed?.seq} ${closed?.hash} `);
    expect([...clerk.office.printJobs.values()].map(({ kind }) => kind)).toContain('day');
  });

  it('an anchor file that cannot be written refuses the start by name', async () => {
    await expect(openTestOffice({ environment: { ANCHORS: '/nowhere/anchors.log' } })).rejects.toThrow(
      /\/nowhere\/anchors\.log/,
    );
    expect(existsSync('/nowhere')).toBe(false);
  });

  it('a variable that is set to nothing is not set', async () => {
    office = await openTestOffice({ environment: { ANCHORS: '', PUBLIC_URL: '', TLS_CERT: '' } });
    expect(office.config.anchorFiles).toHaveLength(1);
    expect(office.config.publicUrl).toBeNull();
  });
});

describe('names that cannot be read after a commit', () => {
  it('turn no yes into a no: what is committed is answered, and the names come by themselves', async () => {
    const office = await openTestOffice({ environment: { LOG_LEVEL: 'silent' } });
    try {
      const admin = await office.staff(['administrator']);
      const { people } = office.opened.store;
      const { listUsers } = people;
      people.listUsers = () => Promise.reject(new Error('the disk is slow'));
      const anna = { login: 'anna', name: 'Белова Анна', position: '', roles: ['operator' as const] };
      const added = await admin.ask('user:add', { requestId: press(), ...anna });
      expect(added).toMatchObject({ ok: true });
      people.listUsers = listUsers;
      const known = () => [...office.opened.app.house.clerk.office.people.values()].map(({ name }) => name);
      await expect.poll(known).toContain('Белова Анна');
    } finally {
      await office.close();
    }
  });
});

describe('books that cannot be written for a while', () => {
  it('another program’s lock holds up nobody for long: presses wait, are made once, and health tells the truth', async () => {
    const office = await openTestOffice({ environment: { LOG_LEVEL: 'silent' } });
    const other = new Sqlite(office.config.databaseFile);
    try {
      const kiosk = await office.kiosk();
      const { house } = office.opened.app;
      const ticket = { requestId: press(), serviceId: 'service-consultation', answers: {}, language: 'ru' } as const;
      other.exec('BEGIN IMMEDIATE');
      const asked = kiosk.ask('ticket:issue', ticket);
      await expect.poll(() => house.health().database, { timeout: 15_000, interval: 5 }).toBe('not writable');
      // nothing else holds the thread up: so long does one try wait, in milliseconds, and the tries let others in between
      expect(office.opened.store.writing.pragma('busy_timeout', { simple: true })).toBeLessThanOrEqual(50);
      // the lock is still held: somebody else is answered
      expect((await fetch(`${office.url}/health`)).status).toBe(200);
      other.exec('ROLLBACK');
      const first = await asked;
      const again = await kiosk.ask('ticket:issue', ticket);
      expect(again).toMatchObject({ ok: true, data: { number: 'В001' } });
      if (first.ok) expect(again).toEqual(first);
      await expect.poll(() => house.health().database).toBe('writable');
    } finally {
      other.close();
      await office.close();
    }
  });

  it('a folder whose database is gone does not become a new office while its anchors are there', async () => {
    const office = await openTestOffice();
    const { config } = office;
    await office.opened.app.close();
    rmSync(config.databaseFile);
    await expect(openTestOffice({ environment: { DATA_DIR: config.dataDir } })).rejects.toThrow(/anchors\.log/);
    rmSync(config.dataDir, { recursive: true });
  });
});
