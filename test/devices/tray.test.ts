import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encode } from '../../server/devices/printing/encode.js';
import { profiles } from '../../server/devices/printing/profiles.js';
import { makeTray } from '../../server/devices/printing/tray.js';
import { paper, text } from '../../server/domain/paper/document.js';
import { makePrinting, paperKeptMs } from '../../server/printing.js';
import { anna, receiving, register, report, romashka, save } from '../support/filing.js';
import { boss, hall, operator, type Stage } from '../support/builders.js';

const hourMs = 3_600_000;
const bytes = encode(paper([text('ООО Ромашка', {})]), profiles['yhd-8390']);
let folder = '';
let now = Date.now();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talon-tray-'));
  now = Date.now();
});
afterEach(() => rmSync(folder, { recursive: true }));

const fail = (error: unknown) => {
  throw error;
};
const open = () => makeTray({ folder, limit: 9, now: () => now, onError: fail });

function openPrinting() {
  return makePrinting({
    rows: [],
    folder,
    realNow: () => now,
    log: { warn: () => undefined, error: fail },
    settle: async () => undefined,
    onHealth: () => undefined,
  });
}

describe('the tray of virtual paper', () => {
  it('keeps no paper longer than a day, in memory or in the folder', async () => {
    const tray = open();
    tray.keep('friday', bytes);
    now += paperKeptMs - hourMs;
    tray.keep('saturday', bytes);
    // printed again: kept from then
    tray.keep('again', bytes);
    await tray.dropBefore(now - paperKeptMs);
    expect(readdirSync(folder)).toHaveLength(3);
    now += 2 * hourMs;
    tray.keep('again', bytes);
    await tray.dropBefore(now - paperKeptMs);
    expect(readdirSync(folder).sort()).toEqual(['again.escpos', 'saturday.escpos']);
    expect([await tray.bytesOf('friday'), await tray.bytesOf('saturday')]).toEqual([null, bytes]);
    now += paperKeptMs - hourMs;
    await tray.dropBefore(now - paperKeptMs);
    expect(readdirSync(folder)).toEqual(['again.escpos']);
  });

  it('finds Friday’s paper on Monday and removes it with the start', async () => {
    const friday = open();
    friday.keep('friday', bytes);
    friday.keep('today', bytes);
    await friday.flushed();
    const then = (now - 3 * paperKeptMs) / 1000;
    utimesSync(join(folder, 'friday.escpos'), then, then);
    const printing = openPrinting();
    await printing.tray.flushed();
    expect(readdirSync(folder)).toEqual(['today.escpos']);
    await printing.spool.close();
  });
});

describe('the page of paper', () => {
  const boris = operator('boris');

  /** The papers whose lines this person reads, or may open: what names a payer is hidden until then. */
  async function readBy(stage: Stage, actor: typeof boris): Promise<string[]> {
    const printing = openPrinting();
    for (const { printJobId } of stage.office.printJobs.values()) printing.tray.keep(printJobId, bytes);
    const { jobs } = await printing.paperPage(stage.office, 50, actor);
    await printing.spool.close();
    await printing.tray.flushed();
    expect(jobs.filter(({ kind, lines }) => kind === 'protocol' && lines !== null)).toEqual([]);
    return [
      ...new Set(jobs.filter(({ lines, isMasked }) => lines !== null || isMasked).map(({ kind }) => kind)),
    ].sort();
  }

  /** Anna received a payer at her booth and printed the protocol there. */
  function issued() {
    const at = receiving();
    const { stage, receptionId } = at;
    save(stage, receptionId, romashka, report({ refusalGround: '' }));
    register(stage, receptionId);
    stage.yes('protocol:issue', { receptionId }, anna);
    expect([...stage.office.printJobs.values()].some(({ kind }) => kind === 'protocol')).toBe(true);
    return at;
  }

  it('shows a protocol to the booth that made it, the manager and the auditor, and tickets to all staff', async () => {
    const { stage } = issued();
    const auditor = { ...boss, actorId: 'auditor', roles: ['auditor' as const] };
    for (const actor of [anna, boss, auditor]) expect(await readBy(stage, actor)).toContain('protocol');
    stage.shift('boris', '2');
    for (const actor of [boris, operator('clara'), hall]) expect(await readBy(stage, actor)).not.toContain('protocol');
    expect(await readBy(stage, boris)).toEqual(await readBy(stage, hall));
  });

  it('shows it to whoever takes the booth over with what is open there, and no longer to who left', async () => {
    const { stage } = issued();
    const reception = [...stage.office.receptions.values()][0];
    stage.yes('shift:open', { boothId: reception?.boothId ?? '', profileId: 'all', takeOver: true }, boris);
    expect(await readBy(stage, boris)).toContain('protocol');
    expect(await readBy(stage, anna)).not.toContain('protocol');
  });
});
