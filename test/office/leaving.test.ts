import { afterEach, describe, expect, it } from 'vitest';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

let office: TestOffice;
afterEach(() => office.close());

/** What the office answers; a refusal is the test's failure. */
function yes<T>(reply: { ok: true; data: T } | { ok: false; refusal: { key: string } }): T {
  if (!reply.ok) throw new Error(reply.refusal.key);
  return reply.data;
}

async function open() {
  office = await openTestOffice();
  const [admin, boss] = [await office.staff(['administrator']), await office.staff(['manager'])];
  const users = async () => {
    const answer = await fetch(`${office.url}/api/reports/users`, { headers: { cookie: admin.cookie } });
    const { data } = await answer.json();
    return data.users as { userId: string; revision: number; booth: string | null; isClosed: boolean }[];
  };
  const faceOf = async (userId: string) => (await users()).find((one) => one.userId === userId);
  return { admin, boss, faceOf };
}
const gone = (client: { socket: { once(event: 'disconnect', hear: () => void): unknown } }) =>
  new Promise<void>((tell) => client.socket.once('disconnect', () => tell()));

describe('a person who leaves the office', () => {
  it('is cut off, the shift closes, nobody is asked to sit there; the name stays in the journal', async () => {
    const { admin, boss, faceOf } = await open();
    const anna = await office.staff(['operator'], '1');
    expect(await faceOf(anna.userId)).toMatchObject({ booth: '1', revision: 0 });
    await boss.see('hall', ({ operators }) => operators.some(({ userId }) => userId === anna.userId));
    const cut = gone(anna);
    const closed = yes(await admin.ask('user:close', { requestId: press(), userId: anna.userId, seen: 0 }));
    expect(closed).toEqual({ booth: null });
    await cut;
    await boss.see(
      'hall',
      ({ operators, booths }) =>
        operators.every(({ userId }) => userId !== anna.userId) &&
        booths.find(({ number }) => number === '1')?.state === 'closed',
    );
    expect(await faceOf(anna.userId)).toMatchObject({ booth: null, isClosed: true });
    const asked = { what: 'open', boothId: 'booth-1', userId: anna.userId, profileId: null } as const;
    expect(await boss.ask('shift:ask', { requestId: press(), ...asked })).toMatchObject({
      refusal: { key: 'notFound' },
    });
    const read = await fetch(`${office.url}/api/reports/journal?limit=50`, { headers: { cookie: boss.cookie } });
    const { data } = await read.json();
    const kinds = data.entries.map(({ kind, actor }: { kind: string; actor: string }) => `${kind} ${actor}`);
    expect(kinds).toContain('shift:opened Петрова\u00a0А.\u00a0В.');
    expect(kinds.filter((kind: string) => /^(user:closed|shift:closed)/.test(kind))).toHaveLength(2);
  });

  it('while receiving somebody leaves the visitor to whoever takes the booth over, also after a restart', async () => {
    const { admin } = await open();
    const kiosk = await office.kiosk();
    const anna = await office.staff(['operator'], '1');
    yes(
      await kiosk.ask('ticket:issue', {
        requestId: press(),
        serviceId: 'service-consultation',
        answers: {},
        language: 'ru',
      }),
    );
    const at = async (command: 'visit:callNext' | 'visit:begin', status: string | null) => {
      const { turn } = await anna.see('desk', ({ current }) => (current?.status ?? null) === status);
      yes(await anna.ask(command, { requestId: press(), turn }));
    };
    await at('visit:callNext', null);
    await at('visit:begin', 'called');
    const { userId } = anna;
    expect(yes(await admin.ask('user:close', { requestId: press(), userId, seen: 0 }))).toEqual({ booth: '1' });
    await office.restart();
    const boris = await office.staff(['operator']);
    const taken = { boothId: 'booth-1', profileId: 'profile-all', takeOver: true };
    yes(await boris.ask('shift:open', { requestId: press(), ...taken }));
    const { current } = await boris.see('desk', (view) => view.current !== null);
    expect(current?.status).toBe('serving');
  });

  it('two administrators who press at once: one is told that it is the last', async () => {
    const { admin } = await open();
    const first = (await office.opened.store.people.listUsers(office.opened.app.house.officeId)).filter(
      ({ memberships, closedAt }) => closedAt === null && memberships.some(({ role }) => role === 'administrator'),
    );
    expect(first).toHaveLength(2);
    const replies = await Promise.all(
      first.map(({ userId, revision }) =>
        office.opened.app.door.people.close({ userId, seen: revision }, admin.userId),
      ),
    );
    expect(replies.map((reply) => (reply.ok ? null : reply.refusal.key))).toEqual([null, 'lastAdministrator']);
  });

  it('has no shift after a start, if the server died between the change of roles and the end of the shift', async () => {
    const { admin } = await open();
    const [anna, boris, vera] = [
      await office.staff(['operator'], '1'),
      await office.staff(['operator'], '2'),
      await office.staff(['operator'], '3'),
    ];
    const { app, store } = office.opened;
    const { officeId } = app.house;
    // as the commits before the crash left it
    const edit = { seen: 0, by: admin.userId, at: Date.now() };
    await app.house.record({ kind: 'user:closed', actor: admin.userId, data: { userId: anna.userId } }, () => {
      store.people.closeUser(anna.userId, edit);
      store.people.setRoles(boris.userId, officeId, ['attendant']);
    });
    await office.restart();
    const shiftsOf = (userId: string) =>
      [...office.opened.app.house.clerk.office.shifts.values()].filter((one) => one.userId === userId);
    for (const { userId } of [anna, boris])
      expect(shiftsOf(userId).every(({ closedAt }) => closedAt !== null)).toBe(true);
    expect(shiftsOf(vera.userId)).toMatchObject([{ closedAt: null }]);
    const closed = await office.opened.store.read.journal.findMany({ where: { kind: 'shift:closed' } });
    expect(closed.map(({ actor }) => actor)).toEqual(['clockwork', 'clockwork']);
  });
});
