/**
 * Five years behind an office: how long they take to write, to prove, and to ask, while its booths call. The office is
 * made once for its arguments and sources and kept in the system's temporary folder, because it is sixteen gigabytes;
 * `TALON_HISTORY` names a folder that is there already.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BoardView, DeskView } from '../../server/contract/index.js';
import { startChild, type Child } from './child.js';
import { ask, device, press, staff } from './clients.js';
import { percentile, row, type Row } from './figures.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const words = ['--years', '5', '--visits', '500', '--seed', '1'];
const times = 5;
const warmings = 3;
/** Between two calls of the hall: busier than twenty booths ever are. */
const pauseMs = 250;

/** A name that changes with whatever decides what a history is. */
function keyOf(): string {
  const hash = createHash('sha256').update(words.join(' '));
  for (const room of ['server/history', 'server/domain', 'server/regulations', 'server/store', 'prisma/migrations'])
    for (const name of readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(ts|json|sql)$/.test(name) && !name.includes('generated'))
        hash.update(name).update(readFileSync(join(root, room, name)));
  return hash.digest('hex').slice(0, 12);
}

function run(name: string, folder: string, args: readonly string[]): number {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'server/tools/run.mjs'), name, ...args], {
    env: { ...process.env, DATA_DIR: folder },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return (performance.now() - startedAt) / 1000;
}

/** The office with its years, and in how many seconds it was written; null when somebody else has written it. */
function prepared(): { folder: string; seconds: number | null } {
  const given = process.env['TALON_HISTORY'];
  if (given !== undefined) return { folder: given, seconds: null };
  const folder = join(tmpdir(), `talon-history-${keyOf()}`);
  const note = join(folder, 'written-in');
  if (!existsSync(note)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(note, String(run('history', folder, words)));
  }
  return { folder, seconds: Number(readFileSync(note, 'utf8')) };
}

/** The longest of a few askings, after some that warm both threads up; milliseconds. */
async function asked(child: Child, cookie: string, path: string): Promise<number> {
  const once = async (): Promise<number> => {
    const startedAt = performance.now();
    const response = await fetch(`${child.url}/api/${path}`, { headers: { cookie, 'x-talon-as': 'staff' } });
    await response.arrayBuffer();
    // a question that is refused must not look quick
    return response.ok ? performance.now() - startedAt : Infinity;
  };
  for (let time = 0; time < warmings; time += 1) await Promise.all([once(), once()]);
  const waits: number[] = [];
  for (let time = 0; time < times; time += 1) waits.push(await once());
  return Math.max(...waits);
}

/** Issues, calls, receives and finishes until told to stop; how long each call took to the board. */
function playHall(child: Child, until: { isOver: boolean }): Promise<number[]> {
  const id = Date.now();
  return (async () => {
    const kiosk = await device(child, 'kiosk', `Киоск ${id}`);
    const board = await device(child, 'display', `Табло ${id}`);
    const { socket, cookie } = await staff(child, `bench-operator-${id}`, 'operator');
    let newest = '';
    let hear: (() => void) | null = null;
    board.on('view', (_name: string, view: BoardView) => {
      newest = view.calls[0]?.number ?? '';
      hear?.();
    });
    board.emit('watch', 'board');
    const desk = async (): Promise<DeskView> => {
      const response = await fetch(`${child.url}/api/views/desk`, { headers: { cookie, 'x-talon-as': 'staff' } });
      const reply: { data: DeskView } = await response.json();
      return reply.data;
    };
    await ask(socket, 'shift:open', { requestId: press(), boothId: 'booth-1', profileId: 'profile-all' });
    const waits: number[] = [];
    while (!until.isOver) {
      const { number } = await ask(kiosk, 'ticket:issue', {
        requestId: press(),
        serviceId: 'service-consultation',
        answers: {},
        language: 'ru',
      });
      const { turn } = await desk();
      const seen = new Promise<void>((resolve) => {
        hear = () => (newest === number ? resolve() : undefined);
      });
      const startedAt = performance.now();
      await ask(socket, 'visit:callNext', { requestId: press(), turn });
      await Promise.race([seen, sleep(5000)]);
      waits.push(performance.now() - startedAt);
      await ask(socket, 'visit:begin', { requestId: press(), turn: turn + 1 });
      await ask(socket, 'visit:finish', { requestId: press(), turn: turn + 2 });
      await sleep(pauseMs);
    }
    await ask(socket, 'shift:close', { requestId: press(), turn: (await desk()).turn });
    for (const one of [kiosk, board, socket]) one.disconnect();
    return waits;
  })();
}

const month = 'reports/figures?from=2026-10-01&until=2026-10-31';
const year = 'reports/figures?from=2025-01-01&until=2025-12-31';
/** A comparison is a second period counted: told beside the target, which is of one. */
const questions: readonly { name: string; path: string; most: number | null }[] = [
  { name: 'first page of the journal', path: 'reports/journal?limit=50', most: 50 },
  { name: '… of a day', path: 'reports/journal?limit=50&day=2024-03-13', most: 50 },
  { name: '… of a kind, in all the years', path: 'reports/journal?limit=50&kind=complaint:forwarded', most: 50 },
  { name: '… of a kind on a day', path: 'reports/journal?limit=50&day=2024-03-13&kind=visit:begun', most: 50 },
  { name: '… of a number', path: 'reports/journal?limit=50&number=А012', most: 50 },
  { name: 'report of a month', path: `${month}&compare=none`, most: 150 },
  { name: '… and the month before', path: month, most: null },
  { name: 'report of a year', path: `${year}&compare=none`, most: 500 },
  { name: '… and the year before', path: year, most: null },
  { name: 'report of five years', path: 'reports/figures?from=2021-11-01&until=2026-11-20', most: 2000 },
  {
    name: 'export of 20,000 visits',
    path: 'exports/visits.xlsx?from=2026-08-03&until=2026-09-25',
    most: 2000,
  },
];

/** Rows: writing and proving five years, asking them while the hall goes on, and what it costs the hall. */
export async function historyRows(): Promise<Row[]> {
  const { folder, seconds } = prepared();
  // five minutes were asked: the README says why it is six
  const rows: Row[] = seconds === null ? [] : [row('five years written (625,000 visits)', seconds, 's', { most: 360 })];
  rows.push(row('journal of five years proved', run('verify', folder, []), 's', { most: 60 }));
  const pulse = fileURLToPath(new URL('./pulse.mjs', import.meta.url));
  const child = await startChild(folder, { NODE_OPTIONS: `--import ${pulse}` });
  try {
    const { socket, cookie } = await staff(child, `bench-manager-${Date.now()}`, 'manager');
    // a Sunday's office is opened by its manager; on other days it may be open already
    await ask(socket, 'day:open', { requestId: press() }).catch(() => null);
    const until = { isOver: false };
    const calls = playHall(child, until);
    let most = 0;
    for (const { name, path, most: limit } of questions) {
      rows.push(row(name, await asked(child, cookie, encodeURI(path)), 'ms', limit === null ? null : { most: limit }));
      most = Math.max(most, await child.rssMb());
    }
    until.isOver = true;
    const said = await child.says(/pulse/, 5000);
    const busy = [...said.matchAll(/pulse ([\d.]+)/g)].map(([, p99]) => Number(p99));
    rows.push(row('call next pressed → board meanwhile, p99', percentile(await calls, 0.99), 'ms', { most: 100 }));
    rows.push(row('the clerk’s thread busy at a stretch meanwhile', percentile(busy, 0.5), 'ms', { most: 10 }));
    rows.push(row('memory meanwhile', most, 'MB', { most: 400 }));
    return rows;
  } finally {
    await child.stop();
  }
}
