import { afterEach, describe, expect, it } from 'vitest';
import type { StepFace } from '../../server/contract/index.js';
import { filingMorning, openTestOffice, press, type TestOffice } from '../support/office.js';
import { romashka } from '../support/report.js';

let office: TestOffice | null = null;
afterEach(async () => {
  await office?.close();
  office = null;
});

const minuteMs = 60_000;
const running = (steps: readonly StepFace[] | undefined) => steps?.find(({ state }) => state === 'running');

describe('work without a visit, in a real office', () => {
  it('goes on after a restart and after a night: its steps, their clocks and whose it is', async () => {
    const real = (office = await openTestOffice({ startAt: filingMorning }));
    const operator = await real.staff(['operator', 'manager'], '3');
    const received = await operator.ask('submission:receive', {
      requestId: press(),
      channel: 'ELECTRONIC',
      receivedAt: real.clock.now() - minuteMs,
      senderRef: 'ТКС 1742',
      payer: romashka,
    });
    if (!received.ok) throw new Error(received.refusal.key);
    const { submissionId } = received.data;
    const opened = await operator.ask('reception:open', { requestId: press(), submissionId });
    if (!opened.ok) throw new Error(opened.refusal.key);
    const { receptionId } = opened.data;
    const before = await operator.see('desk', ({ desktop }) => desktop[0]?.receptionId === receptionId);
    expect(running(before.desktop[0]?.work.steps)).toMatchObject({ step: 'VIRUS', norm: { minutes: 2 } });
    expect(before.desktop[0]).toMatchObject({ state: 'open', norm: { minutes: 45, ref: 'п. 37' } });
    real.clock.pass(3);
    expect(await operator.ask('reception:park', { requestId: press(), receptionId })).toMatchObject({ ok: true });
    await real.restart();
    real.clock.pass(24 * 60);
    await real.opened.app.house.clockwork.tick();
    const { clerk } = real.opened.app.house;
    const row = clerk.office.receptions.get(receptionId);
    expect(row).toMatchObject({ state: 'parked', visitId: null, userId: operator.userId, submissionId });
    const [virus] = row?.steps ?? [];
    expect(virus).toMatchObject({ step: 'VIRUS', state: 'running', since: null });
    expect(Math.round((virus?.spentMs ?? 0) / minuteMs)).toBe(3);
    // what was not registered on its day is a breach, said once (п. 35)
    const term = clerk.office.terms.get(`${submissionId}:REGISTER_REPORT`);
    expect(term).toMatchObject({ state: 'open', due: { due: '2013-02-15' }, breachedOn: '2013-02-16' });
  });

  it('an optional step that the office turns on is kept with its settings', async () => {
    const real = (office = await openTestOffice({ startAt: filingMorning }));
    const manager = await real.staff(['manager']);
    const on = { requestId: press(), seen: 0, procedure: 'P47', step: 'AUTHORITY', isOn: true };
    expect(await manager.ask('procedure:setStep', on)).toMatchObject({ ok: true });
    await real.restart();
    expect(real.opened.app.house.clerk.office.settings.optionalSteps).toEqual(['P47:AUTHORITY']);
  });
});
