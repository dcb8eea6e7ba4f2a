/** What is hidden leaves only when the journal has it: a commit that fails shows nothing, and is opened anew by the same press. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../server/contract/index.js';
import type { Actor } from '../../server/domain/decide.js';
import { makeOpening } from '../../server/office/opening.js';
import { newBooks, openClerk } from '../support/clerk.js';
import { filingMorning } from '../support/office.js';

const manager: Actor = { actorId: 'boss', kind: 'user', roles: ['manager'], visitId: null };
const address = 'Почтовая будка, 12';
const nothingDrawn = { draw: () => Promise.reject(new Error('no paper')), printed: () => Promise.resolve(null) };

describe('an opening', () => {
  it('whose entry cannot be written shows nothing; the same press opens it once it can', async () => {
    let isFailing = false;
    const { clerk, press, store } = await openClerk(
      newBooks((spec) => spec),
      {
        commit(batch, real) {
          if (isFailing && batch.entries.some(({ kind }) => kind === 'data:opened')) throw new Error('no entry');
          return real(batch);
        },
      },
    );
    const inquiry = { sender: 'ООО «Ромашка»', address, topic: 'Сроки сдачи' };
    const received = await press(
      'consultation:receive',
      { requestId: 'i', receivedAt: filingMorning - 60_000, ...inquiry },
      manager,
    );
    if (!received.ok) throw new Error(received.refusal.key);
    const { consultationId } = commands['consultation:receive'].reply.parse(received.data);
    const { openData } = makeOpening(clerk, nothingDrawn);
    const asked = {
      ...{ requestId: 'o', subject: { kind: 'consultation' as const, id: consultationId } },
      ...{ fields: ['address' as const], reason: 'case' as const },
    };
    isFailing = true;
    expect(await openData(asked, manager)).toEqual({ ok: false, refusal: { key: 'internal' } });
    isFailing = false;
    expect(await openData(asked, manager)).toEqual({ ok: true, data: { values: { address } } });
    expect(await openData(asked, manager)).toEqual({ ok: false, refusal: { key: 'alreadyDone' } });
    expect(await store.read.journal.count({ where: { kind: 'data:opened' } })).toBe(1);
  });
});
