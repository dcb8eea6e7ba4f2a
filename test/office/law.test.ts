/** A new law over real doors: handed in, compared, put in force from a day; what was begun before it stays under the old. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackReply, Report, ReportAsked, ReportName, Reply } from '../../server/contract/index.js';
import { lawOf } from '../../server/domain/lawof.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import { packId } from '../support/law.js';
import { bytesOf, newPack, without } from '../support/packs.js';
import { year2027 } from '../support/years.js';

const auditor = { actorId: 'auditor', kind: 'user', roles: ['auditor'], visitId: null } as const;
/** Friday noon in Moscow; the day closes at 18:00. */
const friday = Date.parse('2026-11-20T12:00:00+03:00');
const hourMs = 3_600_000;

let office: TestOffice;
let admin: Awaited<ReturnType<TestOffice['staff']>>;
const house = () => office.opened.app.house;
const today = () => house().clerk.office;

async function asked<N extends ReportName>(name: N, query: ReportAsked<N>): Promise<Report<N>> {
  const reply = await house().report(name, query, auditor);
  if (!reply.ok) throw new Error(reply.refusal.key);
  return reply.data as Report<N>;
}

async function handIn(
  pack: unknown,
  { requestId = press(), cookie = admin.cookie }: { requestId?: string; cookie?: string } = {},
): Promise<{ status: number; reply: Reply<PackReply> }> {
  const response = await fetch(`${office.url}/api/packs`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'x-talon-as': 'staff',
      'x-talon-request': requestId,
      'x-talon-name': encodeURIComponent('регламент.json'),
      cookie,
    },
    body: bytesOf(pack),
  });
  return { status: response.status, reply: (await response.json()) as Reply<PackReply> };
}
/** The row of a pack that was kept. */
function rowOf({ reply }: { reply: Reply<PackReply> }): string {
  const packRowId = reply.ok ? reply.data.packRowId : null;
  if (packRowId === null) throw new Error(JSON.stringify(reply));
  return packRowId;
}
const seen = async (thing: string) => (await asked('packs', {})).marks[thing]?.revision ?? 0;
const force = async (packRowId: string, fromDay: string) =>
  admin.ask('pack:force', { requestId: press(), seen: await seen(`pack:${packRowId}`), packRowId, fromDay });
const state = async (packRowId: string | null, version: string) =>
  (await asked('packs', {})).packs.find((row) => row.packRowId === packRowId && row.version === version)?.state;
const kinds = async (kind: string) => (await asked('journal', { kind, limit: 50 })).entries;

beforeAll(async () => {
  office = await openTestOffice({ startAt: friday });
  admin = await office.staff(['administrator']);
});
afterAll(() => office.close());

describe('a pack that is handed in', () => {
  it('is kept when it is sound, once for all that press again; the journal has its hash', async () => {
    const requestId = press();
    const first = await handIn(newPack('2027-1'), { requestId });
    expect(first).toMatchObject({ status: 200, reply: { ok: true, data: { faults: [] } } });
    expect((await handIn(newPack('2027-1'), { requestId })).reply).toEqual(first.reply);
    const { packs } = await asked('packs', {});
    expect(packs.map(({ version, state: now, by }) => [version, now, by])).toEqual([
      ['2027-1', 'checked', expect.any(String)],
      ['2', 'inForce', null],
    ]);
    const entries = await kinds('pack:uploaded');
    expect(entries.map(({ data }) => JSON.parse(data).hash)).toEqual([packs[0]?.hash]);
  });

  it('is not kept with a fault, under another id, as a version that there is, or when it is none; nothing is lost', async () => {
    const wrong = newPack('9', (pack) => {
      for (const service of pack.services) service.queue = 'nowhere';
    });
    const { reply } = await handIn(wrong);
    expect(reply).toMatchObject({ ok: true, data: { packRowId: null } });
    expect(reply.ok && reply.data.faults[0]).toEqual({
      place: 'services[0].queue',
      why: 'there is no queue «nowhere»',
    });
    expect((await handIn({ ...newPack('9'), id: 'ru.other' })).reply).toMatchObject({
      ok: true,
      data: { packRowId: null, faults: [{ place: 'id', why: 'no service of the office is under «ru.other»' }] },
    });
    const again = newPack('2027-1', (pack) => pack.notes.push('another content'));
    expect((await handIn(again)).reply).toEqual({
      ok: false,
      refusal: { key: 'alreadyDone', about: { version: '2027-1' } },
    });
    expect((await handIn(newPack('2'))).reply).toMatchObject({ ok: false, refusal: { key: 'alreadyDone' } });
    expect(await handIn('ничего')).toMatchObject({
      reply: { refusal: { key: 'packRefused', about: { why: 'notJson' } } },
    });
    expect(await handIn('x'.repeat(1024 * 1024 + 1))).toMatchObject({
      status: 413,
      reply: { refusal: { key: 'tooLarge' } },
    });
    const depth = `${'{"children":['.repeat(10_000)}${']}'.repeat(10_000)}`;
    expect((await handIn(depth)).reply).toMatchObject({ ok: true, data: { packRowId: null } });
    expect(await kinds('pack:uploaded')).toHaveLength(1);
    expect((await asked('packs', {})).packs).toHaveLength(2);
    expect(house().health().ok).toBe(true);
  });

  it('is handed in by an administrator alone', async () => {
    const manager = await office.staff(['manager']);
    expect(await handIn(newPack('8'), manager)).toMatchObject({
      status: 403,
      reply: { refusal: { key: 'notAllowed' } },
    });
    expect((await handIn(newPack('8'), { cookie: '' })).reply).toMatchObject({ refusal: { key: 'signedOut' } });
  });

  it('is laid beside the one in force, and says which services it lacks; then it cannot be put in force', async () => {
    const lacking = rowOf(await handIn(newPack('lacking', (pack) => without(pack, 'consultation'))));
    const diff = await asked('packDiff', { packRowId: lacking });
    expect(diff).toMatchObject({ against: '2', more: 0, unfit: [{ service: 'consultation' }] });
    expect(diff.removed.map(({ place }) => place)).toContain('services[consultation]');
    expect(await force(lacking, '2026-12-01')).toMatchObject({ ok: false, refusal: { key: 'packUnfit' } });
    const nobody = await house().report('packDiff', { packRowId: 'nobody' }, auditor);
    expect(nobody).toMatchObject({ ok: false, refusal: { key: 'notFound' } });
  });
});

describe('a law that is to hold from a day', () => {
  let next: string;
  let reception: string;
  let visitId: string;
  const waitLimit = () => lawOf(today(), { packId })?.waitNorm.minutes;

  it('is refused for today, is taken back while its day has not come, and is another administrator’s to see', async () => {
    const changed = newPack('2026-next', (pack) => {
      for (const limit of pack.limits) if (limit.code === pack.waitLimit) limit.max.n = 10;
      for (const one of pack.procedures) for (const step of one.steps) step.title.ru = `${step.title.ru} (новое)`;
      const like = pack.services.find(({ code }) => code === 'consultation');
      if (like !== undefined) pack.services.push({ ...structuredClone(like), code: 'video' });
      const item = pack.menu.find(({ children }) => children.length === 0);
      if (item !== undefined) pack.menu.push({ ...structuredClone(item), key: 'video', service: 'video' });
    });
    next = rowOf(await handIn(changed));
    expect(await force(next, '2026-11-20')).toMatchObject({ ok: false, refusal: { key: 'tooLate' } });
    expect(await force(next, '2026-11-21')).toMatchObject({
      ok: true,
      data: { takes: 'tomorrow', from: '2026-11-21' },
    });
    const stale = await admin.ask('pack:force', {
      requestId: press(),
      seen: 0,
      packRowId: next,
      fromDay: '2026-12-01',
    });
    expect(stale).toMatchObject({ ok: false, refusal: { key: 'editedMeanwhile' } });
    const revision = await seen(`pack:${next}`);
    expect(await admin.ask('pack:drop', { requestId: press(), seen: revision, packRowId: next })).toMatchObject({
      ok: true,
    });
    expect(await state(next, '2026-next')).toBe('checked');
    const other = rowOf(await handIn(newPack('2026-rival')));
    expect(await force(other, '2026-11-21')).toMatchObject({ ok: true });
    expect(await force(next, '2026-11-21')).toMatchObject({ ok: false, refusal: { key: 'inUse' } });
    const rival = await seen(`pack:${other}`);
    await admin.ask('pack:drop', { requestId: press(), seen: rival, packRowId: other });
    expect(await force(next, '2026-11-21')).toMatchObject({ ok: true });
    expect(await state(next, '2026-next')).toBe('planned');
    expect((await kinds('pack:planned')).map(({ data }) => JSON.parse(data).after.fromDay)).toEqual([
      '2026-11-21',
      '2026-11-21',
      '2026-11-21',
    ]);
  });

  it('leaves the day that runs alone', async () => {
    const operator = await office.staff(['operator'], '1');
    const kiosk = await office.kiosk();
    const issued = await kiosk.ask('ticket:issue', {
      requestId: press(),
      serviceId: 'service-intake-paper',
      language: 'ru',
      answers: {},
    });
    expect(issued).toMatchObject({ ok: true });
    const at = async (command: 'visit:callNext' | 'visit:begin', status: string | null) => {
      const { turn } = await operator.see('desk', ({ current }) => (current?.status ?? null) === status);
      expect(await operator.ask(command, { requestId: press(), turn })).toMatchObject({ ok: true });
    };
    await at('visit:callNext', null);
    await at('visit:begin', 'called');
    reception = [...today().receptions.values()].find(({ state: now }) => now === 'open')?.receptionId ?? '';
    visitId = today().receptions.get(reception)?.visitId ?? '';
    expect(today().receptions.get(reception)?.packVersion).toBe('2');
    expect(waitLimit()).toBe(15);
  });

  it('holds from the next morning: told once by the clock, seen by new receptions, not by the old one', async () => {
    const before = today().receptions.get(reception);
    office.clock.set(friday + 21 * hourMs);
    await house().clockwork.tick();
    await house().clockwork.tick();
    expect(waitLimit()).toBe(10);
    expect(await state(next, '2026-next')).toBe('inForce');
    expect(await state(null, '2')).toBe('past');
    const [closed, told, ...more] = [...(await kinds('day:closed')), ...(await kinds('pack:inForce'))];
    expect(more).toEqual([]);
    // the day that still ran after midnight was closed under its own law
    expect(closed?.seq).toBeLessThan(told?.seq ?? 0);
    expect([...today().services.values()].every(({ packVersion }) => packVersion === '2026-next')).toBe(true);
    if (before === undefined) throw new Error('no reception');
    const step = lawOf(today(), before)?.procedures.values().next().value?.steps[0];
    expect(step?.title.ru).not.toContain('(новое)');
    expect(lawOf(today(), { packId })?.procedures.values().next().value?.steps[0]?.title.ru).toContain('(новое)');
  });

  it('a day opened under it says so, and it can no longer be taken back', async () => {
    const manager = await office.staff(['manager', 'administrator']);
    await manager.ask('day:open', { requestId: press() });
    const [opened] = await kinds('day:opened');
    expect(JSON.parse(opened?.data ?? '{}').law).toEqual([
      expect.objectContaining({ packVersion: '2026-next', waitMinutes: 10 }),
    ]);
    const revision = await seen(`pack:${next}`);
    expect(await manager.ask('pack:drop', { requestId: press(), seen: revision, packRowId: next })).toMatchObject({
      refusal: { key: 'tooLate' },
    });
  });

  it('after a restart it holds, and is told no second time; what was begun before it is proven by its own law', async () => {
    await office.restart();
    admin = await office.staff(['administrator']);
    expect(waitLimit()).toBe(10);
    expect(today().versions.has(`${packId}@2`)).toBe(true);
    expect(await kinds('pack:inForce')).toHaveLength(1);
    // the archive's thread goes by it too, and tells what was begun before it under its own
    const proof = await asked('proof', { visitId });
    expect(proof.pack.version).toBe('2');
    const titles = proof.norms.filter(({ key }) => key === 'step').map(({ title }) => title.ru);
    expect(titles.length).toBeGreaterThan(3);
    expect(titles.filter((title) => title.includes('(новое)'))).toEqual([]);
    // a thread of the archive starts from its sources here
  });
});

describe('a service that a new law brings', () => {
  const video = () => today().services.get('service-video');
  it('stands in its queue, not offered; once it is, it is kept, and a ticket for it is given', async () => {
    expect(video()).toMatchObject({ packVersion: '2026-next', own: { isOffered: false } });
    const { services } = await asked('structure', {});
    const value = services.find(({ serviceId }) => serviceId === 'service-video')?.value;
    if (value === undefined) throw new Error('the structure does not name it');
    const offered = { requestId: press(), seen: 0, serviceId: 'service-video', value: { ...value, isOffered: true } };
    expect(await admin.ask('service:set', offered)).toMatchObject({ ok: true });
    await office.restart();
    admin = await office.staff(['administrator']);
    expect(video()).toMatchObject({ queueId: value.queueId, own: { isOffered: true } });
    const kiosk = await office.kiosk();
    const ticket = { requestId: press(), serviceId: 'service-video', language: 'ru' as const, answers: {} };
    expect((await kiosk.ask('ticket:issue', ticket)).ok).toBe(true);
  });
});

describe('the calendar of the next year', () => {
  it('is missing in November, is given, and stands after a restart', async () => {
    expect(await asked('calendars', {})).toMatchObject({ missing: [2027], undetermined: 0 });
    const set = (revision: number) =>
      admin.ask('calendar:set', { requestId: press(), seen: revision, year: 2027, lists: year2027 });
    expect(await set(0)).toMatchObject({ ok: true, data: { takes: 'now', revision: 1 } });
    expect(await set(0)).toMatchObject({ ok: false, refusal: { key: 'editedMeanwhile' } });
    await office.restart();
    const { years, missing } = await asked('calendars', {});
    expect(missing).toEqual([]);
    expect(years.at(-1)).toEqual({ year: 2027, source: 'own', lists: year2027 });
    expect(years.at(-2)).toMatchObject({ year: 2026, source: 'built-in' });
    expect((await kinds('calendar:set')).map(({ data }) => JSON.parse(data).year)).toEqual([2027]);
  });
});
