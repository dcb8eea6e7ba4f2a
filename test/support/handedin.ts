/** Reports handed in at a real office by presses, step by step, for tests that look at what becomes of them. */
import type { Answer, ClerkCommand, Payload } from '../../server/contract/index.js';
import { takeTicket } from './browser.js';
import { report, romashka } from './filing.js';
import { press, type TestClient, type TestOffice } from './office.js';

export interface OfficeAtWork {
  office: TestOffice;
  /** At an open booth. */
  operator: Awaited<ReturnType<TestOffice['staff']>>;
}

/** A press of the table with an id of its own, which must be granted; its answer. */
export async function must<N extends ClerkCommand>(
  client: TestClient,
  name: N,
  payload: Omit<Payload<N>, 'requestId'>,
): Promise<Answer<N>> {
  // a press of the table with its own id is that command's payload
  const reply = await client.ask(name, { requestId: press(), ...payload } as Payload<N>);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.refusal)}`);
  return reply.data;
}

/** One paper report from the ticket to its protocol, by presses; with an error it comes to a protocol of errors. */
export async function fileOne(on: OfficeAtWork, hasError: boolean): Promise<{ visitId: string; number: string }> {
  const { office, operator } = on;
  const ticket = await takeTicket(await office.kiosk(), 'intake-paper', press());
  office.clock.pass(4);
  const waiting = await operator.see('desk', (desk) => desk.queue.some((row) => row.visitId === ticket.visitId));
  await must(operator, 'visit:callNext', { turn: waiting.turn });
  const called = await operator.see('desk', (desk) => desk.current?.status === 'called');
  await must(operator, 'visit:begin', { turn: called.turn });
  const serving = await operator.see('desk', (desk) => Boolean(desk.current?.reception));
  const receptionId = serving.current?.reception?.receptionId ?? '';
  const content = report({ year: 2012, period: '4' });
  await must(operator, 'submission:save', { receptionId, revision: 0, payer: romashka, content });
  if (hasError) {
    const finding = {
      ruleId: null,
      severity: 30,
      text: 'Не указан тип описи',
      where: 'пачка 1',
      found: '',
      expected: '',
    };
    await must(operator, 'reception:addFinding', { receptionId, finding });
  }
  for (const step of ['AUTHORITY', 'COMPLETENESS', 'RECONCILE', 'JOURNAL', 'PROTOCOL']) {
    office.clock.pass(step === 'RECONCILE' ? 17 : 2);
    const attestation = { tool: 'ПТК', result: 'passed' as const, checkedAt: office.clock.now(), file: '' };
    await must(operator, 'reception:completeStep', {
      receptionId,
      step,
      attestation: step === 'RECONCILE' ? attestation : null,
    });
  }
  const last = await operator.see('desk', (desk) => Boolean(desk.current?.reception?.work.submission?.protocol));
  await must(operator, 'visit:finish', { turn: last.turn, note: '' });
  return ticket;
}
