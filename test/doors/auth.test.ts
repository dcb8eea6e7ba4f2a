import { describe, expect, it, vi } from 'vitest';
import { longestDraft } from '../../server/contract/index.js';
import { shortName } from '../../server/doors/answers.js';
import { isPassword } from '../../server/doors/password.js';
import { delayMs } from '../../server/doors/patience.js';
import { cookieOf, openEntrance, password, refusalOf } from './entrance.js';
import type { Entrance } from './entrance.js';

let count = 0;
const requestId = () => `request-${(count += 1)}`;
const signIn = (entrance: Entrance, login: string, typed: string, from = '10.0.0.1') =>
  entrance.post('session:signIn', { requestId: requestId(), login, password: typed }, { 'x-forwarded-for': from });
const hour = 3600_000;

describe('staff sign in', () => {
  it('with login and password, and get a cookie that no script reads and no other site sends', async () => {
    const entrance = await openEntrance();
    const { login, userId } = await entrance.person(['operator']);
    const told = await signIn(entrance, ` ${login.toUpperCase()} `, password);
    expect(told.body).toMatchObject({ ok: true, data: { userId, roles: ['operator'], mustChange: false } });
    const cookie = told.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^talon_staff=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const me = await entrance.get('/api/reports/me', { cookie: cookieOf(told) });
    expect(me.body).toMatchObject({ ok: true, data: { userId, short: 'Петрова\u00a0А.' } });
    expect(JSON.stringify(await entrance.store.read.session.findMany())).not.toContain(cookieOf(told).slice(12));
  });

  it('behind TLS the cookie never leaves it', async () => {
    const entrance = await openEntrance({ isSecure: true });
    const { login } = await entrance.person(['operator']);
    expect((await signIn(entrance, login, password)).headers.get('set-cookie')).toContain('; Secure');
  });

  it('a wrong password and a login that does not exist are the same answer, and no cookie', async () => {
    const entrance = await openEntrance();
    const { login } = await entrance.person(['operator']);
    for (const name of [login, 'nobody-of-that-name']) {
      const told = await signIn(entrance, name, 'not the password');
      expect(refusalOf(told.body)).toBe('wrongPassword');
      expect(told.status).toBe(401);
      expect(told.headers.get('set-cookie')).toBeNull();
    }
    // people type passwords into the login's field: a login that does not exist is not kept
    const failed = await entrance.store.read.failedSignIn.findMany();
    expect(failed.map((one) => one.login).sort()).toEqual(['?', login]);
  });

  it('a closed person and a person of no office stay outside', async () => {
    const entrance = await openEntrance();
    const closed = await entrance.person(['operator']);
    entrance.store.people.closeUser(closed.userId, { seen: 0, by: 'boss', at: entrance.clock.now });
    expect(refusalOf((await signIn(entrance, closed.login, password)).body)).toBe('wrongPassword');
    expect(refusalOf((await entrance.get('/api/reports/me', closed.headers)).body)).toBe('signedOut');
    const stray = await entrance.person([]);
    expect(refusalOf((await signIn(entrance, stray.login, password)).body)).toBe('notAllowed');
  });

  it('the answer to a sign-in is never given twice', async () => {
    const entrance = await openEntrance();
    const { login } = await entrance.person(['operator']);
    const press = { requestId: 'the-same', login, password };
    const wrong = { ...press, password: 'not the password' };
    expect(refusalOf((await entrance.post('session:signIn', wrong)).body)).toBe('wrongPassword');
    const both = await Promise.all([entrance.post('session:signIn', press), entrance.post('session:signIn', press)]);
    expect(both.map((one) => refusalOf(one.body)).sort()).toEqual(['alreadyDone', null]);
    expect(refusalOf((await entrance.post('session:signIn', press)).body)).toBe('alreadyDone');
    expect(refusalOf((await entrance.post('session:signIn', wrong)).body)).toBe('requestReused');
  });

  it('guessing waits longer each time, and the right password still works from another place', async () => {
    const entrance = await openEntrance({ trustedProxies: 1 });
    const { login, userId } = await entrance.person(['operator']);
    let guesses = 0;
    while (guesses < 12) {
      const told = await signIn(entrance, login, `guess ${guesses}`, '10.0.0.66');
      if (refusalOf(told.body) === 'wrongPassword') guesses += 1;
      else {
        expect(refusalOf(told.body)).toBe('tooMany');
        expect(told.status).toBe(429);
        const seconds = told.body.ok ? 0 : Number(told.body.refusal.about?.seconds);
        expect(seconds).toBe(Math.ceil(delayMs(guesses) / 1000));
        entrance.clock.now += seconds * 1000;
      }
    }
    expect(refusalOf((await signIn(entrance, login, password, '10.0.0.66')).body)).toBe('tooMany');
    expect(refusalOf((await signIn(entrance, login, password, '10.0.0.7')).body)).toBeNull();
    const entries = await entrance.journal();
    expect(entries.filter((one) => one.kind === 'session:lockout').map((one) => one.actor)).toEqual([userId]);
  });

  it('a crowd of made-up logins from the same address keeps out nobody who knows a password', async () => {
    const entrance = await openEntrance({ limitsFactor: 1 });
    const [anna, boris] = [await entrance.person(['operator']), await entrance.person(['operator'])];
    const signsIn = async ({ login }: { login: string }) => refusalOf((await signIn(entrance, login, password)).body);
    const drain = async () => {
      while (await entrance.door.limits.take('signIn', '127.0.0.1'));
    };
    // each second as many as one address may press
    for (let second = 0; second < 2; second += 1) {
      const tries = Array.from({ length: 17 }, () => signIn(entrance, requestId(), 'a guess'));
      expect(new Set((await Promise.all(tries)).map((one) => refusalOf(one.body)))).toEqual(new Set(['wrongPassword']));
      await new Promise((go) => setTimeout(go, 1100));
    }
    expect(await signsIn(anna)).toBeNull();
    // more than that: strangers wait for seconds, and whoever came in from here before does not wait
    await drain();
    const told = (await signIn(entrance, requestId(), 'a guess')).body;
    expect(told).toEqual({ ok: false, refusal: { key: 'tooMany', about: { seconds: 8 } } });
    expect(await signsIn(boris)).toBe('tooMany');
    expect(await signsIn(anna)).toBeNull();
    // somebody of the office came in: the address is free again
    expect(await signsIn(boris)).toBeNull();
  });

  it('whatever strangers at the same address press, whoever came in from there before comes in', async () => {
    const entrance = await openEntrance({ limitsFactor: 0.1 });
    const { login } = await entrance.person(['operator']);
    const signsIn = async () => refusalOf((await signIn(entrance, login, password)).body);
    const junk = (command: string, payload: object) =>
      Promise.all(Array.from({ length: 70 }, () => entrance.post(command, { requestId: requestId(), ...payload })));
    expect(await signsIn()).toBeNull();
    for (const [command, payload] of [
      ['device:claim', { secret: 'x'.repeat(20) }],
      ['session:beginSso', {}],
      ['session:signIn', { login: 'made-up', password: 'a guess' }],
    ] as const) {
      const told = await junk(command, payload);
      expect(told.map((one) => refusalOf(one.body))).toContain('tooMany');
      expect([command, await signsIn()]).toEqual([command, null]);
    }
  });

  it('made-up logins from many addresses wait among themselves: a known one goes before them', async () => {
    const entrance = await openEntrance();
    const { login } = await entrance.person(['operator']);
    expect(refusalOf((await signIn(entrance, login, password)).body)).toBeNull();
    let judged = 0;
    const crowd = Array.from({ length: 90 }, () =>
      isPassword(null, 'a guess', null, 'stranger').then(() => (judged += 1)),
    );
    const told = await Promise.all([signIn(entrance, 'made-up', 'a guess'), signIn(entrance, login, password)]);
    expect(told.map((one) => refusalOf(one.body))).toEqual(['tooMany', null]);
    expect(judged).toBeLessThan(45);
    await Promise.all(crowd);
  });

  it('a login that came in from an address is guessed there as slowly as any other', async () => {
    const entrance = await openEntrance();
    const { login } = await entrance.person(['operator']);
    expect(refusalOf((await signIn(entrance, login, password)).body)).toBeNull();
    for (let guess = 0; guess < 5; guess += 1) await signIn(entrance, login, `guess ${guess}`);
    expect(refusalOf((await signIn(entrance, login, password)).body)).toBe('tooMany');
  });

  it('without a trusted proxy nobody chooses the address that is counted', async () => {
    const entrance = await openEntrance({ trustedProxies: 0 });
    const { login } = await entrance.person(['operator']);
    for (let guess = 0; guess < 5; guess += 1) await signIn(entrance, login, 'no', `10.0.0.${guess}`);
    expect(refusalOf((await signIn(entrance, login, 'no', '10.0.0.99')).body)).toBe('tooMany');
  });
});

it('a name is shortened by letters as a person sees them', () => {
  expect(shortName(' Петрова  анна Викторовна ')).toBe('Петрова\u00a0А.\u00a0В.');
  expect(shortName('Петрова 😀нна')).toBe('Петрова\u00a0😀.');
});

describe('a session', () => {
  it('lives twelve hours without use, and as long as it is used', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['operator']);
    const me = async () => refusalOf((await entrance.get('/api/reports/me', headers)).body);
    for (let day = 0; day < 3; day += 1) {
      entrance.clock.now += 11 * hour;
      expect(await me()).toBeNull();
    }
    entrance.clock.now += 12 * hour + 1;
    expect(await me()).toBe('signedOut');
  });

  it('is not refused because «last seen» could not be written', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['operator']);
    const { headers: kiosk } = entrance.device('kiosk');
    const fail = () => {
      throw new Error('the disk is full');
    };
    vi.spyOn(entrance.store.sessions, 'touchSession').mockImplementation(fail);
    vi.spyOn(entrance.store.devices, 'touchDevice').mockImplementation(fail);
    entrance.clock.now += hour;
    expect(refusalOf((await entrance.get('/api/reports/me', headers)).body)).toBeNull();
    expect(refusalOf((await entrance.get('/api/views/kiosk', kiosk)).body)).toBeNull();
    expect(entrance.store.sessions.touchSession).toHaveBeenCalledOnce();
    expect(entrance.store.devices.touchDevice).toHaveBeenCalledOnce();
  });

  it('ends with signing out, its socket with it', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['operator']);
    const { socket } = await entrance.knock({ as: 'staff', token: null }, headers);
    const cut = new Promise((tell) => socket.once('disconnect', tell));
    const told = await entrance.post('session:signOut', { requestId: requestId() }, headers);
    expect(told.headers.get('set-cookie')).toContain('Max-Age=0');
    await cut;
    expect(refusalOf((await entrance.get('/api/reports/me', headers)).body)).toBe('signedOut');
    expect((await entrance.knock({ as: 'staff', token: null }, headers)).refused).toBe('signedOut');
  });

  it('a new password closes the other sessions and keeps this one', async () => {
    const entrance = await openEntrance();
    const { login, headers } = await entrance.person(['operator'], true);
    const other = { cookie: cookieOf(await signIn(entrance, login, password)), 'x-talon-as': 'staff' };
    // nothing is heard with a password that another person gave
    expect((await entrance.knock({ as: 'staff', token: null }, other)).refused).toBe('passwordMustChange');
    const change = (old: string, fresh: string) =>
      entrance.post('session:changePassword', { requestId: requestId(), old, fresh }, headers);
    expect(refusalOf((await change(password, 'too short')).body)).toBe('passwordTooShort');
    expect(refusalOf((await change('not the password', 'a new long password')).body)).toBe('wrongPassword');
    expect(refusalOf((await change(password, 'a new long password')).body)).toBeNull();
    expect(refusalOf((await entrance.get('/api/reports/me', other)).body)).toBe('signedOut');
    expect((await entrance.get('/api/reports/me', headers)).body).toMatchObject({
      ok: true,
      data: { mustChange: false },
    });
    expect(refusalOf((await signIn(entrance, login, password)).body)).toBe('wrongPassword');
    expect(refusalOf((await signIn(entrance, login, 'a new long password')).body)).toBeNull();
    expect((await entrance.journal()).map((one) => one.kind)).toContain('user:passwordChanged');
  });

  it('a draft is kept for its writer alone, Cyrillic and long', async () => {
    const entrance = await openEntrance();
    const [anna, boris] = [await entrance.person(['operator']), await entrance.person(['operator'])];
    const text = '№'.repeat(longestDraft);
    const saved = await entrance.post('draft:save', { requestId: requestId(), key: 'finish:1', text }, anna.headers);
    expect(refusalOf(saved.body)).toBeNull();
    expect((await entrance.get('/api/reports/draft?key=finish:1', anna.headers)).body).toEqual({
      ok: true,
      data: { text },
    });
    expect((await entrance.get('/api/reports/draft?key=finish:1', boris.headers)).body).toEqual({
      ok: true,
      data: { text: null },
    });
    // quotation marks are two characters each on their way
    const quoted = { requestId: requestId(), key: 'finish:1', text: '"'.repeat(longestDraft) };
    expect(refusalOf((await entrance.post('draft:save', quoted, anna.headers)).body)).toBeNull();
    const longer = { requestId: requestId(), key: 'finish:1', text: `${text}!` };
    expect((await entrance.post('draft:save', longer, anna.headers)).body).toMatchObject({
      refusal: { key: 'badRequest', about: { field: 'text' } },
    });
    // of a stranger no more is read than of any press
    expect(refusalOf((await entrance.post('draft:save', longer, {})).body)).toBe('tooLarge');
  });

  it('nothing secret or personal is ever logged', async () => {
    const entrance = await openEntrance();
    const { login } = await entrance.person(['operator']);
    await signIn(entrance, login, 'hunter2-hunter2');
    await signIn(entrance, login, password);
    for (const word of [login, password, 'hunter2', 'Петрова', '127.0.0.1'])
      expect(entrance.lines.join('')).not.toContain(word);
  });
});
