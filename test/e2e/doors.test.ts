import { afterEach, describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../prisma/demo.js';
import type { Actor } from '../../server/domain/decide.js';
import { openTestOffice, press, type OfficeOptions, type TestClient, type TestOffice } from '../support/office.js';

let office: TestOffice;
afterEach(() => office.close());
const open = async (options: OfficeOptions) => {
  office = await openTestOffice(options);
};

const boothCount = 64;
const rounds = 200;
/** The demo office with as many booths as an office of this kind will ever have, each for everything. */
const manyBooths = (spec: DemoSpec): DemoSpec => ({
  ...spec,
  booths: Array.from({ length: boothCount }, (_, at) => ({
    boothId: `booth-${at + 1}`,
    number: String(at + 1),
    profileId: 'profile-all',
    printerId: null,
    turn: 0,
    freeSince: null,
  })),
});

const anyKiosk: Actor = { actorId: 'kiosk-0', kind: 'device', roles: ['kiosk'], visitId: null };
const visitIdOf = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'visitId' in data ? String(data.visitId) : '';

const unprinted = { answers: {}, language: 'ru', print: false } as const;

const walkIn = { serviceId: 'service-consultation', category: null, ...unprinted };

/** Someone's commands over HTTP, as a screen without a socket sends them. */
function post(command: string, payload: object, token: string): Promise<unknown> {
  return fetch(`${office.url}/api/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-talon-as': 'kiosk', cookie: `talon_kiosk=${token}` },
    body: JSON.stringify(payload),
  }).then((response) => response.json());
}

describe('many at once, through the real doors', () => {
  it(`${boothCount} operators press «next» at once, ${rounds} times: nobody is called twice, nobody is lost`, async () => {
    await open({ change: manyBooths });
    const { house } = office.opened.app;
    const operators: (TestClient & { booth: string; actor: Actor })[] = [];
    for (let at = 1; at <= boothCount; at += 1) {
      const client = await office.staff(['operator'], String(at));
      const actor: Actor = { actorId: client.userId, kind: 'user', roles: ['operator'], visitId: null };
      operators.push({ ...client, booth: `booth-${at}`, actor });
    }
    const state = () => house.clerk.office;
    const turn = (booth: string) => state().booths.get(booth)?.turn ?? -1;
    const missed = (booth: string) => ({ requestId: press(), turn: turn(booth) });
    const issued = new Set<string>();
    const called = new Set<string>();
    // fewer tickets than booths: they compete for each of them
    const perRound = 40;
    for (let round = 0; round < rounds; round += 1) {
      const tickets = await Promise.all(
        Array.from({ length: perRound }, () =>
          house.press('ticket:issue', { requestId: press(), ...walkIn }, anyKiosk),
        ),
      );
      for (const reply of tickets) if (reply.ok) issued.add(visitIdOf(reply.data));
      const replies = await Promise.all(
        operators.map(({ ask, booth }) => ask('visit:callNext', { requestId: press(), turn: turn(booth) })),
      );
      const granted = operators.filter((_, at) => replies[at]?.ok === true);
      expect(granted.length).toBe(perRound);
      for (const reply of replies) {
        if (!reply.ok) {
          expect(reply.refusal.key).toBe('nobodyWaits');
          continue;
        }
        const visitId = reply.data.visitId ?? '';
        expect(called.has(visitId)).toBe(false);
        called.add(visitId);
      }
      await Promise.all(granted.map(({ actor, booth }) => house.press('visit:miss', missed(booth), actor)));
    }
    expect(issued.size).toBe(rounds * perRound);
    expect([...called].sort()).toEqual([...issued].sort());
    expect(state().index.waiting).toBe(0);
  });

  it('10,000 tickets from 64 kiosks: no number twice, no gap', async () => {
    await open({});
    const kiosks: TestClient[] = [];
    for (let at = 0; at < 64; at += 1) kiosks.push(await office.kiosk(`Киоск ${at + 1}`));
    const numbers: string[] = [];
    let left = 10_000;
    await Promise.all(
      kiosks.map(async ({ ask }) => {
        while (left > 0) {
          left -= 1;
          const reply = await ask('ticket:issue', {
            requestId: press(),
            serviceId: 'service-consultation',
            ...unprinted,
          });
          if (reply.ok) numbers.push(reply.data.number);
        }
      }),
    );
    const expected = Array.from({ length: 10_000 }, (_, at) => `В${String(at + 1).padStart(3, '0')}`);
    expect(numbers.sort()).toEqual(expected.sort());
    expect(await office.opened.store.read.visit.count()).toBe(10_000);
  });

  it('one press five times at once, by sockets and over HTTP, is one ticket', async () => {
    await open({});
    const kiosk = await office.kiosk();
    const sent = { requestId: press(), serviceId: 'service-consultation', ...unprinted };
    const replies = await Promise.all([
      kiosk.ask('ticket:issue', sent),
      post('ticket:issue', sent, kiosk.token),
      kiosk.ask('ticket:issue', sent),
      post('ticket:issue', sent, kiosk.token),
      kiosk.ask('ticket:issue', sent),
    ]);
    expect(replies[0]).toMatchObject({ ok: true, data: { number: 'В001' } });
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    expect(await office.opened.store.read.visit.count()).toBe(1);
  });
});
