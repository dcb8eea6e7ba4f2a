/** An erasure from the manager's press to the act on paper, in a real office by its doors. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Report, ReportName } from '../../server/contract/index.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

let office: TestOffice;
afterEach(() => office.close());

type Person = Awaited<ReturnType<TestOffice['staff']>>;
const name = 'Невозвращенцев Пётр Ильич';

async function ask<N extends ReportName>(what: N, query: string, who: Person): Promise<Report<N>> {
  const response = await fetch(`${office.url}/api/reports/${what}?${query}`, { headers: { cookie: who.cookie } });
  const body = await response.json();
  if (!body.ok) throw new Error(`${what}: ${JSON.stringify(body.refusal)}`);
  return body.data;
}

async function granted<T>(reply: Promise<{ ok: true; data: T } | { ok: false; refusal: { key: string } }>): Promise<T> {
  const said = await reply;
  if (!said.ok) throw new Error(said.refusal.key);
  return said.data;
}

/** An inquiry that came by post and was answered. */
async function answered(): Promise<{ anna: Person; boss: Person; consultationId: string }> {
  office = await openTestOffice();
  const [anna, boss] = [await office.staff(['operator']), await office.staff(['manager'])];
  const letter = {
    sender: name,
    address: 'Тверь, ул. Советская, 1',
    topic: 'о сроке отчёта',
    receivedAt: office.clock.now() - 60_000,
  };
  await granted(anna.ask('consultation:receive', { requestId: press(), ...letter }));
  const { rows } = await ask('consultations', '', anna);
  const consultationId = rows[0]?.consultationId ?? '';
  const sentAt = office.clock.now();
  await granted(
    anna.ask('consultation:answer', { requestId: press(), consultationId, result: `ответ: ${name}`, sentAt }),
  );
  return { anna, boss, consultationId };
}

async function done(who: Person): Promise<Report<'erasures'>['rows'][number]> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { rows } = await ask('erasures', '', who);
    if (rows[0]?.state === 'done') return rows[0];
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the erasure did not end');
}

const textOf = ({ copies }: Report<'erasureAct'>) =>
  copies.flatMap((lines) => lines.map((line) => ('text' in line ? line.text : ''))).join('\n');

describe('an erasure by the doors', () => {
  it('is chosen from what is held, done, shown on every page, and printed as an act that names nobody', async () => {
    const { anna, boss, consultationId } = await answered();
    const query = `consultationId=${consultationId}`;
    const held = await ask('held', query, boss);
    expect(held.rows).toMatchObject([{ kind: 'consultation', id: consultationId, keepUntil: '2019-01-01' }]);
    expect(textOf(await ask('heldSheet', query, boss))).toContain(name);
    const { entries } = await ask('journal', 'kind=sheet:taken', boss);
    expect(entries[0]?.data).not.toContain(name);

    const subjects = held.rows.map(({ kind, id, revision }) => ({ kind, id, seen: revision }));
    const order = { subjects, reason: 'предписание № 5' };
    const kept = await boss.ask('data:erase', { requestId: press(), basis: 'request', ...order });
    expect(kept).toMatchObject({ refusal: { key: 'keptByLaw', about: { until: '2019-01-01' } } });
    const { number } = await granted(boss.ask('data:erase', { requestId: press(), basis: 'order', ...order }));
    const act = await done(boss);
    expect(act).toMatchObject({ number, year: 2013, basis: 'order', counts: [{ kind: 'consultation', records: 1 }] });

    const [row] = (await ask('consultations', '', anna)).rows;
    expect(row).toMatchObject({ sender: '', result: '', erased: { year: 2013, number } });
    const paper = textOf(await ask('erasureAct', `erasureId=${act.erasureId}`, boss));
    expect(paper).toContain(`${number}/2013`);
    expect(paper).toContain('предписание № 5');
    expect(paper).toContain('уничтожение завершено');
    expect(paper).not.toContain(name);
    expect((await ask('held', query, boss)).rows).toMatchObject([{ isErased: true, mayErase: false }]);

    // a screen that still stood open
    const draft = { requestId: press(), key: `answer:${consultationId}`, text: name };
    expect(await anna.ask('draft:save', draft)).toMatchObject({ ok: false, refusal: { key: 'erased' } });
  });

  it('does not come by itself when the term has ended: the office has not settled its terms', async () => {
    const { consultationId } = await answered();
    office.clock.set(Date.parse('2019-01-09T10:00:00+03:00'));
    await office.restart();
    const boss = await office.staff(['manager']);
    // the terms that were settled would let it go now
    await granted(boss.ask('day:close', { requestId: press() }));
    await office.opened.app.idle();
    expect((await ask('erasures', '', boss)).rows).toEqual([]);
    const held = await ask('held', `consultationId=${consultationId}`, boss);
    expect(held.rows).toMatchObject([{ isErased: false, mayErase: true }]);
  });

  it('comes by itself when the office has settled its terms, after the day has closed and not before', async () => {
    const { consultationId } = await answered();
    const root = await office.staff(['administrator']);
    const { revision, settled } = await ask('retention', '', root);
    expect(settled).toBeNull();
    await granted(root.ask('retention:set', { requestId: press(), seen: revision, retention: {}, isSettled: true }));
    expect((await ask('retention', '', root)).settled).toMatchObject({ isInForce: true });
    office.clock.set(Date.parse('2019-01-09T10:00:00+03:00'));
    await office.restart();
    const boss = await office.staff(['manager']);
    await office.opened.app.idle();
    expect((await ask('erasures', '', boss)).rows).toEqual([]);
    await granted(boss.ask('day:close', { requestId: press() }));
    await office.opened.app.idle();
    expect(await done(boss)).toMatchObject({ basis: 'retention', year: 2019, number: 1 });
    const held = await ask('held', `consultationId=${consultationId}`, boss);
    expect(held.rows).toMatchObject([{ isErased: true }]);
  });

  it('prints the words of a known person or case, and of nobody by a search', async () => {
    const { boss } = await answered();
    const said = await fetch(`${office.url}/api/reports/heldSheet?text=${encodeURIComponent(name)}`, {
      headers: { cookie: boss.cookie },
    });
    expect(await said.json()).toMatchObject({ ok: false, refusal: { key: 'badRequest' } });
  });
});
