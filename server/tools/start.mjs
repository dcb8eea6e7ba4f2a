// @ts-check
/** `npm start`: makes the clone ready, then becomes the server, in this very process: signals and exit code are its own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './prepare.mjs';
import { StopHere, command } from './stop.mjs';

await command(async () => {
  prepare({ build: true });
  const main = join(root, 'dist/server/main.js');
  if (!existsSync(main)) throw new StopHere('there is no server to start: server/main.ts is missing.');
  await import(pathToFileURL(main).href);
});
