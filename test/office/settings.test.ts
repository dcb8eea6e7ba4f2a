/** Settings over real doors: two administrators, what screens show at once, what the books and the journal keep. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, ReportAsked, ReportName, SettingPart, SettingValues } from '../../server/contract/index.js';
import { filingMorning, openTestOffice, press, type TestOffice } from '../support/office.js';

const actor = { actorId: 'admin', kind: 'user', roles: ['administrator'], visitId: null } as const;

describe('the settings of a running office', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await openTestOffice();
  });
  afterAll(() => office.close());

  async function asked<N extends ReportName>(name: N, query: ReportAsked<N>): Promise<Report<N>> {
    const reply = await office.opened.app.house.report(name, query, actor);
    if (!reply.ok) throw new Error(reply.refusal.key);
    return reply.data as Report<N>;
  }
  const page = () => asked('settings', {});
  async function part<P extends SettingPart>(name: P): Promise<{ value: SettingValues[P]; seen: number }> {
    const { parts, marks } = await page();
    return { value: parts[name], seen: marks[`part:${name}`]?.revision ?? 0 };
  }

  it('the pages tell what stands, and what the pack prescribes', async () => {
    const { parts, prescribed, runsDay } = await page();
    expect(runsDay).toBe('2013-02-15');
    expect(parts.hours.hours).toHaveLength(7);
    expect(prescribed.categories.map(({ category }) => category)).toContain('war-veteran');
    expect(prescribed.menu.length).toBeGreaterThan(2);
    const { queues, services, profiles, booths, printers, printerProfiles } = await asked('structure', {});
    for (const list of [queues, services, profiles, booths, printers]) expect(list.length).toBeGreaterThan(0);
    expect(printerProfiles.find(({ name }) => name === 'zjiang-58')?.columns).toBe(32);
  });

  it('of two administrators at once one is heard, the other is told by whom; there is one entry', async () => {
    const [first, second] = [await office.staff(['administrator']), await office.staff(['administrator'])];
    const { value, seen } = await part('board');
    const send = (client: typeof first, freshSeconds: number) =>
      client.ask('settings:set', {
        requestId: press(),
        seen,
        change: { part: 'board', value: { ...value, freshSeconds } },
      });
    const replies = await Promise.all([send(first, 21), send(second, 22)]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = replies.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ refusal: { key: 'editedMeanwhile', about: { thing: 'part:board' } } });
    const { entries } = await asked('journal', { kind: 'settings:set', limit: 50 });
    expect(entries).toHaveLength(1);
    expect(entries[0]?.data).toContain('"freshSeconds"');
  });

  it('boards and kiosks show it with the next word, and after a restart it stands', async () => {
    const admin = await office.staff(['administrator']);
    const [board, kiosk] = [await office.display(), await office.kiosk()];
    const { value, seen } = await part('office');
    const name = { ru: 'Клиентская служба № 7', en: '' };
    await admin.ask('settings:set', {
      requestId: press(),
      seen,
      change: { part: 'office', value: { ...value, name } },
    });
    // where nobody wrote English words the Russian ones are said
    expect((await board.see('board', (view) => view.office.name.ru === name.ru)).office.name.en).toBe(name.ru);
    await kiosk.see('kiosk', (view) => view.office.name.ru === name.ru);
    const { entries } = await asked('journal', { kind: 'settings:set', limit: 1 });
    expect(entries[0]?.data).not.toContain('№ 7');
    expect(JSON.parse(entries[0]?.words ?? '{}')).toMatchObject({ after: { name } });
    await office.restart();
    const again = await part('office');
    expect(again).toMatchObject({ value: { name }, seen: seen + 1 });
  });

  it('the kiosk’s menu follows the office: hidden, renamed, in another order, without what is by appointment', async () => {
    const admin = await office.staff(['administrator']);
    const kiosk = await office.kiosk();
    const before = (await kiosk.see('kiosk', () => true)).menu;
    const [first, second, third] = before.map(({ key }) => key);
    const { value, seen } = await part('kiosk');
    const say = (key: string | undefined, isHidden: boolean, title: string | null) => ({
      key: key ?? '',
      isHidden,
      title: title === null ? null : { ru: title, en: '' },
      hint: null,
    });
    const menu = [say(third, false, 'Наше'), say(first, false, null), say(second, true, null)];
    const reply = await admin.ask('settings:set', {
      requestId: press(),
      seen,
      change: { part: 'kiosk', value: { ...value, menu, languages: ['ru'] } },
    });
    expect(reply.ok).toBe(true);
    const view = await kiosk.see('kiosk', ({ languages }) => languages.length === 1);
    expect(view.menu[0]).toMatchObject({ key: third, title: { ru: 'Наше', en: 'Наше' } });
    expect(view.menu[1]?.key).toBe(first);
    expect(view.menu.map(({ key }) => key)).not.toContain(second);
  });

  it('hours that are changed are in force with the next look: nothing is remembered from the start', async () => {
    const admin = await office.staff(['administrator']);
    const { value, seen } = await part('hours');
    const specialDays = [{ day: '2013-02-16', hours: null, title: { ru: 'Санитарный день', en: '' } }];
    const reply = await admin.ask('days:set', { requestId: press(), seen, specialDays });
    expect(reply).toMatchObject({ ok: true, data: { takes: 'now' } });
    expect(value.specialDays).toEqual([]);
    const manager = await office.staff(['manager']);
    await manager.ask('day:close', { requestId: press() });
    const board = await office.display();
    const { day } = await board.see('board', (view) => view.day.opensAt !== null);
    // midnight in Moscow of the day after: the demo receives round the clock
    expect(new Date(day.opensAt ?? 0).toISOString()).toBe('2013-02-16T20:00:00.000Z');
    office.clock.set(filingMorning + 86_400_000);
    await office.opened.app.house.clockwork.tick();
    expect(office.opened.app.house.clerk.office.day?.day).toBe('2013-02-15');
  });

  it('an office that is read again from its books between two presses is the same, and loses none', async () => {
    const { clerk } = office.opened.app.house;
    const before = clerk.office;
    const admin = await office.staff(['administrator']);
    const { seen } = await part('terms');
    const sent = { requestId: press(), seen, change: { part: 'terms' as const, value: { soonDays: 9 } } };
    const [reply, isRenewed] = await Promise.all([admin.ask('settings:set', sent), clerk.renew(), clerk.renew()]);
    expect(reply.ok && isRenewed).toBe(true);
    expect(clerk.office).not.toBe(before);
    await clerk.idle();
    expect(clerk.office.settings.soonDays).toBe(9);
  });
});
