import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/domain/decide.js';
import type { Patch } from '../../server/domain/patch.js';
import { newBooks, openClerk, rowsOf, type Touch } from '../support/clerk.js';
import type { DemoSpec } from '../../prisma/demo.js';

const plain = (spec: DemoSpec) => spec;
const kiosk = (name: string): Actor => ({ actorId: name, kind: 'device', roles: ['kiosk'], visitId: null });
const operator = (name: string): Actor => ({ actorId: name, kind: 'user', roles: ['operator'], visitId: null });
const ticket = (requestId: string, serviceId = 'service-consultation') =>
  ({ requestId, serviceId, answers: {}, language: 'ru' }) as const;
const numberOf = (reply: unknown): string => /"number":"([^"]+)"/.exec(JSON.stringify(reply))?.[1] ?? 'none';
const desk = (touch: Touch) => openClerk(newBooks(plain), touch);

describe('exactly once', () => {
  it('the same press five times at once is one ticket, and all five hear the same', async () => {
    const { clerk, press } = await desk({});
    const replies = await Promise.all(Array.from({ length: 5 }, () => press('ticket:issue', ticket('a'), kiosk('k1'))));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]).toMatchObject({ ok: true, data: { number: 'В001' } });
    expect(clerk.office.visits.size).toBe(1);
  });

  it('the same press later, and after a restart, hears the same answer', async () => {
    const file = newBooks(plain);
    const first = await openClerk(file, {});
    const reply = await first.press('ticket:issue', ticket('a'), kiosk('k1'));
    await first.press('ticket:issue', ticket('b'), kiosk('k1'));
    expect(await first.press('ticket:issue', ticket('a'), kiosk('k1'))).toEqual(reply);
    await first.store.close();
    const second = await openClerk(file, {});
    expect(await second.press('ticket:issue', ticket('a'), kiosk('k1'))).toEqual(reply);
    expect(second.clerk.office.visits.size).toBe(2);
  });

  it('another payload under the same id is refused, in flight and later', async () => {
    const { press } = await desk({});
    const [first, other] = await Promise.all([
      press('ticket:issue', ticket('a'), kiosk('k1')),
      press('ticket:issue', ticket('a', 'service-complaint'), kiosk('k1')),
    ]);
    expect(first.ok).toBe(true);
    const reused = { ok: false, refusal: { key: 'requestReused' } };
    expect(other).toEqual(reused);
    expect(await press('ticket:issue', ticket('a', 'service-complaint'), kiosk('k1'))).toEqual(reused);
  });

  it('the same id from another screen is another press', async () => {
    const { clerk, press } = await desk({});
    await Promise.all(['k1', 'k2', 'k3'].map((name) => press('ticket:issue', ticket('a'), kiosk(name))));
    expect(clerk.office.visits.size).toBe(3);
  });

  it('a press that the server made itself is ruled once too, and no batch fails over it', async () => {
    const { clerk, errors } = await desk({});
    const key = { command: 'file:read', requestId: 'a', payload: { sha256: 'x' } };
    let ruled = 0;
    const inner = () =>
      clerk.pressInner(
        key,
        (_office, { now }) => {
          ruled += 1;
          const entry = { at: now, kind: 'test', actor: 'anna', visitId: null, data: {} };
          return { ok: true, decision: { patches: [], entries: [entry], reply: { ruled } } };
        },
        operator('anna'),
      );
    expect(await Promise.all([inner(), inner()])).toEqual([
      { ok: true, data: { ruled: 1 } },
      { ok: true, data: { ruled: 1 } },
    ]);
    expect(await inner()).toEqual({ ok: true, data: { ruled: 1 } });
    expect([ruled, errors]).toEqual([1, []]);
  });

  it('a refusal changed nothing and is decided anew', async () => {
    const { clerk, press } = await desk({});
    await press('shift:open', { requestId: 's', boothId: 'booth-1' }, operator('anna'));
    const turn = clerk.office.booths.get('booth-1')?.turn ?? 0;
    const next = () => press('visit:callNext', { requestId: 'n', turn }, operator('anna'));
    expect(await next()).toMatchObject({ refusal: { key: 'nobodyWaits' } });
    await press('ticket:issue', ticket('a'), kiosk('k1'));
    const called = await next();
    expect(called.ok).toBe(true);
    // and from now on it is the one answer, though the turn has long gone on
    expect(await next()).toEqual(called);
  });
});

describe('rulings committed together', () => {
  it('are one transaction, and nobody is answered before it', async () => {
    const told: string[] = [];
    const { press } = await desk({
      commit(batch, real) {
        const head = real(batch);
        if (batch.patches.some(({ table }) => table === 'visit')) told.push(`commit of ${batch.answers.length}`);
        return head;
      },
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        press('ticket:issue', ticket(`r${at}`), kiosk('k1')).then(() => told.push('answer')),
      ),
    );
    expect(told).toEqual(['commit of 20', ...Array.from({ length: 20 }, () => 'answer')]);
  });

  it('a refusal that rests on an uncommitted ruling is told only with that ruling', async () => {
    // one ticket is left: the first press takes it, the second is refused because of the first
    const limited = (spec: DemoSpec): DemoSpec => ({
      ...spec,
      services: spec.services.map((row) => (row.code === 'consultation' ? { ...row, dayLimit: 1 } : row)),
    });
    let isBroken = true;
    const { clerk, press } = await openClerk(newBooks(limited), {
      commit(batch, real) {
        const isFirsts = batch.answers.some(({ requestId }) => requestId === 'first');
        if (isFirsts && isBroken) throw new Error('the disk said no');
        return real(batch);
      },
    });
    const [first, second] = await Promise.all([
      press('ticket:issue', ticket('first'), kiosk('k1')),
      press('ticket:issue', ticket('second'), kiosk('k2')),
    ]);
    expect(first).toEqual({ ok: false, refusal: { key: 'internal' } });
    expect(second).toMatchObject({ ok: true, data: { number: 'В001' } });
    isBroken = false;
    expect(await press('ticket:issue', ticket('first'), kiosk('k1'))).toMatchObject({
      refusal: { key: 'limitReached' },
    });
    expect(clerk.office.visits.size).toBe(1);
  });

  it('whoever looks while a batch is being mended sees the committed office, never half of one', async () => {
    let seen = -1;
    const touch: Touch = {};
    const { clerk, press } = await desk(touch);
    await press('ticket:issue', ticket('before'), kiosk('k1'));
    let tries = 0;
    touch.commit = (batch, real) => {
      tries += 1;
      if (tries === 1) throw new Error('the disk said no');
      return real(batch);
    };
    touch.reload = () => {
      seen = clerk.office.visits.size;
    };
    await Promise.all(['a', 'b'].map((id) => press('ticket:issue', ticket(id), kiosk('k1'))));
    expect(seen).toBe(1);
    expect(clerk.office.visits.size).toBe(3);
  });

  it('of a batch that fails only the guilty one is answered internal; the office is what the books say', async () => {
    // two tickets with one secret: the database itself refuses the second
    const token = (actor: Actor) => (actor.actorId === 'broken' ? 'always-the-same' : String(Math.random()));
    const { clerk, press, fromBooks, errors } = await desk({ token });
    expect(await press('ticket:issue', ticket('x'), kiosk('broken'))).toMatchObject({ ok: true });
    const names = Array.from({ length: 10 }, (_, at) => (at === 4 ? 'broken' : `k${at}`));
    const replies = await Promise.all(names.map((name, at) => press('ticket:issue', ticket(`r${at}`), kiosk(name))));
    expect(replies.map(({ ok }) => ok)).toEqual(names.map((name) => name !== 'broken'));
    expect(replies[4]).toEqual({ ok: false, refusal: { key: 'internal' } });
    expect(errors.length).toBe(1);
    // no gap where the guilty one would have stood
    expect(replies.filter(({ ok }) => ok).map(numberOf)).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `В${String(n).padStart(3, '0')}`),
    );
    expect(rowsOf(clerk.office)).toEqual(rowsOf(await fromBooks()));
  });

  it('a rule that throws spoils its own press only', async () => {
    const { clerk, press, errors } = await desk({});
    const thrown = clerk.ruleInner(
      'test',
      () => {
        throw new Error('a fault of ours');
      },
      kiosk('k1'),
    );
    const [broken, fine] = await Promise.all([thrown, press('ticket:issue', ticket('a'), kiosk('k1'))]);
    expect(broken).toEqual({ ok: false, refusal: { key: 'internal' } });
    expect(fine.ok).toBe(true);
    expect(errors.length).toBe(1);
  });

  it('a decision whose second change cannot be made leaves nothing of its first', async () => {
    const { clerk, press, fromBooks, errors } = await desk({});
    await press('ticket:issue', ticket('a'), kiosk('k1'));
    const half = clerk.ruleInner(
      'test',
      (office) => {
        const [visit] = office.visits.values();
        if (visit === undefined) return null;
        const booth = office.booths.get('booth-1');
        if (booth === undefined) return null;
        const broken = { ...booth };
        Object.defineProperty(broken, 'boothId', {
          get() {
            throw new Error('a fault of ours');
          },
        });
        const gone: Patch = { table: 'visit', row: { ...visit, status: 'cancelled' } };
        return { ok: true, decision: { patches: [gone, { table: 'booth', row: broken }], entries: [], reply: null } };
      },
      kiosk('k1'),
    );
    const [answer, fine] = await Promise.all([half, press('ticket:issue', ticket('b'), kiosk('k1'))]);
    expect(answer).toEqual({ ok: false, refusal: { key: 'internal' } });
    expect(fine).toMatchObject({ ok: true, data: { number: 'В002', before: 1 } });
    expect(errors.length).toBe(1);
    expect([...clerk.office.visits.values()].filter(({ status }) => status === 'waiting').length).toBe(2);
    expect(clerk.office.index.waiting).toBe(2);
    expect((await fromBooks()).visits.size).toBe(2);
  });

  it('what is committed is answered, whatever those who are told make of it', async () => {
    const { clerk, press, errors } = await desk({});
    clerk.onCommitted(() => {
      throw new Error('a screen could not be drawn');
    });
    expect(await press('ticket:issue', ticket('a'), kiosk('k1'))).toMatchObject({ ok: true });
    expect(errors.length).toBe(1);
  });

  it('a press that comes in the moment in which the line falls empty is not forgotten', async () => {
    const { clerk, press } = await desk({});
    for (let hops = 0; hops < 12; hops += 1) {
      // the answer of what the office itself rules comes by the shortest way
      await clerk.ruleInner('test', () => null, kiosk('k1'));
      for (let hop = 0; hop < hops; hop += 1) await Promise.resolve();
      const late = new Promise((resolve) => setTimeout(() => resolve(`forgotten after ${hops} hops`), 20_000));
      const answered = press('ticket:issue', ticket(`late-${hops}`), kiosk('k1')).then(() => 'answered');
      expect(await Promise.race([answered, late])).toBe('answered');
    }
  });

  it('when even the books cannot be read again, everybody is told so, and the next press finds the office whole', async () => {
    const touch: Touch = {};
    const { clerk, press, fromBooks } = await desk(touch);
    await press('ticket:issue', ticket('before'), kiosk('k1'));
    touch.commit = () => {
      throw new Error('the disk said no');
    };
    touch.reload = () => {
      throw new Error('and so did the books');
    };
    const replies = await Promise.all(['a', 'b', 'c'].map((id) => press('ticket:issue', ticket(id), kiosk('k1'))));
    for (const reply of replies) expect(reply).toEqual({ ok: false, refusal: { key: 'internal' } });
    delete touch.commit;
    delete touch.reload;
    expect(await press('ticket:issue', ticket('a'), kiosk('k1'))).toMatchObject({ ok: true, data: { number: 'В002' } });
    expect(rowsOf(clerk.office)).toEqual(rowsOf(await fromBooks()));
  });

  it('a batch decided on an office that has gone on writes nothing', async () => {
    const { clerk, press, store, commit, fromBooks } = await desk({});
    const { revision } = clerk.head;
    const entry = { at: 0, kind: 'test:other', actor: 'other', visitId: null, data: {} };
    commit({ officeId: 'office-1', revision, patches: [], entries: [{ ...entry, at: Date.now() }], answers: [] });
    const before = await store.read.journal.count();
    expect(await press('ticket:issue', ticket('a'), kiosk('k1'))).toMatchObject({ refusal: { key: 'internal' } });
    expect(await store.read.journal.count()).toBe(before);
    expect(await store.read.visit.count()).toBe(0);
    // the books were looked at again: the next press is decided on what is there
    expect(await press('ticket:issue', ticket('a'), kiosk('k1'))).toMatchObject({ ok: true });
    expect(rowsOf(clerk.office)).toEqual(rowsOf(await fromBooks()));
  });

  it('a record and its small write stand or fall together', async () => {
    const { clerk, store, press } = await desk({});
    const entry = { at: 0, kind: 'test:written', actor: 'test', visitId: null, data: {} };
    const broken = clerk.record(entry, () => {
      throw new Error('the small write failed');
    });
    const other = press('ticket:issue', ticket('a'), kiosk('k1'));
    await expect(broken).rejects.toThrow('could not be recorded');
    expect((await other).ok).toBe(true);
    expect(await store.read.journal.count({ where: { kind: 'test:written' } })).toBe(0);
  });

  it('a record of several entries tells all of them, in their order and at one moment, or none', async () => {
    const { clerk, store } = await desk({});
    const entryOf = (kind: string) => ({ at: 0, kind, actor: 'test', visitId: null, data: {} });
    const told = [entryOf('test:first'), entryOf('test:second'), entryOf('test:third')];
    const kept = () => store.read.journal.findMany({ where: { kind: { in: told.map(({ kind }) => kind) } } });
    await expect(
      clerk.record(told, () => {
        throw new Error('the small write failed');
      }),
    ).rejects.toThrow('test:first could not be recorded');
    expect(await kept()).toEqual([]);
    await clerk.record(told, () => undefined);
    const rows = (await kept()).sort((one, other) => one.seq - other.seq);
    expect(rows.map(({ kind }) => kind)).toEqual(['test:first', 'test:second', 'test:third']);
    expect(new Set(rows.map(({ at }) => at.getTime())).size).toBe(1);
    // each by the clock of the ruling, whatever the teller wrote
    expect(rows[0]?.at.getTime()).toBeGreaterThan(0);
  });
});

describe('after a start', () => {
  it('the office is as it was: statuses, places, turns, shifts, numbers', async () => {
    const file = newBooks(plain);
    const { clerk, press, store } = await openClerk(file, {});
    let count = 0;
    const ask = async (command: Parameters<typeof press>[0], payload: object, actor: Actor) => {
      count += 1;
      const reply = await press(command, { requestId: `q${count}`, ...payload }, actor);
      expect([command, reply]).toMatchObject([command, { ok: true }]);
    };
    const turn = (booth: string) => ({ turn: clerk.office.booths.get(booth)?.turn ?? 0 });
    const held = (booth: string) => ({ visitId: clerk.office.index.held.get(booth) ?? '' });
    for (let at = 0; at < 12; at += 1)
      await ask(
        'ticket:issue',
        { serviceId: at % 2 ? 'service-consultation' : 'service-intake-paper', answers: {}, language: 'ru' },
        kiosk('k1'),
      );
    const [anna, boris, clara] = ['anna', 'boris', 'clara'].map(operator);
    if (!anna || !boris || !clara) return;
    await ask('shift:open', { boothId: 'booth-1' }, anna);
    await ask('shift:open', { boothId: 'booth-2' }, boris);
    await ask('shift:open', { boothId: 'booth-7' }, clara);
    // one served, one missed, one cancelled from the line, one parked, one transferred, one received, one called
    await ask('visit:callNext', turn('booth-1'), anna);
    await ask('visit:begin', turn('booth-1'), anna);
    await ask('visit:finish', turn('booth-1'), anna);
    await ask('visit:callNext', turn('booth-1'), anna);
    await ask('visit:miss', turn('booth-1'), anna);
    await ask('visit:callNext', turn('booth-1'), anna);
    await ask('visit:begin', turn('booth-1'), anna);
    await ask('visit:park', turn('booth-1'), anna);
    await ask('visit:callNext', turn('booth-1'), anna);
    await ask('visit:begin', turn('booth-1'), anna);
    await ask(
      'visit:transfer',
      {
        ...turn('booth-1'),
        ...held('booth-1'),
        serviceId: 'service-complaint',
        boothId: 'booth-7',
        note: 'просит образец',
      },
      anna,
    );
    await ask('visit:callNext', turn('booth-1'), anna);
    await ask('visit:begin', turn('booth-1'), anna);
    await ask('visit:callNext', turn('booth-2'), boris);
    await ask('shift:pause', { ...turn('booth-7'), reason: 'lunch' }, clara);
    const before = rowsOf(clerk.office);
    await store.close();
    const again = await openClerk(file, {});
    expect(rowsOf(again.clerk.office)).toEqual(before);
    expect([...again.clerk.office.notes.values()]).toEqual(['просит образец']);
    expect([...again.clerk.office.index.parked].length).toBe(1);
    expect([...again.clerk.office.index.missed].length).toBe(1);
    // a screen of before the restart presses on with the turn that it saw
    const reply = await again.press('visit:finish', { requestId: 'after', ...turn('booth-1') }, anna);
    expect(reply.ok).toBe(true);
    // and what could be taken back still can
    const visitId = JSON.stringify(reply).match(/"visitId":"([^"]+)"/)?.[1] ?? '';
    expect(await again.press('visit:undo', { requestId: 'undo', visitId }, anna)).toMatchObject({ ok: true });
  });
});
