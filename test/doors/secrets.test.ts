import { describe, expect, it } from 'vitest';
import { makeVault } from '../../server/devices/seal.js';
import { hashPassword, isPassword } from '../../server/doors/password.js';
import { temporaryFolder } from '../support/database.js';
import { password, refusalOf } from './entrance.js';
import { openLocking, requestId } from './locking.js';

describe('a PIN', () => {
  it('is set by the password alone, and goes with it', async () => {
    const { person, told, setPin, me, store, journal } = await openLocking();
    const anna = await person(['operator']);
    expect(await told('account:setPin', { password: 'not it', pin: '2580' }, anna)).toBe('wrongPassword');
    expect(await told('account:setPin', { password, pin: '12' }, anna)).toBe('badRequest');
    expect(await setPin(anna, '2580')).toBeNull();
    expect(await me(anna)).toMatchObject({ data: { hasPin: true } });
    expect(await setPin(anna, null)).toBeNull();
    expect(await me(anna)).toMatchObject({ data: { hasPin: false } });
    await setPin(anna, '2580');
    const fresh = 'a new long password';
    expect(await told('session:changePassword', { old: password, fresh }, anna)).toBeNull();
    expect(await me(anna)).toMatchObject({ data: { hasPin: false } });
    const kinds = (await journal()).map(({ kind }) => kind.slice('user:'.length));
    expect(kinds).toEqual(['pinSet', 'pinDropped', 'pinSet', 'passwordChanged', 'pinDropped']);
    expect(JSON.stringify(await store.read.journal.findMany())).not.toContain('2580');
  });

  it('and the password go together or not at all: there is no moment between them', async () => {
    const { person, told, setPin, me, store, journal, post } = await openLocking();
    const anna = await person(['operator']);
    await setPin(anna, '2580');
    const before = await journal();
    const { people } = store;
    const { setPin: write } = people;
    people.setPin = () => {
      throw new Error('the power went');
    };
    expect(await told('session:changePassword', { old: password, fresh: 'a new long password' }, anna)).toBe(
      'internal',
    );
    people.setPin = write;
    expect(await journal()).toEqual(before);
    expect(await me(anna)).toMatchObject({ data: { hasPin: true } });
    const signIn = { requestId: requestId(), login: anna.login, password };
    expect(refusalOf((await post('session:signIn', signIn)).body)).toBeNull();
  });

  it('of a stolen database is not guessed: without the office’s key no PIN fits', async () => {
    const [one, other] = [1, 2].map(() => makeVault(`${temporaryFolder()}/answers.key`).pepper);
    const stored = await hashPassword('2580', one);
    expect(await isPassword(stored, '2580', one)).toBe(true);
    expect(await isPassword(stored, '2580')).toBe(false);
    expect(await isPassword(stored, '2580', other)).toBe(false);
  });
});

describe('a password', () => {
  it('is the same however a keyboard composes its letters', async () => {
    const { person, told, post } = await openLocking();
    const anna = await person(['operator']);
    const composed = 'йод и ёлка на дворе';
    const decomposed = composed.normalize('NFD');
    expect(decomposed).not.toBe(composed);
    expect(await told('session:changePassword', { old: password, fresh: decomposed }, anna)).toBeNull();
    const signIn = { requestId: requestId(), login: anna.login, password: composed };
    expect(refusalOf((await post('session:signIn', signIn)).body)).toBeNull();
    expect(await told('session:changePassword', { old: decomposed, fresh: composed }, anna)).toBe('passwordSame');
  });

  it('is not the login, nor the one before', async () => {
    const { person, told } = await openLocking();
    const { login, headers } = await person(['operator'], true);
    const change = (fresh: string) => told('session:changePassword', { old: password, fresh }, { headers });
    expect(await change(password)).toBe('passwordSame');
    expect(await change(login.toUpperCase())).toBe('passwordSame');
    expect(await change('a new long password')).toBeNull();
  });
});
