/** Numbers of the registration journal on real books: none is left out and none is given twice, whatever fails. */
import { describe, expect, it } from 'vitest';
import { commands, type ClerkCommand, type Payload, type Reply } from '../../server/contract/index.js';
import type { Actor } from '../../server/domain/decide.js';
import { newBooks, openClerk, type Desk, type Touch } from '../support/clerk.js';
import { report, romashka } from '../support/filing.js';
import { filingMorning } from '../support/office.js';
import fc from '../support/chance.js';

const operator = (name: string): Actor => ({ actorId: name, kind: 'user', roles: ['operator'], visitId: null });
const names = ['anna', 'boris', 'clara', 'daria'] as const;
const year = 2013;

/** What the commits of a morning do, in turn: write, fail before anything is written, or fail after all is. */
type Commit = 'writes' | 'fails' | 'writesAndFails';
const plans = fc.array(fc.constantFrom<Commit>('writes', 'writes', 'writes', 'fails', 'writesAndFails'), {
  minLength: 20,
  maxLength: 80,
});

class Broken extends Error {}

/** An operator's presses, each tried again under its own id until it is answered. */
function presser(desk: () => Desk, name: string) {
  let count = 0;
  return async <N extends ClerkCommand>(command: N, sent: Omit<Payload<N>, 'requestId'>): Promise<Reply<unknown>> => {
    const requestId = `${name}-${(count += 1)}`;
    const payload = commands[command].payload.parse({ requestId, ...sent });
    let reply: Reply<unknown> = { ok: false, refusal: { key: 'internal' } };
    for (let tries = 0; tries < 30 && !reply.ok && reply.refusal.key === 'internal'; tries += 1)
      reply = await desk().clerk.press(command, payload, operator(name));
    if (!reply.ok) throw new Error(`${command} was refused: ${JSON.stringify(reply.refusal)}`);
    return reply;
  };
}

function idIn(reply: Reply<unknown>, field: string): string {
  return (
    new RegExp(`"${field}":"([^"]+)"`).exec(JSON.stringify(reply))?.[1] ?? `no ${field} in ${JSON.stringify(reply)}`
  );
}

/** One operator registers some submissions that came by telecom channel. */
async function work(desk: () => Desk, name: string, booth: number, count: number): Promise<string[]> {
  const press = presser(desk, name);
  const registered: string[] = [];
  await press('shift:open', { boothId: `booth-${booth}` });
  for (let at = 0; at < count; at += 1) {
    const payer = { ...romashka, regNo: `087-105-${String(booth * 1000 + at).padStart(6, '0')}` };
    const received = await press('submission:receive', {
      channel: 'ELECTRONIC',
      receivedAt: filingMorning,
      senderRef: `${name} ${at}`,
      payer,
    });
    const submissionId = idIn(received, 'submissionId');
    const receptionId = idIn(await press('reception:open', { submissionId }), 'receptionId');
    await press('submission:save', { receptionId, revision: 2, payer, content: report() });
    for (const step of ['VIRUS', 'SIGNATURE_FORMAT', 'COMPLETENESS', 'RECONCILE'])
      await press('reception:skipStep', { receptionId, step, reason: 'проверено раньше' });
    await press('reception:completeStep', { receptionId, step: 'JOURNAL', attestation: null });
    registered.push(submissionId);
    await press('reception:close', { receptionId, note: 'протокол готовит другой отдел' });
  }
  return registered;
}

/** The numbers that the books have, in the order of their submissions' ids. */
function numbersIn({ store }: Desk, submissionIds: readonly string[]): number[] {
  const books = store.casesOf('office-1');
  return submissionIds.map((id) => books.row('submission', id)?.registered?.number ?? 0);
}

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);
const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

describe('the yearly numbers of the journal (п. 45г)', () => {
  it('are 1 to n without a gap or a repeat when four operators register at once', async () => {
    const desk = await openClerk(
      newBooks((spec) => spec),
      {},
    );
    const done = (await Promise.all(names.map((name, at) => work(() => desk, name, at + 1, 5)))).flat();
    expect(done).toHaveLength(20);
    expect(sorted(numbersIn(desk, done))).toEqual(upTo(20));
    expect(desk.store.casesOf('office-1').row('sequence', `registration:${year}`)?.last).toBe(20);
    expect(desk.errors).toEqual([]);
    await desk.store.close();
  });

  it('stay so whichever batches fail, before or after they were written', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        let at = 0;
        let isOpen = false;
        const touch: Touch = {
          commit: (batch, real) => {
            const what = isOpen ? plan[at++ % plan.length] : 'writes';
            if (what === 'fails') throw new Broken('nothing was written');
            const head = real(batch);
            if (what === 'writesAndFails') throw new Broken('it was written');
            return head;
          },
        };
        const file = newBooks((spec) => spec);
        const desk = await openClerk(file, touch);
        isOpen = true;
        const done = (await Promise.all(names.map((name, booth) => work(() => desk, name, booth + 1, 2)))).flat();
        const numbers = numbersIn(desk, done);
        expect(done).toHaveLength(8);
        expect(sorted(numbers)).toEqual(upTo(8));
        expect(desk.store.casesOf('office-1').row('sequence', `registration:${year}`)?.last).toBe(8);
        await desk.store.close();
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });

  it('go on after a restart, and belong to their year', async () => {
    const file = newBooks((spec) => spec);
    const first = await openClerk(file, {});
    const [one] = await work(() => first, 'anna', 1, 1);
    await first.store.close();
    const second = await openClerk(file, {});
    const [two] = await work(() => second, 'boris', 2, 1);
    expect(numbersIn(second, [one ?? '', two ?? ''])).toEqual([1, 2]);
    expect(second.store.casesOf('office-1').row('sequence', 'registration:2014')).toBeNull();
    await second.store.close();
  });
});
