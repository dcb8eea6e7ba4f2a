import { performance } from 'node:perf_hooks';
import { afterEach, expect, it } from 'vitest';
import { intakeLimits, type IntakeAnswer, type IntakeTask } from '../../../server/devices/intake/upload.js';
import { makeWorkers, workerEntry, type Workers } from '../../../server/devices/workers.js';
import { loadFormats } from '../../../server/regulations/formats/format.js';
import { archiveOf, cp1251, nameOf, personsOf, reportOf, xmlOf, zipOf } from '../../support/reports.js';

const formats = loadFormats();
let pool: Workers<IntakeTask, IntakeAnswer>;
const open = () =>
  (pool = makeWorkers({
    entry: workerEntry('intake'),
    size: 1,
    queue: 4,
    timeoutMs: 90_000,
    memoryMb: 128,
    warmMs: 60_000,
  }));
const read = (bytes: Uint8Array<ArrayBuffer>, limits = intakeLimits) =>
  pool.run({ name: 'x', bytes, formats, today: '2013-02-15', limits }, [bytes.buffer]);
/** For those that must be read to their end, however busy the machine is. */
const patient = { ...intakeLimits, fileMs: 60_000, uploadMs: 60_000 };
const declared = cp1251('<?xml version="1.0" encoding="windows-1251"?><ФайлПФР>');
/** So many bytes that begin as a file of the format does. */
const filled = (size: number, piece: string) => {
  const bytes = new Uint8Array(size);
  const repeated = cp1251(piece);
  for (let at = declared.length; at < size; at += repeated.length)
    bytes.set(repeated.subarray(0, Math.min(repeated.length, size - at)), at);
  bytes.set(declared);
  return bytes;
};
afterEach(() => pool.close());

/** What this thread did while something was read beside it: its own processor time, and how often it came round. */
async function besides<T>(work: Promise<T>): Promise<{ answer: T; busyMs: number; rounds: number }> {
  const before = performance.eventLoopUtilization();
  let rounds = 0;
  const beat = setInterval(() => (rounds += 1), 5);
  const answer = await work.finally(() => clearInterval(beat));
  return { answer, busyMs: performance.eventLoopUtilization(before).active, rounds };
}

it('ten thousand insured persons are read in a thread, and this one is free meanwhile', async () => {
  open();
  const zip = new Uint8Array(await archiveOf(50, 200));
  const { answer, rounds } = await besides(read(zip, patient));
  expect(answer.files.reduce((sum, file) => sum + file.persons, 0)).toBe(10_000);
  expect([answer.files.length, answer.files.flatMap(({ findings }) => findings), answer.refused]).toEqual([51, [], []]);
  expect(rounds).toBeGreaterThan(5);
});

it('an archive full of faults costs this thread next to nothing of what it costs the other', async () => {
  open();
  await read(new Uint8Array(await archiveOf(1, 2)));
  const spoilt = Array.from({ length: 50 }, (_, at) => {
    const persons = personsOf(200, at * 200).map((one) => ({ ...one, snils: one.snils.replace(/..$/, '99') }));
    const report = reportOf({ pack: at + 1, persons });
    return { name: nameOf(report), bytes: cp1251(xmlOf(report)) };
  });
  const zip = new Uint8Array(await zipOf(spoilt));
  const from = process.cpuUsage();
  const { answer, busyMs, rounds } = await besides(read(zip, patient));
  const spent = process.cpuUsage(from);
  expect(answer.files.flatMap(({ findings }) => findings)).toHaveLength(300);
  expect(busyMs).toBeLessThan(((spent.user + spent.system) / 1000) * 0.2);
  expect(rounds).toBeGreaterThan(5);
});

it.each([
  ['one endless text', 'а'],
  ['one endless attribute', '<а б="'],
  ['elements without end', '<а/>'],
  ['a tower', '<а>'],
  ['attributes without end', '<а б="1" в="2" г="3"/>'],
])('%s of 24 MB ends in an answer within the memory of a thread, and the next file is read', async (_what, piece) => {
  open();
  const before = process.memoryUsage.rss();
  const answer = await read(filled(24 * 1024 * 1024, piece)).catch((error: Error) => error.message);
  if (typeof answer === 'string') expect(answer).toContain('memory limit');
  expect((process.memoryUsage.rss() - before) / 1_048_576).toBeLessThan(400);
  expect((await read(new Uint8Array(await archiveOf(1, 2)))).files).toHaveLength(2);
});
