/** What was printed stays true: a change after the protocol, its correction, and the terms that go on through both. */
import { describe, expect, it } from 'vitest';
import { submissionFace } from '../../server/domain/submission.js';
import type { SubmissionContent } from '../../server/contract/index.js';
import { takeFiles } from '../../server/domain/rules/submission.js';
import { termIdOf } from '../../server/domain/terms.js';
import { boss, minuteMs, openStage, toldOf, type Stage } from '../support/builders.js';
import {
  anna,
  another,
  completeUntil,
  fileOf,
  receiving,
  register,
  report,
  revisionAt,
  romashka,
  save,
  submissionAt,
  submissionOf,
} from '../support/filing.js';
import { withLaw } from '../support/law.js';

const day = 24 * 60;
const other = { ...romashka, regNo: '087-105-000011', inn: '7706016118', name: 'ООО «Другая»' };
const term = (stage: Stage, code: string, id: string) => stage.cases.row('term', termIdOf(code, id));
const protocolAt = (stage: Stage, receptionId: string) =>
  submissionAt(stage, receptionId).protocol?.protocolId ?? 'nothing';

/** A protocol at the booth; with errors the report lacks its АДВ-6-2. */
function issued(isGood: boolean) {
  const at = receiving();
  save(at.stage, at.receptionId, romashka, report(isGood ? {} : { totals: null }));
  completeUntil(at.stage, at.receptionId, 'PROTOCOL');
  const { submissionId } = submissionAt(at.stage, at.receptionId);
  return { ...at, submissionId, protocolId: protocolAt(at.stage, at.receptionId) };
}

const fault = { ruleId: null, severity: 50, text: 'не тот отчёт', where: '', found: '', expected: '' };

function withFault(stage: Stage, receptionId: string): string {
  stage.yes('reception:addFinding', { receptionId, finding: fault }, anna);
  return submissionAt(stage, receptionId).findings.find(({ source }) => source === 'hand')?.findingId ?? '';
}

function correct(stage: Stage, receptionId: string): string {
  const press = { receptionId, replaces: protocolAt(stage, receptionId), reason: 'ошибка инспектора' };
  stage.yes('protocol:issue', press, anna);
  return protocolAt(stage, receptionId);
}

/** The next day's office: the day before was closed and its receptions are gone. */
function laterDay(stage: Stage, days: number): void {
  stage.pass(days * day);
  stage.tick();
  stage.tick();
  if (stage.office.day?.phase === 'closed') stage.openDay();
  if (!stage.office.index.shiftOfUser.has('anna')) stage.shift('anna', '1');
}

function reopened(stage: Stage, submissionId: string): string {
  stage.yes('reception:open', { submissionId }, anna);
  return [...stage.office.receptions.keys()].at(-1) ?? '';
}

describe('a change after the protocol makes it outdated', () => {
  it('a fault found later: nothing is done by the protocol of reception any more, until one of errors replaces it', () => {
    const { stage, receptionId, protocolId, submissionId } = issued(true);
    withFault(stage, receptionId);
    expect(stage.no('protocol:sign', { protocolId }, anna)).toBe('protocolOutdated');
    expect(stage.no('protocol:refuseSignature', { protocolId, note: '' }, anna)).toBe('protocolOutdated');
    expect(stage.no('submission:include', { submissionId }, boss)).toBe('protocolOutdated');
    const turn = stage.turn('anna');
    expect(stage.no('visit:finish', { turn }, anna)).toBe('protocolOutdated');
    expect(stage.no('reception:nextPayer', { turn }, anna)).toBe('protocolOutdated');
    // registers tell what the protocol in force says
    expect(submissionAt(stage, receptionId)).toMatchObject({ state: 'accepted', outcome: 'ACCEPTED' });
    expect(stage.office.submissions.get(submissionId)).toMatchObject({ isOutdated: true, errors: 1 });
    const later = correct(stage, receptionId);
    expect(submissionAt(stage, receptionId)).toMatchObject({ state: 'errors', outcome: 'ERRORS', printedAs: null });
    stage.yes('protocol:sign', { protocolId: later }, anna);
    stage.yes('protocol:handOver', { protocolId: later }, anna);
    stage.at('anna', 'visit:finish');
    expect(stage.no('submission:include', { submissionId }, boss)).toBe('notNow');
  });

  it('one signed already is not handed over, and errors are not given back by it', () => {
    const { stage, receptionId, protocolId, submissionId } = issued(false);
    stage.yes('protocol:sign', { protocolId }, anna);
    save(stage, receptionId, romashka, report());
    expect(stage.no('protocol:handOver', { protocolId }, anna)).toBe('protocolOutdated');
    expect(stage.no('submission:return', { submissionId, way: 'post' }, boss)).toBe('protocolOutdated');
    expect(submissionAt(stage, receptionId).outcome).toBe('ERRORS');
  });

  it('whatever is printed counts, and what is not does not', () => {
    const { stage, receptionId } = issued(true);
    const outdated = () => Boolean(submissionAt(stage, receptionId).printedAs);
    const becomes = (over: Partial<SubmissionContent>, payer = romashka) => {
      save(stage, receptionId, payer, report(over));
      return outdated();
    };
    expect(becomes({ representative: { name: '', authority: '', identity: '4510 123456' } })).toBe(false);
    expect(becomes({ documents: [] })).toBe(false);
    expect(becomes({ period: '6' })).toBe(true);
    expect(becomes({})).toBe(false);
    expect(becomes({}, { ...romashka, name: 'ООО «Подмена»' })).toBe(true);
    expect(becomes({ type: 'correcting' })).toBe(true);
    expect(becomes({})).toBe(false);
    const findingId = withFault(stage, receptionId);
    expect(outdated()).toBe(true);
    stage.yes('reception:removeFinding', { receptionId, findingId }, anna);
    expect(outdated()).toBe(false);
    stage.at('anna', 'visit:finish');
  });

  it('may be left with a note that says why', () => {
    const { stage, receptionId } = issued(true);
    withFault(stage, receptionId);
    stage.yes('visit:finish', { turn: stage.turn('anna'), note: 'посетитель ушёл' }, anna);
    expect(toldOf(stage, 'visit:finished')).toMatchObject({ missing: 'PROTOCOL' });
    expect(stage.office.receptions.get(receptionId)?.outcome).toBe('ACCEPTED');
  });

  it('a row of an office that did not keep it yet is not outdated', () => {
    const { stage, receptionId } = issued(true);
    const { printedAs: _printed, ...row } = submissionAt(stage, receptionId);
    const old = JSON.parse(JSON.stringify(row));
    expect(submissionFace(stage.office, old).isOutdated).toBe(false);
  });
});

describe('what the journal was given stays (п. 45г)', () => {
  function registered() {
    const at = receiving();
    save(at.stage, at.receptionId, romashka, report());
    register(at.stage, at.receptionId);
    return at;
  }
  const saving = (stage: Stage, receptionId: string, payer = romashka, over: Partial<SubmissionContent> = {}) =>
    stage.press(
      'submission:save',
      { receptionId, revision: revisionAt(stage, receptionId), payer, content: report(over) },
      anna,
    );

  it.each([
    ['regNo', { ...romashka, regNo: '087-105-000011' }],
    ['regNo', { ...romashka, regNo: '' }],
    ['inn', { ...romashka, inn: '7706016118' }],
  ])('the payer’s %s', (field, payer) => {
    const { stage, receptionId } = registered();
    expect(saving(stage, receptionId, payer)).toMatchObject({ refusal: { key: 'badAnswer', about: { field } } });
    expect(saving(stage, receptionId, { ...romashka, regNo: '087105000003' }).ok).toBe(true);
  });

  it('a digit mistyped is put right by taking the step of the journal up again', () => {
    const { stage, receptionId } = registered();
    stage.yes('reception:reopenStep', { receptionId, step: 'JOURNAL' }, anna);
    expect(saving(stage, receptionId, other).ok).toBe(true);
    expect(toldOf(stage, 'submission:saved')).toMatchObject({ atJournal: true });
    expect(submissionAt(stage, receptionId)).toMatchObject({ registered: { number: 1 }, payer: { inn: other.inn } });
  });

  it('a file fills no number of the payer any more', () => {
    const at = receiving('intake-medium');
    save(at.stage, at.receptionId, { ...romashka, regNo: '' }, report());
    register(at.stage, at.receptionId);
    const ruling = takeFiles(at.receptionId, [fileOf('one.xml')])(at.stage.office, at.stage.context(anna));
    if (!ruling.ok) throw new Error(ruling.refusal.key);
    const rows = ruling.decision.patches.flatMap((patch) => (patch.table === 'submission' ? [patch.row] : []));
    expect(rows.map(({ payer }) => payer.regNo)).toEqual(['']);
  });

  it('the protocol that it answers', () => {
    const { stage, protocolId } = issued(false);
    stage.at('anna', 'visit:finish');
    const next = another(stage);
    save(stage, next, romashka, report({ resubmits: protocolId }));
    register(stage, next);
    expect(saving(stage, next)).toMatchObject({ refusal: { key: 'badAnswer', about: { field: 'resubmits' } } });
    stage.yes('reception:reopenStep', { receptionId: next, step: 'JOURNAL' }, anna);
    expect(saving(stage, next).ok).toBe(false);
    expect(saving(stage, next, other, { resubmits: protocolId }).ok).toBe(false);
  });
});

describe('a protocol of errors that the payer has already', () => {
  it('is corrected all the same: handed over, its errors were none', () => {
    const { stage, receptionId, protocolId, submissionId } = issued(false);
    stage.yes('protocol:sign', { protocolId }, anna);
    stage.yes('protocol:handOver', { protocolId }, anna);
    stage.at('anna', 'visit:finish');
    expect(submissionOf(stage, submissionId).state).toBe('returned');
    const work = reopened(stage, submissionId);
    expect(work).not.toBe(receptionId);
    save(stage, work, romashka, report());
    expect(stage.no('reception:close', { receptionId: work }, anna)).toBe('protocolOutdated');
    correct(stage, work);
    expect(submissionOf(stage, submissionId)).toMatchObject({ state: 'accepted', outcome: 'ACCEPTED' });
    expect(term(stage, 'RESUBMIT', protocolId)?.state).toBe('void');
    expect(term(stage, 'PROCESS_REPORT', submissionId)).toMatchObject({ state: 'open', from: '2026-11-20' });
  });

  it('what went back stays back: another protocol of errors begins no seven days', () => {
    const { stage, receptionId, protocolId, submissionId } = issued(false);
    stage.yes('protocol:sign', { protocolId }, anna);
    stage.yes('protocol:handOver', { protocolId }, anna);
    withFault(stage, receptionId);
    const later = correct(stage, receptionId);
    expect(submissionOf(stage, submissionId).state).toBe('returned');
    expect(term(stage, 'RETURN_WITH_ERRORS', protocolId)?.state).toBe('kept');
    expect(term(stage, 'RETURN_WITH_ERRORS', later)).toBeNull();
    expect(term(stage, 'RESUBMIT', later)).toMatchObject({ state: 'open', from: '2026-11-20' });
    stage.yes('protocol:sign', { protocolId: later }, anna);
    stage.yes('protocol:handOver', { protocolId: later }, anna);
  });

  it('sent by telecom channel, it is corrected and sent again', () => {
    const stage = openStage({}, withLaw);
    stage.shift('anna', '1');
    const sent = { channel: 'ELECTRONIC', receivedAt: stage.now - minuteMs, senderRef: 'ТКС-1', payer: romashka };
    stage.yes('submission:receive', sent, anna);
    const submissionId = String(toldOf(stage, 'submission:received')['submissionId']);
    const receptionId = reopened(stage, submissionId);
    save(stage, receptionId, romashka, report({ totals: null }));
    completeUntil(stage, receptionId, 'PROTOCOL');
    const protocolId = protocolAt(stage, receptionId);
    stage.yes('protocol:send', { protocolId, sentAt: stage.now, how: 'ТКС' }, anna);
    withFault(stage, receptionId);
    const later = correct(stage, receptionId);
    expect(term(stage, 'RESUBMIT', protocolId)?.state).toBe('void');
    stage.yes('protocol:send', { protocolId: later, sentAt: stage.now, how: 'ТКС' }, anna);
    expect(submissionOf(stage, submissionId).state).toBe('returned');
    expect(term(stage, 'RESUBMIT', later)?.state).toBe('open');
  });
});

describe('a correction wins no time', () => {
  it('the seven days go on from the day of detection, with their breach; a passed term of two weeks ends late', () => {
    const { stage, protocolId, submissionId } = issued(false);
    stage.at('anna', 'visit:finish');
    laterDay(stage, 15);
    expect(submissionOf(stage, submissionId).state).toBe('overdue');
    const { breachedOn } = term(stage, 'RETURN_WITH_ERRORS', protocolId) ?? {};
    expect(breachedOn).toBe('2026-12-05');
    const work = reopened(stage, submissionId);
    const later = correct(stage, work);
    expect(term(stage, 'RETURN_WITH_ERRORS', protocolId)?.state).toBe('void');
    expect(term(stage, 'RETURN_WITH_ERRORS', later)).toMatchObject({
      state: 'open',
      from: '2026-11-20',
      due: { due: '2026-11-27' },
      breachedOn,
      label: 'протокол № 2/2026',
    });
    expect(term(stage, 'RESUBMIT', protocolId)).toMatchObject({ state: 'late', breachedOn: '2026-12-05' });
    expect(term(stage, 'RESUBMIT', later)).toMatchObject({ state: 'open', from: '2026-12-05', breachedOn: null });
    expect(submissionOf(stage, submissionId).state).toBe('errors');
    stage.tick();
    const breaches = stage.entries.filter(({ kind, data }) => kind === 'term:breached' && data['code'] === 'RESUBMIT');
    expect(breaches).toHaveLength(1);
  });

  it('the two working days that were exceeded stay exceeded when errors turn out to be none', () => {
    const { stage, receptionId, protocolId, submissionId } = issued(true);
    stage.at('anna', 'visit:finish');
    laterDay(stage, 7);
    const { breachedOn } = term(stage, 'PROCESS_REPORT', submissionId) ?? {};
    expect(breachedOn).toBe('2026-11-27');
    expect(receptionId).not.toBe('');
    const work = reopened(stage, submissionId);
    const findingId = withFault(stage, work);
    const errors = correct(stage, work);
    expect(errors).not.toBe(protocolId);
    expect(term(stage, 'PROCESS_REPORT', submissionId)).toMatchObject({ state: 'late', breachedOn });
    stage.yes('reception:removeFinding', { receptionId: work, findingId }, anna);
    correct(stage, work);
    expect(term(stage, 'PROCESS_REPORT', submissionId)).toMatchObject({
      state: 'open',
      from: '2026-11-20',
      breachedOn,
    });
    expect(term(stage, 'RETURN_WITH_ERRORS', errors)?.state).toBe('void');
  });
});

describe('a resubmission is judged by the day of its receipt (п. 48, 49)', () => {
  const resubmit = (stage: Stage, receivedAt: number) => {
    const sent = { channel: 'ELECTRONIC', receivedAt, senderRef: 'ТКС-2', payer: romashka };
    stage.yes('submission:receive', sent, anna);
    return String(toldOf(stage, 'submission:received')['submissionId']);
  };

  it('received on the last day and registered on the next, it is in time, and what was thought a breach was none', () => {
    const { stage, protocolId, submissionId } = issued(false);
    stage.at('anna', 'visit:finish');
    laterDay(stage, 15);
    expect(term(stage, 'RESUBMIT', protocolId)?.breachedOn).toBe('2026-12-05');
    const again = resubmit(stage, stage.now - 12 * 60 * minuteMs);
    const work = reopened(stage, again);
    save(stage, work, romashka, report({ resubmits: protocolId }));
    register(stage, work);
    expect(term(stage, 'RESUBMIT', protocolId)).toMatchObject({
      state: 'kept',
      endedOn: '2026-12-04',
      endedBy: again,
      breachedOn: null,
    });
    expect(toldOf(stage, 'term:kept')).toBeDefined();
    expect(submissionOf(stage, submissionId).state).toBe('resubmitted');
  });

  it('a draft that names it in time holds the breach; one that is thrown away, or of another payer, does not', () => {
    const named = (payer: typeof romashka, isKept: boolean) => {
      const { stage, protocolId, submissionId } = issued(false);
      stage.at('anna', 'visit:finish');
      laterDay(stage, 14);
      const work = another(stage);
      save(stage, work, payer, report({ resubmits: protocolId }));
      if (!isKept) save(stage, work, payer, report());
      laterDay(stage, 1);
      return [term(stage, 'RESUBMIT', protocolId)?.breachedOn, submissionOf(stage, submissionId).state];
    };
    expect(named(romashka, true)).toEqual([null, 'errors']);
    expect(named(romashka, false)).toEqual(['2026-12-05', 'overdue']);
    expect(named(other, true)).toEqual(['2026-12-05', 'overdue']);
  });
});

describe('a number named at the kiosk after New Year', () => {
  it('is last year’s where this year’s is another payer’s', () => {
    const first = receiving();
    const { stage } = first;
    save(stage, first.receptionId, romashka, report({ totals: null }));
    completeUntil(stage, first.receptionId, 'PROTOCOL');
    const old = protocolAt(stage, first.receptionId);
    stage.at('anna', 'visit:finish');
    stage.pass(45 * day);
    stage.tick();
    stage.tick();
    if (stage.office.day?.phase === 'closed') stage.openDay();
    stage.shift('anna', '1');
    const second = another(stage);
    save(stage, second, other, report({ totals: null }));
    completeUntil(stage, second, 'PROTOCOL');
    expect(submissionAt(stage, second).protocol).toMatchObject({ year: 2027, number: 1 });
    stage.at('anna', 'visit:finish');
    const third = another(stage, 'intake-paper', '1');
    save(stage, third, romashka, report());
    register(stage, third);
    expect(submissionAt(stage, third).content.resubmits).toBe(old);
  });
});

describe('another copy of a protocol', () => {
  it('never comes out in the hall: at the own booth, at the payer’s, or nowhere', () => {
    const { stage, protocolId } = issued(true);
    const printer = () => [...stage.office.printJobs.values()].at(-1)?.printerId;
    stage.yes('protocol:reprint', { protocolId }, boss);
    expect(printer()).toBe('printer-booth');
    stage.office.printers.delete('printer-booth');
    expect(stage.no('protocol:reprint', { protocolId }, boss)).toBe('noPrinter');
    expect(stage.no('protocol:reprint', { protocolId }, anna)).toBe('noPrinter');
  });
});
