import { describe, expect, it } from 'vitest';
import { makeLink, pairingMs } from '../../server/doors/pairing.js';
import { cookieOf, openEntrance, refusalOf } from './entrance.js';
import type { Entrance } from './entrance.js';

let count = 0;
const requestId = () => `request-${(count += 1)}`;
const link = (entrance: Entrance, role: 'kiosk' | 'display') =>
  makeLink(entrance.store, { officeId: 'main', role, name: 'Киоск 1', printerId: null }, entrance.clock.now).code;
const pair = (entrance: Entrance, code: string, role = 'kiosk', id = requestId()) =>
  entrance.post('device:pair', { requestId: id, code, role });

describe('a printed link', () => {
  it('pairs one device, once, however many open it together', async () => {
    const entrance = await openEntrance();
    const code = link(entrance, 'kiosk');
    const all = await Promise.all(Array.from({ length: 12 }, () => pair(entrance, code)));
    const paired = all.filter((one) => one.body.ok);
    expect(paired).toHaveLength(1);
    expect(new Set(all.map((one) => refusalOf(one.body)))).toEqual(new Set([null, 'pairingInvalid']));
    expect(await entrance.store.devices.listDevices('main')).toHaveLength(1);
    expect((await entrance.journal()).filter((one) => one.kind === 'device:paired')).toHaveLength(1);
    const cookie = paired[0]?.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^talon_kiosk=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
    const as = { cookie: cookie.split(';')[0] ?? '', 'x-talon-as': 'kiosk' };
    expect(refusalOf((await entrance.get('/api/views/kiosk', as)).body)).toBeNull();
    // a page that is loaded renews the cookie, or the browser would drop it one day
    expect((await entrance.get('/kiosk/', as)).headers.get('set-cookie')).toBe(cookie);
  });

  it('the same press again is told that it was done, not the token', async () => {
    const entrance = await openEntrance();
    const code = link(entrance, 'kiosk');
    expect(refusalOf((await pair(entrance, code, 'kiosk', 'same')).body)).toBeNull();
    expect(refusalOf((await pair(entrance, code, 'kiosk', 'same')).body)).toBe('alreadyDone');
  });

  it('is good for fifteen minutes and for its own kind of device', async () => {
    const entrance = await openEntrance();
    const code = link(entrance, 'display');
    expect(refusalOf((await pair(entrance, code, 'kiosk')).body)).toBe('pairingInvalid');
    entrance.clock.now += pairingMs + 1;
    expect(refusalOf((await pair(entrance, code, 'display')).body)).toBe('pairingInvalid');
  });

  it('cannot be guessed at leisure', async () => {
    const entrance = await openEntrance({ limitsFactor: 1 });
    const told = [];
    for (let guess = 0; guess < 12; guess += 1) told.push(refusalOf((await pair(entrance, `ABCDEF${guess}`)).body));
    expect(told.slice(0, 10).every((key) => key === 'pairingInvalid')).toBe(true);
    expect(told.slice(10)).toEqual(['tooMany', 'tooMany']);
    // a stranger’s guesses do not keep the device out whose link it is
    expect(refusalOf((await pair(entrance, link(entrance, 'kiosk'))).body)).toBeNull();
  });

  it('and a code on a screen never stand for each other, before an administrator lets it in or after', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['administrator']);
    const admit = (code: string) =>
      entrance.post('device:admit', { requestId: requestId(), code, name: 'Киоск 2' }, headers);
    const asked = await entrance.post('device:ask', { requestId: requestId(), role: 'kiosk' });
    const { code, secret } = asked.body.ok ? asked.body.data : { code: '', secret: '' };
    expect(refusalOf((await pair(entrance, code)).body)).toBe('pairingInvalid');
    expect(refusalOf((await admit(code)).body)).toBeNull();
    expect(refusalOf((await pair(entrance, code)).body)).toBe('pairingInvalid');
    // a link’s code is longer than any that is typed, and its start opens nothing
    const linked = link(entrance, 'kiosk');
    expect(refusalOf((await admit(linked)).body)).toBe('badRequest');
    expect(refusalOf((await admit(linked.slice(0, 16))).body)).toBe('pairingInvalid');
    const claimed = await entrance.post('device:claim', { requestId: requestId(), secret });
    expect(claimed.body).toMatchObject({ ok: true, data: { paired: true, name: 'Киоск 2' } });
    expect(refusalOf((await pair(entrance, code)).body)).toBe('pairingInvalid');
    expect(await entrance.store.devices.listDevices('main')).toHaveLength(1);
  });
});

describe('a device that asks', () => {
  it('gets no name that hides, turns or breaks the line it stands in', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['administrator']);
    const asked = await entrance.post('device:ask', { requestId: requestId(), role: 'display' });
    const code = asked.body.ok ? asked.body.data.code : '';
    for (const name of ['Табло\u0007', 'Табло \u202eолбаТ', 'Табло\u2066!', 'Табло\n2', 'a\u0085b']) {
      const told = await entrance.post('device:admit', { requestId: requestId(), code, name }, headers);
      expect(told.body).toEqual({ ok: false, refusal: { key: 'badRequest', about: { field: 'name' } } });
    }
    const told = await entrance.post('device:admit', { requestId: requestId(), code, name: 'Табло «А» №2' }, headers);
    expect(refusalOf(told.body)).toBeNull();
  });

  it('is not kept waiting by strangers who make up secrets at the same address', async () => {
    const entrance = await openEntrance({ limitsFactor: 1 });
    const asked = await entrance.post('device:ask', { requestId: requestId(), role: 'display' });
    const secret = asked.body.ok ? asked.body.data.secret : '';
    const claim = async (said: string) =>
      refusalOf((await entrance.post('device:claim', { requestId: requestId(), secret: said })).body);
    expect(await claim('made-up-'.repeat(4))).toBe('pairingInvalid');
    while (await entrance.door.limits.take('claim', '127.0.0.1'));
    expect(await claim('made-up-'.repeat(4))).toBe('tooMany');
    expect(await claim(secret)).toBeNull();
  });

  it('shows a code, is let in by an administrator, and gets its token once', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['administrator']);
    const asked = await entrance.post('device:ask', { requestId: requestId(), role: 'display' });
    const { code, secret } = asked.body.ok ? asked.body.data : { code: '', secret: '' };
    expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTUVWXY]{6}$/);
    const claim = () => entrance.post('device:claim', { requestId: requestId(), secret });
    expect((await claim()).body).toMatchObject({ ok: true, data: { paired: false, token: null } });
    // the code alone pairs nothing
    expect(refusalOf((await pair(entrance, code, 'display')).body)).toBe('pairingInvalid');
    const listed = await entrance.get('/api/reports/devices', headers);
    expect(listed.body).toMatchObject({ ok: true, data: { devices: [], asking: [{ code, role: 'display' }] } });

    const typed = ` ${code.slice(0, 3)}-${code.slice(3).toLowerCase()} `.replace('A', 'А').replace('a', 'а');
    const admit = () => entrance.post('device:admit', { requestId: requestId(), code: typed, name: 'Табло' }, headers);
    const admitted = await admit();
    expect(refusalOf(admitted.body)).toBeNull();
    expect((await admit()).body).toEqual(admitted.body);

    const both = await Promise.all([claim(), claim()]);
    expect(both.map((one) => refusalOf(one.body)).sort()).toEqual(['alreadyDone', null]);
    const paired = both.find((one) => one.body.ok);
    expect(paired?.body).toMatchObject({ data: { paired: true, name: 'Табло' } });
    expect(paired?.body.ok && paired.body.data.deviceId).toBe(admitted.body.ok && admitted.body.data.deviceId);
    expect(refusalOf((await claim()).body)).toBe('alreadyDone');
    const board = { cookie: paired ? cookieOf(paired) : '', 'x-talon-as': 'display' };
    expect(refusalOf((await entrance.get('/api/views/board', board)).body)).toBeNull();
    // the token of a board opens no kiosk
    const kiosk = { cookie: board.cookie.replace('display', 'kiosk'), 'x-talon-as': 'kiosk' };
    expect(refusalOf((await entrance.get('/api/views/kiosk', kiosk)).body)).toBe('pairingInvalid');
  });

  it('is one of two hundred that are listed: of more the oldest are not shown', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['administrator']);
    const ask = async () => {
      const { body } = await entrance.post('device:ask', { requestId: requestId(), role: 'display' });
      return body.ok ? String(body.data.code) : '';
    };
    const codes: string[] = [];
    for (let count = 0; count < 201; count += 1) codes.push(await ask());
    const listed = await entrance.get('/api/reports/devices', headers);
    const asking = codes.slice(1).map((code) => expect.objectContaining({ code }));
    expect(listed.body).toMatchObject({ ok: true, data: { asking: expect.arrayContaining(asking) } });
    expect(listed.body.ok && listed.body.data.asking).toHaveLength(200);
  });

  it('waits fifteen minutes and no longer', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['administrator']);
    const asked = await entrance.post('device:ask', { requestId: requestId(), role: 'kiosk' });
    const { code, secret } = asked.body.ok ? asked.body.data : { code: '', secret: '' };
    entrance.clock.now += pairingMs + 1;
    const admitted = await entrance.post('device:admit', { requestId: requestId(), code, name: 'К' }, headers);
    expect(refusalOf(admitted.body)).toBe('pairingInvalid');
    const claimed = await entrance.post('device:claim', { requestId: requestId(), secret });
    expect(refusalOf(claimed.body)).toBe('pairingInvalid');
  });

  it('is cut off at once when it is revoked, and knows why when it comes again', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['administrator']);
    const { deviceId, token } = entrance.device('kiosk');
    const { socket } = await entrance.knock({ as: 'kiosk', token });
    const cut = new Promise((tell) => socket.once('disconnect', tell));
    const revoke = () => entrance.post('device:revoke', { requestId: requestId(), deviceId }, headers);
    expect(refusalOf((await revoke()).body)).toBeNull();
    await cut;
    expect((await entrance.knock({ as: 'kiosk', token })).refused).toBe('pairingInvalid');
    expect(refusalOf((await revoke()).body)).toBeNull();
    expect((await entrance.journal()).filter((one) => one.kind === 'device:revoked')).toHaveLength(1);
    expect(entrance.seen).toEqual([
      [deviceId, true],
      [deviceId, false],
    ]);
  });
});
