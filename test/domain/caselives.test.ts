import { describe, expect, it } from 'vitest';
import type { Reception } from '../../server/domain/reception.js';
import { isOver, spentMs } from '../../server/domain/steps.js';
import { openStage, type Stage } from '../support/builders.js';
import { withLaw } from '../support/law.js';
import { lawfulLives, live } from './life.js';
import fc from '../support/chance.js';

function morning(): Stage {
  const stage = openStage({}, withLaw);
  stage.shift('anna', '1', 'all');
  stage.shift('boris', '2', 'all');
  return stage;
}

/** How long a reception has gone on until now, less parked time, and with what was handed over to it. */
function workedMs(reception: Reception, now: number): number {
  const until = reception.finishedAt ?? reception.parkedAt ?? now;
  return reception.carriedMs + until - reception.begunAt - reception.parkedMs;
}

/** Days full of work: what only moves people in the hall is left to other lives. */
const quiet = {
  claim: 0,
  enter: 0,
  reprint: 0,
  callByManager: 0,
  recall: 0,
  withdraw: 1,
  unbegin: 1,
  miss: 1,
  comeBack: 1,
  transferWaiting: 0,
  cancel: 0,
  cancelParked: 1,
  issueProtocol: 8,
  receive: 6,
  open: 3,
  confirm: 0,
  move: 0,
  pause: 1,
  close: 1,
  closeService: 0,
  openService: 0,
  callStaff: 0,
};
const busy = { issue: 30, callNext: 30, begin: 40, completeStep: 90, handIn: 40, closeWork: 12, night: 1, closeDay: 1 };
const lawful = lawfulLives(300, { ...quiet, ...busy, openDay: 1 })
  // two who sit at a booth do more than four of whom two do not
  .map((steps) => steps.map((step) => ({ ...step, who: step.who % 2 })));
const runs = { numRuns: 80 };

describe('whatever is pressed on cases, by whomever and whenever', () => {
  it('a clock runs only where somebody works, one step of a reception and one reception of a person at a time', () => {
    const happened = new Map<string, number>();
    fc.assert(
      fc.property(lawful, (steps) => {
        const stage = morning();
        const { office } = stage;
        live(stage, steps, {
          after() {
            const working = new Set<string>();
            for (const reception of office.receptions.values()) {
              const { state, steps: of, receptionId, userId } = reception;
              const clocks = of.filter(({ since }) => since !== null);
              expect(clocks.every((step) => step.state === 'running')).toBe(true);
              if (state === 'open') {
                // whatever is still open, one of it runs
                expect([receptionId, clocks.length]).toEqual([receptionId, of.every(isOver) ? 0 : 1]);
                expect([userId, working.has(userId)]).toEqual([userId, false]);
                working.add(userId);
              } else expect([receptionId, state, clocks.length]).toEqual([receptionId, state, 0]);
              const spent = of.reduce((sum, step) => sum + spentMs(step, stage.now), 0);
              expect(spent).toBeLessThanOrEqual(workedMs(reception, stage.now));
            }
          },
        });
        for (const { kind } of stage.entries) happened.set(kind, (happened.get(kind) ?? 0) + 1);
      }),
      runs,
    );
    // the lives were lively enough to come to all that
    for (const kind of [
      'step:completed',
      'step:takenOver',
      'submission:registered',
      'submission:handedOver',
      'protocol:issued',
      'reception:nextPayer',
      'reception:opened',
      'reception:parked',
      'term:breached',
    ])
      expect([kind, (happened.get(kind) ?? 0) > 0]).toEqual([kind, true]);
  });

  it('what is open is worked on by whom its reception is of, and nothing is worked on twice', () => {
    fc.assert(
      fc.property(lawful, (steps) => {
        const stage = morning();
        const { office } = stage;
        live(stage, steps, {
          after() {
            const taken = new Set<string>();
            for (const { receptionId, submissionId, state, userId } of office.receptions.values()) {
              if ((state !== 'open' && state !== 'parked') || submissionId === null) continue;
              const row = stage.cases.row('submission', submissionId);
              expect(row).toMatchObject({ receptionId, userId });
              expect([submissionId, taken.has(submissionId)]).toEqual([submissionId, false]);
              taken.add(submissionId);
              for (const term of office.terms.values())
                if (term.subject.id === submissionId) expect(term.userId).toBe(userId);
            }
          },
        });
      }),
      runs,
    );
  });

  it('yearly numbers have no gap and no repeat, and what has a protocol is registered', () => {
    fc.assert(
      fc.property(lawful, (steps) => {
        const stage = morning();
        live(stage, steps, {});
        for (const kind of ['submission:registered', 'protocol:issued']) {
          const given = stage.entries.filter((entry) => entry.kind === kind).map(({ data }) => data['number']);
          expect(given).toEqual(given.map((_, at) => at + 1));
        }
        for (const { protocol, registered } of stage.office.submissions.values())
          if (protocol !== null) expect(registered).not.toBeNull();
      }),
      runs,
    );
  });

  it('a report that was left without its registration or its protocol says so in the entry that left it', () => {
    fc.assert(
      fc.property(lawful, (steps) => {
        const stage = morning();
        live(stage, steps, {
          after({ entries, patches }) {
            for (const { kind, data } of entries) {
              if (!['visit:finished', 'reception:finished', 'reception:closed'].includes(kind)) continue;
              if (data['isForced'] === true) continue;
              for (const patch of patches) {
                if (patch.table !== 'reception' || patch.row.state !== 'finished') continue;
                const face = stage.office.submissions.get(patch.row.submissionId ?? '');
                const isWhole =
                  face === undefined || (face.registered !== null && face.protocol !== null && !face.isOutdated);
                expect([kind, data['missing'] === undefined]).toEqual([kind, isWhole]);
              }
            }
          },
        });
      }),
      runs,
    );
  });
});
