/** How soon the office is back: a restart with 1,500 visits of today, listening and complete. */
import type { HallView } from '../../server/contract/index.js';
import { newFolder, startChild } from './child.js';
import { ask, device, press, staff } from './clients.js';
import { percentile, row, type Row } from './figures.js';

const visits = 1500;
const restarts = 5;

export async function restartRows(): Promise<Row[]> {
  const folder = newFolder();
  let child = await startChild(folder, {});
  try {
    const kiosks = await Promise.all(Array.from({ length: 8 }, (_, at) => device(child, 'kiosk', `Киоск ${at + 1}`)));
    const { cookie } = await staff(child, 'attendant', 'attendant');
    let next = 0;
    await Promise.all(
      kiosks.map(async (kiosk) => {
        while (next < visits) {
          next += 1;
          await ask(kiosk, 'ticket:issue', {
            requestId: press(),
            serviceId: 'service-intake-paper',
            answers: {},
            language: 'ru',
          });
        }
      }),
    );
    for (const kiosk of kiosks) kiosk.disconnect();
    const times: number[] = [];
    for (let at = 0; at < restarts; at += 1) {
      await child.stop();
      const startedAt = performance.now();
      child = await startChild(folder, {});
      const response = await fetch(`${child.url}/api/views/hall`, { headers: { cookie, 'x-talon-as': 'staff' } });
      const hall: { data: HallView } = await response.json();
      times.push(hall.data.waiting === visits ? performance.now() - startedAt : Infinity);
    }
    return [
      row(
        `restart with ${visits.toLocaleString('en')} visits today → complete, p50 of ${restarts}`,
        percentile(times, 0.5),
        'ms',
        { most: 1000 },
      ),
    ];
  } finally {
    await child.stop();
    child.remove();
  }
}
