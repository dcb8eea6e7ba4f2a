import { describe, expect, it } from 'vitest';
import { agentOf } from '../../server/doors/agent.js';
import { cookieOf, password, refusalOf, type Anything } from './entrance.js';
import { openLocking, requestId } from './locking.js';

describe('sessions', () => {
  it('are listed with their browser and address, and each ends by a press', async () => {
    const { person, post, get, told, me, journal } = await openLocking();
    const [anna, boris] = [await person(['operator']), await person(['operator'])];
    const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
    const press = { requestId: requestId(), login: anna.login, password };
    const cookie = cookieOf(await post('session:signIn', press, { 'user-agent': agent }));
    const { body }: Anything = await get('/api/reports/sessions', anna.headers);
    expect(body.data.sessions).toHaveLength(2);
    const [other, own] = body.data.sessions[0].isThis ? [...body.data.sessions].reverse() : body.data.sessions;
    expect(own).toMatchObject({ sessionId: anna.sessionId, isThis: true, isLocked: false, by: 'password' });
    expect(other).toMatchObject({ isThis: false, agent: 'Chrome, Linux', address: '127.0.0.1' });
    expect(JSON.stringify(body)).not.toContain('Mozilla');
    // nobody else's
    expect(await told('session:close', { sessionId: other.sessionId }, boris)).toBe('notFound');
    expect(await told('session:close', { sessionId: other.sessionId }, anna)).toBeNull();
    expect(refusalOf(await me({ headers: { cookie } }))).toBe('signedOut');
    const told1 = (await journal()).map(({ kind, data }) => [kind, JSON.parse(data)]);
    expect(told1).toEqual([
      ['session:opened', { sessionId: other.sessionId, userId: anna.userId, signIn: 'password', withCode: false }],
      ['session:ended', { sessionId: other.sessionId, userId: anna.userId, why: 'closed' }],
    ]);
    // where people come from is told to whoever may see it, never to the journal
    expect(JSON.stringify(told1)).not.toContain('127.0.0.1');
  });

  it('an administrator sees everybody’s and ends one or all of a person, the sockets with them', async () => {
    const { person, again, knock, get, told, me, journal } = await openLocking();
    const [boss, anna] = [await person(['administrator']), await person(['operator'])];
    const other = { headers: again(anna.userId) };
    const { socket } = await knock({ as: 'staff', token: null }, other.headers);
    const cut = new Promise((ended) => socket.once('disconnect', ended));
    const all: Anything = (await get('/api/reports/userSessions', boss.headers)).body;
    expect(all.data.sessions.map((one: Anything) => one.userId).sort()).toEqual(
      [boss.userId, anna.userId, anna.userId].sort(),
    );
    const end = (payload: object) => told('user:endSession', payload, boss);
    expect(await end({ userId: boss.userId, sessionId: anna.sessionId })).toBe('notFound');
    expect(await end({ userId: 'nobody', sessionId: null })).toBe('notFound');
    expect(await end({ userId: anna.userId, sessionId: anna.sessionId })).toBeNull();
    expect([refusalOf(await me(anna)), refusalOf(await me(other))]).toEqual(['signedOut', null]);
    expect(await end({ userId: anna.userId, sessionId: null })).toBeNull();
    await cut;
    expect(refusalOf(await me(other))).toBe('signedOut');
    const ended = (await journal()).filter(({ kind }) => kind === 'session:ended');
    expect(ended.map(({ actor, data }) => [actor, JSON.parse(data).why])).toEqual([
      [boss.userId, 'revoked'],
      [boss.userId, 'revoked'],
    ]);
  });

  it('begin and end in the journal, whatever ends them', async () => {
    const { person, post, journal } = await openLocking();
    const [anna, boris] = [await person(['operator']), await person(['operator'])];
    const signIn = async (login: string, headers = {}) =>
      post('session:signIn', { requestId: requestId(), login, password }, headers);
    const cookie = cookieOf(await signIn(anna.login));
    const next = cookieOf(await signIn(boris.login, { cookie, 'x-talon-as': 'staff' }));
    await post('session:signOut', { requestId: requestId() }, { cookie: next, 'x-talon-as': 'staff' });
    const told = (await journal()).map(({ kind, actor, data }) => [kind, actor, JSON.parse(data).why ?? null]);
    expect(told).toEqual([
      ['session:opened', anna.userId, null],
      ['session:ended', anna.userId, 'replaced'],
      ['session:opened', boris.userId, null],
      ['session:ended', boris.userId, 'out'],
    ]);
  });

  it('a manager who became an operator hears no hall after it', async () => {
    const { person, knock, store, door, publish } = await openLocking();
    const anna = await person(['manager']);
    const { socket } = await knock({ as: 'staff', token: null }, anna.headers);
    const heard: unknown[] = [];
    socket.on('view', (...view: unknown[]) => void heard.push(view));
    await socket.timeout(60_000).emitWithAck('watch', 'hall');
    publish(`hall:${anna.userId}`, 'hall', { epoch: 'e', version: 2 });
    await expect.poll(() => heard.length).toBe(2);
    const cut = new Promise((ended) => socket.once('disconnect', ended));
    store.people.setRoles(anna.userId, 'main', ['operator']);
    door.changed();
    await cut;
    publish(`hall:${anna.userId}`, 'hall', { epoch: 'e', version: 3 });
    const { socket: next } = await knock({ as: 'staff', token: null }, anna.headers);
    expect(refusalOf(await next.timeout(60_000).emitWithAck('watch', 'hall'))).toBe('notAllowed');
    expect(heard).toHaveLength(2);
  });
});

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0 YaBrowser/25.8 Safari/537.36',
    'Yandex Browser, Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge, Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox, Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605 Version/18.6 Mobile/15E Safari/604',
    'Safari, iOS',
  ],
  ['curl/8.5.0', ''],
  ['', ''],
])('a browser is told as a person knows it: %s', (sent, told) => {
  expect(agentOf(sent)).toBe(told);
});
