import { describe, expect, it } from 'vitest';
import { password, refusalOf } from './entrance.js';
import { minute, openLocking, requestId } from './locking.js';

describe('a console locks itself', () => {
  it('after a quarter of an hour without a press: reading does not keep it open, pressing does', async () => {
    const { person, wait, read, told } = await openLocking();
    const [reader, worker] = [await person(['operator']), await person(['operator'])];
    for (let passed = 0; passed < 16; passed += 4) {
      wait(4 * minute);
      if (passed < 12) expect(await read('sessions', reader)).toBeNull();
      expect(await told('shift:close', { turn: 1 }, worker)).toBeNull();
    }
    expect(await read('sessions', reader)).toBe('locked');
    expect(await read('sessions', worker)).toBeNull();
    // what is typed is saved by itself, and says nothing of whoever sits there
    wait(14 * minute);
    expect(await told('draft:save', { key: 'k', text: 'a' }, worker)).toBeNull();
    wait(2 * minute);
    expect(await told('draft:save', { key: 'k', text: 'b' }, worker)).toBe('locked');
  });

  it('and a press that comes late opens nothing', async () => {
    const { person, wait, told, me } = await openLocking();
    const anna = await person(['operator']);
    wait(15 * minute + 1);
    expect(await told('shift:close', { turn: 1 }, anna)).toBe('locked');
    expect(await told('session:beat', {}, anna)).toBe('locked');
    expect(await me(anna)).toMatchObject({ ok: true, data: { isLocked: true, lockMinutes: 15 } });
  });

  it('stays open while hands move, though nothing is pressed', async () => {
    const { person, wait, told } = await openLocking(1);
    const anna = await person(['operator']);
    for (let beat = 0; beat < 6; beat += 1) {
      wait(40_000);
      expect(await told('session:beat', {}, anna)).toBeNull();
    }
  });

  it('never where the office says so, and no kiosk, board or ticket ever', async () => {
    const { person, device, wait, read, access, get } = await openLocking(0);
    const anna = await person(['operator']);
    const [kiosk, board] = [device('kiosk'), device('display')];
    wait(11 * 60 * minute);
    expect(await read('sessions', anna)).toBeNull();
    access.access.lockMinutes = 1;
    wait(2 * minute);
    expect((await get('/api/views/kiosk', kiosk.headers)).status).toBe(200);
    expect((await get('/api/views/board', board.headers)).status).toBe(200);
    expect(
      (await get('/api/views/ticket', { authorization: 'Bearer ticket-token-of-visit-1', 'x-talon-as': 'ticket' }))
        .status,
    ).toBe(200);
  });

  it('and is not opened again by a longer time, nor by none', async () => {
    const { person, wait, read, access } = await openLocking(5);
    const anna = await person(['operator']);
    wait(6 * minute);
    expect(await read('sessions', anna)).toBe('locked');
    access.access.lockMinutes = 0;
    wait(minute);
    expect(await read('sessions', anna)).toBe('locked');
  });
});

describe('a locked console', () => {
  it('sees, hears and presses nothing, also by the socket that was open', async () => {
    const { person, knock, told, read, get, handed } = await openLocking();
    const anna = await person(['operator', 'manager']);
    const { socket } = await knock({ as: 'staff', token: null }, anna.headers);
    const cut = new Promise((tell) => socket.once('disconnect', tell));
    expect(await told('session:lock', {}, anna)).toBeNull();
    await cut;
    expect((await knock({ as: 'staff', token: null }, anna.headers)).refused).toBe('locked');
    for (const report of ['sessions', 'journal', 'paper']) expect(await read(report, anna)).toBe('locked');
    expect((await get('/api/views/hall', anna.headers)).status).toBe(423);
    expect((await get('/api/exports/registrations.csv', anna.headers)).status).toBe(423);
    expect(await told('shift:close', { turn: 1 }, anna)).toBe('locked');
    expect(handed).toEqual([]);
    // signing out is open, and being locked twice is no fault
    expect(await told('session:lock', {}, anna)).toBeNull();
    expect(await told('session:signOut', {}, anna)).toBeNull();
  });

  it('opens by the password, and by the PIN in less than a second', async () => {
    const { person, told, read, setPin, unlock, wait } = await openLocking();
    const anna = await person(['operator']);
    await told('session:lock', {}, anna);
    expect(refusalOf((await unlock(anna, 'password', 'not the password')).body)).toBe('wrongPassword');
    expect(refusalOf((await unlock(anna, 'password', password)).body)).toBeNull();
    expect(await read('sessions', anna)).toBeNull();
    expect(await setPin(anna, '2580')).toBeNull();
    wait(16 * minute);
    expect(await read('sessions', anna)).toBe('locked');
    // the least of three: a machine that stalls once is no slow lock
    const tookMs: number[] = [];
    for (let times = 0; times < 3; times += 1) {
      expect(await told('session:lock', {}, anna)).toBeNull();
      const begun = performance.now();
      expect(refusalOf((await unlock(anna, 'pin', '2580')).body)).toBeNull();
      tookMs.push(performance.now() - begun);
    }
    expect(Math.min(...tookMs)).toBeLessThan(1000);
    expect(await read('sessions', anna)).toBeNull();
    // the quarter of an hour begins anew
    wait(14 * minute);
    expect(await read('sessions', anna)).toBeNull();
  });

  it('of a person’s two consoles only one is locked', async () => {
    const { person, again, told, read } = await openLocking();
    const anna = await person(['operator']);
    const other = { headers: again(anna.userId) };
    await told('session:lock', {}, anna);
    expect([await read('sessions', anna), await read('sessions', other)]).toEqual(['locked', null]);
  });

  it('is ended by five wrong PINs; a restart between them forgives none', async () => {
    const { person, told, setPin, unlock, store, me, door, journal } = await openLocking();
    const anna = await person(['operator']);
    await setPin(anna, '2580');
    await told('session:lock', {}, anna);
    const left = async (pin: string) => {
      const { body } = await unlock(anna, 'pin', pin);
      return body.ok ? 'open' : (body.refusal.about?.left ?? body.refusal.key);
    };
    expect([await left('0000'), await left('1111'), await left('2222')]).toEqual([4, 3, 2]);
    // nothing but the row counts them: what a process remembers is forgotten
    door.changed();
    expect((await store.read.session.findFirstOrThrow({ where: { id: anna.sessionId } })).pinFailures).toBe(3);
    expect([await left('3333'), await left('4444')]).toEqual([1, 'signedOut']);
    expect(refusalOf(await me(anna))).toBe('signedOut');
    const ended = (await journal()).filter(({ kind }) => kind === 'session:ended');
    expect(ended.map(({ data }) => JSON.parse(data))).toEqual([
      { sessionId: anna.sessionId, userId: anna.userId, why: 'pin' },
    ]);
  });

  it('opens by the fifth try if that is right, and not by the sixth', async () => {
    const { person, told, setPin, unlock, store, me } = await openLocking();
    const [anna, boris] = [await person(['operator']), await person(['operator'])];
    for (const one of [anna, boris]) {
      await setPin(one, '2580');
      await told('session:lock', {}, one);
    }
    // tries in flight: counted, and not yet found wrong
    for (let tries = 0; tries < 4; tries += 1) store.sessions.notePinFailure(anna.sessionId);
    for (let tries = 0; tries < 5; tries += 1) store.sessions.notePinFailure(boris.sessionId);
    expect(refusalOf((await unlock(anna, 'pin', '2580')).body)).toBeNull();
    expect(refusalOf((await unlock(boris, 'pin', '2580')).body)).toBe('signedOut');
    expect([refusalOf(await me(anna)), refusalOf(await me(boris))]).toEqual([null, 'signedOut']);
  });

  it('five wrong PINs at once end it too, and a right one among them comes too late', async () => {
    const { person, told, setPin, unlock, me } = await openLocking();
    const anna = await person(['operator']);
    await setPin(anna, '2580');
    await told('session:lock', {}, anna);
    const pins = ['0000', '1111', '2222', '3333', '4444', '2580'];
    const replies = await Promise.all(pins.map((pin) => unlock(anna, 'pin', pin)));
    expect(refusalOf(replies.at(-1)?.body ?? { ok: true, data: null })).not.toBeNull();
    expect(refusalOf(await me(anna))).toBe('signedOut');
  });

  it('a right PIN begins the count anew, and its wrong ones slow the password down as well', async () => {
    const { person, told, setPin, unlock, store, post } = await openLocking();
    const anna = await person(['operator']);
    await setPin(anna, '2580');
    await told('session:lock', {}, anna);
    for (const pin of ['0000', '1111', '2222', '2580']) await unlock(anna, 'pin', pin);
    expect((await store.read.session.findFirstOrThrow({ where: { id: anna.sessionId } })).pinFailures).toBe(0);
    await told('session:lock', {}, anna);
    for (let guess = 0; guess < 5; guess += 1) await unlock(anna, 'password', `guess ${guess}`);
    expect(refusalOf((await unlock(anna, 'password', password)).body)).toBe('tooMany');
    const signIn = { requestId: requestId(), login: anna.login, password };
    expect(refusalOf((await post('session:signIn', signIn)).body)).toBe('tooMany');
  });

  it('stays locked when whoever asks is looked up again', async () => {
    const { person, told, read, door, wait } = await openLocking();
    const anna = await person(['operator']);
    await told('session:lock', {}, anna);
    door.changed();
    wait(minute);
    expect(await read('sessions', anna)).toBe('locked');
  });

  it('an unlocking that is sent again is not done again', async () => {
    const { person, told, post } = await openLocking();
    const anna = await person(['operator']);
    await told('session:lock', {}, anna);
    const press = { requestId: requestId(), by: 'password', secretText: password };
    expect(refusalOf((await post('session:unlock', press, anna.headers)).body)).toBeNull();
    await told('session:lock', {}, anna);
    // an answer with a secret is told once: the console is still locked
    expect(refusalOf((await post('session:unlock', press, anna.headers)).body)).toBe('alreadyDone');
    expect(await told('shift:close', { turn: 1 }, anna)).toBe('locked');
  });
});
