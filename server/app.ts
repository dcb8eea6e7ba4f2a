/** COMPOSITION ROOT: every room is wired here, by hand, and nothing is decided. */
import type { Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import { makeAlerting } from './alerting.js';
import type { AppSpec } from './appspec.js';
import { makeAnchoring } from './upkeep/anchoring.js';
import { makeArchiving } from './archiving.js';
import { countIssued, makeBeginning } from './beginning/firstchoice.js';
import { ids, sha256 } from './devices/ids.js';
import { makeSealOfPress } from './devices/seal.js';
import { dayOf, instantOf } from './devices/zone.js';
import type { Door } from './doors/door.js';
import { copiesOf } from './copies.js';
import { makeEntrance } from './entrance.js';
import { makeErasing } from './erasing.js';
import { maySweep } from './domain/keeping.js';
import { makeExporting, usualRetryMs } from './exporting.js';
import { loadFaces } from './faces.js';
import { makeFolding } from './upkeep/folding.js';
import { makeIntake } from './uploads/intake.js';
import { makeLawbook } from './lawbook.js';
import { listen, stopListening } from './serving/listening.js';
import { makeMetering } from './metering.js';
import { makeClerk } from './office/clerk.js';
import { clockworkActor } from './office/clockwork.js';
import { makeHouse, type House } from './office/house.js';
import { menuIn } from './office/menu.js';
import { makePaperDesk, printDaySheet } from './office/paper.js';
import { makePacking } from './uploads/packing.js';
import { makePicturing } from './uploads/picturing.js';
import { makePrinting } from './printing.js';
import { makeReporting } from './reporting.js';
import { purgeTold, startPurging } from './retention.js';
import { closings } from './store/days.js';
import { dropUnnamed } from './domain/rules/pictures.js';
import { loadOffice } from './store/load.js';
import { isOfTheBooks } from './store/open.js';
import { makeTiming } from './timing.js';

export interface App {
  house: House;
  door: Door;
  server: Server;
  /** Listens and resolves with the address as a browser writes it. */
  listen(): Promise<{ url: string; port: number }>;
  /** Resolves when no ruling waits and no erasure goes on: what was to come by itself has come. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function makeApp(spec: AppSpec): Promise<App> {
  const { config, store, law, officeId, clock, log } = spec;
  const loaded = await loadOffice(store, officeId);
  const { settings } = loaded;
  const { zone } = settings;
  const anchoring = makeAnchoring(config.anchorFiles, log);
  const lawbook = makeLawbook(law, sha256);
  const today = () => dayOf(clock.now(), zone);
  const office = lawbook.assemble(loaded, await loadFaces(store, officeId), today());

  const timing = await makeTiming({
    store,
    officeId,
    office,
    clock,
    isGiven: spec.isClockGiven,
    log,
    settings: () => clerk.office.settings,
  });
  const { time, wall, scheduleAt, dayAt } = timing;
  const paper = makePaperDesk({ wall, now: clock.now, publicUrl: config.publicUrl });

  const metering = makeMetering();
  const cases = store.casesOf(officeId);
  const clerk = makeClerk({
    loaded: { office, head: loaded.head },
    async reload() {
      const again = await loadOffice(store, officeId);
      return { office: lawbook.assemble(again, await loadFaces(store, officeId), today()), head: again.head };
    },
    commit: metering.commit(store.commit),
    isOfTheBooks,
    keptAnswer: store.keptAnswer,
    cases,
    context(actor) {
      const now = actor === clockworkActor ? time.nowOfClockwork(clerk.office.day) : time.now();
      const schedule = scheduleAt(now);
      return { now, actor, id: ids.id, token: ids.token, seal: ids.seal, paper, schedule, dayOf: dayAt };
    },
    realNow: clock.realNow,
    sealOf: makeSealOfPress(config.answerKeyFile),
    onError: (error, doing) => log.error({ error, doing }, 'a ruling failed'),
  });
  clerk.onCommitted(({ entries }) => time.committed(entries));
  clerk.onCommitted(metering.committed);

  // nothing is waited for between the printers and the house: the first answer of a printer is told to it
  const issued = await countIssued(store, officeId, clerk);

  const printing = makePrinting({
    rows: loaded.printers,
    folder: config.paperDir,
    realNow: clock.realNow,
    log,
    settle: (printJobId, state) => house.settle(printJobId, state),
    onHealth: () => house.printersChanged(),
  });
  const intake = makeIntake({ clerk, formats: law.formats, today: () => dayOf(clock.now(), zone) });
  const packing = makePacking({
    clerk,
    store,
    officeId,
    inForce: (packId) => lawbook.packsOf(clerk.office).find(({ id }) => id === packId) ?? null,
    isSure: () => house.health().isClockSure,
    keep: lawbook.keep,
  });
  const picturing = makePicturing({ clerk, store, officeId, isSure: () => house.health().isClockSure });
  const archiving = makeArchiving({ file: store.file, officeId, now: clock.now, log });
  const exporting = makeExporting({
    ...config.exports,
    settings: () => clerk.office.settings.exports,
    closings: (after) => closings(store.read, officeId, after),
    sheet: archiving.sheet,
    record: (exported) =>
      clerk.record(
        {
          at: time.now(),
          kind: 'report:exported',
          actor: clockworkActor.actorId,
          visitId: null,
          data: { ...exported },
        },
        () => undefined,
      ),
    retryMs: usualRetryMs,
    log,
  });
  const alerting = makeAlerting({ store, officeId, webhook: config.webhook, realNow: clock.realNow, log });

  const report = makeReporting({
    clerk,
    issued,
    store,
    officeId,
    zone,
    now: time.now,
    dayOf: dayAt,
    wall,
    printing,
    alerting,
    exporting,
    archiving,
    copies: copiesOf(config),
    menu: () => lawbook.menuOf(clerk.office),
    builtIn: law.packs,
    compare: packing.compare,
  });

  /** Office time, while the clock is known to be right: by a wrong one too much would be due. */
  const officeNow = () => (house.health().isClockSure ? { now: time.now(), today: dayAt(time.now()) } : null);
  const folding = makeFolding(store.file);
  const erasing = makeErasing({
    clerk,
    store,
    officeId,
    ledgers: config.ledgers,
    dropPapers: printing.tray.drop,
    due: async (asked) => (await archiving.own({ name: 'due', asked })).due ?? { subjects: [], next: null },
    fold: folding.fold,
    officeNow,
    maySweep: () => officeNow() !== null && maySweep(clerk.office),
    log,
  });

  const house: House = makeHouse({
    clerk,
    epoch: randomBytes(6).toString('hex'),
    rate: () => clock.rate,
    setRate: clock.setRate,
    isDemo: spec.isClockGiven && loaded.settings.demo,
    now: clock.now,
    realNow: clock.realNow,
    dayOf: dayAt,
    timeOf: (at) => wall(at).time,
    nextOpening: timing.nextOpening,
    menu: (shown, place) => menuIn(shown, lawbook.menuOf(shown), place),
    help: lawbook.helpOf,
    toDay: () => lawbook.toDay(clerk, dayAt(time.now())),
    clockDoubt: time.doubt,
    checkClock: clock.check,
    link: paper.link,
    spool: printing.spool,
    papers: printing.drawer(() => clerk.office),
    report,
    readFile: intake.read,
    isErased: (id) => store.sweep.isErased(officeId, id),
    sheet: archiving.sheet,
    loadFaces: () => loadFaces(store, officeId),
    onError: (error, doing) => log.error({ error, doing }, 'the house could not'),
    onDayOpened() {
      void printing.tray.clear();
      // the book of the day before is closed with this one's opening
      archiving.catchUpSoon();
      void purgeTold(store, officeId, clock.realNow, log);
      void clerk.ruleInner('picture:drop', dropUnnamed, clockworkActor);
    },
    onDayClosed({ head }) {
      anchoring.anchor({ officeId, ...head, at: clock.now() });
      void clerk.ruleInner('day:sheet', printDaySheet(head, wall), clockworkActor);
      exporting.wake();
      erasing.sweep();
    },
    unanchored: anchoring.failed,
    isWritable: () => store.writing.open && clerk.canWrite,
    isHeard: config.webhook !== null,
    onAlerts: alerting.wake,
  });

  const beginning = makeBeginning({
    ...{ config, store, law, clerk, issued, log, realNow: clock.realNow },
    isClockGiven: spec.isClockGiven,
    restart: spec.restart,
  });
  const { door, backing, server, sockets } = await makeEntrance({
    ...{ spec, house, clerk, beginning, packs: packing, pictures: picturing, metering, zone, isDemo: settings.demo },
  });

  const stopPurging = startPurging({
    store,
    officeId,
    rules: law.retention,
    settings: () => clerk.office.settings,
    realNow: clock.realNow,
    officeNow,
    dayOf: dayAt,
    startOf: (day) => instantOf(day, '00:00', zone),
    setAside: [config.databaseFile, config.answerKeyFile, ...config.anchorFiles, config.backups.folder],
    log,
  });
  const stopAnchoring = anchoring.keep(() => ({ officeId, ...clerk.head, at: clock.now() }));

  // what time has ruled meanwhile (a missed closing, today's opening) is ruled before anybody comes in
  await house.clockwork.tick();
  await house.mendShifts();
  house.takeUpPrints();
  exporting.wake();

  return {
    house,
    door,
    server,
    async listen() {
      const address = await listen(server, config);
      archiving.catchUpSoon();
      backing.start();
      erasing.sweep();
      return address;
    },
    async idle() {
      await clerk.idle();
      await erasing.idle();
    },
    async close() {
      stopPurging();
      await backing.close();
      metering.close();
      house.close();
      await alerting.close();
      await sockets.close();
      await stopListening(server);
      await erasing.close();
      await folding.close();
      await exporting.close();
      await archiving.close();
      await intake.close();
      await packing.close();
      await picturing.close();
      await printing.spool.close();
      await clerk.idle();
      stopAnchoring();
      await printing.tray.flushed();
      await store.close();
    },
  };
}
