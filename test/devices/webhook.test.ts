import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.js';
import { makeCourier, usualCourierPace, type Courier, type CourierPace } from '../../server/devices/webhook.js';
import type { Alert } from '../../server/domain/signals.js';
import type { Store } from '../../server/store/open.js';
import { instantText } from '../../server/store/instant.js';
import { booksWithOffice, settings } from '../support/database.js';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const secret = 'a secret of both sides';
const quick: CourierPace = { answerMs: 5000, pausesMs: [20, 40, 80], triedMs: 60_000, mostWaiting: 20 };

interface Heard {
  body: string;
  headers: IncomingHttpHeaders;
}

/** A receiver on loopback; `answer` says how the n-th letter is answered. */
async function receiver(answer: (response: ServerResponse, nth: number) => void) {
  const heard: Heard[] = [];
  const hear: RequestListener = (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      heard.push({ body, headers: request.headers });
      answer(response, heard.length);
    });
  };
  const server = createServer(hear);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { heard, url: `http://127.0.0.1:${port}/alerts` };
}
const status = (code: number) => (response: ServerResponse) => void response.writeHead(code).end('body');

const logged: object[] = [];
const log = { warn: (about: object) => void logged.push(about), error: (about: object) => void logged.push(about) };

function courierOf(store: Store, url: string, pace: CourierPace, realNow: () => number = Date.now): Courier {
  const { deliveries } = store;
  const courier = makeCourier({
    webhook: { url, secret },
    bag: {
      due: (now, limit) => deliveries.dueDeliveries('main', now, limit),
      next: () => deliveries.nextDelivery('main'),
      delivered: deliveries.delivered,
      undelivered: deliveries.undelivered,
      bound: (now, most) => deliveries.boundDeliveries('main', now, most),
      forget: (before) => deliveries.forgetDeliveries('main', before),
    },
    pace,
    realNow,
    log,
  });
  endings.push(() => courier.close());
  return courier;
}

/** Books with alerts that are to be told, written by the one commit. */
function booksWith(count: number, madeAt = Date.now()): Store {
  const { store, head } = booksWithOffice();
  const patches = Array.from({ length: count }, (_, at) => {
    const alertId = `alert-${at + 1}`;
    const row: Alert = {
      alertId,
      key: `waitOver:${at}`,
      kind: 'waitOver',
      level: 'over',
      visitId: null,
      boothId: null,
      serviceId: null,
      thingId: null,
      amount: 15,
      detail: null,
      raisedAt: madeAt,
      acceptedAt: null,
      acceptedBy: null,
      endedAt: null,
    };
    const body = {
      id: alertId,
      kind: row.kind,
      level: row.level,
      about: `В00${at + 1}`,
      amount: 15,
      detail: null,
      raisedAt: Date.UTC(2026, 10, 20, 7, 15),
      office: settings.name.ru,
    };
    return { table: 'alert' as const, row, delivery: { deliveryId: alertId, body, madeAt: madeAt + at } };
  });
  store.commit({ officeId: 'main', revision: head.revision, patches, entries: [], answers: [] });
  return store;
}

async function until(is: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!is()) {
    if (Date.now() > end) throw new Error('it did not come to be');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const states = async (store: Store) =>
  (await store.read.delivery.findMany({ orderBy: { id: 'asc' } })).map(({ state, attempts }) => `${state} ${attempts}`);

describe('an alert that is told outside', () => {
  it('is tried again until it was heard, signed, under one name, and then no more', async () => {
    const { heard, url } = await receiver((response, nth) => status(nth < 3 ? 500 : 200)(response));
    const store = booksWith(1);
    courierOf(store, url, quick);
    await until(() => heard.length === 3);
    await until(() => store.deliveries.nextDelivery('main') === null);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(heard).toHaveLength(3);
    expect(await states(store)).toEqual(['sent 3']);
    expect(new Set(heard.map(({ headers }) => headers['x-talon-delivery']))).toEqual(new Set(['alert-1']));
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
      id: 'alert-1',
      kind: 'waitOver',
      level: 'over',
      about: 'В001',
      amount: 15,
      detail: null,
      raisedAt: '2026-11-20T07:15:00.000+00:00',
      office: settings.name.ru,
    });
    for (const { headers, body } of heard) {
      const by = createHmac('sha256', secret).update(`${String(headers['x-talon-timestamp'])}.${body}`);
      expect(headers['x-talon-signature']).toBe(`sha256=${by.digest('hex')}`);
      expect(headers['content-type']).toContain('application/json');
      expect(Math.abs(Number(headers['x-talon-timestamp']) * 1000 - Date.now())).toBeLessThan(60_000);
    }
    // with another secret the signature is another: by hand, as the other side would find out
    const forged = createHmac('sha256', 'another secret').update('1.{}').digest('hex');
    expect(heard[0]?.headers['x-talon-signature']).not.toBe(`sha256=${forged}`);
  });

  it('a receiver that never answers holds up no other letter for long, and is asked again', async () => {
    const { heard, url } = await receiver((response, nth) => (nth > 4 ? status(204)(response) : undefined));
    const store = booksWith(6);
    courierOf(store, url, { ...quick, answerMs: 300 });
    await until(() => store.deliveries.nextDelivery('main') === null);
    expect((await states(store)).every((one) => one.startsWith('sent'))).toBe(true);
    expect(heard.length).toBeGreaterThanOrEqual(10);
  });

  it('a redirect is not followed, and nobody at all is no error of the office', async () => {
    let isFollowed = false;
    const other = await receiver((response) => {
      isFollowed = true;
      status(200)(response);
    });
    const { heard, url } = await receiver((response) => void response.writeHead(307, { location: other.url }).end());
    const store = booksWith(1);
    const courier = courierOf(store, url, quick);
    await until(() => heard.length === 2);
    await courier.close();
    expect(isFollowed).toBe(false);
    const dead = booksWith(1);
    courierOf(dead, 'http://127.0.0.1:9/', quick);
    await until(() => dead.deliveries.countDeliveries('main', 0).waiting === 1);
  });

  it('is told by the next process when this one died in the middle', async () => {
    const first = await receiver(() => undefined);
    const store = booksWith(1);
    const courier = courierOf(store, first.url, { ...quick, answerMs: 60_000 });
    await until(() => first.heard.length === 1);
    // gone while the answer was waited for: nothing is written
    await courier.close();
    expect(await states(store)).toEqual(['waiting 0']);
    const second = await receiver(status(200));
    courierOf(store, second.url, quick);
    await until(() => second.heard.length === 1);
    expect(second.heard[0]?.headers['x-talon-delivery']).toBe(first.heard[0]?.headers['x-talon-delivery']);
    await until(() => store.deliveries.nextDelivery('main') === null);
    expect(await states(store)).toEqual(['sent 1']);
  });

  it('the pauses grow, and after a day it is given up', async () => {
    let now = 1_800_000_000_000;
    const { heard, url } = await receiver(status(503));
    const store = booksWith(1, now);
    const nextAt = () => store.deliveries.nextDelivery('main');
    const pauses: number[] = [];
    for (let attempt = 0; nextAt() !== null; attempt += 1) {
      const courier = courierOf(store, url, usualCourierPace, () => now);
      await until(() => heard.length === attempt + 1 && nextAt() !== now);
      await courier.close();
      const next = nextAt();
      if (next === null) break;
      pauses.push((next - now) / 1000);
      now = next;
    }
    expect(pauses.slice(0, 8)).toEqual([5, 15, 60, 300, 900, 3600, 3600, 3600]);
    expect(now - 1_800_000_000_000).toBeGreaterThan(22 * 3_600_000);
    expect(store.deliveries.countDeliveries('main', now)).toEqual({ waiting: 0, failed: 1 });
  });

  it('of more than may wait the oldest are given up; what is a day old is not told any more', async () => {
    const { heard, url } = await receiver(status(200));
    const store = booksWith(23);
    courierOf(store, url, quick);
    await until(() => store.deliveries.nextDelivery('main') === null);
    // a busy machine may answer too late, and then one is told twice, under its one name
    expect(new Set(heard.map(({ headers }) => headers['x-talon-delivery'])).size).toBe(20);
    const before = heard.length;
    expect(store.deliveries.countDeliveries('main', 0).failed).toBe(3);
    const old = booksWith(2, Date.now() - 2 * usualCourierPace.triedMs);
    courierOf(old, url, usualCourierPace);
    await until(() => old.deliveries.nextDelivery('main') === null);
    expect(heard).toHaveLength(before);
  });

  it('what was told is forgotten after a week, and not before', async () => {
    const { url } = await receiver(status(200));
    const store = booksWith(1);
    const told = courierOf(store, url, quick);
    await until(() => store.deliveries.nextDelivery('main') === null);
    await told.close();
    const day = 24 * 3_600_000;
    for (const [days, left] of [
      [6, ['sent 1']],
      [8, []],
    ] as const) {
      await courierOf(store, url, quick, () => Date.now() + days * day).close();
      expect(await states(store)).toEqual(left);
    }
  });

  it('a letter written while it rests is told when it is woken', async () => {
    const { heard, url } = await receiver(status(200));
    const store = booksWith(0);
    const courier = courierOf(store, url, quick);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = instantText(Date.now());
    store.writing
      .prepare(`insert into "Delivery" values ('late', 'main', '{"kind":"print"}', 'waiting', 0, ?, ?)`)
      .run(now, now);
    courier.wake();
    await until(() => heard.length === 1);
    expect(heard[0]?.body).toBe('{"kind":"print"}');
  });
});

describe('the address of the configuration', () => {
  const read = (url?: string, shared?: string) =>
    readConfig({ DATA_DIR: '/tmp/none', ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: shared }, '/').webhook;

  it('is none, or an https address with a secret, or http on this machine', () => {
    expect(read()).toBeNull();
    expect(read('https://duty.example/alerts?office=5', secret)).toEqual({
      url: 'https://duty.example/alerts?office=5',
      secret,
    });
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '[::1]'])
      expect(read(`http://${host}:9000/`, secret)?.url).toBe(`http://${host}:9000/`);
  });

  it.each([
    ['http://duty.example/', secret, 'https://'],
    ['http://127.0.0.1.example/', secret, 'https://'],
    ['ftp://duty.example/', secret, 'https://'],
    ['duty.example', secret, 'https://'],
    ['https://duty.example/', undefined, 'together'],
    [undefined, secret, 'together'],
    ['https://duty.example/', 'short', '16 characters'],
    ['https://me:word@duty.example/', secret, 'name or password'],
  ])('%s refuses to start, with a sentence that does not repeat the secret', (url, shared, sentence) => {
    expect(() => read(url, shared)).toThrow(sentence);
    try {
      read(url, shared);
    } catch (error) {
      expect(String(error)).not.toContain(secret);
    }
  });
});
