import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

describe('a day at the office, through the real doors', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await openTestOffice();
  });
  afterAll(() => office.close());

  it('issues, calls, receives and finishes one visitor, and the board follows', async () => {
    const kiosk = await office.kiosk();
    const display = await office.display();
    const operator = await office.staff(['operator'], '3');
    const issued = await kiosk.ask('ticket:issue', {
      requestId: press(),
      serviceId: 'service-consultation',
      answers: {},
      language: 'ru',
    });
    expect(issued).toMatchObject({ ok: true, data: { number: 'В001', before: 0, booths: ['3'] } });
    const desk = await operator.see('desk', (view) => view.queue.length === 1);
    expect(desk.next).toMatchObject({ rule: 'order' });
    const called = await operator.ask('visit:callNext', { requestId: press(), turn: desk.turn });
    expect(called.ok).toBe(true);
    const board = await display.see('board', (view) => view.calls.length === 1);
    expect(board.calls[0]).toMatchObject({ number: 'В001', booth: '3', status: 'called' });
    const { turn } = await operator.see('desk', (view) => view.current?.status === 'called');
    expect(await operator.ask('visit:begin', { requestId: press(), turn })).toMatchObject({ ok: true });
    office.clock.pass(12);
    const serving = await operator.see('desk', (view) => view.current?.status === 'serving');
    expect(await operator.ask('visit:finish', { requestId: press(), turn: serving.turn })).toMatchObject({ ok: true });
    await display.see('board', (view) => view.calls.length === 0);
    const after = await operator.see('desk', (view) => view.today.served === 1);
    expect(after.undo?.verb).toBe('finish');
    expect(after.today.withinNorm).toBe(1);
  });
});
