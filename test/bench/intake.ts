/** Ten thousand insured persons in an archive of fifty packs, read by the built thread as the office starts it. */
import { archiveOf } from '../support/reports.js';
import { makeWorkers } from '../../server/devices/workers.js';
import { intakeLimits, type IntakeAnswer, type IntakeTask } from '../../server/devices/intake/upload.js';
import { loadFormats } from '../../server/regulations/formats/format.js';
import { percentile, row, type Row } from './figures.js';

const packs = 50;
const perPack = 200;
const runs = 5;

/** Each run has a thread of its own: an office reads few files, so its thread is mostly a fresh one. */
export async function intakeRows(): Promise<Row[]> {
  const archive = await archiveOf(packs, perPack);
  const formats = loadFormats();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const pool = makeWorkers<IntakeTask, IntakeAnswer>({
      entry: new URL('../../dist/server/worker-intake.js', import.meta.url),
      size: 1,
      queue: 1,
      timeoutMs: 20_000,
      memoryMb: 128,
      warmMs: 60_000,
    });
    const bytes = new Uint8Array(archive);
    const startedAt = performance.now();
    const task = { name: 'archive.zip', bytes, formats, today: '2013-02-15', limits: intakeLimits };
    const { files } = await pool.run(task, [bytes.buffer]);
    const persons = files.reduce((sum, file) => sum + file.persons, 0);
    times.push(persons === packs * perPack ? performance.now() - startedAt : Infinity);
    await pool.close();
  }
  return [row('10,000 insured persons read and checked, p50 of 5', percentile(times, 0.5), 'ms', { most: 2000 })];
}
