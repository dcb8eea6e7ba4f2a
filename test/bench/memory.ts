/**
 * Memory after a demo day with fifty screens. The demo's process is measured, so the simulated staff and visitors are
 * in the figure too: an office's own server needs less.
 */
import { join } from 'node:path';
import { newFolder, startProcess } from './child.js';
import { device } from './clients.js';
import { row, type Row } from './figures.js';

const screens = { kiosk: 10, display: 40 } as const;
/** A day of nine hours in less than a minute. */
const rate = 600;
const longestMs = 180_000;

export async function memoryRows(): Promise<Row[]> {
  const folder = newFolder();
  const child = await startProcess('demo', join(folder, 'demo'), ['--rate', String(rate)], { DATA_DIR: folder });
  try {
    for (const role of ['kiosk', 'display'] as const)
      for (let at = 0; at < screens[role]; at += 1) {
        const screen = await device(child, role, `${role} ${at + 1}`);
        screen.emit('watch', role === 'kiosk' ? 'kiosk' : 'board');
      }
    await child.says(/The office is closed/, longestMs);
    return [row('memory after a demo day with 50 screens', await child.rssMb(), 'MB', { most: 200 })];
  } finally {
    await child.stop();
    child.remove();
  }
}
