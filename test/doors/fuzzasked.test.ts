/**
 * Whatever is asked, handed in or knocked with at a real office: questions, sheets, views, files, tickets' links, pages,
 * sockets, the shell. All of it is answered as the contract says, soon, and without a line in the log.
 */
import { request } from 'node:http';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { refusalKeys, reports, sheetFormats, sheets, views } from '../../server/contract/index.js';
import { localActs, LocalAnswer } from '../../server/doors/acts.js';
import { reportNames, sheetNames, viewNames } from '../../server/doors/openapi.js';
import { statusOfReply } from '../../server/doors/status.js';
import { arbitraryOf, nearly, type Living } from '../support/arbitrary.js';
import { one, runs, schemaOf, told } from '../support/tries.js';
import { press } from '../support/office.js';
import { cp1251, reportOf, xmlOf, zipOf } from '../support/reports.js';
import { isFields } from '../support/schema.js';
import { Heard, openWorld, type Hand, type World } from './fuzzing.js';
import fc from '../support/chance.js';

let world: World;
let living: Living;
beforeAll(async () => {
  world = await openWorld();
  // somebody is being served who hands a report in
  await world.revive(3);
  living = world.living();
});
afterAll(() => world.close());
afterEach(() => expect(world.lines).toEqual([]));

/** As an address says it: lists by commas, by doubling, or as nobody should. */
function addressOf(query: unknown, way: number): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(isFields(query) ? query : { query })) {
    const all = Array.isArray(value) && way % 3 !== 0 ? value : [value];
    for (const each of all) said.append(name, typeof each === 'string' ? each : String(JSON.stringify(each)));
    if (way % 7 === 6) said.append(name, 'twice');
    if (way % 11 === 10) said.append(`${name}[$ne]`, '');
  }
  return said.toString();
}

const tooLong: Heard = { ok: false, refusal: { key: 'tooLarge' } };

/** What HTTP said, held against the contract; an address that is too long is cut before it is read. */
function heardOf({ status, text }: { status: number; text: string }, what: string): Heard {
  if (status === 431 && text === '') return tooLong;
  const heard = Heard.parse(JSON.parse(text));
  expect(status, what).toBe(statusOfReply(heard));
  expect(heard.ok ? null : heard.refusal.key, what).not.toBe('internal');
  return heard;
}

it.each(reportNames)('the question «%s»', async (name) => {
  const schema = schemaOf(name, 'Query');
  for (let at = 0; at < runs; at += 1) {
    const query = one(name, at, at % 2 === 0 ? arbitraryOf(schema, living) : nearly(schema, living));
    const what = told(name, query);
    const before = world.mark();
    const heard = heardOf(
      await world.get(world.handFor(reports[name].by), `/api/reports/${name}?${addressOf(query, at)}`),
      what,
    );
    const { entries } = world.since(before);
    expect(
      entries.filter(({ actor }) => actor === world.me.actorId && name !== 'heldSheet'),
      what,
    ).toEqual([]);
    if (!heard.ok) continue;
    const parsed = reports[name].reply.safeParse(heard.data);
    expect(parsed.success ? [] : parsed.error.issues, what).toEqual([]);
  }
});

it.each(sheetNames)('the sheet «%s»', async (name) => {
  const schema = schemaOf(name, 'Sheet');
  for (const format of sheetFormats)
    for (let at = 0; at < runs / 4; at += 1) {
      const query = one(`${name}.${format}`, at, at % 3 < 2 ? arbitraryOf(schema, living) : nearly(schema, living));
      const what = told(`${name}.${format}`, query);
      const before = world.mark();
      const answer = await world.get(
        world.handFor(sheets[name].by),
        `/api/exports/${name}.${format}?${addressOf(query, 1)}`,
      );
      const taken = world.since(before).entries.filter(({ kind }) => kind === 'sheet:taken');
      if (answer.status === 200) expect([answer.text.length > 0, taken.length], what).toEqual([true, 1]);
      else expect([heardOf(answer, what).ok, taken.length], what).toEqual([false, 0]);
    }
});

it.each(viewNames)('the view «%s»', async (name) => {
  for (const role of ['manager', 'operator', 'auditor', 'kiosk', 'display', 'ticket', 'nobody'] as const) {
    const heard = heardOf(await world.get(world.hand(role), `/api/views/${name}`), `${role} ${name}`);
    if (heard.ok) expect(views[name].view.safeParse(heard.data).error?.issues ?? [], `${role} ${name}`).toEqual([]);
  }
});

const strange = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>('__proto__', 'constructor', '', null, 0, [], {}, 'a'.repeat(5000), { as: 'staff' }),
);

it('a ticket’s link that nobody printed opens nothing', async () => {
  const signs = fc.stringMatching(/^[\w~.+/=-]{1,300}$/);
  for (let at = 0; at < runs; at += 1) {
    const token = String(one('token', at, signs));
    const hand: Hand = {
      actorId: '',
      socket: null,
      headers: { authorization: `Bearer ${token}`, 'x-talon-as': 'ticket' },
    };
    expect(heardOf(await world.get(hand, '/api/views/ticket'), token).ok).toBe(false);
    const payload = { requestId: press(), visitId: String(living('visitId')[0]), reason: 'left' };
    expect((await world.send(hand, 'visit:cancel', payload, false)).heard.ok, token).toBe(false);
  }
});

/** A path as it is, which no client of ours would send so. */
function raw(path: string, headers: Record<string, string> = {}): Promise<number> {
  const { port, hostname } = new URL(world.office.url);
  return new Promise((tell, fail) => {
    const asked = request({ hostname, port, path, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => tell(answer.statusCode ?? 0));
    });
    asked.on('error', fail);
    asked.end();
  });
}

it('an address that leads out of the office’s pages leads nowhere', async () => {
  const parts = [
    '..',
    '%2e%2e',
    '%00',
    '%ff',
    '%5c..',
    '.env',
    'talon.db',
    'kiosk',
    'assets',
    'theme',
    'api',
    't',
    '',
    '%252e',
    ';',
    '~',
  ];
  const path = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 7 }).map((all) => `/${all.join('/')}`);
  for (let at = 0; at < runs * 3; at += 1) {
    const asked = String(one('path', at, path));
    // 503: the screens are not built here
    expect([200, 301, 400, 401, 404, 405, 503], asked).toContain(await raw(asked, world.me.headers));
  }
});

it('a socket that comes with anything is told why not, or hears nothing that is not its own', async () => {
  for (let at = 0; at < runs; at += 1) {
    const auth = one('auth', at, strange);
    const socket = io(world.office.url, {
      auth: isFields(auth) ? auth : { as: auth, token: auth },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    const refused = await new Promise<string | null>((tell) => {
      socket.once('connect', () => tell(null));
      socket.once('connect_error', (error) => tell(error.message));
    });
    socket.disconnect();
    expect(refusalKeys, told('auth', auth)).toContain(refused);
  }
  const { socket } = world.hand('kiosk');
  for (let at = 0; at < runs; at += 1) {
    const view = one('watch', at, strange);
    const heard: unknown = await socket?.socket.timeout(60_000).emitWithAck('watch', view);
    expect(heard, told('watch', view)).toMatchObject({ ok: false });
  }
});

it('a file of anything is refused or read, and nothing of it is left over', async () => {
  const good = cp1251(xmlOf(reportOf()));
  const zipped = await zipOf([
    { name: 'a/xx/xx/xx/name.xml', bytes: good },
    { name: `${'я'.repeat(120)}.XML`, bytes: new Uint8Array(10) },
  ]);
  // an archiver of good will writes no such names
  const climbing = Uint8Array.from(
    Buffer.from(Buffer.from(zipped).toString('latin1').replaceAll('xx', '..'), 'latin1'),
  );
  const spoilt = (bytes: Uint8Array) =>
    fc
      .array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
      .map((all) => all.reduce((copy, [index, byte]) => (copy.set([byte], index), copy), Uint8Array.from(bytes)));
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    spoilt(good),
    spoilt(zipped),
    fc.constant(climbing),
    fc.constant(good.subarray(0, 900)),
  );
  for (let at = 0; at < runs; at += 1) {
    const body = one('file', at, bodies);
    const name = String(one('file name', at, fc.string({ unit: 'binary', maxLength: 300 })));
    const before = world.mark();
    const response = await fetch(`${world.office.url}/api/files`, {
      method: 'POST',
      headers: {
        ...world.me.headers,
        'content-type': 'application/octet-stream',
        'x-talon-request': press(),
        'x-talon-reception': String(living('receptionId')[0]),
        'x-talon-name': at % 4 === 0 ? encodeURIComponent(name) : 'report.xml',
      },
      body: body instanceof Uint8Array ? Buffer.from(body) : null,
      signal: AbortSignal.timeout(60_000),
    });
    const heard = heardOf({ status: response.status, text: await response.text() }, told('file', name));
    const { entries, touched } = world.since(before);
    if (!heard.ok && entries.length === 0) expect(touched.filter((table) => table !== 'Session')).toEqual([]);
  }
});

it('whatever is typed in the shell gets an answer in its language', async () => {
  const { door } = world.office.opened.app;
  const act = localActs(door, () => world.office.url);
  const words = fc.oneof(
    strange,
    fc.constantFrom<unknown>('petrova', 'kiosk', ['operator'], ['boss'], 'longenoughpassword'),
  );
  const asked = fc.record(
    {
      do: fc.oneof(fc.constantFrom<unknown>('who', 'user:add', 'user:password', 'pair'), strange),
      login: words,
      name: words,
      position: words,
      roles: words,
      password: words,
      role: words,
      printerId: words,
    },
    { requiredKeys: ['do'] },
  );
  for (let at = 0; at < runs; at += 1) {
    const said = one('shell', at, at % 4 === 0 ? strange : asked);
    expect(LocalAnswer.safeParse(await act(said)).success, told('shell', said)).toBe(true);
  }
});
