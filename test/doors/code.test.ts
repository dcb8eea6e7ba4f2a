import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { makeVault } from '../../server/devices/seal.js';
import { newToken, sealOf } from '../../server/doors/token.js';
import { temporaryFolder } from '../support/database.js';
import { cookieOf, password, refusalOf, type Anything } from './entrance.js';
import { openLocking, requestId } from './locking.js';

const step = 30_000;

/** A telephone that was given the secret of somebody who turned codes on. */
async function openWithCode() {
  const doors = await openLocking(0);
  const { person, press, told, clock, post } = doors;
  const codeOf = (secret: string, at = clock.now) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
  const anna = await person(['administrator']);

  async function enrol(of: Parameters<typeof told>[2] = anna) {
    const { body }: Anything = await press('account:beginCode', { password }, of);
    const { secret } = body.data;
    expect(body.data.uri).toContain(`secret=${secret}`);
    expect(await told('account:confirmCode', { code: codeOf(secret) }, of)).toBeNull();
    clock.now += step;
    return (at?: number) => codeOf(secret, at);
  }
  const signIn = (code: string | null, typed = password) =>
    post('session:signIn', { requestId: requestId(), login: anna.login, password: typed, code });
  const comesIn = async (code: string | null, typed = password) => refusalOf((await signIn(code, typed)).body);
  return { ...doors, anna, codeOf, enrol, signIn, comesIn };
}

describe('a one-time code', () => {
  it('is asked for after a right password, and opens once', async () => {
    const { enrol, comesIn, signIn, me, journal, clock } = await openWithCode();
    expect(await comesIn(null)).toBeNull();
    const code = await enrol();
    expect(await comesIn(null)).toBe('codeNeeded');
    // without the password nobody learns that there is a code
    expect(await comesIn(null, 'not the password')).toBe('wrongPassword');
    expect(await comesIn(code(), 'not the password')).toBe('wrongPassword');
    const told = await signIn(code());
    expect(told.body).toMatchObject({ ok: true, data: { mustEnrol: false } });
    expect(await me({ headers: { cookie: cookieOf(told) } })).toMatchObject({ data: { hasCode: true } });
    expect(await comesIn(code())).toBe('wrongCode');
    clock.now += step;
    expect(await comesIn(code())).toBeNull();
    const opened = (await journal()).filter(({ kind }) => kind === 'session:opened');
    expect(opened.map(({ data }) => JSON.parse(data).withCode)).toEqual([false, true, true]);
  });

  it('of two presses in flight with the same code one comes in', async () => {
    const { enrol, comesIn } = await openWithCode();
    const code = await enrol();
    const both = await Promise.all([comesIn(code()), comesIn(code())]);
    expect(both.sort()).toEqual([null, 'wrongCode'].sort());
  });

  it('is taken half a minute early or late, and no more', async () => {
    const { enrol, comesIn, clock } = await openWithCode();
    const code = await enrol();
    clock.now += 10 * step;
    expect(await comesIn(code(clock.now - 2 * step))).toBe('wrongCode');
    expect(await comesIn(code(clock.now + 2 * step))).toBe('wrongCode');
    expect(await comesIn(code(clock.now - step))).toBeNull();
    expect(await comesIn(code(clock.now + step))).toBeNull();
    // an earlier one than what was used opens nothing
    expect(await comesIn(code(clock.now))).toBe('wrongCode');
  });

  it('is guessed as slowly as a password', async () => {
    const { enrol, comesIn } = await openWithCode();
    const code = await enrol();
    const right = code();
    const wrong = right === '000000' ? '000001' : '000000';
    for (let guess = 0; guess < 5; guess += 1) expect(await comesIn(wrong)).toBe('wrongCode');
    expect(await comesIn(right)).toBe('tooMany');
  });

  it('is turned on by a password and a first code, and ends the other sessions', async () => {
    const { anna, again, told, me, press, clock, codeOf } = await openWithCode();
    const other = { headers: again(anna.userId) };
    expect(await told('account:beginCode', { password: 'not it' }, anna)).toBe('wrongPassword');
    expect(await told('account:confirmCode', { code: '123456' }, anna)).toBe('notNow');
    const { body }: Anything = await press('account:beginCode', { password }, anna);
    expect(await told('account:confirmCode', { code: codeOf(body.data.secret, clock.now - 9 * step) }, anna)).toBe(
      'wrongCode',
    );
    expect(refusalOf(await me(other))).toBeNull();
    expect(await told('account:confirmCode', { code: codeOf(body.data.secret) }, anna)).toBeNull();
    expect([refusalOf(await me(anna)), refusalOf(await me(other))]).toEqual([null, 'signedOut']);
    // a secret that nobody confirmed for ten minutes is forgotten
    await press('account:beginCode', { password }, anna);
    clock.now += 601_000;
    expect(await told('account:confirmCode', { code: '123456' }, anna)).toBe('notNow');
  });

  it('is turned off by password and code, where the office does not ask for it', async () => {
    const { anna, enrol, told, comesIn, access, journal } = await openWithCode();
    const code = await enrol();
    access.access.codeRoles = ['administrator'];
    expect(await told('account:endCode', { password, code: code() }, anna)).toBe('notNow');
    access.access.codeRoles = ['manager'];
    expect(await told('account:endCode', { password, code: code(0) }, anna)).toBe('wrongCode');
    expect(await told('account:endCode', { password, code: code() }, anna)).toBeNull();
    expect(await comesIn(null)).toBeNull();
    const kinds = (await journal()).map(({ kind }) => kind);
    expect(kinds).toEqual(['user:codeOn', 'user:codeOff', 'session:opened']);
  });

  it('is nowhere in a copy of the database, and of no use with another key', async () => {
    const { anna, press, told, store, lines, codeOf, journal } = await openWithCode();
    const { body }: Anything = await press('account:beginCode', { password }, anna);
    const { secret } = body.data;
    await told('account:confirmCode', { code: codeOf(secret) }, anna);
    const everything = JSON.stringify([
      await store.read.user.findMany(),
      await store.read.session.findMany(),
      await journal(),
      lines,
    ]).toLowerCase();
    expect(everything).not.toContain(secret.toLowerCase());
    expect(everything).not.toContain(Secret.fromBase32(secret).hex.toLowerCase());
    const sealed = (await store.people.userWithRoles(anna.userId))?.code ?? '';
    expect(makeVault(`${temporaryFolder()}/answers.key`).open(sealed)).toBeNull();
  });
});

describe('an office that asks a second factor of administrators', () => {
  it('lets whoever has none only enrol, change the password and go', async () => {
    const { anna, person, access, told, read, me, enrol, knock, signIn } = await openWithCode();
    const operator = await person(['operator']);
    access.access.codeRoles = ['administrator'];
    expect(await read('sessions', anna)).toBe('mustEnrol');
    expect(await told('user:endSession', { userId: operator.userId, sessionId: null }, anna)).toBe('mustEnrol');
    expect((await knock({ as: 'staff', token: null }, anna.headers)).refused).toBe('mustEnrol');
    expect(await me(anna)).toMatchObject({ data: { mustEnrol: true } });
    // nobody is asked who has no such role
    expect(await read('sessions', operator)).toBeNull();
    expect((await signIn(null)).body).toMatchObject({ ok: true, data: { mustEnrol: true } });
    await enrol();
    expect(await read('sessions', anna)).toBeNull();
    expect(await me(anna)).toMatchObject({ data: { mustEnrol: false, hasCode: true } });
  });

  it('asks nothing of who came in by single sign-on: that is the provider’s matter', async () => {
    const { anna, access, store, read, clock } = await openWithCode();
    access.access.codeRoles = ['administrator'];
    expect(await read('sessions', anna)).toBe('mustEnrol');
    const session = await store.read.session.findFirstOrThrow({ where: { id: anna.sessionId } });
    const token = newToken();
    store.sessions.openSession({
      sessionId: `${session.id}-sso`,
      tokenHash: sealOf(token),
      userId: anna.userId,
      officeId: 'main',
      createdAt: clock.now,
      seenAt: clock.now,
      expiresAt: clock.now + 1e6,
      closedAt: null,
      by: 'sso',
    });
    expect(await read('sessions', { headers: { cookie: `talon_staff=${token}`, 'x-talon-as': 'staff' } })).toBeNull();
  });
});
