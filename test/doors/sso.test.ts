/** Single sign-on against a real provider of OpenID Connect on this machine, over the real doors. */
import { afterEach, describe, expect, it } from 'vitest';
import type { SsoConfig } from '../../server/doors/given.js';
import { pendingMs } from '../../server/doors/sso.js';
import { newId } from '../../server/doors/token.js';
import { client, openProvider, throughProvider, type TestProvider } from '../support/provider.js';
import { openEntrance, password, refusalOf, type Entrance } from './entrance.js';

const home = 'https://talon.example';
const callback = '/api/sso/callback';
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function openBoth(part: Partial<SsoConfig> = {}, ofDoor: object = {}) {
  const provider = await openProvider(`${home}${callback}`);
  endings.push(() => provider.close());
  const claim = 'preferred_username';
  const sso = { issuer: provider.issuer, ...client, claim, name: 'Портал', prompt: null, ...part };
  const entrance = await openEntrance({ publicUrl: home, sso, ...ofDoor });
  return { provider, entrance };
}

/** A person whom the provider knows by this name. */
function person(entrance: Entrance, ssoName: string | null, part: { closedAt?: number } = {}) {
  const { closedAt = null } = part;
  const userId = newId();
  const user = { userId, login: `login-${userId}`, name: 'Петрова Анна', position: '', password: 'none' };
  const stands = { mustChange: true, createdAt: entrance.clock.now, closedAt, ssoName };
  entrance.store.people.addUser({ ...user, ...stands }, [{ officeId: 'main', role: 'operator' }]);
  return userId;
}

let presses = 0;
const begin = (entrance: Entrance, headers: Record<string, string> = {}) =>
  entrance.post('session:beginSso', { requestId: `press-${(presses += 1)}` }, headers);

/** The browser is on its way: the provider's address, and the cookie that it was given. */
async function leave(entrance: Entrance, headers: Record<string, string> = {}) {
  const { body, headers: sent } = await begin(entrance, headers);
  if (!body.ok) throw new Error(body.refusal.key);
  return { url: String(body.data.url), cookie: sent.get('set-cookie')?.split(';')[0] ?? '' };
}

/** The browser is back by this address. */
async function arrive(entrance: Entrance, at: URL, cookie: string) {
  const response = await fetch(`${entrance.base}${callback}${at.search}`, { headers: { cookie }, redirect: 'manual' });
  const cookies = response.headers.getSetCookie();
  const staff = cookies.find((line) => line.startsWith('talon_staff='))?.split(';')[0] ?? null;
  const pages = response.headers.get('location')?.replace(`${home}/operator/`, '') ?? null;
  return { status: response.status, why: pages, staff, cookies };
}

/** All the way, as one press of a person who is known there by this login. */
async function signIn(entrance: Entrance, login: string | null) {
  const { url, cookie } = await leave(entrance);
  return arrive(entrance, await throughProvider(url, login), cookie);
}
const me = (entrance: Entrance, staff: string | null) => entrance.get('/api/reports/me', { cookie: staff ?? '' });
const kinds = async (entrance: Entrance) => (await entrance.journal()).map(({ kind }) => kind);
/** The wait itself is bound elsewhere to the millisecond; here a busy machine has time for all that is around it. */
const inTime = async <T>(seconds: number, work: () => Promise<T>): Promise<T> => {
  const begun = performance.now();
  const done = await work();
  expect(performance.now() - begun).toBeLessThan(seconds * 1000);
  return done;
};

describe('single sign-on', () => {
  it('brings in a person whom the provider names, binds the two for good, and tells the journal no name', async () => {
    const { entrance, provider } = await openBoth();
    const userId = person(entrance, 'petrova');
    const { url, cookie } = await leave(entrance);
    const asked = new URL(url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect([asked.get('state')?.length, asked.get('nonce')?.length]).toEqual([43, 43]);
    const at = await throughProvider(url, 'Petrova ');
    expect(`${at.origin}${at.pathname}`).toBe(`${home}${callback}`);
    // the provider writes it its own way
    provider.subjects.set('petrova', 'subject of Petrova ');
    const { status, why, staff, cookies } = await arrive(entrance, at, cookie);
    expect([status, why]).toEqual([303, '']);
    expect(cookies.find((line) => line.startsWith('talon_sso=;'))).toContain('Max-Age=0');
    // a first password that was never changed is no matter of who comes this way
    expect((await me(entrance, staff)).body).toMatchObject({ ok: true, data: { userId, mustChange: false } });
    expect(await kinds(entrance)).toEqual(expect.arrayContaining(['user:linked', 'session:opened']));
    const [session] = await entrance.store.sessions.listSessions('main', userId, entrance.clock.now);
    expect(session?.by).toBe('sso');
    const user = await entrance.store.people.userWithRoles(userId);
    expect([user?.ssoIssuer, user?.ssoSubject]).toEqual([provider.issuer, 'subject of Petrova ']);
    expect(JSON.stringify(await entrance.journal())).not.toMatch(/petrova|subject of/i);
  });

  it('knows a bound person by the bond, whatever the provider calls them now', async () => {
    const { entrance, provider } = await openBoth();
    const userId = person(entrance, 'petrova');
    provider.subjects.set('petrova', 'subject 1');
    expect((await signIn(entrance, 'petrova')).why).toBe('');
    provider.subjects.delete('petrova');
    provider.subjects.set('ivanova', 'subject 1');
    expect((await me(entrance, (await signIn(entrance, 'ivanova')).staff)).body).toMatchObject({ data: { userId } });
    expect((await kinds(entrance)).filter((kind) => kind === 'user:linked')).toHaveLength(1);
  });

  it('lets nobody in by a name that is bound to somebody else: names are given anew', async () => {
    const { entrance, provider } = await openBoth();
    person(entrance, 'petrova');
    provider.subjects.set('petrova', 'the first Petrova');
    expect((await signIn(entrance, 'petrova')).why).toBe('');
    provider.subjects.set('petrova', 'another Petrova');
    expect(await signIn(entrance, 'petrova')).toMatchObject({ why: '?sso=ssoUnknown', staff: null });
  });

  it('binds once, also when one person comes back by two browsers at the same moment', async () => {
    const { entrance } = await openBoth();
    person(entrance, 'petrova');
    const left = [await leave(entrance), await leave(entrance)];
    const ats = await Promise.all(left.map(({ url }) => throughProvider(url, 'petrova')));
    const both = await Promise.all(left.map(({ cookie }, i) => arrive(entrance, ats[i] ?? new URL(home), cookie)));
    expect(both.map(({ why }) => why)).toEqual(['', '']);
    expect((await kinds(entrance)).filter((kind) => kind === 'user:linked')).toHaveLength(1);
  });

  it('knows nobody without an account, with a closed one, or with another name', async () => {
    const { entrance } = await openBoth();
    person(entrance, 'closed', { closedAt: 1 });
    person(entrance, 'petrova');
    person(entrance, null);
    for (const login of ['nobody', 'closed', 'petrov', ' '])
      expect([login, await signIn(entrance, login)]).toMatchObject([login, { why: '?sso=ssoUnknown', staff: null }]);
    expect(await kinds(entrance)).toEqual(['office:made']);
  });

  it('is closed with the account, and its sessions end with it', async () => {
    const { entrance } = await openBoth();
    const userId = person(entrance, 'petrova');
    const { staff } = await signIn(entrance, 'petrova');
    const { headers } = await entrance.person(['administrator']);
    const closed = await entrance.post('user:close', { requestId: 'close', userId, seen: 0 }, headers);
    expect(refusalOf(closed.body)).toBeNull();
    expect((await me(entrance, staff)).status).toBe(401);
    expect((await signIn(entrance, 'petrova')).why).toBe('?sso=ssoUnknown');
  });

  it('is unbound by another name, and its session ends when it is revoked', async () => {
    const { entrance } = await openBoth();
    const userId = person(entrance, 'petrova');
    const { staff } = await signIn(entrance, 'petrova');
    const { headers } = await entrance.person(['administrator']);
    const rights = { name: 'Петрова Анна', position: '', roles: ['operator'], ssoName: 'ivanova' };
    const set = await entrance.post('user:set', { requestId: 'set', userId, seen: 0, ...rights }, headers);
    expect(refusalOf(set.body)).toBeNull();
    expect((await signIn(entrance, 'petrova')).why).toBe('?sso=ssoUnknown');
    expect((await signIn(entrance, 'ivanova')).why).toBe('');
    expect((await me(entrance, staff)).status).toBe(200);
    await entrance.post('user:endSession', { requestId: 'end', userId, sessionId: null }, headers);
    expect((await me(entrance, staff)).status).toBe(401);
  });

  it('takes the place of the session that the browser had', async () => {
    const { entrance } = await openBoth();
    person(entrance, 'petrova');
    const before = await entrance.person(['operator']);
    const { url, cookie } = await leave(entrance, before.headers);
    expect((await arrive(entrance, await throughProvider(url, 'petrova'), cookie)).why).toBe('');
    expect((await entrance.get('/api/reports/me', before.headers)).status).toBe(401);
    const ended = (await entrance.journal()).find(({ kind }) => kind === 'session:ended');
    expect(ended?.data).toContain('replaced');
  });

  it('goes by mail only where the provider has proved the address', async () => {
    const { entrance } = await openBoth({ claim: 'email' });
    person(entrance, 'petrova@office.example');
    person(entrance, 'unproved@office.example');
    expect((await signIn(entrance, 'unproved')).why).toBe('?sso=ssoUnknown');
    expect((await signIn(entrance, 'petrova')).why).toBe('');
  });
});

describe('who comes back', () => {
  it('with a state of somebody else’s, without the cookie or with another browser’s is nobody', async () => {
    const { entrance } = await openBoth();
    person(entrance, 'petrova');
    const [mine, other] = [await leave(entrance), await leave(entrance)];
    const at = await throughProvider(mine.url, 'petrova');
    const wrong = new URL(at);
    wrong.searchParams.set('state', 'made-up');
    for (const [back, cookie] of [
      [wrong, mine.cookie],
      [at, other.cookie],
      [at, ''],
      [at, 'talon_sso=made-up'],
    ] as const)
      expect(await arrive(entrance, back, cookie)).toMatchObject({ why: '?sso=ssoUnfinished', staff: null });
    // nobody but the right one has spent it
    expect((await arrive(entrance, at, mine.cookie)).why).toBe('');
  });

  it('twice by one address comes in once', async () => {
    const { entrance, provider } = await openBoth();
    person(entrance, 'petrova');
    const { url, cookie } = await leave(entrance);
    const at = await throughProvider(url, 'petrova');
    expect((await arrive(entrance, at, cookie)).why).toBe('');
    const before = provider.asked.length;
    expect((await arrive(entrance, at, cookie)).why).toBe('?sso=ssoUnfinished');
    expect(provider.asked.length).toBe(before);
    // the same code in another login that is under way: the provider knows it
    const again = await leave(entrance);
    const replayed = await throughProvider(again.url, 'petrova');
    replayed.searchParams.set('code', at.searchParams.get('code') ?? '');
    expect(await arrive(entrance, replayed, again.cookie)).toMatchObject({ why: '?sso=ssoUnfinished', staff: null });
  });

  it('after ten minutes, or having turned back at the provider, begins anew', async () => {
    const { entrance } = await openBoth();
    person(entrance, 'petrova');
    expect((await signIn(entrance, null)).why).toBe('?sso=ssoUnfinished');
    const { url, cookie } = await leave(entrance);
    const at = await throughProvider(url, 'petrova');
    entrance.clock.now += pendingMs + 1;
    expect((await arrive(entrance, at, cookie)).why).toBe('?sso=ssoUnfinished');
  });

  it('after a thousand others have left for the provider begins anew: no crowd fills the memory', async () => {
    const { entrance } = await openBoth();
    person(entrance, 'petrova');
    const [oldest, second] = [await leave(entrance), await leave(entrance)];
    for (let left = 2; left < 1001; left += 37)
      await Promise.all(Array.from({ length: Math.min(37, 1001 - left) }, () => leave(entrance)));
    const back = async ({ url, cookie }: typeof oldest) =>
      (await arrive(entrance, await throughProvider(url, 'petrova'), cookie)).why;
    expect(await back(oldest)).toBe('?sso=ssoUnfinished');
    expect(await back(second)).toBe('');
  });

  it('carries a cookie that goes with links alone, to this one address', async () => {
    const { entrance } = await openBoth({}, { isSecure: true });
    const { headers } = await begin(entrance);
    expect(headers.get('set-cookie')).toMatch(
      /^talon_sso=[\w-]{43}; Path=\/api\/sso; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it('is counted by where they come from: made-up returns of one address keep nobody else out', async () => {
    const { entrance } = await openBoth({}, { limitsFactor: 0.05, trustedProxies: 1 });
    person(entrance, 'petrova');
    const madeUp = async () => {
      const headers = { 'x-forwarded-for': '198.51.100.7', cookie: 'talon_sso=made-up' };
      const back = await fetch(`${entrance.base}${callback}?code=1&state=2`, { headers, redirect: 'manual' });
      return back.headers.get('location')?.split('=')[1];
    };
    const told = [await madeUp(), await madeUp(), await madeUp(), await madeUp()];
    expect(told).toEqual(['ssoUnfinished', 'ssoUnfinished', 'ssoUnfinished', 'tooMany']);
    expect((await signIn(entrance, 'petrova')).why).toBe('');
  });
});

describe('a provider that is of no use', () => {
  /** By a password a person comes in whatever the provider does. */
  async function comesInByPassword(entrance: Entrance) {
    const { login } = await entrance.person(['operator']);
    const typed = { requestId: `in-${(presses += 1)}`, login, password, code: null };
    expect(refusalOf((await entrance.post('session:signIn', typed)).body)).toBeNull();
  }

  it('that is dead at the start is asked again when it lives; meanwhile passwords open', async () => {
    const { entrance, provider } = await openBoth();
    person(entrance, 'petrova');
    await provider.stop();
    expect(refusalOf((await begin(entrance)).body)).toBe('ssoFailed');
    await comesInByPassword(entrance);
    await provider.start();
    expect((await signIn(entrance, 'petrova')).why).toBe('');
  });

  it.each(['garbage', 'endless', 'error', 'silent'] as const)(
    'that is %s fails, and keeps nobody for long',
    async (mode) => {
      const { entrance, provider } = await openBoth();
      person(entrance, 'petrova');
      provider.mode = mode;
      expect(refusalOf((await inTime(15, () => begin(entrance))).body)).toBe('ssoFailed');
      provider.mode = 'ok';
      const { url, cookie } = await leave(entrance);
      const at = await throughProvider(url, 'petrova');
      provider.mode = mode;
      const back = await inTime(15, () => arrive(entrance, at, cookie));
      expect(back).toMatchObject({ why: '?sso=ssoFailed', staff: null });
      await comesInByPassword(entrance);
    },
    60_000,
  );

  it('that speaks for another issuer is not believed', async () => {
    const { provider } = await openBoth();
    const { entrance } = { entrance: await openEntrance({ publicUrl: home, sso: ssoAt(provider) }) };
    expect(refusalOf((await begin(entrance)).body)).toBe('ssoFailed');
  });
});

/** The same machine under a name that its tokens do not carry. */
const ssoAt = ({ issuer }: TestProvider): SsoConfig => ({
  ...{ issuer: issuer.replace('127.0.0.1', 'localhost'), ...client },
  ...{ claim: 'preferred_username', name: 'Портал', prompt: null },
});

describe('an office without single sign-on', () => {
  it('has no such door and no such button', async () => {
    const entrance = await openEntrance();
    expect((await entrance.get(`${callback}?code=1&state=2`)).status).toBe(404);
    expect((await entrance.get('/api/theme')).body).toMatchObject({ data: { sso: null } });
    expect(refusalOf((await begin(entrance)).body)).toBe('ssoOff');
  });

  it('with it tells strangers the provider’s name and no more', async () => {
    const { entrance } = await openBoth();
    const { body } = await entrance.get('/api/theme');
    expect(body.ok && body.data.sso).toEqual({ name: 'Портал' });
  });
});

describe('the log', () => {
  it('has no code, token, state, secret or name of anybody in it', async () => {
    const { entrance, provider } = await openBoth();
    person(entrance, 'petrova');
    const secrets = [client.clientSecret, encodeURIComponent(client.clientSecret)];
    for (const login of ['petrova', 'nobody']) {
      const { url, cookie } = await leave(entrance);
      const at = await throughProvider(url, login);
      const asked = new URL(url).searchParams;
      secrets.push(cookie.split('=')[1] ?? '?', asked.get('nonce') ?? '?', asked.get('code_challenge') ?? '?');
      secrets.push(at.searchParams.get('code') ?? '?', at.searchParams.get('state') ?? '?');
      const { staff } = await arrive(entrance, at, cookie);
      secrets.push(staff?.split('=')[1] ?? cookie);
      await arrive(entrance, at, cookie);
    }
    for (const mode of ['garbage', 'error'] as const) {
      provider.mode = 'ok';
      const { url, cookie } = await leave(entrance);
      const at = await throughProvider(url, 'petrova');
      secrets.push(at.searchParams.get('code') ?? '?');
      provider.mode = mode;
      await arrive(entrance, at, cookie);
    }
    const said = entrance.lines.join('');
    expect(said).toContain('single sign-on');
    for (const secret of secrets) expect(said.includes(secret), secret).toBe(false);
    expect(said).not.toMatch(/petrova|nobody@|subject of|127\.0\.0\.1/i);
  });
});
