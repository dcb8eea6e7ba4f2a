// @ts-check
/**
 * Makes a clone ready to run: packages, the database client, the three clients, the server.
 * Each is made again only when what it is made from has changed. Plain Node, because on a fresh clone nothing else is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';
import { filesUnder, fingerprint } from './sources.mjs';
import { StopHere, command } from './stop.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Commands that are built beside the server: name → source. One that is not there yet is not built. */
export const entries = {
  main: 'server/main.ts',
  user: 'server/tools/user.ts',
  pair: 'server/tools/pair.ts',
  verify: 'server/tools/verify.ts',
  backup: 'server/tools/backup.ts',
  restore: 'server/tools/restore.ts',
  summaries: 'server/tools/summaries.ts',
  demo: 'server/tools/demo.ts',
  history: 'server/tools/history.ts',
};

/** Worker threads, built beside the server that starts them (`server/devices/workers.ts` knows their names). */
export const workers = {
  'worker-intake': 'server/devices/intake/worker.ts',
  'worker-archive': 'server/archive.worker.ts',
  'worker-backup': 'server/upkeep/backup.worker.ts',
  'worker-fold': 'server/upkeep/fold.worker.ts',
  'worker-history': 'server/history/history.worker.ts',
  'worker-pack': 'server/uploads/pack.worker.ts',
  'worker-picture': 'server/uploads/picture.worker.ts',
  'worker-verify': 'server/upkeep/verify.worker.ts',
};

/** @typedef {{ name: 'client' | 'web' | 'server', from: string[], made: string, make: () => void }} Stage */

/** @type {Stage[]} */
const stages = [
  {
    name: 'client',
    from: ['package-lock.json', 'prisma/schema.prisma', 'prisma/prisma.config.ts'],
    made: 'server/store/generated',
    make: generateClient,
  },
  {
    name: 'web',
    from: ['package-lock.json', 'vite.config.ts', 'server/contract', 'kiosk', 'display', 'operator', 'server/theme'],
    made: 'dist/web',
    make: buildWeb,
  },
  {
    name: 'server',
    from: ['package-lock.json', 'prisma', 'server'],
    made: 'dist/server/main.js',
    make: buildServer,
  },
];

/**
 * Installs, generates and builds what is out of date.
 * @param {{ build: boolean }} options without `build` only packages and the database client are made (tests of the rooms, development)
 */
export function prepare({ build }) {
  installPackages(root);
  const stampFile = join(root, 'dist/.talon-sources');
  let stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '{"files":[],"stages":{}}';
  const remembered = JSON.parse(stamp);
  /** @type {Map<string, import('./sources.mjs').Known>} */
  const known = new Map(remembered.files);
  for (const stage of stages) {
    if (!build && stage.name !== 'client') continue;
    const print = fingerprint(root, stage.from, known);
    if (remembered.stages[stage.name] !== print || !existsSync(join(root, stage.made))) stage.make();
    remembered.stages[stage.name] = print;
    const fresh = JSON.stringify({ files: [...known], stages: remembered.stages });
    if (fresh === stamp) continue;
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, fresh);
    stamp = fresh;
  }
}

function generateClient() {
  if (!existsSync(join(root, 'prisma/prisma.config.ts'))) return;
  console.error('Talon: generating the database client …');
  run('generating the database client', 'prisma/build/index.js', ['generate', '--config', 'prisma/prisma.config.ts']);
}

function buildWeb() {
  const pages = filesUnder(root, ['kiosk', 'display', 'operator']).filter((path) => /^\w+\/\w+\.html$/.test(path));
  if (pages.length === 0) return;
  console.error('Talon: building kiosk, display and operator …');
  run('building the clients', 'vite/bin/vite.js', ['build', '--logLevel', 'warn']);
}

/** Packages that are not built in. */
const outside = ['better-sqlite3', '@node-rs/*', '@prisma/*', 'prisma', 'vite', 'bufferutil', 'utf-8-validate'];
/** Older packages ask for Node's own modules by `require`. */
const requireBanner =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

function buildServer() {
  const inputs = Object.entries({ ...entries, ...workers }).filter(([, path]) => existsSync(join(root, path)));
  if (inputs.length === 0) return;
  console.error('Talon: building the server …');
  rmSync(join(root, 'dist/server'), { recursive: true, force: true });
  run('building the server', 'esbuild/bin/esbuild', [
    ...inputs.map(([name, path]) => `${name}=${path}`),
    ...['--bundle', '--splitting', '--sourcemap', '--platform=node', '--target=node20', '--format=esm'],
    // the packages' many small files are read as one: a start takes half the time. What is native, finds its own files
    // or is loaded only in development stays a package
    ...outside.map((name) => `--external:${name}`),
    // the engine keeps the text of what it runs, and at twice the size when a single sign of it is not Latin: in a comment of
    // a package, or in a pattern; in all other places esbuild writes an escape
    ...['--minify-whitespace', '--legal-comments=none'],
    ...['--main-fields=module,main', `--banner:js=${requireBanner}`],
    ...['--outdir=dist/server', '--chunk-names=part-[hash]', '--log-level=warning'],
  ]);
}

/**
 * Runs a package's own script with this Node, so that neither npx nor the path is needed.
 * @param {string} what for the sentence when it fails
 * @param {string} script under node_modules
 * @param {string[]} args
 */
function run(what, script, args) {
  const path = join(root, 'node_modules', script);
  // esbuild's install script replaces its launcher by the native program
  const isNative = !/^#!.*node|^["'/]/.test(readFileSync(path, 'latin1').slice(0, 64));
  const [program, rest] = isNative ? [path, args] : [process.execPath, [path, ...args]];
  const { status, stdout, stderr } = spawnSync(program, rest, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status === 0) return;
  // what a builder tells when all is well is not for whoever starts an office
  process.stderr.write(`${stdout}${stderr}`);
  throw new StopHere(`${what} failed; the reason stands above.`);
}

/** Was this file itself started (`npm run build`), or only imported? @param {string} url */
export function isStarted(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}

if (isStarted(import.meta.url)) await command(() => prepare({ build: true }));
