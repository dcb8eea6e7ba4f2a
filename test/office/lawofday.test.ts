/** A day is opened under its own law, however early somebody opens it: the clock has not ticked since the night. */
import { afterEach, expect, it } from 'vitest';
import { bytesOf, newPack } from '../support/packs.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import type { PackReply, Report, Reply } from '../../server/contract/index.js';

/** Friday noon in Moscow. */
const friday = Date.parse('2026-11-20T12:00:00+03:00');
const saturday = Date.parse('2026-11-21T08:00:00+03:00');

let office: TestOffice;
afterEach(() => office.close());
const house = () => office.opened.app.house;

/** A law that holds from Saturday, in an office whose Friday is closed and whose clock stands still. */
async function nightBefore(): Promise<void> {
  office = await openTestOffice({ startAt: friday });
  const admin = await office.staff(['administrator', 'manager']);
  const response = await fetch(`${office.url}/api/packs`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/octet-stream', 'x-talon-as': 'staff', 'x-talon-request': press() },
      ...{ 'x-talon-name': 'pack.json', cookie: admin.cookie },
    },
    body: bytesOf(newPack('2026-next')),
  });
  const reply = (await response.json()) as Reply<PackReply>;
  const packRowId = reply.ok ? (reply.data.packRowId ?? '') : '';
  const forced = await admin.ask('pack:force', { requestId: press(), seen: 0, packRowId, fromDay: '2026-11-21' });
  expect(forced).toMatchObject({ ok: true });
  expect(await admin.ask('day:close', { requestId: press() })).toMatchObject({ ok: true });
  house().clockwork.stop();
  office.clock.set(saturday);
}

async function lawOfLastDay(): Promise<unknown> {
  const auditor = { actorId: 'auditor', kind: 'user', roles: ['auditor'], visitId: null } as const;
  const reply = await house().report('journal', { kind: 'day:opened', limit: 1 }, auditor);
  if (!reply.ok) throw new Error(reply.refusal.key);
  const [opened] = (reply.data as Report<'journal'>).entries;
  return JSON.parse(opened?.data ?? '{}');
}

it('by a manager’s press', async () => {
  await nightBefore();
  const manager = await office.staff(['manager']);
  expect(await manager.ask('day:open', { requestId: press() })).toMatchObject({ ok: true });
  expect(await lawOfLastDay()).toMatchObject({ day: '2026-11-21', law: [{ packVersion: '2026-next' }] });
});

it('by the office itself, when it is set up', async () => {
  await nightBefore();
  expect(await house().openDayNow()).toMatchObject({ ok: true });
  expect(await lawOfLastDay()).toMatchObject({ day: '2026-11-21', law: [{ packVersion: '2026-next' }] });
});
