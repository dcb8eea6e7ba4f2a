/**
 * What answers somebody without a key, written down line by line: whoever opens another door to strangers writes it here
 * too, on purpose. The doors are taken from the running app, so that none is forgotten.
 */
import { describe, expect, it } from 'vitest';
import { commandNames, reportNames, sheetNames, viewNames } from '../../server/doors/openapi.js';
import { openEntrance, refusalOf, type Anything, type Entrance } from './entrance.js';

/** Every door of the app, and what it answers a stranger who knocks with these paths. */
const doors: Record<string, Record<string, number>> = {
  'GET /health': { '/health': 200 },
  'GET /ready': { '/ready': 200 },
  // another machine's request: without the token there is no such page
  'GET /metrics': { '/metrics': 404 },
  'GET /api/': { '/api/': 401, '/api': 401 },
  'GET /api/openapi.json': { '/api/openapi.json': 401 },
  'GET /api/theme': { '/api/theme': 200 },
  'GET /api/views/:view': Object.fromEntries([
    ['/api/views/nothing', 404],
    ...viewNames.map((name) => [`/api/views/${name}`, 401]),
  ]),
  'GET /api/reports/:name': Object.fromEntries([
    ['/api/reports/nothing', 404],
    ...reportNames.map((name) => [`/api/reports/${name}`, 401]),
  ]),
  'POST /api/reports/:name': { '/api/reports/payers': 401, '/api/reports/nothing': 404 },
  'GET /api/exports/:file': Object.fromEntries([
    ['/api/exports/nothing.csv', 404],
    ...sheetNames.map((name) => [`/api/exports/${name}.csv`, 401]),
  ]),
  'POST /api/exports/:file': { '/api/exports/registrations.csv': 401, '/api/exports/nothing.csv': 404 },
  'POST /api/files': { '/api/files': 401 },
  'POST /api/packs': { '/api/packs': 401 },
  'POST /api/pictures': { '/api/pictures': 401 },
  'GET /api/pictures/:pictureId': { '/api/pictures/nothing': 401 },
  'POST /api/:command': { '/api/nothing': 404 },
  '_all /api/:command': { '/api/ticket:issue': 405 },
  // the demo has none; whoever stands before the door sees it on the door
  'GET /theme/logo': { '/theme/logo': 404 },
  'USE /theme': {
    '/theme/tokens.css': 200,
    '/theme/theme.css': 200,
    '/theme/..%2f..%2fpackage.json': 404,
    '/theme/': 404,
  },
  'USE /assets': { '/assets/app.js': 200, '/assets/': 404, '/assets/..%2f..%2f..%2fpackage.json': 404 },
  'GET /paper.css': { '/paper.css': 200 },
  'GET /': { '/': 200 },
  'GET /t': { '/t': 200 },
  'GET /kiosk{/*rest}': { '/kiosk': 200, '/kiosk/deep/link': 200 },
  'GET /display{/*rest}': { '/display': 200 },
  // its page is not built here
  'GET /operator{/*rest}': { '/operator': 503 },
};

/** What a stranger may press at all. */
const commandsOfStrangers = ['session:signIn', 'session:beginSso', 'device:pair', 'device:ask', 'device:claim'];

/** Not doors: what every request passes on its way. */
const passages = ['helmetMiddleware', 'moreHeaders', 'compression', '<anonymous>', 'missing'];

/** Doors of an app, by method and path; a folder of files is USE. */
function doorsOf(stack: Anything[], at: string): string[] {
  return stack.flatMap((layer: Anything): string[] => {
    const { route, handle, rawPath, name } = layer;
    if (route) return Object.keys(route.methods).map((method) => `${nameOf(method)} ${at}${route.path}`);
    if (Array.isArray(handle.stack)) return doorsOf(handle.stack, at + (rawPath === '/' ? '' : rawPath));
    if (rawPath !== undefined && rawPath !== '/') return [`USE ${at}${rawPath}`];
    expect(passages).toContain(name);
    return [];
  });
}
const nameOf = (method: string) => (method.startsWith('_') ? method : method.toUpperCase());

const fromElsewhere = { 'x-forwarded-for': '198.51.100.7' };

async function statusOf(entrance: Entrance, door: string, path: string): Promise<number> {
  if (!door.startsWith('POST')) return (await entrance.get(path, fromElsewhere)).status;
  if (['POST /api/files', 'POST /api/packs', 'POST /api/pictures'].includes(door)) {
    const headers = { ...fromElsewhere, 'content-type': 'application/octet-stream' };
    return (await entrance.send('POST', path, '<Файл/>', headers)).status;
  }
  return (await entrance.post(path.replace('/api/', ''), { requestId: 'r' }, fromElsewhere)).status;
}

describe('a stranger', () => {
  it('finds no other doors than these, and behind them what is written here', async () => {
    const entrance = await openEntrance();
    const found = new Set(doorsOf(entrance.app.router.stack, ''));
    expect([...found].sort()).toEqual(Object.keys(doors).sort());
    for (const [door, paths] of Object.entries(doors))
      for (const [path, status] of Object.entries(paths))
        expect([path, await statusOf(entrance, door, path)]).toEqual([path, status]);
    expect(entrance.handed).toEqual([]);
    expect(entrance.held.size).toBe(0);
  });

  it('finds one more where single sign-on is on, and is led home by it with nothing in hand', async () => {
    const sso = {
      issuer: 'http://127.0.0.1:9',
      clientId: 'talon',
      clientSecret: 's',
      claim: 'upn',
      name: '',
      prompt: null,
    };
    const entrance = await openEntrance({ publicUrl: 'https://talon.example', sso });
    const without = doorsOf((await openEntrance()).app.router.stack, '');
    const more = doorsOf(entrance.app.router.stack, '').filter((door) => !without.includes(door));
    expect(more).toEqual(['GET /api/sso/callback']);
    const back = await fetch(`${entrance.base}/api/sso/callback?code=1&state=2`, { redirect: 'manual' });
    expect(back.headers.get('location')).toBe('https://talon.example/operator/?sso=ssoUnfinished');
    expect(back.headers.get('set-cookie')).toBe('talon_sso=; Path=/api/sso; Max-Age=0; HttpOnly; SameSite=Lax');
  });

  it('may press what brings in people and devices, and nothing else', async () => {
    const entrance = await openEntrance();
    const open: string[] = [];
    for (const name of commandNames) {
      const { status, body } = await entrance.post(name, { requestId: name }, fromElsewhere);
      if (status === 401) expect(refusalOf(body)).toBe('signedOut');
      else open.push(name);
    }
    expect(open.sort()).toEqual([...commandsOfStrangers].sort());
    expect(entrance.handed).toEqual([]);
  });

  it('with keys that were made up is a stranger still', async () => {
    const entrance = await openEntrance();
    const madeUp: Record<string, string>[] = [
      { cookie: 'talon_staff=made-up' },
      { cookie: 'talon_staff=', 'x-talon-as': 'staff' },
      { authorization: 'Bearer made-up', 'x-talon-as': 'kiosk' },
      { authorization: 'Bearer made-up', 'x-talon-as': 'ticket' },
      { authorization: 'Basic YWRtaW46YWRtaW4=' },
      { 'x-talon-as': 'administrator' },
    ];
    for (const headers of madeUp)
      for (const path of ['/api/', '/api/openapi.json', '/api/reports/me', '/api/views/desk'])
        expect([401, 403, 404]).toContain((await entrance.get(path, headers)).status);
  });
});

describe('the wire’s own description', () => {
  it('is read by any of the staff, and by no kiosk, board or ticket', async () => {
    const entrance = await openEntrance();
    for (const role of ['operator', 'attendant', 'manager', 'administrator', 'auditor'] as const) {
      const { headers } = await entrance.person([role]);
      for (const path of ['/api/', '/api/openapi.json']) expect((await entrance.get(path, headers)).status).toBe(200);
    }
    for (const kind of ['kiosk', 'display'] as const)
      expect((await entrance.get('/api/openapi.json', entrance.device(kind).headers)).status).toBe(403);
    const { headers } = await entrance.person(['administrator'], true);
    expect((await entrance.get('/api/openapi.json', headers)).status).toBe(403);
  });
});
