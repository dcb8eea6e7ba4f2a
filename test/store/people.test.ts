import { describe, expect, it } from 'vitest';
import type { Patch } from '../../server/domain/patch.js';
import type { NewDevice } from '../../server/store/devices.js';
import type { Pairing } from '../../server/store/pairings.js';
import type { NewUser } from '../../server/store/people.js';
import type { NewSession } from '../../server/store/sessions.js';
import { reception } from '../reports/rows.js';
import { batch, booksWithOffice, emptyBooks, entry, morning } from '../support/database.js';

const hour = 3_600_000;

const user: NewUser = {
  userId: 'user-1',
  login: 'petrova',
  name: 'Петрова А. И.',
  position: 'Специалист',
  password: '$argon2id$1',
  mustChange: true,
  createdAt: morning,
  closedAt: null,
};

/** What nobody has said of a person yet. */
const unchanged = {
  revision: 0,
  changedBy: null,
  changedAt: null,
  code: null,
  codeStep: 0,
  pin: null,
  ssoName: null,
  ssoIssuer: null,
  ssoSubject: null,
};

const session = (sessionId: string, part: Partial<NewSession>): NewSession => ({
  sessionId,
  tokenHash: `hash of ${sessionId}`,
  userId: 'user-1',
  officeId: 'main',
  createdAt: morning,
  seenAt: morning,
  expiresAt: morning + hour,
  closedAt: null,
  ...part,
});

const pairing = (part: Partial<Pairing>): Pairing => ({
  pairingId: 'pairing-1',
  officeId: 'main',
  role: 'kiosk',
  name: null,
  codeHash: 'code',
  secretHash: 'secret',
  printerId: null,
  expiresAt: morning + hour,
  admittedAt: null,
  usedAt: null,
  deviceId: null,
  ...part,
});

const device: NewDevice = {
  deviceId: 'device-1',
  officeId: 'main',
  role: 'kiosk',
  name: 'Киоск у входа',
  tokenHash: 'token',
  printerId: 'main-printer',
  pairedAt: morning,
  seenAt: null,
  revokedAt: null,
};

describe('staff', () => {
  it('are found by their login with their roles, each office its own', async () => {
    const { people } = emptyBooks();
    const memberships = [
      { officeId: 'main', role: 'manager' as const },
      { officeId: 'other', role: 'operator' as const },
    ];
    people.addUser(user, memberships);
    expect(await people.findUserByLogin('petrova')).toEqual({ ...user, ...unchanged, memberships });
    expect(await people.userWithRoles('user-1')).toEqual({ ...user, ...unchanged, memberships });
    expect(await people.findUserByLogin('ivanova')).toBeNull();
    people.setRoles('user-1', 'main', ['operator', 'attendant']);
    const change = { name: 'Петрова-Водкина А. И.', position: 'Старший специалист', ssoName: null };
    people.setUser('user-1', change, { seen: 0, by: 'boss', at: morning });
    const [listed] = await people.listUsers('main');
    expect(listed?.name).toBe('Петрова-Водкина А. И.');
    expect(listed?.memberships.map((one) => one.role).sort()).toEqual(['attendant', 'operator']);
    expect((await people.userWithRoles('user-1'))?.memberships).toHaveLength(3);
  });

  it('never share a login, and a person who is refused leaves no roles', async () => {
    const { people, read } = emptyBooks();
    people.addUser(user, []);
    expect(() => people.addUser({ ...user, userId: 'user-2' }, [{ officeId: 'main', role: 'operator' }])).toThrow(
      /UNIQUE/,
    );
    expect(await read.membership.count()).toBe(0);
  });

  it('get a new password, are closed and opened again; a person who is not there is an error', async () => {
    const { people } = emptyBooks();
    people.addUser(user, []);
    people.setPassword('user-1', '$argon2id$2', false);
    people.closeUser('user-1', { seen: 0, by: 'boss', at: morning + hour });
    expect(await people.userWithRoles('user-1')).toMatchObject({
      password: '$argon2id$2',
      mustChange: false,
      closedAt: morning + hour,
    });
    people.reopenUser('user-1', { seen: 1, by: 'boss', at: morning + hour });
    expect((await people.userWithRoles('user-1'))?.closedAt).toBeNull();
    expect(() => people.setPassword('user-2', 'x', false)).toThrow(/no user/);
  });

  it('are counted by failed sign-ins since an instant', async () => {
    const { people } = emptyBooks();
    for (const minutes of [0, 10, 20]) {
      const at = morning + minutes * 60_000;
      people.noteFailedSignIn({ failedSignInId: `failed-${minutes}`, login: 'petrova', address: '10.0.0.7', at });
    }
    expect(await people.failedSignIns('petrova', morning + 10 * 60_000)).toBe(2);
    expect(await people.failedSignIns('ivanova', morning)).toBe(0);
  });
});

describe('sessions', () => {
  it('are opened, prolonged and closed once', async () => {
    const { sessions } = emptyBooks();
    sessions.openSession(session('one', {}));
    sessions.touchSession('one', morning + 5, morning + 2 * hour);
    sessions.closeSession('one', morning + 6);
    sessions.closeSession('one', morning + 7);
    expect(await sessions.findSession('hash of one')).toEqual({
      ...session('one', { seenAt: morning + 5, expiresAt: morning + 2 * hour, closedAt: morning + 6 }),
      ...{ activeAt: null, lockedAt: null, pinFailures: 0, address: '', agent: '', by: 'password' },
    });
    expect(await sessions.findSession('hash of two')).toBeNull();
  });

  it('of one person are closed together, but the one in hand', async () => {
    const { sessions } = emptyBooks();
    for (const id of ['one', 'two', 'three']) sessions.openSession(session(id, {}));
    sessions.openSession(session('other', { userId: 'user-2' }));
    sessions.closeSessionsOf('user-1', 'two', morning + 1);
    const closed = async (id: string) => (await sessions.findSession(`hash of ${id}`))?.closedAt;
    expect(await closed('one')).toBe(morning + 1);
    expect(await closed('two')).toBeNull();
    expect(await closed('other')).toBeNull();
    sessions.closeSessionsOf('user-1', null, morning + 2);
    expect(await closed('two')).toBe(morning + 2);
    expect(await closed('one')).toBe(morning + 1);
  });
});

describe('devices', () => {
  it('are let in once: the second press on the same pairing gets nothing', async () => {
    const { pairings } = emptyBooks();
    pairings.addPairing(pairing({}));
    expect(pairings.usePairing('pairing-1', 'device-1', morning)).toBe(false);
    const as = { role: 'display', name: 'Табло', printerId: null } as const;
    expect(pairings.admitPairing('pairing-1', as, morning + 1)).toBe(true);
    expect(pairings.admitPairing('pairing-1', as, morning + 2)).toBe(false);
    expect(pairings.usePairing('pairing-1', 'device-1', morning + 3)).toBe(true);
    expect(pairings.usePairing('pairing-1', 'device-2', morning + 3)).toBe(false);
    const used = pairing({ ...as, admittedAt: morning + 1, usedAt: morning + 3, deviceId: 'device-1' });
    expect(await pairings.findPairing({ codeHash: 'code' })).toEqual(used);
    expect(await pairings.findPairing({ secretHash: 'secret' })).toEqual(used);
    expect(await pairings.findPairing({ secretHash: 'other' })).toBeNull();
  });

  it('are not let in after the time of the pairing', () => {
    const { pairings } = emptyBooks();
    pairings.addPairing(pairing({ admittedAt: morning }));
    pairings.addPairing(pairing({ pairingId: 'pairing-2', codeHash: 'code-2', secretHash: null }));
    expect(pairings.usePairing('pairing-1', 'device-1', morning + hour)).toBe(false);
    expect(pairings.usePairing('pairing-1', 'device-1', morning + hour - 1)).toBe(true);
    const as = { role: 'kiosk', name: 'Киоск', printerId: null } as const;
    expect(pairings.admitPairing('pairing-2', as, morning + hour)).toBe(false);
  });

  it('are paired in the transaction of the journal entry that says so', async () => {
    const { store } = booksWithOffice();
    const entries = [entry('device:paired', { deviceId: 'device-1' })];
    store.commit(batch(1, { entries, writes: [() => store.devices.addDevice(device)] }));
    expect(await store.devices.listDevices('main')).toEqual([{ ...device, report: null }]);
    const again = { ...device, deviceId: 'device-2' };
    expect(() => store.commit(batch(2, { entries, writes: [() => store.devices.addDevice(again)] }))).toThrow(/UNIQUE/);
    expect(await store.read.journal.count()).toBe(2);
  });

  it('are revoked by their own office, once', async () => {
    const { devices } = emptyBooks();
    devices.addDevice(device);
    devices.touchDevice('device-1', morning + 1);
    expect(devices.revokeDevice('device-1', 'other', morning + 2)).toBe(false);
    expect(devices.revokeDevice('device-1', 'main', morning + 2)).toBe(true);
    expect(devices.revokeDevice('device-1', 'main', morning + 3)).toBe(false);
    expect(await devices.findDevice('token')).toEqual({
      ...device,
      seenAt: morning + 1,
      revokedAt: morning + 2,
      report: null,
    });
    expect(await devices.findDevice('other')).toBeNull();
  });
});

describe('what is kept for a while', () => {
  it('keeps the last text of a draft', async () => {
    const { drafts } = emptyBooks();
    const draft = { userId: 'user-1', key: 'finish:visit-1', text: 'нач', changedAt: morning };
    drafts.saveDraft(draft);
    drafts.saveDraft({ ...draft, text: 'начисления', changedAt: morning + 1 });
    expect(await drafts.readDraft('user-1', 'finish:visit-1')).toEqual({
      ...draft,
      text: 'начисления',
      changedAt: morning + 1,
    });
    expect(await drafts.readDraft('user-2', 'finish:visit-1')).toBeNull();
    drafts.dropDraft('user-1', 'finish:visit-1');
    expect(await drafts.readDraft('user-1', 'finish:visit-1')).toBeNull();
  });

  it('keeps no row of a draft that is done with', async () => {
    const { drafts, read } = emptyBooks();
    const draft = { userId: 'user-1', key: 'answer:consultation-1', changedAt: morning };
    drafts.saveDraft({ ...draft, text: 'начисления' });
    drafts.saveDraft({ ...draft, text: '' });
    drafts.saveDraft({ ...draft, key: 'never:typed', text: '' });
    expect(await read.draft.count()).toBe(0);
  });

  it('keeps what is asked at a booth until its reception has been over for a while', async () => {
    const { store } = booksWithOffice();
    const ended = (receptionId: string, finishedAt: number | null): Patch => ({
      table: 'reception',
      row: reception({ receptionId, state: finishedAt === null ? 'open' : 'finished', finishedAt }),
    });
    const patches = [ended('over', morning - 1), ended('young', morning), ended('open', null)];
    store.commit(batch(1, { patches }));
    for (const key of ['consultation:over', 'consultation:young', 'consultation:open', 'case:over'])
      store.drafts.saveDraft({ userId: 'user-1', key, text: '["о сроке",""]', changedAt: morning - 2 });
    const before = { answersBefore: 0, failedSignInsBefore: 0, pairingsBefore: 0, sessionsBefore: 0, draftsBefore: 0 };
    store.purge({ ...before, askedBefore: morning });
    const left = (await store.read.draft.findMany()).map(({ key }) => key).sort();
    expect(left).toEqual(['case:over', 'consultation:open', 'consultation:young']);
  });

  it('goes when it is old, and what is younger stays', async () => {
    const { store } = booksWithOffice();
    const press = { actorId: 'kiosk-1', command: 'ticket:issue', payloadHash: 'x', reply: '{}' };
    const answers = [
      { ...press, requestId: 'old', at: morning - 1 },
      { ...press, requestId: 'young', at: morning },
    ];
    store.commit(batch(1, { answers }));
    for (const [id, at] of [['old', morning - 1] as const, ['young', morning] as const]) {
      store.people.noteFailedSignIn({ failedSignInId: id, login: id, address: '', at });
      store.sessions.openSession(session(id, { expiresAt: at }));
      store.pairings.addPairing(pairing({ pairingId: id, codeHash: id, secretHash: null, expiresAt: at }));
      store.drafts.saveDraft({ userId: id, key: 'key', text: 'нач', changedAt: at });
    }
    store.sessions.openSession(session('closed', { expiresAt: morning + hour, closedAt: morning - 1 }));
    // views of the reports that a person saved stay as long as the person wants them
    store.drafts.saveDraft({ userId: 'old', key: 'kept:reports', text: '[]', changedAt: morning - 1 });
    store.purge({
      answersBefore: morning,
      failedSignInsBefore: morning,
      pairingsBefore: morning,
      sessionsBefore: morning,
      draftsBefore: morning,
      askedBefore: morning,
    });
    expect((await store.read.answer.findMany()).map((row) => row.requestId)).toEqual(['young']);
    expect((await store.read.failedSignIn.findMany()).map((row) => row.id)).toEqual(['young']);
    expect((await store.read.session.findMany()).map((row) => row.id)).toEqual(['young']);
    expect((await store.read.pairing.findMany()).map((row) => row.id)).toEqual(['young']);
    expect((await store.read.draft.findMany()).map((row) => row.key).sort()).toEqual(['kept:reports', 'key']);
    expect(await store.read.journal.count()).toBe(1);
  });
});
