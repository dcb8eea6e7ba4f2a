/**
 * The entrance: pages, presses and live views from outside, and what is told of the office's health to whoever watches
 * it. Wired here, by hand, and nothing is decided.
 */
import type { AppSpec } from './appspec.js';
import { freeBytes } from './devices/disk.js';
import { makeVault } from './devices/seal.js';
import { makeDoor } from './doors/door.js';
import type { Beginning, Pictures } from './doors/given.js';
import { makeHttp } from './doors/http.js';
import { socketsByKind } from './doors/metrics.js';
import type { Packs } from './doors/packs.js';
import { makeSocket } from './doors/socket.js';
import type { Metering } from './metering.js';
import type { Clerk } from './office/clerk.js';
import type { House } from './office/house.js';
import { makeServer } from './serving/listening.js';
import { makeScreensVersion } from './serving/screensversion.js';
import { makeProbe } from './store/probe.js';
import { makeBacking } from './upkeep/backing.js';
import { makeVitals } from './vitals.js';

/** Nobody is let in before the server listens; the backups begin with that too. */
export async function makeEntrance(given: {
  spec: AppSpec;
  house: House;
  clerk: Clerk;
  beginning: Beginning;
  packs: Packs;
  pictures: Pictures;
  metering: Metering;
  zone: string;
  isDemo: boolean;
}) {
  const { spec, house, clerk, beginning, packs, pictures, metering, zone } = given;
  const { config, store, clock, log } = spec;
  const door = metering.door(
    makeDoor({
      house,
      beginning,
      packs,
      pictures,
      keys: store,
      vault: makeVault(config.answerKeyFile),
      config: {
        publicUrl: config.publicUrl,
        isSecure: config.isSecure,
        trustedProxies: config.trustedProxies,
        demo: given.isDemo,
        limitsFactor: config.limitsFactor,
        version: makeScreensVersion(spec.vite === null ? config.webDir : null),
        sso: config.sso,
      },
      log,
      now: clock.realNow,
    }),
  );
  const backing = makeBacking({
    config,
    version: spec.version,
    zone,
    realNow: clock.realNow,
    log,
    // a clock that is given is a demo's or a test's
    isOn: !spec.isClockGiven,
  });
  const vitals = makeVitals({
    health: house.health,
    canWrite: makeProbe(store.writing),
    freeBytes: () => freeBytes(config.dataDir),
    leastFreeMb: config.leastFreeMb,
    newestBackupAt: backing.newestAt,
    hasBackupFailed: backing.hasFailed,
  });
  const server = makeServer(config.tls, log);
  const vite = spec.vite === null ? null : await spec.vite(server);
  server.on(
    'request',
    makeHttp({
      door,
      version: spec.version,
      webRoot: config.webDir,
      themeRoot: config.themeDir,
      vite,
      vitals,
      metrics: metering.text,
      metricsToken: config.metricsToken,
    }),
  );
  const sockets = makeSocket({ server, door });
  metering.watch({ clerk, vitals, sockets: () => socketsByKind(sockets.io.sockets.sockets.values()) });
  return { door, backing, server, sockets };
}
