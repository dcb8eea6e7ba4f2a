/**
 * Prints the next migration: the SQL that leads from the migrations to the schema. With `--check` it prints what is
 * missing and exits 1 when they disagree.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { diff } from './engine.js';

const schemaFile = fileURLToPath(new URL('schema.prisma', import.meta.url));
const folder = fileURLToPath(new URL('migrations', import.meta.url));

const sql = await diff(folder, { path: schemaFile, content: readFileSync(schemaFile, 'utf8') });
if (process.argv.includes('--check')) {
  if (sql === '') {
    console.log('migrations and schema agree');
  } else {
    console.error(`The schema is ahead of the migrations. The next migration would be:\n\n${sql}`);
    process.exitCode = 1;
  }
} else {
  process.stdout.write(sql);
}
