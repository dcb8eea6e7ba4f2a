import { describe, expect, it } from 'vitest';
import { addressOf, isSameOrigin } from '../../server/doors/address.js';
import { openEntrance, refusalOf } from './entrance.js';

describe('what browsers are told', () => {
  it('a strict policy on every page: own scripts, own styles, own sockets, no frame', async () => {
    const entrance = await openEntrance();
    for (const path of ['/', '/kiosk/', '/t', '/api/', '/nowhere']) {
      const { headers } = await entrance.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("style-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain(`connect-src 'self' ws://${new URL(entrance.base).host} wss://`);
      expect(policy).not.toMatch(/script-src[^;]*unsafe|upgrade-insecure/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*microphone=\(\).*usb=\(\)/);
      expect(headers.get('x-xss-protection')).toBe('1; mode=block');
      const { body } = await entrance.get(path);
      expect(String(body)).not.toMatch(/<script|style=/);
    }
  });

  it('behind TLS to stay there', async () => {
    const entrance = await openEntrance({ isSecure: true });
    expect((await entrance.get('/')).headers.get('strict-transport-security')).toContain('max-age=');
  });

  it('a page of another origin presses nothing', async () => {
    const entrance = await openEntrance({ publicUrl: 'https://talon.example' });
    const { headers } = await entrance.person(['manager']);
    const from = async (origin: string) =>
      refusalOf((await entrance.post('day:open', { requestId: 'r' }, { ...headers, origin })).body);
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', 'nonsense'])
      expect(await from(origin)).toBe('notAllowed');
    expect(entrance.handed).toEqual([]);
    expect(await from(entrance.base)).toBeNull();
    expect(await from('https://talon.example')).toBeNull();
  });
});

describe('pages', () => {
  it('every screen has its door, deep links too; what is not there says so in its own manner', async () => {
    const entrance = await openEntrance();
    for (const [path, title] of [
      ['/kiosk', 'kiosk/index.html'],
      ['/kiosk/', 'kiosk/index.html'],
      ['/display/deep/link', 'display/index.html'],
      ['/t', 'kiosk/ticket.html'],
    ] as const) {
      const { status, body, headers } = await entrance.get(path);
      expect([path, status, String(body).includes(title)]).toEqual([path, 200, true]);
      expect(headers.get('cache-control')).toBe('no-cache');
    }
    expect(String((await entrance.get('/')).body)).toMatch(/\/kiosk\/[^]*\/display\/[^]*\/operator\//);
    expect((await entrance.get('/assets/app.js')).headers.get('cache-control')).toContain('immutable');
    expect((await entrance.get('/theme/tokens.css')).headers.get('content-type')).toContain('text/css');
    for (const path of [
      '/nowhere',
      '/theme/none.css',
      '/assets/../../../package.json',
      '/theme/..%2f..%2fpackage.json',
    ])
      expect((await entrance.get(path)).status).toBe(404);
    expect((await entrance.get('/operator/')).status).toBe(503);
    expect(entrance.lines).toEqual([]);
  });

  it('health, readiness and the theme are open to strangers', async () => {
    const entrance = await openEntrance();
    for (const path of ['/health', '/ready', '/api/theme'])
      expect((await entrance.get(path)).body).toMatchObject({ ok: true });
  });
});

it('an address is the nearest one that a trusted proxy vouches for', () => {
  const headers = { 'x-forwarded-for': '6.6.6.6, 10.0.0.5' };
  expect(addressOf(headers, '::ffff:127.0.0.1', 0)).toBe('127.0.0.1');
  expect(addressOf(headers, '127.0.0.1', 1)).toBe('10.0.0.5');
  expect(addressOf({}, '127.0.0.1', 1)).toBe('127.0.0.1');
  expect(addressOf({}, '2001:db8:1:2:3:4:5:6', 0)).toBe(addressOf({}, '2001:db8:1:2::9', 0));
  expect(isSameOrigin({ host: 'office:8080', origin: 'http://office:8080' }, null)).toBe(true);
  expect(isSameOrigin({ host: 'office:8080', origin: 'http://office:8081' }, null)).toBe(false);
});
