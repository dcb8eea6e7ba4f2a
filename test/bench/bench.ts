/**
 * `npm run bench`: what README says of speed and memory comes from here. `-- --json` prints only an array of
 * `{ name, value, unit, target, holds }`; `-- --only tickets,boards` runs only some parts, `-- tickets boards` does
 * too. «history» needs sixteen gigabytes of the temporary folder and some minutes the first time.
 * The server is a process of its own, `synchronous=FULL`; rate limits are raised 10,000 times, which is said here.
 */
import { caseRows } from './cases.js';
import { historyRows } from './history.js';
import { intakeRows } from './intake.js';
import { memoryRows } from './memory.js';
import { printTable, type Row } from './figures.js';
import { boardRows } from './boards.js';
import { restartRows } from './restart.js';
import { ticketRows } from './tickets.js';
import { weightRows } from './weights.js';

const parts: Record<string, () => Promise<Row[]>> = {
  tickets: ticketRows,
  cases: caseRows,
  boards: boardRows,
  restart: restartRows,
  weights: weightRows,
  intake: intakeRows,
  memory: memoryRows,
  history: historyRows,
};

const words = process.argv.slice(2);
const isJson = words.includes('--json');
const chosen = words.flatMap((word) => word.split(/[,=]/)).filter((word) => word in parts);
const rows: Row[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  if (!isJson) console.log(`measuring ${name} …`);
  rows.push(...(await measure()));
}
if (isJson) console.log(JSON.stringify(rows));
else printTable(rows);
process.exit(rows.every(({ holds }) => holds) ? 0 : 1);
