import { beforeEach, describe, expect, it } from 'vitest';
import { changedAtOnce, ruleAlerts, steadyMs, usualAlerts, watchAlerts } from '../../server/domain/alerts.js';
import { apply } from '../../server/domain/apply.js';
import type { Seen } from '../../server/domain/attention.js';
import type { AlertSettings, PrinterHealth } from '../../server/contract/index.js';
import type { Delivery } from '../../server/domain/signals.js';
import { lives, live } from './life.js';
import {
  boss,
  clockwork,
  hall,
  kiosk,
  minuteMs,
  openStage,
  operator,
  toldOf,
  type Stage,
} from '../support/builders.js';
import fc from '../support/chance.js';

let stage: Stage;
let health: PrinterHealth;
let silent: number;
let isHeard: boolean;
let told: Delivery[];
beforeEach(() => {
  stage = openStage();
  health = 'ready';
  silent = 0;
  isHeard = false;
  told = [];
});

const seen = (): Seen => ({ realNow: 1, printerHealth: () => health, silentMs: () => silent, isHeard });

/** Looks at the hall once; what began and what ended, as `kind level` and `kind ended`. */
function look(): string[] {
  const ruling = ruleAlerts(stage.office, seen(), stage.context(clockwork));
  if (ruling === null) return [];
  if (!ruling.ok) throw new Error(ruling.refusal.key);
  const news: string[] = [];
  for (const patch of ruling.decision.patches) {
    apply(stage.office, patch);
    if (patch.table !== 'alert') continue;
    if (patch.delivery !== null) told.push(patch.delivery);
    news.push(`${patch.row.kind} ${patch.row.endedAt === null ? patch.row.level : 'ended'}`);
  }
  stage.entries.push(...ruling.decision.entries);
  // a look that told all there was has nothing left to tell
  if (news.length < changedAtOnce) expect(watchAlerts(stage.office, seen(), stage.context(clockwork))).toBeNull();
  return news;
}
function after(minutes: number): string[] {
  stage.pass(minutes);
  return look();
}
const set = (change: Partial<AlertSettings>) =>
  stage.yes(
    'alerts:set',
    { seen: stage.seen('part:alerts'), alerts: { ...stage.office.settings.alerts, ...change } },
    boss,
  );
const open = () => [...stage.office.alerts.values()].filter(({ endedAt }) => endedAt === null);

describe('the wait of a visitor', () => {
  beforeEach(() => stage.shift('anna', '1'));

  it('is told after ten minutes, told again when the norm is passed, and over when the ticket is called', () => {
    const visit = stage.ticket('consult');
    expect(after(9.9)).toEqual([]);
    expect(after(0.1)).toEqual(['waitSoon warn']);
    expect(after(5)).toEqual([]);
    // fifteen minutes are within the norm; more is not
    expect(after(0.01)).toEqual(['waitSoon ended', 'waitOver over']);
    expect(toldOf(stage, 'alert:raised')).toMatchObject({ kind: 'waitOver', amount: 15, serviceId: 'consult' });
    expect(stage.entries.at(-1)?.visitId).toBe(visit.visitId);
    stage.at('anna', 'visit:callNext');
    expect(look()).toEqual(['waitOver ended']);
    expect(open()).toEqual([]);
  });

  it('ends too when the visitor leaves, and is counted without the time away', () => {
    const visit = stage.ticket('consult');
    stage.at('anna', 'visit:callNext');
    stage.at('anna', 'visit:miss');
    stage.pass(9);
    stage.yes('visit:return', { visitId: visit.visitId }, hall);
    expect(after(9)).toEqual([]);
    expect(after(1)).toEqual(['waitSoon warn']);
    stage.yes('visit:cancel', { visitId: visit.visitId, reason: 'left' }, hall);
    expect(look()).toEqual(['waitSoon ended']);
  });

  it('stays, quietly, when it was accepted, until its ground is over', () => {
    stage.ticket('consult');
    after(10);
    const alertId = open()[0]?.alertId ?? '';
    stage.yes('alert:accept', { alertId }, hall);
    expect(stage.no('alert:accept', { alertId }, hall)).toBe('alreadyDone');
    expect(after(1)).toEqual([]);
    expect(open()[0]).toMatchObject({ acceptedBy: 'hall', endedAt: null });
    expect(toldOf(stage, 'alert:accepted')).toMatchObject({ alertId, kind: 'waitSoon' });
    stage.at('anna', 'visit:callNext');
    expect(look()).toEqual(['waitSoon ended']);
    expect(toldOf(stage, 'alert:ended')).toMatchObject({ acceptedBy: 'hall' });
    expect(stage.no('alert:accept', { alertId }, hall)).toBe('alreadyDone');
    expect(stage.no('alert:accept', { alertId: 'none' }, hall)).toBe('notFound');
  });

  it('is told by the office’s own thresholds, and not when they are off', () => {
    set({ waitSoonMinutes: 5, waitOver: false });
    expect(toldOf(stage, 'alerts:set')).toEqual({
      before: { waitSoonMinutes: 10, waitOver: true },
      after: { waitSoonMinutes: 5, waitOver: false },
    });
    stage.ticket('consult');
    expect(after(5)).toEqual(['waitSoon warn']);
    expect(after(20)).toEqual([]);
    set({ waitSoonMinutes: null });
    expect(look()).toEqual(['waitSoon ended']);
    const again = { seen: stage.seen('part:alerts'), alerts: stage.office.settings.alerts };
    expect(stage.yes('alerts:set', again, boss).entries).toEqual([]);
  });
});

describe('what else the manager is told', () => {
  it('a reception past its norm, less the time put aside; a target of the office never', () => {
    stage.shift('anna', '1');
    stage.ticket('consult');
    stage.at('anna', 'visit:callNext');
    stage.at('anna', 'visit:begin');
    expect(after(20)).toEqual([]);
    expect(after(0.1)).toEqual(['receptionOver over']);
    expect(open()[0]).toMatchObject({ boothId: 'booth-1', amount: 20 });
    stage.at('anna', 'visit:finish');
    expect(look()).toEqual(['receptionOver ended']);
    const before = stage.office.services.get('consult');
    if (before !== undefined) stage.office.services.set('consult', { ...before, norm: { minutes: 5, ref: null } });
    stage.ticket('consult');
    stage.at('anna', 'visit:callNext');
    stage.at('anna', 'visit:begin');
    expect(after(30)).toEqual([]);
  });

  it('a queue that is long, until it is shorter by a fifth: it does not flutter', () => {
    set({ queueLength: 5 });
    stage.shift('anna', '1');
    for (let count = 0; count < 5; count += 1) stage.ticket('consult');
    expect(look()).toEqual(['queueLong warn']);
    stage.serve('anna', 1);
    expect(look()).toEqual([]);
    stage.ticket('consult');
    expect(look()).toEqual([]);
    stage.serve('anna', 1);
    stage.serve('anna', 1);
    expect(look()).toEqual(['queueLong ended']);
  });

  it('tickets that no open booth takes, by service', () => {
    stage.shift('anna', '1', 'advice');
    stage.ticket('consult');
    expect(look()).toEqual([]);
    stage.ticket('paper');
    stage.ticket('paper');
    expect(look()).toEqual(['stranded over']);
    expect(open()[0]).toMatchObject({ serviceId: 'paper', amount: 2 });
    stage.yes('shift:setProfile', { boothId: 'booth-1', profileId: 'all' }, boss);
    expect(look()).toEqual(['stranded ended']);
  });

  it('a long pause, a visitor put aside for long, a kiosk that calls for somebody in vain', () => {
    stage.shift('anna', '1');
    stage.shift('boris', '2');
    stage.ticket('consult');
    stage.at('anna', 'visit:callNext');
    stage.at('anna', 'visit:begin');
    stage.yes('visit:park', { turn: stage.turn('anna') }, operator('anna'));
    stage.yes('shift:pause', { turn: stage.turn('boris'), reason: 'lunch' }, operator('boris'));
    const call = stage.yes('staff:call', {}, kiosk).reply;
    const staffCallId =
      typeof call === 'object' && call !== null && 'staffCallId' in call ? String(call.staffCallId) : '';
    expect(after(2)).toEqual(['staffCall warn']);
    stage.yes('staff:answer', { staffCallId }, hall);
    expect(look()).toEqual(['staffCall ended']);
    expect(after(13)).toEqual(['parkedLong warn']);
    expect(after(45)).toEqual(['pauseLong warn']);
    stage.yes('shift:resume', { turn: stage.turn('boris') }, operator('boris'));
    expect(look()).toEqual(['pauseLong ended']);
  });

  it('a printer that is low and then out of paper, a device that is silent, a paper nobody can vouch for', () => {
    health = 'paperLow';
    expect(look()).toEqual(['printer warn']);
    health = 'paperOut';
    expect(look()).toEqual(['printer ended', 'printer over']);
    expect(open()[0]).toMatchObject({ thingId: 'printer-1', detail: 'paperOut' });
    health = 'ready';
    silent = 2 * minuteMs;
    expect(look()).toEqual(['printer ended', 'device over']);
    silent = 0;
    expect(look()).toEqual(['device ended']);
    stage.shift('anna', '1');
    stage.ticket('consult');
    const [job] = stage.office.printJobs.values();
    if (job === undefined) throw new Error('no paper');
    apply(stage.office, { table: 'printJob', row: { ...job, state: 'unknown' } });
    expect(look()).toEqual(['print warn']);
    stage.yes('print:resolve', { printJobId: job.printJobId, came: true }, hall);
    expect(look()).toEqual(['print ended']);
  });

  it('nothing of the hall when the day is closed: nobody is there', () => {
    health = 'paperOut';
    stage.ticket('consult');
    expect(look()).toEqual(['stranded over', 'printer over']);
    stage.yes('day:close', {}, boss);
    expect(look()).toEqual(['stranded ended', 'printer ended']);
  });
});

describe('what wobbles', () => {
  it('is one alert: a printer that comes and goes is raised once, told once, and stays accepted', () => {
    isHeard = true;
    health = 'offline';
    expect(look()).toEqual(['printer over']);
    const alertId = open()[0]?.alertId ?? '';
    stage.yes('alert:accept', { alertId }, hall);
    for (let times = 0; times < 5; times += 1) {
      health = 'ready';
      expect(after(0.1)).toEqual(['printer ended']);
      health = 'offline';
      expect(after(0.5)).toEqual(['printer over']);
    }
    expect(open()).toMatchObject([{ alertId, acceptedBy: 'hall' }]);
    expect(told.map(({ deliveryId }) => deliveryId)).toEqual([alertId]);
    expect(toldOf(stage, 'alert:resumed')).toMatchObject({ alertId, kind: 'printer', detail: 'offline' });
    expect(stage.entries.filter(({ kind }) => kind === 'alert:raised')).toHaveLength(1);
  });

  it('but not what was over for a minute, and not another trouble of the same thing', () => {
    health = 'paperLow';
    look();
    health = 'paperOut';
    expect(look()).toEqual(['printer ended', 'printer over']);
    health = 'paperLow';
    look();
    health = 'paperOut';
    look();
    expect(new Set([...stage.office.alerts.values()].map(({ detail }) => detail))).toEqual(
      new Set(['paperLow', 'paperOut']),
    );
    expect(stage.office.alerts.size).toBe(2);
    health = 'ready';
    expect(look()).toEqual(['printer ended']);
    stage.pass(steadyMs / minuteMs);
    health = 'paperOut';
    look();
    expect(stage.office.alerts.size).toBe(3);
  });

  it('a device that is heard of for a moment between its silences is one alert too', () => {
    silent = 2 * minuteMs;
    expect(look()).toEqual(['device over']);
    silent = 0;
    expect(look()).toEqual(['device ended']);
    silent = 2 * minuteMs;
    expect(after(2.9)).toEqual(['device over']);
    expect(stage.office.alerts.size).toBe(1);
    silent = 0;
    look();
    silent = 2 * minuteMs;
    after(3);
    expect(stage.office.alerts.size).toBe(2);
  });

  it('a day that ends ends its alerts by sixties, each key open once meanwhile', () => {
    stage.shift('anna', '1');
    for (let count = 0; count < 150; count += 1) stage.ticket('consult');
    stage.pass(16);
    const counts: number[] = [];
    const lookAll = () => {
      counts.length = 0;
      for (let news = look(); news.length > 0; news = look()) {
        counts.push(news.length);
        const keys = open().map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }
      return counts;
    };
    expect(lookAll()).toEqual([60, 60, 31]);
    set({ waitOver: false, queueLength: null });
    // over the norm becomes a long wait: what is still open does not begin anew
    expect(Math.max(...lookAll())).toBe(60);
    expect(counts.reduce((sum, count) => sum + count)).toBe(151 + 150);
    stage.yes('day:close', {}, boss);
    expect(lookAll()).toEqual([60, 60, 30]);
    expect(open()).toEqual([]);
  });
});

describe('what is told to the webhook', () => {
  it('a new alert in the ruling that raises it: codes, a number and things, no ids of people', () => {
    isHeard = true;
    stage.shift('anna', '1');
    const { number } = stage.ticket('consult');
    after(10);
    const alert = open()[0];
    expect(told).toEqual([
      {
        deliveryId: alert?.alertId,
        madeAt: 1,
        body: {
          id: alert?.alertId,
          kind: 'waitSoon',
          level: 'warn',
          about: number,
          amount: 10,
          detail: null,
          raisedAt: stage.now,
          office: 'Клиентская служба',
        },
      },
    ]);
    after(6);
    expect(told.map(({ body }) => body.kind)).toEqual(['waitSoon', 'waitOver']);
    set({ webhook: false });
    health = 'offline';
    expect(look()).toEqual(['printer over']);
    expect(told).toHaveLength(2);
  });
});

describe('whatever happens in the hall', () => {
  it('one alert of a key is open, each stands for something that is so, and a second look changes nothing', () => {
    fc.assert(
      fc.property(lives(120, { night: 1, closeDay: 1, openDay: 1, park: 6, pause: 4 }), (steps) => {
        stage = openStage({ alerts: { ...usualAlerts, queueLength: 4, waitSoonMinutes: 3, pauseMinutes: 5 } });
        stage.shift('anna', '1');
        const { office } = stage;
        live(stage, steps, {
          after() {
            look();
            const keys = open().map(({ key }) => key);
            expect(new Set(keys).size).toBe(keys.length);
            for (const { kind, visitId } of open())
              if (kind === 'waitSoon' || kind === 'waitOver')
                expect(office.visits.get(visitId ?? '')?.status).toBe('waiting');
            const late = [...office.visits.values()].filter(
              (visit) => visit.status === 'waiting' && stage.now - visit.startAt - visit.awayMs > 15 * minuteMs,
            );
            const isDay = office.day !== null && office.day.phase !== 'closed';
            expect(open().filter(({ kind }) => kind === 'waitOver')).toHaveLength(isDay ? late.length : 0);
          },
        });
      }),
      { numRuns: 30 },
    );
  });

  it('two hundred who wait are told in turns of sixty, and then nothing is ruled while nothing changes', () => {
    stage.shift('anna', '1');
    for (let count = 0; count < 200; count += 1) stage.ticket(count % 2 === 0 ? 'consult' : 'paper');
    after(16);
    // at most sixty are told by one ruling: the look goes on until all are
    expect(look()).toHaveLength(60);
    for (let rounds = 0; rounds < 5; rounds += 1) look();
    expect(watchAlerts(stage.office, seen(), stage.context(clockwork))).toBeNull();
  });
});
