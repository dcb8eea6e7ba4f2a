/**
 * THE HOUSE: the clerk, what is published, the clockwork and the spool together, as the doors know them.
 * It wires and tells; the rules are the domain's, the line is the clerk's.
 */
import type { ClerkCommand, FileReply, Reply, ReportName, Taken } from '../contract/index.js';
import type { Seen } from '../domain/attention.js';
import { boothOf, type Actor, type Context } from '../domain/decide.js';
import type { Office } from '../domain/office.js';
import { openDay } from '../domain/rules/day.js';
import { revisionOf } from '../domain/marks.js';
import { partThing } from '../domain/parts.js';
import { recordSeen, type RecordedChange } from '../domain/rules/recorded.js';
import { makeSecrets, type Secrets } from './cards.js';
import { clockworkActor, makeClockwork } from './clockwork.js';
import { makeContacts } from './contacts.js';
import { makeCures } from './cures.js';
import type { FileAsked, HouseSpec } from './housespec.js';
import { makeOpening, type Opening } from './opening.js';
import { makePrints } from './prints.js';
import { makePublisher } from './publish.js';
import { makeShowing } from './showing.js';
import { makeStaff } from './staff.js';
import { logoOf } from './views/facts.js';
import type { Moment, SharedRows } from './views/moment.js';
import { makeWatch } from './watch.js';

/** An entry of the journal about no visit, as the doors tell it. */
interface Told {
  kind: string;
  actor: string;
  data: Record<string, unknown>;
}

export type { Actor };
export type House = ReturnType<typeof makeHouse>;

export function makeHouse(spec: HouseSpec) {
  const { clerk, spool } = spec;
  const publisher = makePublisher((error, key) => spec.onError(error, `view ${key}`));
  const secrets = makeSecrets(clerk);
  const opening = makeOpening(clerk, spec.papers);
  const contacts = makeContacts(spec.realNow);
  const { now, realNow, dayOf, onError } = spec;
  const cures = makeCures({
    office: () => clerk.office,
    now,
    realNow,
    isOnline: contacts.isOnline,
    onNews: () => publisher.changed(false),
    onError,
  });
  let clockDoubt = spec.clockDoubt;
  let stepMs = 0;

  function moment(shared: SharedRows): Moment {
    const now = spec.now();
    return {
      now,
      rate: spec.rate(),
      epoch: spec.epoch,
      nextOpening: spec.nextOpening(now),
      menu: (place) => spec.menu(clerk.office, place),
      help: spec.help(clerk.office),
      printerHealth: spool.health,
      wall: () => ({ day: spec.dayOf(now), time: spec.timeOf(now) }),
      dayOf: spec.dayOf,
      isOnline: contacts.isOnline,
      lostAt: contacts.lostAt,
      cures: cures.latest,
      link: spec.link,
      shared,
    };
  }

  const issueCard: Secrets['issueCard'] = async (...card) =>
    clockDoubt === null ? secrets.issueCard(...card) : { ok: false, refusal: { key: 'clockUnsure' } };

  /** Nothing is opened whose moment is not known. */
  const openData: Opening['openData'] = async (...asked) =>
    clockDoubt === null ? opening.openData(...asked) : { ok: false, refusal: { key: 'clockUnsure' } };
  const openPaper: Opening['openPaper'] = async (...asked) =>
    clockDoubt === null ? opening.openPaper(...asked) : { ok: false, refusal: { key: 'clockUnsure' } };

  const showing = makeShowing({ clerk, publisher, now, moment });
  const prints = makePrints({ clerk, spool, secrets, realNow, onError });

  clerk.onCommitted((committed) => {
    const isCall = committed.entries.some(({ kind }) => kind === 'visit:called' || kind === 'visit:recalled');
    publisher.changed(isCall);
    prints.committed(committed.patches);
    for (const { kind, data } of committed.entries) {
      if (kind === 'day:closed') spec.onDayClosed(committed);
      if (kind === 'day:opened' && data['again'] !== true) spec.onDayOpened();
    }
    if (committed.patches.some((patch) => patch.table === 'alert' && patch.delivery !== null)) spec.onAlerts();
  });

  const clockwork = makeClockwork(
    clerk,
    () => clockDoubt === null,
    spec.toDay,
    () => {
      const step = spec.checkClock();
      if (step === null) return;
      stepMs = step;
      const entry = { at: spec.now(), kind: 'clock:stepped', actor: 'clockwork', visitId: null, data: { byMs: step } };
      clerk.record(entry, () => undefined).catch((error: unknown) => spec.onError(error, 'clock:stepped'));
    },
  );

  const seen = (): Seen => ({
    realNow: spec.realNow(),
    printerHealth: spool.health,
    silentMs: contacts.silentMs,
    isHeard: spec.isHeard,
  });
  const watch = makeWatch({ clerk, now, dayOf, seen, isSure: () => clockDoubt === null, onError });
  const lookAround = () => void watch.look().catch((error: unknown) => onError(error, 'alerts'));

  const staff = makeStaff({ clerk, loadFaces: spec.loadFaces, onNews: () => publisher.changed(false), onError });

  /** An administrator or manager says that the clock is right: time may rule again. */
  async function confirmClock(actor: Actor): Promise<void> {
    clockDoubt = null;
    const entry = { at: spec.now(), kind: 'clock:confirmed', actor: actor.actorId, visitId: null, data: {} };
    await clerk.record(entry, () => undefined);
    await clockwork.tick();
    await staff.mend();
  }

  return {
    officeId: clerk.office.officeId,
    async press(command: ClerkCommand, payload: { requestId: string }, actor: Actor): Promise<Reply<unknown>> {
      if (clockDoubt !== null) {
        if (command !== 'day:open') return { ok: false, refusal: { key: 'clockUnsure' } };
        await confirmClock(actor);
        const { day } = clerk.office;
        if (day !== null && day.phase !== 'closed') return { ok: true, data: { day: day.day } };
      }
      // a day is opened under its own law
      if (command === 'day:open') await spec.toDay();
      return clerk.press(command, payload, actor);
    },
    issueCard,
    openData,
    openPaper,
    async readFile(asked: FileAsked, actor: Actor): Promise<Reply<FileReply>> {
      return clockDoubt === null ? spec.readFile(asked, actor) : { ok: false, refusal: { key: 'clockUnsure' } };
    },
    ...showing,
    release: publisher.release,
    onPublication: publisher.onPublication,
    ticketOf: (token: string) => clerk.office.index.byToken.get(token) ?? null,
    /** An entry, or several of one act, with a small write of the store, in one transaction. */
    async record(told: Told | readonly Told[], write: () => void): Promise<void> {
      const at = spec.now();
      await clerk.record(
        [told].flat().map((entry) => ({ ...entry, at, visitId: null })),
        write,
      );
      await staff.refresh();
    },
    /** As `record`, for a thing that two may edit: refuses `editedMeanwhile` inside the line, and then writes nothing. */
    async recordSeen(change: RecordedChange, actor: Actor, write: () => void): Promise<Reply<Taken>> {
      let taken: Taken | null = null;
      const rule = (office: Office, context: Context) => {
        const ruling = recordSeen(office, change, context);
        taken = ruling.ok ? ruling.decision.reply : null;
        return ruling;
      };
      const reply = await clerk.ruleInner(change.kind, rule, actor, write);
      if (!reply.ok) return reply;
      await staff.refresh();
      return taken === null ? { ok: false, refusal: { key: 'internal' } } : { ok: true, data: taken };
    },
    /** How a device stands: heard or not, its own printer, the revision that a change of it must have seen. */
    deviceNow(deviceId: string, printerId: string | null) {
      const printer = clerk.office.printers.get(printerId ?? '');
      return {
        isOnline: contacts.isOnline(deviceId),
        lostAt: contacts.lostAt(deviceId),
        printer:
          printer === undefined
            ? null
            : { printerId: printer.printerId, name: printer.name, health: spool.health(printer.printerId) },
        revision: revisionOf(clerk.office, `device:${deviceId}`),
      };
    },
    deviceSeen(deviceId: string, isOnline: boolean): void {
      contacts.seen(deviceId, isOnline);
      publisher.changed(false);
      lookAround();
    },
    personSeen(userId: string, isOnline: boolean): void {
      contacts.seen(userId, isOnline);
      publisher.changed(false);
    },
    health() {
      const printers = [...clerk.office.printers.keys()].map((id) => ({ id, health: spool.health(id) }));
      const isWritable = spec.isWritable();
      const { day, index } = clerk.office;
      return {
        ok: isWritable && clockDoubt === null,
        database: isWritable ? 'writable' : 'not writable',
        isClockSure: clockDoubt === null,
        clock: clockDoubt ?? (stepMs === 0 ? 'sure' : `stepped by ${stepMs} ms`),
        day: day === null ? null : { day: day.day, phase: day.phase },
        waiting: index.waiting,
        printers,
        journal: clerk.head.seq,
        unanchored: spec.unanchored().length,
        rssMb: Math.round(process.memoryUsage.rss() / 1_048_576),
      };
    },
    report: (name: ReportName, query: unknown, actor: Actor) => spec.report(name, query, actor),
    sheet: spec.sheet,
    isErased: spec.isErased,
    setRate(rate: number): Reply<unknown> {
      if (!spec.isDemo) return { ok: false, refusal: { key: 'notNow' } };
      spec.setRate(rate);
      publisher.flushAll();
      return { ok: true, data: { visitId: null } };
    },
    /** What is asked of people beyond a password, and its revision. */
    access: () => ({
      access: clerk.office.settings.access,
      revision: revisionOf(clerk.office, partThing('access')),
    }),
    orphan: staff.orphan,
    /** Number of the booth where this person's shift is open; null: nowhere. */
    boothOf: (userId: string) => boothOf(clerk.office, userId)?.booth.number ?? null,
    theme: () => ({
      office: {
        name: clerk.office.settings.name,
        emblem: clerk.office.settings.emblem,
        logo: logoOf(clerk.office),
        demo: clerk.office.settings.demo,
      },
    }),
    clerk,
    clockwork,
    refreshFaces: staff.refresh,
    mendShifts: async () => (clockDoubt === null ? staff.mend() : undefined),
    settle: prints.settle,
    /** Looks at the hall now, as every second of real time does. */
    watch,
    printersChanged(): void {
      publisher.changed(false);
      lookAround();
    },
    takeUpPrints: prints.takeUp,
    async openDayNow() {
      await spec.toDay();
      return clerk.ruleInner(
        'day:open',
        (office, context) => openDay(office, context.schedule, context),
        clockworkActor,
      );
    },
    close(): void {
      staff.stop();
      watch.stop();
      cures.stop();
      clockwork.stop();
      publisher.close();
    },
  };
}
