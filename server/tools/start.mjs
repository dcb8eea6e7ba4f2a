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
  followNpm();
  await import(pathToFileURL(main).href);
});

/**
 * A signal sent to npm alone ends npm and its shell, not what the shell started. A server left behind so would keep
 * its data folder from the next one; so when npm goes, the server hears SIGTERM and stops gently.
 */
function followNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
