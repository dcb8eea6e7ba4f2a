/**
 * `npm run summaries`: sums up the days of every office in DATA_DIR for the reports, beside a running server or without
 * one. With `--rebuild` all of them are made from the journal again. A server does the former by itself.
 */
import { existsSync } from 'node:fs';
import { readConfig, type Config } from '../config.js';
import { makeDays, type Days, type Progress } from '../reports/facts/days.js';
import { openArchive, type Archive } from '../store/archive.js';
import { openSummaries, removeBroken, summariesFile } from '../store/summaries.js';
import { officesIn } from '../store/verify.js';
import { makeProgress } from './progress.js';

/** Days in one stretch: between two the books are let go, and the line is written. */
const stretch = 10;

async function sumUp(archive: Archive, days: Days, officeId: string, isRebuilt: boolean): Promise<number> {
  const line = makeProgress(process.stderr);
  let added = 0;
  for (let isFirst = true; ; isFirst = false) {
    const progress: Progress = await archive.within(() =>
      isRebuilt ? days.rebuild(officeId, stretch, isFirst) : days.catchUp(officeId, stretch),
    );
    added += progress.added;
    line.show('summaries', progress.headSeq === 0 ? 1 : progress.seq / progress.headSeq);
    if (progress.isDone) break;
  }
  line.end();
  return added;
}

async function run({ databaseFile: file, dataDir }: Config, isRebuilt: boolean): Promise<boolean> {
  if (!existsSync(file)) {
    console.error(`There is no journal in ${dataDir}.`);
    return false;
  }
  const archive = openArchive(file);
  if (isRebuilt) removeBroken(summariesFile(file));
  const summaries = openSummaries(summariesFile(file));
  try {
    const days = makeDays(archive, summaries);
    for (const officeId of officesIn(file)) {
      const begun = performance.now();
      const added = await sumUp(archive, days, officeId, isRebuilt);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      const known = summaries.span(officeId)?.days ?? 0;
      console.log(`${officeId}: ${added} ${added === 1 ? 'day' : 'days'} summed up in ${seconds} s, ${known} known`);
    }
  } finally {
    archive.close();
    summaries.close();
  }
  return true;
}

const [option, ...more] = process.argv.slice(2);
if (more.length > 0 || (option !== undefined && option !== '--rebuild')) {
  console.error('Usage: npm run summaries [-- --rebuild]');
  process.exitCode = 2;
} else {
  process.exitCode = (await run(readConfig(process.env, process.cwd()), option === '--rebuild')) ? 0 : 1;
}
