/** The export at day's end: two sheets of each closed day in a folder, whole or not there, never one too few. */
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../server/contract/index.js';
import { makeExporting, type Exported } from '../../server/exporting.js';
import { temporaryFolder } from '../support/database.js';
import { openTestOffice, press } from '../support/office.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const bytes = Buffer.from('sheet');

/** The export of an office whose closings the test tells: the day of the n-th entry; `breaks` is asked before every sheet. */
function open(folder: string, closed: string[], breaks: () => Error | null = () => null) {
  const asked: string[] = [];
  const recorded: Exported[] = [];
  const settings = { isOn: true, formats: ['csv' as const] };
  const make = () =>
    makeExporting({
      folder: join(folder, 'exports'),
      stateFile: join(folder, 'exported.json'),
      settings: () => settings,
      closings(after) {
        const all = closed.map((day, at) => ({ day, seq: at + 1 }));
        const last = all.filter(({ day, seq }) => seq === closed.lastIndexOf(day) + 1);
        return Promise.resolve(after === null ? last.slice(-1) : last.filter(({ seq }) => seq > after));
      },
      sheet(name, format, _language, query) {
        const error = breaks();
        if (error !== null) return Promise.reject(error);
        asked.push(`${name}.${format} ${JSON.stringify(query)}`);
        return Promise.resolve({ ok: true, data: { fileName: 'x', bytes, rows: 1 } });
      },
      record(exported) {
        recorded.push(exported);
        return Promise.resolve();
      },
      retryMs: 60,
      log: quiet,
    });
  const files = () => (existsSync(join(folder, 'exports')) ? readdirSync(join(folder, 'exports')).sort() : []);
  return { make, files, asked, settings, recorded };
}

const until = async (is: () => boolean) => {
  await expect.poll(is, { interval: 10 }).toBe(true);
};

describe('the export of closed days', () => {
  it('begins with the newest, then takes each day that is closed, also those that were closed while it was away', async () => {
    const closed = ['2013-02-13', '2013-02-14'];
    const { make, files } = open(temporaryFolder(), closed);
    const first = make();
    first.wake();
    await until(() => first.state().exportedDay === '2013-02-14');
    expect(files()).toEqual(['2013-02-14 figures.csv', '2013-02-14 visits.csv']);
    await first.close();
    closed.push('2013-02-15', '2013-02-18');
    const second = make();
    second.wake();
    await until(() => second.state().exportedDay === '2013-02-18');
    expect(files()).toHaveLength(6);
    await second.close();
  });

  it('keeps files and folder to the office itself', async () => {
    const folder = temporaryFolder();
    const { make } = open(folder, ['2013-02-14']);
    const exporting = make();
    exporting.wake();
    await until(() => exporting.state().exportedDay !== null);
    expect(statSync(join(folder, 'exports')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'exports', '2013-02-14 visits.csv')).mode & 0o777).toBe(0o600);
    await exporting.close();
  });

  it('that fails is told, leaves no half file, and is done at the next start', async () => {
    const folder = temporaryFolder();
    const { make, files } = open(folder, ['2013-02-14']);
    writeFileSync(join(folder, 'exports'), 'in the way');
    const first = make();
    first.wake();
    await until(() => first.state().exportFailed !== null);
    expect(first.state()).toEqual({ exportedDay: null, exportFailed: expect.stringMatching(/^E[A-Z]+$/) });
    await first.close();
    rmSync(join(folder, 'exports'));
    const second = make();
    second.wake();
    await until(() => second.state().exportedDay === '2013-02-14');
    expect(second.state().exportFailed).toBeNull();
    expect(files().filter((name) => name.endsWith('.part'))).toEqual([]);
    await second.close();
  });

  it('is in the journal with its counts, each day once; what fails is tried again by itself until it is written', async () => {
    const folder = temporaryFolder();
    let isBroken = true;
    const { make, files, recorded } = open(folder, ['2013-02-14'], () => (isBroken ? new Error('full') : null));
    const exporting = make();
    exporting.wake();
    await until(() => exporting.state().exportFailed === 'full');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(exporting.state()).toEqual({ exportedDay: null, exportFailed: 'full' });
    expect(recorded).toEqual([]);
    isBroken = false;
    await until(() => exporting.state().exportFailed === null);
    expect(exporting.state().exportedDay).toBe('2013-02-14');
    expect(files()).toHaveLength(2);
    expect(recorded).toEqual([{ day: '2013-02-14', formats: ['csv'], rows: 2 }]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(recorded).toHaveLength(1);
    await exporting.close();
  });

  it('written anew takes the place of the old at once: who reads it has the whole old one', async () => {
    const folder = temporaryFolder();
    const closed = ['2013-02-14'];
    const { make, asked } = open(folder, closed);
    const exporting = make();
    exporting.wake();
    await until(() => exporting.state().exportedDay !== null);
    const file = join(folder, 'exports', '2013-02-14 visits.csv');
    const reader = join(folder, 'reader');
    writeFileSync(file, 'as it was');
    linkSync(file, reader);
    closed.push('2013-02-14');
    exporting.wake();
    await until(() => asked.length === 4);
    await exporting.close();
    expect(readFileSync(file)).toEqual(bytes);
    expect(readFileSync(reader, 'utf8')).toBe('as it was');
  });

  it('that breaks between two sheets of a day does the whole day again', async () => {
    let count = 0;
    const { make, files, asked } = open(temporaryFolder(), ['2013-02-14'], () =>
      (count += 1) === 2 ? new Error('tooMany') : null,
    );
    const exporting = make();
    exporting.wake();
    await until(() => exporting.state().exportFailed === 'tooMany');
    exporting.wake();
    await until(() => exporting.state().exportedDay === '2013-02-14');
    expect(files()).toHaveLength(2);
    expect(asked).toHaveLength(3);
    await exporting.close();
  });

  it('passes over days that were closed while it was off, and writes a day closed again anew', async () => {
    const closed = ['2013-02-13'];
    const { make, files, settings, asked } = open(temporaryFolder(), closed);
    settings.isOn = false;
    const exporting = make();
    exporting.wake();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(files()).toEqual([]);
    settings.isOn = true;
    closed.push('2013-02-14');
    exporting.wake();
    await until(() => exporting.state().exportedDay === '2013-02-14');
    expect(files()).toHaveLength(2);
    closed.push('2013-02-14');
    exporting.wake();
    await until(() => asked.length === 4);
    await exporting.close();
  });

  it('does a day that was closed once more at the next start, when it could not at once', async () => {
    let isBroken = false;
    const closed = ['2013-02-14'];
    const { make, asked } = open(temporaryFolder(), closed, () => (isBroken ? new Error('full') : null));
    const first = make();
    first.wake();
    await until(() => first.state().exportedDay !== null);
    isBroken = true;
    closed.push('2013-02-14');
    first.wake();
    await until(() => first.state().exportFailed === 'full');
    await first.close();
    isBroken = false;
    const second = make();
    second.wake();
    await until(() => asked.length === 4);
    await second.close();
    expect(second.state()).toEqual({ exportedDay: '2013-02-14', exportFailed: null });
    const third = make();
    third.wake();
    await third.close();
    expect(asked).toHaveLength(4);
  });

  it('follows no link, and takes away what a crash left of its own, nothing else', async () => {
    const folder = temporaryFolder();
    const { make, files } = open(folder, ['2013-02-14']);
    const exports = join(folder, 'exports');
    mkdirSync(exports);
    writeFileSync(join(folder, 'victim'), 'mine');
    for (const name of ['2013-02-14 visits.csv', '2013-02-14 visits.csv.part'])
      symlinkSync(join(folder, 'victim'), join(exports, name));
    const left = `2013-02-13 visits.csv.${randomUUID()}.part`;
    const foreign = `notes.${randomUUID()}.part`;
    for (const name of [left, foreign]) {
      writeFileSync(join(exports, name), 'half');
      utimesSync(join(exports, name), 1, 1);
    }
    const exporting = make();
    exporting.wake();
    await until(() => exporting.state().exportedDay !== null);
    await exporting.close();
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('mine');
    expect(lstatSync(join(exports, '2013-02-14 visits.csv')).isFile()).toBe(true);
    expect(files()).toEqual(
      ['2013-02-14 figures.csv', '2013-02-14 visits.csv', '2013-02-14 visits.csv.part', foreign].sort(),
    );
  });
});

describe('an office whose day is closed', () => {
  it('has its report and its tickets in the folder, and tells so', async () => {
    const office = await openTestOffice();
    const manager = await office.staff(['manager']);
    const set = await manager.ask('exports:set', {
      requestId: press(),
      seen: 0,
      exports: { isOn: true, formats: ['csv', 'xlsx'] },
    });
    expect(set.ok).toBe(true);
    expect(await manager.ask('day:close', { requestId: press() })).toMatchObject({ ok: true });
    const { folder } = office.config.exports;
    await until(() => existsSync(folder) && readdirSync(folder).length === 4);
    expect(readFileSync(join(folder, '2013-02-15 figures.csv'), 'utf8')).toMatch(/^\ufeffСводка\r\n/);
    const settings = async () => {
      const response = await fetch(`${office.url}/api/reports/alertSettings`, { headers: { cookie: manager.cookie } });
      const { data } = (await response.json()) as { data: Report<'alertSettings'> };
      return data;
    };
    await until(() => existsSync(office.config.exports.stateFile));
    expect(await settings()).toMatchObject({ exportedDay: '2013-02-15', exportFailed: null });
    const entry = await office.opened.store.read.journal.findFirst({ where: { kind: 'report:exported' } });
    expect(entry?.actor).toBe('clockwork');
    expect(JSON.parse(entry?.data ?? '')).toEqual({
      day: '2013-02-15',
      formats: ['csv', 'xlsx'],
      rows: expect.any(Number),
    });
    const seen = () => readFileSync(office.config.exports.stateFile, 'utf8');
    const first = seen();
    // opened again and closed again: another closing of the same day
    expect(await manager.ask('day:open', { requestId: press() })).toMatchObject({ ok: true });
    expect(await manager.ask('day:close', { requestId: press() })).toMatchObject({ ok: true });
    await until(() => seen() !== first);
    await office.close();
  });
});
