// @ts-check
/** `npm run <command>`: makes the clone ready and runs one of the commands that are built beside the server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { entries, prepare, root } from './prepare.mjs';
import { StopHere, command } from './stop.mjs';
import { runScript } from './scripts.mjs';

/** Commands for people who work on Talon: run from their source, not built into the product. */
const sources = { bench: 'test/bench/bench.ts', pictures: 'test/e2e/pictures.ts', 'db:diff': 'prisma/diff.ts' };

await command(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const source = new Map(Object.entries({ ...entries, ...sources })).get(name);
  if (!source) throw new StopHere(`there is no command «${name}».`);
  if (!existsSync(join(root, source))) throw new StopHere(`«${name}» is not there: ${source} is missing.`);
  prepare({ build: true });
  if (name in sources) {
    process.exitCode = runScript('tsx/dist/cli.mjs', [source, ...args], {});
    return;
  }
  // the command sees its own name and words, as if it had been started itself
  const built = join(root, 'dist/server', `${name}.js`);
  process.argv = [process.execPath, built, ...args];
  await import(pathToFileURL(built).href);
});
