/** How fast tickets are issued: acknowledged only after they are on the disk. */
import type { Socket } from 'socket.io-client';
import { newFolder, startChild, type Child } from './child.js';
import { ask, device, press } from './clients.js';
import { percentile, row, type Row } from './figures.js';

const services = ['service-intake-paper', 'service-intake-medium', 'service-consultation', 'service-cabinet-card'];

async function issue(kiosk: Socket, at: number): Promise<number> {
  const startedAt = performance.now();
  await ask(kiosk, 'ticket:issue', {
    requestId: press(),
    serviceId: services[at % services.length] ?? '',
    answers: { persons: 'upTo10' },
    language: 'ru',
  });
  return performance.now() - startedAt;
}

async function issueMany(kiosks: readonly Socket[], count: number): Promise<{ perSecond: number; waits: number[] }> {
  const waits: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    kiosks.map(async (kiosk) => {
      while (next < count) {
        next += 1;
        waits.push(await issue(kiosk, next));
      }
    }),
  );
  return { perSecond: (count / (performance.now() - startedAt)) * 1000, waits };
}

/** Rows: tickets a second by 64 kiosks with p99, and one kiosk's p50. */
export async function ticketRows(): Promise<Row[]> {
  const child: Child = await startChild(newFolder(), {});
  try {
    const kiosks = await Promise.all(Array.from({ length: 64 }, (_, at) => device(child, 'kiosk', `Киоск ${at + 1}`)));
    const first = kiosks[0];
    if (first === undefined) return [];
    const one = await issueMany([first], 500);
    for (const kiosk of kiosks) kiosk.emit('watch', 'kiosk');
    await issueMany(kiosks, 1000);
    const many = await issueMany(kiosks, 10_000);
    for (const kiosk of kiosks) kiosk.disconnect();
    return [
      row('tickets issued by 64 concurrent kiosks', many.perSecond, '/s', { least: 3000 }),
      row('… from press to acknowledgement, p99', percentile(many.waits, 0.99), 'ms', { most: 60 }),
      row('ticket issued by one kiosk, p50', percentile(one.waits, 0.5), 'ms', { most: 2.5 }),
    ];
  } finally {
    await child.stop();
    child.remove();
  }
}
