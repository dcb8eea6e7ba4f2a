import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localActs } from '../../server/doors/acts.js';
import type { LocalRequest } from '../../server/doors/acts.js';
import { callLocal, listenLocal, LocalTaken } from '../../server/doors/local.js';
import { pair } from '../../server/tools/pair.js';
import { user } from '../../server/tools/user.js';
import { wordsOf } from '../../server/tools/hail.js';
import { temporaryFolder } from '../support/database.js';
import { openEntrance, refusalOf } from './entrance.js';
import type { Anything } from './entrance.js';

const socketIn = (folder: string) => join(folder, 'talon.sock');
const who = async () => ({ ok: true, data: { officeId: 'main' } });

describe('the local socket', () => {
  it('is the lock of its folder: a second server finds it taken, a dead one leaves it free', async () => {
    const path = socketIn(temporaryFolder());
    expect(await callLocal(path, { do: 'who' })).toBeNull();
    const first = await listenLocal(path, who);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await callLocal(path, { do: 'who' })).toEqual({ ok: true, data: { officeId: 'main' } });
    await expect(listenLocal(path, who)).rejects.toThrow(LocalTaken);
    expect(await callLocal(path, { do: 'who' })).toMatchObject({ ok: true });
    await first.close();
    writeFileSync(path, 'what a crash left behind');
    const second = await listenLocal(path, who);
    await second.close();
    expect(existsSync(`${path}.starting`)).toBe(false);
  });

  it('two servers that start together do not both run', async () => {
    const path = socketIn(temporaryFolder());
    writeFileSync(path, 'what a crash left behind');
    const starts = await Promise.allSettled([listenLocal(path, who), listenLocal(path, who)]);
    expect(starts.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const start of starts) if (start.status === 'fulfilled') await start.value.close();
  });

  it('a folder that is not there or cannot be written is told as such, not as another start', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    for (const place of ['missing', 'file']) {
      const failed = listenLocal(socketIn(join(folder, place)), who);
      await expect(failed).rejects.toThrow(/^DATA_DIR cannot be written: /);
      await expect(failed).rejects.not.toThrow(LocalTaken);
    }
    mkdirSync(`${socketIn(folder)}.starting`);
    await expect(listenLocal(socketIn(folder), who)).rejects.toThrow(/Another start is under way/);
  });

  it('a path that the system would cut is counted in bytes and refused by name', async () => {
    const path = join('/tmp', 'контора'.repeat(9), 'talon.sock');
    expect(path.length).toBeLessThan(103);
    await expect(listenLocal(path, who)).rejects.toThrow(/choose a shorter DATA_DIR/);
    await expect(callLocal(path, { do: 'who' })).rejects.toThrow(/choose a shorter DATA_DIR/);
  });

  it('nonsense, silence and a failing act end in an answer or a closed line', async () => {
    const path = socketIn(temporaryFolder());
    const local = await listenLocal(path, () => Promise.reject(new Error('secret reason')));
    expect(JSON.stringify(await callLocal(path, { do: 'who' }))).not.toContain('secret reason');
    const raw = connect(path);
    raw.write('no json\n');
    const told = await new Promise<string>((tell) => raw.on('data', (data) => tell(data.toString())));
    expect(JSON.parse(told)).toMatchObject({ ok: false });
    await local.close();
  });
});

describe('commands typed in a shell', () => {
  async function shell() {
    const entrance = await openEntrance();
    const path = socketIn(temporaryFolder());
    const local = await listenLocal(
      path,
      localActs(entrance.door, () => entrance.base),
    );
    const ask = async (request: LocalRequest) => (await callLocal(path, request)) as Anything;
    return { entrance, ask, close: () => local.close() };
  }
  const signIn = { requestId: 'r', login: 'anna' };

  it('user add makes a person whose first password is shown once and must be changed', async () => {
    const { entrance, ask, close } = await shell();
    const said = await user(['add', '--login', 'Anna', '--role', 'operator,manager', '--name=Анна Белова'], ask);
    const password = said.split(': ').at(-1) ?? '';
    expect(password).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/);
    const told = await entrance.post('session:signIn', { ...signIn, password });
    expect(told.body).toMatchObject({ ok: true, data: { roles: ['operator', 'manager'], mustChange: true } });
    await expect(user(['add', '--login', 'anna', '--role', 'operator', '--name', 'x'], ask)).rejects.toThrow(/taken/);
    await expect(user(['add', '--login', 'b', '--role', 'boss', '--name', 'x'], ask)).rejects.toThrow(/no role «boss»/);
    await expect(user(['add', '--login', 'bella', '--name', 'x'], ask)).rejects.toThrow(/role is needed/);
    const added = (await entrance.journal()).filter((one) => one.kind === 'user:added');
    expect(added).toHaveLength(1);
    expect(JSON.stringify(added)).not.toContain('Белова');
    await close();
  });

  it('user password closes the sessions of that person and is changed at the next sign-in', async () => {
    const { entrance, ask, close } = await shell();
    const { login, headers } = await entrance.person(['operator']);
    const { socket } = await entrance.knock({ as: 'staff', token: null }, headers);
    const cut = new Promise((tell) => socket.once('disconnect', tell));
    const change = (typed: string) => user(['password', '--login', login], ask, async () => typed);
    await expect(change('short')).rejects.toThrow(/at least 10/);
    await change('a password from the shell');
    await cut;
    const told = await entrance.post('session:signIn', { ...signIn, login, password: 'a password from the shell' });
    expect(told.body).toMatchObject({ ok: true, data: { mustChange: true } });
    await close();
  });

  it('list, roles, close, reopen and code do what an administrator’s console does', async () => {
    const { entrance, ask, close } = await shell();
    const boss = await entrance.person(['administrator']);
    const { login, userId, headers } = await entrance.person(['operator']);
    entrance.store.people.setCode(userId, 'sealed', 5);
    expect(await user(['list'], ask)).toContain(`${login} · Петрова Анна · operator · signs in with a code`);
    expect(await user(['code', '--login', login], ask)).toContain('without a one-time code');
    expect(refusalOf((await entrance.get('/api/reports/me', headers)).body)).toBe('signedOut');
    expect(await user(['roles', '--login', login, '--role', 'manager,attendant'], ask)).toContain('attendant');
    expect(entrance.orphans).toEqual([[userId, 'shell']]);
    expect(await user(['close', '--login', login.toUpperCase()], ask)).toContain('may no longer sign in');
    expect(await user(['list'], ask)).toContain(`${login} · Петрова Анна · attendant, manager · closed`);
    expect(await user(['reopen', '--login', login], ask)).toContain('may sign in again');
    await expect(user(['close', '--login', boss.login], ask)).rejects.toThrow(/last administrator/);
    await expect(user(['close', '--login', 'nobody'], ask)).rejects.toThrow(/no login/);
    await expect(user(['roles', '--login', login, '--role', 'boss'], ask)).rejects.toThrow(/no role «boss»/);
    await expect(user(['roles', '--login', login], ask)).rejects.toThrow(/role is needed/);
    for (const typed of [['close'], ['forget', '--login', login], []])
      await expect(user(typed, ask)).rejects.toThrow(/usage/);
    await close();
  });

  it('pair prints a link that pairs', async () => {
    const { entrance, ask, close } = await shell();
    const said = await pair(['kiosk', '--name', 'Киоск 1'], ask);
    expect(said).toContain(`${entrance.base}/kiosk/#pair=`);
    const code = said.split('#pair=').at(-1);
    expect(refusalOf((await entrance.post('device:pair', { requestId: 'r', code, role: 'kiosk' })).body)).toBeNull();
    await expect(pair(['toaster', '--name', 'x'], ask)).rejects.toThrow(/usage/);
    await close();
  });

  it('a name or a position that hides, turns or breaks its line is refused', async () => {
    const { entrance, ask, close } = await shell();
    const known = (await entrance.store.read.user.findMany()).length;
    for (const bad of ['Анна\u001b[2J', 'Анна\u202eавонлеБ', 'Анна\nБелова']) {
      const add = ['add', '--login', 'anna', '--role', 'operator'];
      await expect(user([...add, '--name', bad], ask)).rejects.toThrow(/name: control characters/);
      await expect(user([...add, '--name', 'Анна', '--position', bad], ask)).rejects.toThrow(/position: control/);
      await expect(pair(['kiosk', '--name', bad], ask)).rejects.toThrow(/name: control characters/);
    }
    expect(await entrance.store.read.user.findMany()).toHaveLength(known);
    await close();
  });

  it('words are read by name, and a stray one is named', () => {
    expect([...wordsOf(['--login', 'a', '--name=b=c'], ['login', 'name'])]).toEqual([
      ['login', 'a'],
      ['name', 'b=c'],
    ]);
    expect(() => wordsOf(['--sudo', 'a'], ['login'])).toThrow(/--sudo/);
    expect(() => wordsOf(['--login'], ['login'])).toThrow(/needs a value/);
  });
});
