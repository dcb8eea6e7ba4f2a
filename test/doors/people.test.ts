import { describe, expect, it } from 'vitest';
import type { StaffRole } from '../../server/contract/index.js';
import { openEntrance, password, refusalOf, type Entrance } from './entrance.js';

let count = 0;
const requestId = () => `people-${(count += 1)}`;
const newcomer = (more: object = {}) => ({
  requestId: requestId(),
  login: 'anna',
  name: 'Белова Анна Игоревна',
  position: 'специалист',
  roles: ['operator'],
  ...more,
});

async function openPeople() {
  const entrance = await openEntrance();
  const boss = await entrance.person(['administrator']);
  const post = (command: string, payload: object) =>
    entrance.post(command, { requestId: requestId(), ...payload }, boss.headers);
  const faceOf = async (userId: string) => {
    const { body } = await entrance.get('/api/reports/users', boss.headers);
    if (!body.ok) throw new Error(body.refusal.key);
    return body.data.users.find((one: { userId: string }) => one.userId === userId);
  };
  const edit = (userId: string, seen: number, more: object = {}) => ({
    userId,
    seen,
    name: 'Петрова Анна',
    position: '',
    roles: ['operator'],
    ssoName: null,
    ...more,
  });
  const kinds = async () => (await entrance.journal()).map(({ kind }) => kind);
  return { entrance, boss, post, faceOf, edit, kinds };
}
const cutOf = async (entrance: Entrance, headers: Record<string, string>) => {
  const { socket } = await entrance.knock({ as: 'staff', token: null }, headers);
  return new Promise((tell) => socket.once('disconnect', tell));
};

describe('an account', () => {
  it('is added with a first password that is told once and must be changed', async () => {
    const { entrance, post, faceOf } = await openPeople();
    const press = newcomer({ login: 'Anna' });
    const { body } = await post('user:add', press);
    expect(body).toMatchObject({ ok: true, data: { login: 'anna' } });
    if (!body.ok) return;
    const { userId, password: first } = body.data;
    expect(refusalOf((await post('user:add', press)).body)).toBe('alreadyDone');
    const told = await entrance.post('session:signIn', { requestId: requestId(), login: 'anna', password: first });
    expect(told.body).toMatchObject({ ok: true, data: { userId, mustChange: true, roles: ['operator'] } });
    expect(await faceOf(userId)).toMatchObject({ login: 'anna', mustChange: true, sessions: 1, revision: 0 });
  });

  it('cannot take a login that is taken in another case or with spaces, nor two at once', async () => {
    const { post } = await openPeople();
    const both = await Promise.all([post('user:add', newcomer()), post('user:add', newcomer({ login: 'ANNA' }))]);
    expect(both.map(({ body }) => refusalOf(body)).sort()).toEqual(['loginTaken', null]);
    for (const login of [' anna ', 'Anna', 'ａnna'.normalize('NFKC')])
      expect((await post('user:add', newcomer({ login }))).body).toMatchObject({
        ok: false,
        refusal: { key: 'loginTaken', about: { field: 'login' } },
      });
  });

  it('cannot have the provider’s name of somebody else, in whatever case', async () => {
    const { entrance, post, edit, faceOf } = await openPeople();
    const { userId } = await entrance.person(['operator']);
    expect(refusalOf((await post('user:set', edit(userId, 0, { ssoName: 'P.Anna@Office' }))).body)).toBeNull();
    expect(await faceOf(userId)).toMatchObject({ ssoName: 'p.anna@office', isLinked: false });
    const other = await entrance.person(['operator']);
    const taken = { refusal: { key: 'loginTaken', about: { field: 'ssoName' } } };
    expect((await post('user:set', edit(other.userId, 0, { ssoName: 'p.anna@office' }))).body).toMatchObject(taken);
    expect((await post('user:add', newcomer({ ssoName: ' P.ANNA@office' }))).body).toMatchObject(taken);
    // one's own stays one's own
    expect(refusalOf((await post('user:set', edit(userId, 1, { ssoName: 'p.anna@office' }))).body)).toBeNull();
  });

  it('edited by two administrators: the second is told who was faster, and nothing of theirs is lost', async () => {
    const { entrance, boss, post, edit, faceOf } = await openPeople();
    const { userId } = await entrance.person(['operator']);
    expect(refusalOf((await post('user:set', edit(userId, 0, { name: 'Белова Анна' }))).body)).toBeNull();
    const late = { name: 'Чернова Анна' };
    const about = { thing: `user:${userId}`, by: 'Петрова\u00a0А.' };
    for (const [command, payload] of [
      ['user:set', edit(userId, 0, late)],
      ['user:close', { userId, seen: 0 }],
      ['user:reopen', { userId, seen: 0 }],
    ] as const)
      expect((await post(command, payload)).body).toMatchObject({ refusal: { key: 'editedMeanwhile', about } });
    expect(await faceOf(userId)).toMatchObject({ name: 'Белова Анна', isClosed: false, revision: 1 });
    const other = await entrance.person(['administrator']);
    // both in flight at once
    const both = await Promise.all(
      [boss.headers, other.headers].map((headers, at) =>
        entrance.post('user:set', { requestId: requestId(), ...edit(userId, 1, { name: `Редактор ${at}` }) }, headers),
      ),
    );
    expect(both.map(({ body }) => refusalOf(body)).sort()).toEqual(['editedMeanwhile', null]);
    expect(await faceOf(userId)).toMatchObject({ revision: 2 });
  });

  it('saved as it stands changes nothing and writes nothing', async () => {
    const { entrance, post, edit, kinds, faceOf } = await openPeople();
    const { userId } = await entrance.person(['operator']);
    expect(refusalOf((await post('user:set', edit(userId, 0))).body)).toBeNull();
    expect(await kinds()).not.toContain('user:changed');
    expect(await faceOf(userId)).toMatchObject({ revision: 0 });
  });

  it('that is not there, or of no office, is not found', async () => {
    const { entrance, post, edit } = await openPeople();
    const stray = await entrance.person([]);
    for (const userId of ['nobody', stray.userId]) {
      const presses = [
        ['user:set', edit(userId, 0)],
        ['user:close', { userId, seen: 0 }],
        ['user:reopen', { userId, seen: 0 }],
        ['user:reset', { userId }],
        ['user:dropCode', { userId }],
      ] as const;
      for (const [command, payload] of presses)
        expect([command, refusalOf((await post(command, payload)).body)]).toEqual([command, 'notFound']);
    }
  });
});

describe('the last administrator', () => {
  it('can be neither closed nor stripped of the role', async () => {
    const { entrance, boss, post, edit } = await openPeople();
    const gone = await entrance.person(['administrator']);
    expect(refusalOf((await post('user:close', { userId: gone.userId, seen: 0 })).body)).toBeNull();
    for (const [command, payload] of [
      ['user:close', { userId: boss.userId, seen: 0 }],
      ['user:set', edit(boss.userId, 0, { roles: ['manager', 'operator'] })],
    ] as const)
      expect([command, refusalOf((await post(command, payload)).body)]).toEqual([command, 'lastAdministrator']);
    // a closed one may lose the role: there is another
    expect(refusalOf((await post('user:set', edit(gone.userId, 1))).body)).toBeNull();
  });

  it('two who close each other at once: one of them stays', async () => {
    const { entrance, boss } = await openPeople();
    const other = await entrance.person(['administrator']);
    const { people } = entrance.door;
    const close = (userId: string, actor: string) => people.close({ userId, seen: 0 }, actor);
    const both = await Promise.all([close(other.userId, boss.userId), close(boss.userId, other.userId)]);
    expect(both.map(refusalOf)).toEqual([null, 'lastAdministrator']);
    const users = await entrance.store.people.listUsers('main');
    expect(users.filter(({ closedAt }) => closedAt === null)).toHaveLength(1);
  });
});

describe('a person who leaves', () => {
  it('loses sessions, sockets and PIN at once; the name stays', async () => {
    const { entrance, post, faceOf, kinds } = await openPeople();
    const { userId, login, headers } = await entrance.person(['operator']);
    entrance.store.people.setPin(userId, 'hash');
    const cut = cutOf(entrance, headers);
    await entrance.get('/api/reports/me', headers);
    expect((await post('user:close', { userId, seen: 0 })).body).toEqual({ ok: true, data: { booth: null } });
    await cut;
    expect(refusalOf((await entrance.get('/api/reports/me', headers)).body)).toBe('signedOut');
    const signIn = { requestId: requestId(), login, password };
    expect(refusalOf((await entrance.post('session:signIn', signIn)).body)).toBe('wrongPassword');
    expect(await faceOf(userId)).toMatchObject({ name: 'Петрова Анна', isClosed: true, hasPin: false, sessions: 0 });
    expect(entrance.orphans).toHaveLength(1);
    expect(await kinds()).toContain('user:closed');
    // closed once more (the answer was lost): nothing new, and a shift that a crash left open is looked at again
    expect(refusalOf((await post('user:close', { userId, seen: 1 })).body)).toBeNull();
    expect((await kinds()).filter((kind) => kind === 'user:closed')).toHaveLength(1);
    expect(entrance.orphans).toHaveLength(2);
  });

  it('comes back with the password as it was', async () => {
    const { entrance, post, faceOf } = await openPeople();
    const { userId, login } = await entrance.person(['operator']);
    await post('user:close', { userId, seen: 0 });
    expect(refusalOf((await post('user:reopen', { userId, seen: 1 })).body)).toBeNull();
    const signIn = { requestId: requestId(), login, password };
    expect(refusalOf((await entrance.post('session:signIn', signIn)).body)).toBeNull();
    expect(await faceOf(userId)).toMatchObject({ isClosed: false, closedAt: null, revision: 2 });
  });

  it('from the booths alone loses the shift, and keeps the session', async () => {
    const { entrance, boss, post, edit, faceOf } = await openPeople();
    const { userId, headers } = await entrance.person(['operator', 'attendant']);
    expect(refusalOf((await post('user:set', edit(userId, 0, { roles: ['attendant'] }))).body)).toBeNull();
    expect(entrance.orphans).toEqual([[userId, boss.userId]]);
    expect((await entrance.get('/api/reports/me', headers)).body).toMatchObject({ data: { roles: ['attendant'] } });
    // pressed again, because the server died before it answered: a shift that it left open is looked at again
    for (const seen of [0, 1])
      expect(refusalOf((await post('user:set', edit(userId, seen, { roles: ['attendant'] }))).body)).toBeNull();
    expect(entrance.orphans).toHaveLength(3);
    expect(await faceOf(userId)).toMatchObject({ revision: 1 });
    const other = edit(userId, 0, { roles: ['attendant'], name: 'Иванова Анна' });
    expect(refusalOf((await post('user:set', other)).body)).toBe('editedMeanwhile');
  });
});

describe('a password or a telephone that is lost', () => {
  it('a new first password ends every session and the PIN, and must be changed', async () => {
    const { entrance, post, faceOf } = await openPeople();
    const { userId, login, headers } = await entrance.person(['operator']);
    entrance.store.people.setPin(userId, 'hash');
    const cut = cutOf(entrance, headers);
    await entrance.get('/api/reports/me', headers);
    const press = { requestId: requestId(), userId };
    const { body } = await post('user:reset', press);
    await cut;
    expect(refusalOf((await post('user:reset', press)).body)).toBe('alreadyDone');
    const first = body.ok ? body.data.password : '';
    const told = await entrance.post('session:signIn', { requestId: requestId(), login, password: first });
    expect(told.body).toMatchObject({ ok: true, data: { mustChange: true } });
    expect(await faceOf(userId)).toMatchObject({ hasPin: false, mustChange: true, sessions: 1 });
  });

  it('without the telephone no code is asked, and every session ends', async () => {
    const { entrance, post, faceOf, kinds } = await openPeople();
    const { userId, headers } = await entrance.person(['manager']);
    entrance.store.people.setCode(userId, 'sealed', 5);
    expect(await faceOf(userId)).toMatchObject({ hasCode: true });
    expect(refusalOf((await post('user:dropCode', { userId })).body)).toBeNull();
    expect(await faceOf(userId)).toMatchObject({ hasCode: false, sessions: 0 });
    expect(refusalOf((await entrance.get('/api/reports/me', headers)).body)).toBe('signedOut');
    expect(refusalOf((await post('user:dropCode', { userId })).body)).toBeNull();
    expect((await kinds()).filter((kind) => kind === 'user:codeDropped')).toHaveLength(1);
  });
});

describe('what is told of people', () => {
  it('the journal has ids and roles, never a name, a login or a password', async () => {
    const { entrance, boss, post, edit } = await openPeople();
    const { body } = await post('user:add', newcomer());
    const { userId, password: first } = body.ok ? body.data : { userId: '', password: '' };
    const roles: StaffRole[] = ['auditor', 'operator'];
    await post('user:set', edit(userId, 0, { name: 'Чернова Анна', position: 'архивариус', roles, ssoName: 'cher' }));
    const reset = await post('user:reset', { userId });
    await post('user:close', { userId, seen: 1 });
    await post('user:reopen', { userId, seen: 2 });
    const entries = await entrance.journal();
    expect(entries.map(({ kind }) => kind).slice(-5)).toEqual([
      'user:added',
      'user:changed',
      'user:reset',
      'user:closed',
      'user:reopened',
    ]);
    expect(JSON.parse(entries.find(({ kind }) => kind === 'user:changed')?.data ?? '')).toEqual({
      userId,
      fields: ['name', 'position', 'ssoName'],
      before: { roles: ['operator'] },
      after: { roles: ['operator', 'auditor'] },
    });
    const told = JSON.stringify(entries);
    const second = reset.body.ok ? reset.body.data.password : '';
    for (const word of ['Белова', 'Чернова', 'архивариус', 'специалист', 'cher', '"anna', first, second])
      expect([word, told.includes(word)]).toEqual([word, false]);
    expect(entries.every(({ actor, kind }) => !kind.startsWith('user:') || actor === boss.userId)).toBe(true);
    expect(entrance.lines.join('')).not.toMatch(/Белова|Чернова/);
  });

  it('an auditor reads the accounts, and changes none', async () => {
    const { entrance, boss } = await openPeople();
    const { headers } = await entrance.person(['auditor']);
    for (let at = 0; at < 2; at += 1)
      await entrance.post('session:signIn', { requestId: requestId(), login: boss.login, password: 'wrong words' });
    const { body } = await entrance.get('/api/reports/users', headers);
    expect(body).toMatchObject({ ok: true });
    const face = body.ok ? body.data.users.find((one: { userId: string }) => one.userId === boss.userId) : null;
    expect(face).toMatchObject({ roles: ['administrator'], failures: 2, sessions: 1, seenAt: entrance.clock.now });
    expect(JSON.stringify(body)).not.toMatch(/argon2|password|"pin"|"code"/);
    expect(refusalOf((await entrance.post('user:add', newcomer(), headers)).body)).toBe('notAllowed');
  });
});
