import { describe, expect, it } from 'vitest';
import { commandNames } from '../../server/doors/openapi.js';
import { commands } from '../../server/contract/index.js';
import { makeOnce } from '../../server/doors/once.js';
import { openEntrance, refusalOf } from './entrance.js';
import type { Entrance } from './entrance.js';

const draftOf = async (entrance: Entrance, headers: Record<string, string>) => {
  const { body } = await entrance.get('/api/reports/draft?key=k', headers);
  return body.ok ? body.data.text : null;
};

describe('a press at the door is made once', () => {
  it('a draft that is sent again does not undo the one after it, and its id takes no other words', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['operator']);
    const save = (requestId: string, text: string) =>
      entrance.post('draft:save', { requestId, key: 'k', text }, headers);
    const first = await save('one', 'первое');
    expect(first.body).toEqual({ ok: true, data: { visitId: null } });
    await save('two', 'второе');
    expect((await save('one', 'первое')).body).toEqual(first.body);
    expect(await draftOf(entrance, headers)).toBe('второе');
    expect(refusalOf((await save('one', 'третье')).body)).toBe('requestReused');
    expect(await draftOf(entrance, headers)).toBe('второе');
  });

  it('one person’s id is nothing to another', async () => {
    const entrance = await openEntrance();
    const [anna, boris] = [await entrance.person(['operator']), await entrance.person(['operator'])];
    const save = (headers: Record<string, string>, text: string) =>
      entrance.post('draft:save', { requestId: 'same', key: 'k', text }, headers);
    expect(refusalOf((await save(anna.headers, 'её')).body)).toBeNull();
    expect(refusalOf((await save(boris.headers, 'его')).body)).toBeNull();
    expect(await draftOf(entrance, anna.headers)).toBe('её');
  });

  it('the rate of a demo', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['manager']);
    const set = async (requestId: string, rate: number) =>
      refusalOf((await entrance.post('demo:rate', { requestId, rate }, headers)).body);
    expect([await set('one', 10), await set('two', 60), await set('one', 10)]).toEqual([null, null, null]);
    expect(await set('one', 600)).toBe('requestReused');
    expect(entrance.rates).toEqual([10, 60]);
  });

  it('a device let in, and one cut off', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['administrator']);
    const ask = async (requestId: string): Promise<string> => {
      const { body } = await entrance.post('device:ask', { requestId, role: 'kiosk' });
      return body.ok ? body.data.code : '';
    };
    const [code, other] = [await ask('a'), await ask('b')];
    const admit = (typed: string) =>
      entrance.post('device:admit', { requestId: 'admit', code: typed, name: 'Киоск' }, headers);
    const both = await Promise.all([admit(code), admit(code)]);
    expect(both[0].body).toEqual(both[1].body);
    expect((await admit(code)).body).toEqual(both[0].body);
    expect(refusalOf((await admit(other)).body)).toBe('requestReused');

    const [one, two] = [entrance.device('kiosk'), entrance.device('kiosk')];
    const revoke = async ({ deviceId }: { deviceId: string }) =>
      refusalOf((await entrance.post('device:revoke', { requestId: 'revoke', deviceId }, headers)).body);
    expect([await revoke(one), await revoke(one), await revoke(two)]).toEqual([null, null, 'requestReused']);
    const kinds = (await entrance.journal()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'device:admitted' || kind === 'device:revoked')).toHaveLength(2);
    expect(refusalOf((await entrance.get('/api/views/kiosk', two.headers)).body)).toBeNull();
  });

  it('signing out, and never the other session of the same person', async () => {
    const entrance = await openEntrance();
    const anna = await entrance.person(['operator']);
    const other = entrance.again(anna.userId);
    const out = async (headers: Record<string, string>) =>
      refusalOf((await entrance.post('session:signOut', { requestId: 'out' }, headers)).body);
    // the session is gone, so whoever was not told hears that it is
    expect([await out(anna.headers), await out(anna.headers)]).toEqual([null, 'signedOut']);
    expect(await out(other)).toBe('requestReused');
    expect(refusalOf((await entrance.get('/api/reports/me', other)).body)).toBeNull();
  });

  it('a refusal is decided anew, also with another payload', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['administrator']);
    const { deviceId } = entrance.device('kiosk');
    const revoke = async (which: string) =>
      refusalOf((await entrance.post('device:revoke', { requestId: 'r', deviceId: which }, headers)).body);
    expect([await revoke('nowhere'), await revoke(deviceId)]).toEqual(['notFound', null]);
  });
});

describe('what is kept of presses', () => {
  const yes = { ok: true, data: { visitId: null } } as const;
  const press = (command: string, count: number) => {
    return { actorId: 'anna', command, requestId: `r${count}`, payload: { count }, isSecret: false };
  };

  it('is bounded for each command: a flood of drafts forgets no device', async () => {
    const once = makeOnce();
    let acts = 0;
    const run = (command: string, count: number) =>
      once.run(
        press(command, count),
        0,
        () => true,
        () => Promise.resolve((acts += 1)).then(() => yes),
      );
    await run('device:revoke', 1);
    for (let count = 0; count < 10_001; count += 1) await run('draft:save', count);
    expect(acts).toBe(10_002);
    await run('device:revoke', 1);
    await run('draft:save', 10_000);
    expect(acts).toBe(10_002);
    await run('draft:save', 0);
    expect(acts).toBe(10_003);
  });

  it('is kept for a day', async () => {
    const once = makeOnce();
    let acts = 0;
    const run = (count: number, now: number) =>
      once.run(
        press('demo:rate', count),
        now,
        () => true,
        () => Promise.resolve((acts += 1)).then(() => yes),
      );
    await run(1, 0);
    await run(2, 24 * 3600_000 + 1);
    await run(1, 24 * 3600_000 + 1);
    expect(acts).toBe(3);
  });

  it('has every command of the door in it', () => {
    const kept = commandNames.filter((name) => commands[name].at === 'door' && !commands[name].secret);
    expect(kept.sort()).toEqual([
      'demo:rate',
      'device:admit',
      'device:report',
      'device:revoke',
      'device:set',
      'draft:save',
      'office:begin',
      'session:beat',
      'session:close',
      'session:lock',
      'session:signOut',
      'user:close',
      'user:dropCode',
      'user:endSession',
      'user:reopen',
      'user:set',
    ]);
  });
});
