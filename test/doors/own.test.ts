/** Who sees whose figures: the whole office is the manager's, the administrator's and the auditor's; an operator's are the own. */
import { afterEach, describe, expect, it } from 'vitest';
import { staffRoles, type Report, type StaffRole } from '../../server/contract/index.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';

const offices: TestOffice[] = [];
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close();
});

type Staff = TestClient & { userId: string; cookie: string };
const day = '2013-02-15';

/** Two operators who each received one visitor. */
async function open() {
  const office = await openTestOffice();
  offices.push(office);
  const kiosk = await office.kiosk();
  const operators: Staff[] = [];
  for (const booth of ['4', '7']) {
    const operator = await office.staff(['operator'], booth);
    const issued = await kiosk.ask('ticket:issue', {
      requestId: press(),
      serviceId: 'service-consultation',
      answers: {},
      language: 'ru',
    });
    expect(issued).toMatchObject({ ok: true });
    office.clock.pass(1);
    const { turn } = await operator.see('desk', ({ shift, current }) => shift !== null && current === null);
    expect(await operator.ask('visit:callNext', { requestId: press(), turn })).toMatchObject({ ok: true });
    const called = await operator.see('desk', ({ current }) => current !== null);
    expect(await operator.ask('visit:begin', { requestId: press(), turn: called.turn })).toMatchObject({ ok: true });
    operators.push(operator);
  }
  const ask = (path: string, { cookie }: Staff) => fetch(`${office.url}/api/${path}`, { headers: { cookie } });
  async function report<N extends 'figures' | 'tickets' | 'figureNames'>(name: N, who: Staff, query = '') {
    const period = name === 'figureNames' ? '' : `from=${day}&until=${day}${query}`;
    const response = await ask(`reports/${name}?${period}`, who);
    const said = (await response.json()) as { ok: boolean; data: Report<N> };
    expect(said.ok).toBe(true);
    return said.data;
  }
  return { office, operators, ask, report };
}

describe('figures of an operator', () => {
  it('are the own, whoever’s are asked for: in the report, the list, the sheets and the names', async () => {
    const { operators, ask, report } = await open();
    const [one, other] = operators;
    if (!one || !other) throw new Error('two operators');
    for (const query of ['', `&operators=${other.userId}`, '&operators=', '&operators=none']) {
      const figures = await report('figures', one, query);
      expect(figures.line.visits, query).toBe(1);
      expect(figures.groups.operator.map(({ key }) => key)).toEqual([one.userId]);
      expect(figures.groups.booth.map(({ key }) => key)).toEqual(['booth-4']);
      expect(JSON.stringify(figures)).not.toContain(other.userId);
      const tickets = await report('tickets', one, query);
      expect([tickets.total, tickets.rows.map(({ booth }) => booth)]).toEqual([1, ['4']]);
      const sheet = await ask(`exports/visits.csv?from=${day}&until=${day}${query}`, one);
      expect((await sheet.text()).trim().split('\r\n')).toHaveLength(2);
      const book = await ask(`exports/figures.csv?from=${day}&until=${day}${query}`, one);
      expect(await book.text()).toMatch(/\r\nПосещения;1;/);
    }
    expect((await report('figureNames', one)).operators.map(({ key }) => key)).toEqual([one.userId]);
  });
});

describe('figures of the office', () => {
  it('are open to who is responsible for it, and to nobody else', async () => {
    const { office, report, ask } = await open();
    const whole: readonly StaffRole[] = ['manager', 'administrator', 'auditor'];
    for (const role of staffRoles.filter((one) => one !== 'operator')) {
      const who = await office.staff([role]);
      const isOpen = whole.includes(role);
      for (const path of ['reports/figures', 'reports/tickets', 'exports/figures.csv', 'exports/visits.csv'])
        expect((await ask(`${path}?from=${day}&until=${day}`, who)).status, `${role} ${path}`).toBe(isOpen ? 200 : 403);
      if (!isOpen) continue;
      expect((await report('figures', who)).line.visits, role).toBe(2);
      expect((await report('figureNames', who)).operators, role).toHaveLength(2);
    }
    // who is both sees what a manager sees
    const both = await office.staff(['operator', 'manager']);
    expect((await report('figures', both)).line.visits).toBe(2);
  });

  it('tell the taking of a sheet as it was answered', async () => {
    const { operators, ask, office } = await open();
    const [one, other] = operators;
    await ask(`exports/visits.csv?from=${day}&until=${day}&operators=${other?.userId}`, one!);
    const entry = await office.opened.store.read.journal.findFirst({ where: { kind: 'sheet:taken' } });
    expect(JSON.parse(entry?.data ?? '{}')).toMatchObject({ name: 'visits', filter: { operators: one?.userId } });
  });
});
