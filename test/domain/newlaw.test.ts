/** A version of the regulation comes into force amid cases: what was begun under the old one is judged by it to its end. */
import { describe, expect, it } from 'vitest';
import { lawOf, versionKey } from '../../server/domain/lawof.js';
import { termIdOf } from '../../server/domain/terms.js';
import { loadPack } from '../../server/regulations/pack.js';
import { regulationOf } from '../../server/regulations/regulation.js';
import { sha256 } from '../../server/devices/ids.js';
import type { Stage } from '../support/builders.js';
import { anna, receiving, register, report, romashka, save, submissionAt } from '../support/filing.js';
import { law, packId } from '../support/law.js';
import { newPack } from '../support/packs.js';

const inForce = law.packs.get(packId)?.version ?? '';

/** Two weeks to hand in again become thirty days, and whatever is not right is refused. */
const stricter = loadPack(
  'stricter',
  newPack('stricter', (pack) => {
    for (const deadline of pack.deadlines)
      if (deadline.code === 'RESUBMIT') deadline.term = { unit: 'calendarDay', n: 30 };
    for (const threshold of pack.thresholds) Object.assign(threshold, { partialFrom: null, refusedFrom: 10 });
    for (const { steps } of pack.procedures) for (const step of steps) step.norm.n = 1;
  }),
  sha256,
);

/** The office is assembled anew, as it is between two rulings when a law comes into force. */
function comeIntoForce({ office }: Stage): void {
  const fresh = regulationOf(stricter, law.findingRules);
  const old = office.regulations.get(packId);
  if (old === undefined) throw new Error('no law');
  office.regulations = new Map([[packId, fresh]]);
  office.versions = new Map([old, fresh].map((one) => [versionKey(packId, one.version), one]));
  for (const [id, service] of office.services) office.services.set(id, { ...service, packVersion: stricter.version });
}

function withErrors() {
  const at = receiving();
  save(at.stage, at.receptionId, romashka, report({ totals: null }));
  register(at.stage, at.receptionId);
  return at;
}
const resubmit = (stage: Stage, protocolId: string) => stage.cases.row('term', termIdOf('RESUBMIT', protocolId));

describe('a case that was begun under an earlier version', () => {
  it('has the terms of that version, whatever came into force before its protocol', () => {
    const { stage, receptionId } = withErrors();
    comeIntoForce(stage);
    stage.yes('protocol:issue', { receptionId }, anna);
    const { protocol, packVersion } = submissionAt(stage, receptionId);
    expect(packVersion).toBe(inForce);
    // fourteen days from 20 November
    expect(resubmit(stage, protocol?.protocolId ?? '')).toMatchObject({
      packVersion: inForce,
      due: { due: '2026-12-04' },
    });
  });

  it('has its norms and its steps', () => {
    const { stage, receptionId } = withErrors();
    const before = stage.office.receptions.get(receptionId);
    comeIntoForce(stage);
    if (before === undefined) throw new Error('no reception');
    expect(lawOf(stage.office, before)?.version).toBe(inForce);
    expect(lawOf(stage.office, { packId })?.version).toBe('stricter');
    // what the program no longer knows is judged by what is in force
    expect(lawOf(stage.office, { packId, packVersion: 'forgotten' })?.version).toBe('stricter');
  });

  it('is worked on under it on another day too', () => {
    const { stage, receptionId } = withErrors();
    const { submissionId } = submissionAt(stage, receptionId);
    stage.closeDay(true);
    stage.now += 24 * 3_600_000;
    comeIntoForce(stage);
    stage.openDay();
    stage.shift('anna', '1');
    const reply: unknown = stage.yes('reception:open', { submissionId }, anna).reply;
    const reception = stage.office.receptions.get((reply as { receptionId: string }).receptionId);
    expect(reception?.packVersion).toBe(inForce);
    expect(reception?.steps.every(({ normMinutes }) => normMinutes > 1)).toBe(true);
  });
});

describe('a case that is begun under the new version', () => {
  it('has its terms', () => {
    const at = receiving();
    comeIntoForce(at.stage);
    const reception = at.stage.office.receptions.get(at.receptionId);
    if (reception === undefined) throw new Error('no reception');
    at.stage.office.receptions.set(at.receptionId, { ...reception, packVersion: 'stricter' });
    save(at.stage, at.receptionId, romashka, report({ totals: null }));
    register(at.stage, at.receptionId);
    at.stage.yes('protocol:issue', { receptionId: at.receptionId }, anna);
    const { protocol, packVersion } = submissionAt(at.stage, at.receptionId);
    expect(packVersion).toBe('stricter');
    const { resubmitBy } = at.stage.cases.row('protocol', protocol?.protocolId ?? '') ?? {};
    expect([resubmitBy, resubmit(at.stage, protocol?.protocolId ?? '')?.due ?? null]).toEqual([
      { due: '2026-12-20' },
      { due: '2026-12-20' },
    ]);
  });
});
