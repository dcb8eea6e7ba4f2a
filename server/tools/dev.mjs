// @ts-check
/** `npm run dev`: the server from its sources, started anew when they change, with Vite inside for the screens. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { command } from './stop.mjs';

await command(() => {
  prepare({ build: false });
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  // screens are Vite's to reload; only the server's own rooms restart it
  const watched = ['watch', '--clear-screen=false', '--include', 'server/**', '--exclude', 'server/theme/**'];
  const child = spawn(process.execPath, [tsx, ...watched, 'server/main.ts', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TALON_DEV: '1' },
  });
  // Ctrl+C reaches the child by the terminal; a signal sent to this process alone is handed on
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
});
