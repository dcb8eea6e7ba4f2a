import { afterEach, expect, it, vi } from 'vitest';
import { connect } from '../../server/contract/live.js';
import type { Live } from '../../server/contract/live.js';
import { openEntrance, ticketToken } from './entrance.js';

let live: Live | null = null;
afterEach(() => {
  live?.close();
  vi.unstubAllGlobals();
});

it('a page that was cut off hears its view again after it is back', async () => {
  const entrance = await openEntrance();
  const { host, protocol } = new URL(entrance.base);
  vi.stubGlobal('location', { host, protocol, hostname: '127.0.0.1', port: host.split(':')[1] });
  live = connect({ as: 'ticket', token: ticketToken });
  const versions: number[] = [];
  live.watch('ticket', (view) => versions.push(view.version));
  await expect.poll(() => versions).toEqual([1]);
  entrance.publish('ticket:visit-1', 'ticket', { epoch: 'e', version: 2 });
  await expect.poll(() => versions).toEqual([1, 2]);
  live.reconnect();
  await expect.poll(() => entrance.held.get('ticket:visit-1')).toBe(1);
  await expect.poll(() => live?.link).toBe('online');
  await expect
    .poll(() => {
      entrance.publish('ticket:visit-1', 'ticket', { epoch: 'e', version: 3 });
      return versions;
    })
    .toEqual([1, 2, 3]);
});
