/** What the pages weigh, gzipped: everything that a first visit of each page loads, read from the built pages themselves. */
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { row, type Row } from './figures.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const web = join(root, 'dist/web');

/** A page's own scripts and sheets, and what these load at once (not what they load later). */
function filesOf(page: string): string[] {
  const html = readFileSync(join(web, page), 'utf8');
  const found = new Set(
    [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? ''),
  );
  for (const file of found) {
    if (!file.endsWith('.js')) continue;
    const text = readFileSync(join(web, file), 'utf8');
    for (const match of text.matchAll(
      /(?:^|[;\s}])(?:import|export)[^;()]*?from\s*["']\.\/([^"']+\.js)["']|(?:^|[;\s}])import\s*["']\.\/([^"']+\.js)["']/g,
    ))
      found.add(`/assets/${match[1] ?? match[2] ?? ''}`);
  }
  return [...found];
}

function kilobytes(texts: Iterable<Buffer>): number {
  let bytes = 0;
  for (const text of texts) bytes += gzipSync(text).length;
  return bytes / 1000;
}

function pageWeight(page: string): number {
  return kilobytes(filesOf(page).map((file) => readFileSync(join(web, file))));
}

/** The phone page with everything: document, scripts, sheets, its theme and the font that the theme loads. */
function phoneWeight(): number {
  const page = 'kiosk/ticket.html';
  const theme = join(root, 'server/theme');
  const sheet = readFileSync(join(theme, 'phone.css'));
  const fonts = [...sheet.toString().matchAll(/\/theme\/(fonts\/[\w.-]+\.woff2)/g)].map((match) =>
    join(theme, match[1] ?? ''),
  );
  const fontKb =
    fonts.filter((file) => existsSync(file)).reduce((sum, file) => sum + readFileSync(file).length, 0) / 1000;
  return pageWeight(page) + kilobytes([readFileSync(join(web, page)), sheet]) + fontKb;
}

export function weightRows(): Promise<Row[]> {
  return Promise.resolve([
    row('kiosk page, JavaScript and CSS, gzipped', pageWeight('kiosk/index.html'), 'kB', { most: 120 }),
    row('display page, JavaScript and CSS, gzipped', pageWeight('display/index.html'), 'kB', { most: 120 }),
    row('console’s first page, JavaScript and CSS, gzipped', pageWeight('operator/index.html'), 'kB', { most: 250 }),
    row('phone page with everything, gzipped', phoneWeight(), 'kB', { most: 60 }),
  ]);
}
