import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkers, type Workers } from '../../server/devices/workers.js';

/** A thread that does as it is told: once from its source, once from plain JavaScript, as it is built. */
const folder = fileURLToPath(new URL('../../node_modules/.cache/talon/threads', import.meta.url));
const side = fileURLToPath(new URL('../../server/devices/workerside.ts', import.meta.url));
const source = `
import { answerTasks } from ${JSON.stringify(side)};
const hold: unknown[] = [];
answerTasks((task: { does: string; n: number; bytes?: Uint8Array }) => {
  if (task.does === 'throw') throw new Error('cannot');
  if (task.does === 'end') process.exit(3);
  if (task.does === 'eat') for (;;) hold.push(Array.from({ length: 1000 }, () => hold.length + 0.5));
  if (task.does === 'loop') for (;;) hold.length = 0;
  if (task.does === 'count') return hold.push(null);
  return task.n + (task.bytes?.length ?? 0);
});`;

type Pool = Workers<{ does: string; n: number; bytes?: Uint8Array }, number>;
let entry: URL;
let pool: Pool;
const open = (part: { size?: number; queue?: number; timeoutMs?: number; warmMs?: number }): Pool =>
  (pool = makeWorkers({ entry, size: 1, queue: 2, timeoutMs: 15_000, memoryMb: 32, warmMs: 60_000, ...part }));
const nameOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.name,
  );

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'obedient.ts'), source);
  entry = pathToFileURL(join(folder, 'obedient.ts'));
});
afterEach(() => pool.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('worker threads', () => {
  it('answer task after task; bytes that are handed over leave the office’s memory', async () => {
    open({});
    const bytes = new Uint8Array(1000);
    expect(await pool.run({ does: 'add', n: 1, bytes }, [bytes.buffer])).toBe(1001);
    expect(bytes.length).toBe(0);
    expect(await Promise.all([1, 2, 3].map((n) => pool.run({ does: 'add', n }, [])))).toEqual([1, 2, 3]);
  });

  it.each(['throw', 'end', 'eat'])('that fail (%s) fail their own task only', async (does) => {
    open({});
    const [failed, next] = [pool.run({ does, n: 0 }, []), pool.run({ does: 'add', n: 7 }, [])];
    expect(await nameOf(failed)).toBe('WorkerFailed');
    expect(await next).toBe(7);
  });

  it('that take too long are ended, and the next task has a fresh one', async () => {
    open({ timeoutMs: 6000 });
    const [slow, next] = [pool.run({ does: 'loop', n: 0 }, []), pool.run({ does: 'add', n: 7 }, [])];
    expect(await nameOf(slow)).toBe('WorkerTimeout');
    expect(await next).toBe(7);
  });

  it('without work are kept warm for as long as they may, then ended', async () => {
    open({ warmMs: 400 });
    const count = () => pool.run({ does: 'count', n: 0 }, []);
    expect([await count(), await count()]).toEqual([1, 2]);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await count()).toBe(1);
  });

  it('let only so much wait', async () => {
    open({ size: 1, queue: 1 });
    const work = [1, 2, 3].map((n) => pool.run({ does: 'add', n }, []));
    expect(await Promise.all(work.map(nameOf))).toEqual(['done', 'done', 'WorkerBusy']);
  });

  it('are refused in words when they cannot even be started', async () => {
    entry = pathToFileURL(join(folder, 'missing.ts'));
    open({});
    expect(await nameOf(pool.run({ does: 'add', n: 1 }, []))).toBe('WorkerFailed');
    entry = pathToFileURL(join(folder, 'obedient.ts'));
  });

  it('end with the office, and what waited for them is told so', async () => {
    open({});
    const work = nameOf(pool.run({ does: 'loop', n: 0 }, []));
    await pool.close();
    expect(await work).toBe('WorkerFailed');
    expect(await nameOf(pool.run({ does: 'add', n: 1 }, []))).toBe('WorkerFailed');
  });
});
