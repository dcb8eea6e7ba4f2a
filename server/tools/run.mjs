// @ts-check
/** `npm run <command>`: makes the clone ready and runs one of the commands that are built beside the server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { entries, prepare, root } from './prepare.mjs';
import { StopHere, command } from './stop.mjs';
import { runNode, runScript } from './scripts.mjs';

/** Commands for people who work on Talon: run from their source, not built into the product. */
const sources = { bench: 'test/bench/bench.ts', pictures: 'test/e2e/pictures.ts', 'db:diff': 'prisma/diff.ts' };

/**
 * What a command asks of Node when it begins. The writer of a history makes millions of small things that are over at
 * once: with the usual room for them it collects all the time, and what is in use is carried about each time.
 * @type {Record<string, string[]>}
 */
const flags = { history: ['--max-semi-space-size=256'] };

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
  const built = join(root, 'dist/server', `${name}.js`);
  const asked = flags[name];
  if (asked !== undefined) {
    process.exitCode = runNode([...asked, built, ...args], {});
    return;
  }
  // the command sees its own name and words, as if it had been started itself
  process.argv = [process.execPath, built, ...args];
  await import(pathToFileURL(built).href);
});
