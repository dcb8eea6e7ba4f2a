import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openEntrance, refusalOf } from './entrance.js';

const json = { 'content-type': 'application/json' };

describe('what no screen sends', () => {
  it.each([
    ['broken JSON', '{"requestId":', 400],
    ['no JSON', 'hello', 400],
    ['nothing', '', 400],
    ['a list', '[]', 400],
    ['null', 'null', 400],
    ['a number', '17', 400],
    ['a prototype', '{"__proto__":{"requestId":"r"},"constructor":{"prototype":{}}}', 400],
    ['what nobody asked for', '{"requestId":"r","turn":1,"more":true}', 400],
    ['a wrong type', '{"requestId":"r","turn":"1"}', 400],
    ['nesting without end', '['.repeat(20_000) + ']'.repeat(20_000), 400],
    ['a nested field without end', `{"requestId":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 400],
    ['a long text', JSON.stringify({ requestId: 'x'.repeat(40_000) }), 413],
    ['a huge text', JSON.stringify({ requestId: 'x'.repeat(400_000) }), 413],
  ])('%s is refused without a line in the log', async (_what, body, status) => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['operator']);
    const wire = await entrance.send('POST', '/api/visit:callNext', body, { ...json, ...headers });
    expect(wire.body).toMatchObject({ ok: false, refusal: { key: status === 413 ? 'tooLarge' : 'badRequest' } });
    expect(wire.status).toBe(status);
    expect(entrance.handed).toEqual([]);
    expect(entrance.lines).toEqual([]);
  });

  it.each([
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['toString', 'toString'],
    ['a new verb', 'ticket:steal'],
    ['what cannot be decoded', '%E0%A4%A'],
    ['a very long one', 'a'.repeat(3000)],
  ])('a name from nowhere: %s', async (_what, name) => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['operator', 'administrator']);
    for (const wire of [
      await entrance.post(name, {}, headers),
      await entrance.get(`/api/views/${name}`, headers),
      await entrance.get(`/api/reports/${name}`, headers),
    ]) {
      expect(['unknownCommand', 'unknownView', 'badRequest']).toContain(refusalOf(wire.body));
      expect([400, 404]).toContain(wire.status);
    }
    expect(entrance.lines).toEqual([]);
  });

  it('a command is pressed by POST, as JSON, and nothing else', async () => {
    const entrance = await openEntrance();
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'])
      expect((await entrance.send(method, '/api/ticket:issue', null, {})).status).toBe(405);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await entrance.send('POST', '/api/session:signIn', 'login=a', form)).status).toBe(400);
    expect((await entrance.send('POST', '/api/session:signIn', '{}', { 'content-type': 'text/plain' })).status).toBe(
      400,
    );
    expect(refusalOf((await entrance.get('/api/nowhere/at/all')).body)).toBe('notFound');
  });

  it('a socket that speaks nonsense is answered or cut, never crashed by', async () => {
    const entrance = await openEntrance();
    const { token } = entrance.device('kiosk');
    const { socket } = await entrance.knock({ as: 'kiosk', token });
    socket.emit('ticket:issue');
    socket.emit('ticket:issue', { requestId: 'r' });
    socket.emit('watch');
    socket.emit('watch', { toString: 1 });
    socket.emit('__proto__', new Uint8Array(100));
    expect(refusalOf(await socket.timeout(60_000).emitWithAck('watch', '__proto__'))).toBe('unknownView');
    expect(refusalOf(await socket.timeout(60_000).emitWithAck('constructor', {}))).toBe('unknownCommand');
    expect(refusalOf(await socket.timeout(60_000).emitWithAck('ticket:issue'))).toBe('badRequest');
    expect(refusalOf(await socket.timeout(60_000).emitWithAck('ticket:issue', { requestId: new Uint8Array(9) }))).toBe(
      'badRequest',
    );
    const gone = new Promise((tell) => socket.once('disconnect', tell));
    socket.io.engine.write('4"not a packet of socket.io');
    await gone;
    const { socket: other } = await entrance.knock({ as: 'kiosk', token });
    const cut = new Promise((tell) => other.once('disconnect', tell));
    other.emit('ticket:issue', { requestId: 'x'.repeat(400_000) });
    await cut;
    expect((await entrance.get('/health')).status).toBe(200);
    expect(entrance.lines).toEqual([]);
  });

  it('bytes that are no HTTP are answered as such', async () => {
    const entrance = await openEntrance();
    const told = await new Promise<string>((tell) => {
      const raw = connect(Number(new URL(entrance.base).port), '127.0.0.1', () =>
        raw.write('\x00\x01nonsense\r\n\r\n'),
      );
      raw.on('data', (data) => tell(data.toString()));
      raw.on('error', () => tell('HTTP/1.1 400'));
    });
    expect(told).toContain('400');
  });

  it('the unexpected is answered with a number, logged once under it, and its text stays inside', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['manager']);
    entrance.behind.press = () => Promise.reject(new Error('disk of the office is full'));
    const { status, body } = await entrance.post('day:open', { requestId: 'r' }, headers);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('disk');
    const { correlation } = (body.ok ? {} : body.refusal.about) as { correlation: string };
    expect(entrance.lines.filter((line) => line.includes(correlation))).toHaveLength(1);
    expect(entrance.lines).toHaveLength(1);
  });
});
