/** The demo day at full speed: the clock leaps from one planned act to the next, everything else is real. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playDay, usualVisitors, type DayPlayed } from '../../server/demo/day.js';
import { planDay, type VisitorPlan } from '../../server/demo/plan.js';
import { asDemoDay, filingDay } from '../../server/demo/stage.js';
import { sumsOf } from '../../server/demo/sums.js';
import { replay } from '../../server/domain/replay.js';
import { localActs } from '../../server/doors/acts.js';
import { readAnchors } from '../../server/store/anchors.js';
import { verifyJournal } from '../../server/store/verify.js';
import { leaping } from '../support/leaping.js';
import { openTestOffice, type TestOffice } from '../support/office.js';

const minuteMs = 60_000;
const tenToNine = filingDay + (8 * 60 + 50) * minuteMs;

describe('a whole demo day through the real doors', () => {
  let office: TestOffice;
  let played: DayPlayed;
  let tookMs = 0;
  let entries: { seq: number; at: number; kind: string; visitId: string | null; data: string }[];
  const errors: unknown[] = [];
  const halfHours: number[] = [];

  beforeAll(async () => {
    office = await openTestOffice({ startAt: tenToNine, change: asDemoDay });
    const before = performance.now();
    played = await playDay({
      doors: { url: office.url, shell: localActs(office.opened.app.door, () => office.url) },
      time: leaping(office),
      midnight: filingDay,
      seed: 1,
      visitors: usualVisitors,
      onHalfHour: (_at, sums) => halfHours.push(sums.shareWithin),
      onTicket: () => undefined,
      onError: (error) => void errors.push(error),
    });
    tookMs = performance.now() - before;
    const rows = await office.opened.store.read.journal.findMany({ orderBy: { seq: 'asc' } });
    entries = rows.map(({ seq, at, kind, visitId, data }) => ({ seq, at: at.getTime(), kind, visitId, data }));
  }, 400_000);
  afterAll(() => office.close());

  const planned = (is: (visitor: VisitorPlan) => boolean) => played.plan.visitors.filter(is).length;
  const theOffice = () => office.opened.app.house.clerk.office;

  it('is played to its end without an error and without a refusal', () => {
    expect(errors).toEqual([]);
    expect(played.refused).toEqual([]);
  });

  it('takes far less than the day', () => {
    // a minute on two idle cores; the bound is the day's length, not a figure of speed
    expect(tookMs).toBeLessThan(360_000);
  });

  it('everybody who was planned took a ticket, and every ticket has ended', () => {
    const statuses = [...theOffice().visits.values()].map((visit) => visit.status);
    expect(statuses).toHaveLength(usualVisitors);
    expect(statuses.filter((status) => !['served', 'cancelled', 'expired'].includes(status))).toEqual([]);
  });

  it('what happened is what the plan says', () => {
    const left = planned(({ leavesAfterMs }) => leavesAfterMs !== null);
    const unanswered = planned(({ answersCall }) => answersCall === 'none');
    const back = planned(({ returnsAfterMs }) => returnsAfterMs !== null);
    const having = (verb: string) => planned(({ stages }) => stages.some(({ then }) => then.do === verb));
    expect(played.sums).toMatchObject({
      issued: usualVisitors,
      cancelled: left,
      missed: unanswered,
      returned: back,
      expired: unanswered - back,
      served: usualVisitors - left - unanswered + back,
      transferred: having('transfer'),
      parked: having('park'),
      confirmed: planned(({ claim }) => claim !== null),
      days: { opened: 1, closed: 1 },
    });
    expect(entries.filter(({ kind }) => kind === 'staff:answered')).toHaveLength(1);
  });

  it('the rush breaks the fifteen minutes, and the office recovers', () => {
    const { shareWithin, utilisation, meanServiceMs, longestWaitMs } = played.sums;
    expect(shareWithin).toBeGreaterThan(0.6);
    expect(shareWithin).toBeLessThan(0.95);
    expect(longestWaitMs).toBeGreaterThan(15 * minuteMs);
    // half past ten: nobody has waited too long yet; noon: the worst of the day is over or close to it
    expect(halfHours[2]).toBeGreaterThan(0.95);
    expect(Math.min(...halfHours)).toBeLessThan(shareWithin);
    expect(utilisation).toBeGreaterThan(0.65);
    expect(meanServiceMs / minuteMs).toBeGreaterThan(14);
    expect(meanServiceMs / minuteMs).toBeLessThan(18);
  });

  it('nobody is called twice at once, and no booth holds two', () => {
    const holder = new Map<string, string>();
    for (const { kind, visitId, data } of entries) {
      if (visitId === null) continue;
      const { visit } = JSON.parse(data) as { visit?: { status?: string; boothId?: string | null } };
      if (kind === 'visit:called' || kind === 'visit:resumed') {
        const booth = visit?.boothId ?? '';
        expect(booth).not.toBe('');
        expect(holder.get(visitId), `${kind} at entry of ${visitId}`).toBeUndefined();
        expect([...holder.values()]).not.toContain(booth);
        holder.set(visitId, booth);
      } else if (visit?.boothId === null) holder.delete(visitId);
    }
    expect(holder.size).toBe(0);
  });

  it('the day is closed, anchored, and its journal verifies', async () => {
    expect(theOffice().day).toMatchObject({ day: '2013-02-15', phase: 'closed' });
    const { config, opened } = office;
    await opened.app.house.clerk.idle();
    const anchors = config.anchorFiles.flatMap(readAnchors);
    const closing = entries.find(({ kind }) => kind === 'day:closed');
    expect(anchors.map(({ seq }) => seq)).toContain(closing?.seq);
    const verdict = verifyJournal({
      file: config.databaseFile,
      officeId: opened.app.house.officeId,
      anchors,
      onProgress: () => undefined,
    });
    expect(verdict.whole).toBe(true);
  });

  it('every report that was handed in has its number, its protocol in two copies, and steps on the clock', () => {
    const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length;
    const registered = count('submission:registered');
    expect(registered).toBeGreaterThan(40);
    expect(count('protocol:issued')).toBe(registered);
    expect(count('protocol:handedOver')).toBe(registered);
    expect(count('step:completed')).toBeGreaterThanOrEqual(registered * 5);
    expect(count('consultation:saved')).toBeGreaterThan(10);
    expect(count('complaint:taken')).toBeGreaterThan(0);
    expect(count('card:issued')).toBeGreaterThan(3);
    const papers = [...theOffice().printJobs.values()].filter(({ kind }) => kind === 'protocol');
    expect(papers).toHaveLength(2 * registered);
    // nothing is left over: what was handed in is registered the same day (п. 35)
    expect([...theOffice().terms.values()].filter(({ code }) => code === 'REGISTER_REPORT')).toEqual([]);
  });

  it('the journal replays to the same office', () => {
    const again = replay(entries.map(({ kind, visitId, data }) => ({ kind, visitId, data: JSON.parse(data) })));
    const told = [...theOffice().visits.values()].map(({ visitId, number, status, placeAt, times, serviceId }) => [
      visitId,
      { number, status, placeAt, times, serviceId },
    ]);
    const replayed = [...again.visits].map(([visitId, { number, status, placeAt, times = 0, serviceId }]) => [
      visitId,
      { number, status, placeAt, times, serviceId },
    ]);
    expect(Object.fromEntries(replayed)).toEqual(Object.fromEntries(told));
    expect(again.held.size).toBe(0);
    expect(again.shifts.size).toBe(0);
    expect(again.day).toEqual({ day: '2013-02-15', phase: 'closed' });
  });

  it('the sums of the office in memory are those of the journal', () => {
    const sums = sumsOf(entries, office.clock.now(), 15 * minuteMs);
    const waits = [...theOffice().visits.values()].flatMap(({ firstBegunAt, startAt, awayMs }) =>
      firstBegunAt === null ? [] : [Math.max(0, firstBegunAt - startAt - awayMs)],
    );
    expect(sums.longestWaitMs).toBe(Math.max(...waits));
    expect(sums.meanWaitMs).toBeCloseTo(waits.reduce((all, one) => all + one, 0) / waits.length, 3);
  });
});

describe('the plan of a demo day', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planDay(7, filingDay, 160)).toEqual(planDay(7, filingDay, 160));
    expect(planDay(7, filingDay, 160)).not.toEqual(planDay(8, filingDay, 160));
  });

  it('spreads the visitors over the day: never two within ten seconds, none before nine or after half past five', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const times = planDay(seed, filingDay, usualVisitors).visitors.map(({ comesAt }) => comesAt);
      expect(times[0]).toBeGreaterThan(filingDay + 9 * 60 * minuteMs);
      expect(times.at(-1)).toBeLessThan(filingDay + 17.5 * 60 * minuteMs);
      for (const [at, one] of times.entries()) expect(one - (times[at - 1] ?? 0)).toBeGreaterThan(10_000);
    }
  });
});
