/** COMPOSITION ROOT: every room is wired here, by hand, and nothing is decided. */
import { createServer as createPlain, type Server } from 'node:http';
import { createServer as createTls } from 'node:https';
import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import type { Config } from './config.js';
import { reports, type PaperPage, type ReportName, type Reply } from './contract/index.js';
import type { Clock } from './devices/clock.js';
import { ids, sha256 } from './devices/ids.js';
import { decode } from './devices/printing/decoder.js';
import { makePrinter, type Transport } from './devices/printing/make.js';
import { isProfileName, profiles } from './devices/printing/profiles.js';
import { makeSpool, usualPace } from './devices/printing/spool.js';
import { usualPatience } from './devices/printing/tcp.js';
import { makeTray } from './devices/printing/tray.js';
import { byTheMinute, dayOf, instantOf, nextOpening, scheduleOf, wallOf } from './devices/zone.js';
import type { Colleague, DeviceFace, Office } from './domain/office.js';
import { shortName } from './doors/answers.js';
import { makeDoor, type Door } from './doors/door.js';
import type { Log } from './doors/house.js';
import { makeHttp } from './doors/http.js';
import type { Workbench } from './doors/pages.js';
import { makeSocket } from './doors/socket.js';
import { assemble, type Faces } from './office/assemble.js';
import { makeClerk } from './office/clerk.js';
import { clockworkActor } from './office/clockwork.js';
import { makeHouse, type House } from './office/house.js';
import { daySheet, makePaperDesk } from './office/paper.js';
import { printJob, ticketPrinter } from './domain/rules/ticket.js';
import type { Law } from './regulations/index.js';
import { menuOf } from './regulations/pack.js';
import { journalPage } from './reports/journal.js';
import { appendAnchor } from './store/anchors.js';
import type { Printer as PrinterRow } from './store/columns.js';
import { loadOffice } from './store/load.js';
import type { Store } from './store/open.js';

/** A running day may be this far from the clock before somebody must confirm it. */
const doubtfulAheadMs = 36 * 3_600_000;
const doubtfulBehindMs = 2000;
const paperKept = 500;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How long the books keep what passes, in real time. A press is answered the same for a day. */
const keptMs = { answers: dayMs, failedSignIns: 30 * dayMs, pairings: dayMs, sessions: 30 * dayMs, drafts: 30 * dayMs };

export interface AppSpec {
  config: Config;
  store: Store;
  law: Law;
  officeId: string;
  clock: Clock;
  log: Log;
  version: string;
  /** Vite in middleware mode, in development; null serves what was built. */
  vite: ((server: Server) => Promise<Workbench>) | null;
  /** In a demo the clock starts where it is told to, and is right by definition. */
  isClockGiven: boolean;
}

export interface App {
  house: House;
  door: Door;
  server: Server;
  /** Listens and resolves with the address as a browser writes it. */
  listen(): Promise<{ url: string; port: number }>;
  close(): Promise<void>;
}

function transportOf(row: PrinterRow): Transport {
  switch (row.transport) {
    case 'tcp': {
      const at = row.address.lastIndexOf(':');
      return { kind: 'tcp', host: row.address.slice(0, at), port: Number(row.address.slice(at + 1)) };
    }
    case 'file':
      return { kind: 'file', path: row.address };
    case 'cups':
      return { kind: 'cups', queue: row.address };
    case 'virtual':
      return { kind: 'virtual' };
    default:
      throw new Error(`Printer ${row.name} has an unknown transport ${row.transport}.`);
  }
}

function profileNameOf(row: PrinterRow) {
  if (!isProfileName(row.profile)) throw new Error(`Printer ${row.name} has an unknown profile ${row.profile}.`);
  return row.profile;
}

/** Why the machine's clock is in doubt at this start, or null. */
function clockDoubtOf(lastAt: number | null, now: number, isDayRunning: boolean): string | null {
  if (lastAt === null) return null;
  if (now < lastAt - doubtfulBehindMs) return 'behind the last entry of the journal';
  return isDayRunning && now > lastAt + doubtfulAheadMs ? 'more than 36 hours ahead of a running day' : null;
}

export async function makeApp(spec: AppSpec): Promise<App> {
  const { config, store, law, officeId, clock, log } = spec;
  const loaded = await loadOffice(store, officeId);
  const { settings } = loaded;
  const { zone } = settings;
  const printerRows = loaded.printers;

  async function loadFaces(): Promise<Pick<Office, 'people' | 'devices'>> {
    const [users, devices] = await Promise.all([store.people.listUsers(officeId), store.devices.listDevices(officeId)]);
    return {
      people: new Map(
        users.map(({ userId, name, position, memberships }): [string, Colleague] => [
          userId,
          { userId, name, short: shortName(name), position, roles: memberships.map(({ role }) => role) },
        ]),
      ),
      devices: new Map(
        devices
          .filter((device) => device.revokedAt === null)
          .map(({ deviceId, role, name, printerId }): [string, DeviceFace] => [
            deviceId,
            { deviceId, role, name, printerId },
          ]),
      ),
    };
  }

  async function facesNow(): Promise<Faces> {
    const printers = new Map(
      printerRows.map((row) => [
        row.printerId,
        { printerId: row.printerId, name: row.name, columns: profiles[profileNameOf(row)].columns },
      ]),
    );
    return { ...(await loadFaces()), printers };
  }

  const office = assemble(loaded, law.packs, await facesNow());
  const wall = byTheMinute((at) => wallOf(at, zone));
  const paperWorld = { wall, now: clock.now, publicUrl: config.publicUrl };
  const paper = makePaperDesk(paperWorld);
  const last = await store.read.journal.findFirst({
    where: { officeId },
    orderBy: { seq: 'desc' },
    select: { at: true },
  });
  let latest = spec.isClockGiven ? 0 : (last?.at.getTime() ?? 0);
  const clockDoubt = spec.isClockGiven
    ? null
    : clockDoubtOf(last?.at.getTime() ?? null, clock.now(), office.day !== null && office.day.phase !== 'closed');
  if (clockDoubt !== null) {
    log.warn({ clockDoubt }, 'the clock is in doubt: an administrator confirms it by opening the day');
    latest = 0;
  }
  // no entry is older than the one before it, also when a day is closed as of its own time
  let committedAt = last?.at.getTime() ?? 0;
  const packs = [...law.packs.values()].filter((pack) => loaded.services.some((row) => row.packId === pack.id));

  const scheduleAt = byTheMinute((at) => scheduleOf(at, settings));
  const clerk = makeClerk({
    loaded: { office, head: loaded.head },
    async reload() {
      const again = await loadOffice(store, officeId);
      return { office: assemble(again, law.packs, await facesNow()), head: again.head };
    },
    commit: store.commit,
    keptAnswer: store.keptAnswer,
    context(actor) {
      // entries never go back in time, whatever the machine's clock does within its small steps
      latest = Math.max(latest, clock.now());
      // a day that nobody closed is closed as of its own closing time, not of the morning after
      const { day } = clerk.office;
      const isMissed = actor === clockworkActor && day !== null && day.phase !== 'closed' && latest > day.closeBy;
      const now = isMissed ? Math.max(day.closeBy, committedAt) : latest;
      return { now, actor, id: ids.id, token: ids.token, seal: ids.seal, paper, schedule: scheduleAt(now) };
    },
    realNow: clock.realNow,
    sha256,
    onError: (error, doing) => log.error({ err: error, doing }, 'a ruling failed'),
  });

  clerk.onCommitted(({ entries }) => {
    for (const { at } of entries) committedAt = Math.max(committedAt, at);
  });

  const tray = makeTray({
    folder: config.paperDir,
    limit: paperKept,
    onError: (error) => log.error({ err: error }, 'virtual paper could not be kept'),
  });
  const spool = makeSpool({
    printers: printerRows.map((row) =>
      makePrinter(
        { printerId: row.printerId, profile: profileNameOf(row), transport: transportOf(row) },
        { tray, patience: usualPatience },
      ),
    ),
    settle: (printJobId, state) => house.settle(printJobId, state),
    realNow: clock.realNow,
    log,
    onHealth: () => house.printersChanged(),
    pace: usualPace,
  });

  const profileOfPrinter = new Map(printerRows.map((row) => [row.printerId, profiles[profileNameOf(row)]]));
  async function paperPage(limit: number): Promise<PaperPage> {
    const jobs = [...clerk.office.printJobs.values()].slice(-limit).reverse();
    return {
      jobs: await Promise.all(
        jobs.map(async (job) => {
          const bytes = await tray.bytesOf(job.printJobId);
          const profile = profileOfPrinter.get(job.printerId);
          return {
            printJobId: job.printJobId,
            printer: clerk.office.printers.get(job.printerId)?.name ?? '',
            kind: job.kind,
            number: clerk.office.visits.get(job.visitId ?? '')?.number ?? null,
            state: job.state,
            at: job.createdAt,
            lines: bytes === null || profile === undefined ? null : decode(bytes, profile),
          };
        }),
      ),
    };
  }

  const journalWorld = {
    read: store.read,
    officeId,
    boundsOf: (day: string) => ({ from: instantOf(day, '00:00', zone), until: instantOf(day, '24:00', zone) }),
    today: () => clerk.office.day?.day ?? dayOf(clock.now(), zone),
    nameOf: (actor: string) => clerk.office.people.get(actor)?.short ?? clerk.office.devices.get(actor)?.name ?? actor,
  };

  async function report(name: ReportName, query: unknown): Promise<Reply<unknown>> {
    if (name === 'journal')
      return { ok: true, data: await journalPage(journalWorld, reports.journal.query.parse(query)) };
    if (name === 'paper') return { ok: true, data: await paperPage(reports.paper.query.parse(query).limit) };
    return { ok: false, refusal: { key: 'notFound' } };
  }

  const house: House = makeHouse({
    clerk,
    epoch: randomBytes(6).toString('hex'),
    rate: () => clock.rate,
    setRate: clock.setRate,
    isDemo: spec.isClockGiven && loaded.settings.demo,
    now: clock.now,
    realNow: clock.realNow,
    nextOpening: byTheMinute((now) => nextOpening(now, settings)),
    menu: packs.flatMap((pack) =>
      menuOf(
        pack,
        (code) => loaded.services.find((row) => row.packId === pack.id && row.code === code)?.serviceId ?? null,
      ),
    ),
    help: packs.flatMap((pack) => pack.slides.filter((slide) => slide.places.includes('help'))),
    clockDoubt,
    checkClock: clock.check,
    link: paper.link,
    spool,
    report,
    loadFaces,
    onDayOpened: () => void tray.clear(),
    onDayClosed({ head }) {
      for (const file of config.anchorFiles)
        appendAnchor(file, { officeId, seq: head.seq, hash: head.hash, at: clock.now() });
      const closer = clerk.office;
      const printerId = ticketPrinter(closer, null);
      if (printerId === null) return;
      void clerk.ruleInner(
        'day:sheet',
        (becoming, context) => {
          const document = daySheet(becoming, '', head, paperWorld.wall);
          const job = printJob(context, printerId, 'day', null, document);
          return {
            ok: true,
            decision: {
              patches: [{ table: 'printJob', row: job }],
              entries: [
                {
                  at: context.now,
                  kind: 'day:sheet',
                  actor: 'clockwork',
                  visitId: null,
                  data: { printJobId: job.printJobId, seq: head.seq, hash: head.hash },
                },
              ],
              reply: null,
            },
          };
        },
        clockworkActor,
      );
    },
    isWritable: () => store.writing.open,
  });

  const door = makeDoor({
    house,
    keys: store,
    config: {
      publicUrl: config.publicUrl,
      isSecure: config.isSecure,
      trustedProxies: config.trustedProxies,
      demo: settings.demo,
      limitsFactor: config.limitsFactor,
    },
    log,
    now: clock.realNow,
  });
  const server: Server =
    config.tls === null
      ? createPlain()
      : createTls({ cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) });
  const vite = spec.vite === null ? null : await spec.vite(server);
  server.on(
    'request',
    makeHttp({ door, version: spec.version, webRoot: config.webDir, themeRoot: config.themeDir, vite }),
  );
  const sockets = makeSocket({ server, door });

  function purge(): void {
    const now = clock.realNow();
    store.purge({
      answersBefore: now - keptMs.answers,
      failedSignInsBefore: now - keptMs.failedSignIns,
      pairingsBefore: now - keptMs.pairings,
      sessionsBefore: now - keptMs.sessions,
      draftsBefore: now - keptMs.drafts,
    });
  }
  purge();
  const purging = setInterval(purge, hourMs);
  purging.unref();

  // what time has ruled meanwhile (a missed closing, today's opening) is ruled before anybody comes in
  await house.clockwork.tick();
  house.takeUpPrints();

  return {
    house,
    door,
    server,
    async listen() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, resolve);
      });
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : config.port;
      const name = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
      const host = name.includes(':') ? `[${name}]` : name;
      return { url: `${config.tls === null ? 'http' : 'https'}://${host}:${port}`, port };
    },
    async close() {
      clearInterval(purging);
      house.close();
      await sockets.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await spool.close();
      await clerk.idle();
      await tray.flushed();
      await store.close();
    },
  };
}
