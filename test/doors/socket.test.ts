import { expect, it } from 'vitest';
import { openEntrance, refusalOf, ticketToken } from './entrance.js';

const next = (socket: { once(event: string, hear: (...args: unknown[]) => void): unknown }, event: string) =>
  new Promise<unknown[]>((tell) => socket.once(event, (...args) => tell(args)));

it('a board hears the newest view at once, then each publication, and nothing that is not its own', async () => {
  const entrance = await openEntrance();
  const { token, deviceId } = entrance.device('display');
  const { socket } = await entrance.knock({ as: 'display', token });
  const first = next(socket, 'view');
  socket.emit('watch', 'board');
  expect(await first).toEqual(['board', { epoch: 'e', version: 1 }]);
  const heard: unknown[] = [];
  socket.on('view', (...args) => heard.push(args));
  entrance.publish('desk:somebody', 'desk', { version: 2 });
  entrance.publish('board', 'board', { version: 3 });
  await next(socket, 'view');
  expect(heard).toEqual([['board', { version: 3 }]]);
  expect(refusalOf(await socket.timeout(60_000).emitWithAck('watch', 'desk'))).toBe('notAllowed');
  // watched twice is held once, and released when the socket goes
  await socket.timeout(60_000).emitWithAck('watch', 'board');
  expect(entrance.held.get('board')).toBe(1);
  socket.disconnect();
  await expect.poll(() => entrance.held.get('board')).toBe(0);
  expect(entrance.seen).toEqual([
    [deviceId, true],
    [deviceId, false],
  ]);
});

it('a handshake says why not', async () => {
  const entrance = await openEntrance();
  const why = async (auth: object, headers = {}) => (await entrance.knock(auth, headers)).refused;
  expect(await why({ as: 'staff', token: null })).toBe('signedOut');
  expect(await why({ as: 'kiosk', token: 'stolen' })).toBe('pairingInvalid');
  expect(await why({ as: 'display', token: null })).toBe('pairingInvalid');
  expect(await why({ as: 'ticket', token: 'guessed' })).toBe('notFound');
  expect(await why({ as: 'clockwork', token: null })).toBe('badRequest');
  expect(await why({ as: { toString: 1 }, token: [1] })).toBe('badRequest');
  expect(await why({ as: 'ticket', token: ticketToken })).toBeNull();
  const { token } = entrance.device('kiosk');
  expect(await why({ as: 'display', token })).toBe('pairingInvalid');
  expect(await why({ as: 'kiosk' }, { cookie: `other=1; talon_kiosk=${token}` })).toBeNull();
  expect(await why({ as: 'kiosk', token }, { origin: 'http://evil.example' })).not.toBeNull();
  expect(await why({ as: 'kiosk', token }, { origin: entrance.base })).toBeNull();
  expect(entrance.lines).toEqual([]);
});

it('an operator’s page signs in by HTTP only: a cookie cannot come through a socket', async () => {
  const entrance = await openEntrance();
  const { socket } = await entrance.knock({ as: 'staff', token: null }, (await entrance.person(['operator'])).headers);
  const press = { requestId: 'r', login: 'anna', password: 'x' };
  expect(refusalOf(await socket.timeout(60_000).emitWithAck('session:signIn', press))).toBe('badRequest');
});

it('a page that presses without end is told so, and the others are not held up', async () => {
  const entrance = await openEntrance({ limitsFactor: 1 });
  const [fast, calm] = [entrance.device('kiosk'), entrance.device('kiosk')];
  const { socket } = await entrance.knock({ as: 'kiosk', token: fast.token });
  const { socket: other } = await entrance.knock({ as: 'kiosk', token: calm.token });
  const press = () => socket.timeout(60_000).emitWithAck('staff:call', { requestId: 'r' });
  const from = performance.now();
  const replies = await Promise.all(Array.from({ length: 100 }, press));
  // thirty in each second, of which more than one is begun where the machine is slow
  const seconds = 1 + Math.floor((performance.now() - from) / 1000);
  expect(new Set(replies.map(refusalOf))).toEqual(new Set([null, 'tooMany']));
  expect(replies.filter((one) => one.ok).length).toBeLessThanOrEqual(30 * seconds);
  expect(refusalOf(await other.timeout(60_000).emitWithAck('staff:call', { requestId: 'r' }))).toBeNull();
});

it('strangers who knock without end are told so, and shut nobody out who has a key', async () => {
  const entrance = await openEntrance({ limitsFactor: 0.05 });
  const { token } = entrance.device('kiosk');
  const { headers } = await entrance.person(['operator']);
  const told = [];
  for (let knock = 0; knock < 14; knock += 1)
    told.push((await entrance.knock({ as: 'kiosk', token: 'stolen' })).refused);
  expect(told.slice(0, 12).every((why) => why === 'pairingInvalid')).toBe(true);
  expect(told.slice(12)).toEqual(['tooMany', 'tooMany']);
  // one place for the kiosk, the operator and the visitor’s phone
  expect((await entrance.knock({ as: 'kiosk', token })).refused).toBeNull();
  expect((await entrance.knock({ as: 'staff', token: null }, headers)).refused).toBeNull();
  expect((await entrance.knock({ as: 'ticket', token: ticketToken })).refused).toBeNull();
});

it('a device that knocks without end is told so, and the others are not held up', async () => {
  const entrance = await openEntrance({ limitsFactor: 0.05 });
  const [fast, calm] = [entrance.device('kiosk'), entrance.device('kiosk')];
  const told = [];
  for (let knock = 0; knock < 14; knock += 1)
    told.push((await entrance.knock({ as: 'kiosk', token: fast.token })).refused);
  expect(told.slice(0, 12).every((why) => why === null)).toBe(true);
  expect(told.slice(12)).toEqual(['tooMany', 'tooMany']);
  expect((await entrance.knock({ as: 'kiosk', token: calm.token })).refused).toBeNull();
});

it('whoever takes their own key away hears that it is done, and then nothing more', async () => {
  const entrance = await openEntrance();
  await entrance.person(['administrator']);
  // the office takes its time to take a shift back
  const { orphan } = entrance.door.house;
  entrance.door.house.orphan = async (...about) => {
    await new Promise((tell) => setTimeout(tell, 100));
    return orphan(...about);
  };
  const mine = { 'user:close': { seen: 0 }, 'session:lock': {}, 'session:signOut': {}, 'session:close': {} };
  for (const [command, payload] of Object.entries(mine)) {
    const { userId, sessionId, headers } = await entrance.person(['administrator', 'operator']);
    const { socket } = await entrance.knock({ as: 'staff', token: null }, headers);
    const gone = next(socket, 'disconnect');
    const about = { 'user:close': { userId }, 'session:close': { sessionId } };
    const press = { requestId: command, ...payload, ...Object.entries(about).find(([name]) => name === command)?.[1] };
    expect([command, await socket.timeout(60_000).emitWithAck(command, press)]).toMatchObject([command, { ok: true }]);
    await gone;
  }
  expect(entrance.lines).toEqual([]);
});
