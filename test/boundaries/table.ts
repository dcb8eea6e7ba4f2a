/**
 * Who may import whom: the table of the rooms, as data. Whoever wants another line in it changes the architecture,
 * and says so in the README.
 */

export interface Room {
  name: string;
  /** Files of the room, by the beginning of their path. The first room that fits is the one. */
  paths: string[];
  /** Rooms that it may import. Its own files always. */
  rooms: string[];
  /** Rooms of which it may import types only. */
  typesOf: string[];
  /** npm packages, each with everything below it; `node:` is Node itself. */
  packages: string[];
}

const everyServerRoom = [
  'contract',
  'domain',
  'regulations',
  'store',
  'devices',
  'reports',
  'office',
  'doors',
  'history',
  'config',
  'beginning',
  'uploads',
  'serving',
  'upkeep',
  'app',
];
const screens = ['vue', 'pinia', 'vue-router', 'vue-i18n', 'reka-ui', 'uqr', '@fontsource', '@fontsource-variable'];
const client = (name: string): Room => ({
  name,
  paths: [`${name}/`],
  rooms: ['live', 'vocabulary'],
  typesOf: ['contract'],
  packages: screens,
});

export const rooms: Room[] = [
  {
    name: 'live',
    paths: ['server/contract/live.ts', 'server/contract/current.ts'],
    rooms: ['vocabulary'],
    typesOf: ['contract'],
    packages: ['socket.io-client'],
  },
  {
    name: 'vocabulary',
    paths: ['server/contract/vocabulary.ts', 'server/contract/vocabulary/'],
    rooms: [],
    typesOf: [],
    packages: [],
  },
  { name: 'contract', paths: ['server/contract/'], rooms: ['vocabulary'], typesOf: [], packages: ['zod'] },
  { name: 'domain', paths: ['server/domain/'], rooms: ['contract'], typesOf: [], packages: [] },
  {
    name: 'regulations',
    paths: ['server/regulations/'],
    rooms: ['contract', 'domain'],
    typesOf: [],
    packages: ['zod'],
  },
  {
    name: 'store',
    paths: ['server/store/'],
    rooms: ['domain', 'contract'],
    typesOf: [],
    packages: [
      'node:',
      '@prisma/client',
      '@prisma/adapter-better-sqlite3',
      '@prisma/driver-adapter-utils',
      'better-sqlite3',
    ],
  },
  {
    name: 'devices',
    paths: ['server/devices/'],
    rooms: ['domain', 'contract'],
    typesOf: [],
    packages: [
      'node:',
      '@point-of-sale/receipt-printer-encoder',
      'image-size',
      'luxon',
      'pino',
      'uqr',
      'saxes',
      'yauzl',
    ],
  },
  {
    name: 'reports',
    paths: ['server/reports/'],
    rooms: ['domain', 'contract'],
    typesOf: ['store'],
    packages: ['node:', 'yazl'],
  },
  {
    name: 'office',
    paths: ['server/office/'],
    rooms: ['domain', 'contract', 'regulations'],
    typesOf: ['store', 'devices'],
    packages: [],
  },
  {
    name: 'doors',
    paths: ['server/doors/'],
    rooms: ['office', 'reports', 'contract'],
    typesOf: [],
    packages: [
      'node:',
      'express',
      'socket.io',
      'helmet',
      'compression',
      '@node-rs/argon2',
      'rate-limiter-flexible',
      'openid-client',
      'otpauth',
      'zod',
    ],
  },
  // the demo's day is played through the real doors: it is a client too
  {
    name: 'demo',
    paths: ['server/demo/'],
    rooms: ['contract', 'prisma'],
    typesOf: ['domain'],
    packages: ['node:', 'socket.io-client'],
  },
  // years are played on the rules themselves and written past the clerk, into a book that nobody else has open
  {
    name: 'history',
    paths: ['server/history/'],
    rooms: ['domain', 'contract', 'regulations', 'office', 'store', 'devices', 'demo', 'prisma'],
    typesOf: [],
    packages: ['node:'],
  },
  {
    name: 'tools',
    paths: ['server/tools/'],
    rooms: [...everyServerRoom, 'demo'],
    typesOf: [],
    packages: ['node:', 'playwright-core', 'socket.io-client'],
  },
  { name: 'config', paths: ['server/config.ts'], rooms: [], typesOf: ['doors'], packages: ['node:', 'zod'] },
  // the first office of an empty folder, and an office of one's own in the place of the demo
  {
    name: 'beginning',
    paths: ['server/beginning/'],
    rooms: ['config', 'contract', 'domain', 'regulations', 'store', 'devices', 'office', 'doors', 'prisma'],
    typesOf: [],
    packages: ['node:'],
  },
  // what is handed in: read by threads of their own, then one press of whoever handed it in
  {
    name: 'uploads',
    paths: ['server/uploads/'],
    rooms: ['contract', 'domain', 'regulations', 'devices', 'store', 'office'],
    typesOf: ['doors'],
    packages: ['node:'],
  },
  // the port: plain or with a certificate, the version of the screens, Vite in development
  {
    name: 'serving',
    paths: ['server/serving/'],
    rooms: ['config'],
    typesOf: ['doors'],
    packages: ['node:', 'vite'],
  },
  // what looks after the books: backups, anchors, the folding of the log, the prover
  {
    name: 'upkeep',
    paths: ['server/upkeep/'],
    rooms: ['config', 'devices', 'doors', 'store'],
    typesOf: [],
    packages: ['node:'],
  },
  // app.ts, main.ts: the composition root sees every room; Vite only in development
  {
    name: 'app',
    paths: ['server/'],
    // the demo office is data beside the schema; the first start makes it
    rooms: [...everyServerRoom, 'prisma'],
    typesOf: [],
    packages: ['node:', 'zod', 'vite', 'express'],
  },
  {
    name: 'prisma',
    paths: ['prisma/'],
    rooms: ['store', 'domain', 'contract', 'regulations'],
    typesOf: [],
    packages: ['node:', 'prisma', '@prisma', 'better-sqlite3'],
  },
  client('kiosk'),
  client('display'),
  // charts are the managers' alone, fetched when the first one is shown
  { ...client('operator'), packages: [...screens, 'echarts', 'vue-echarts'] },
];

/** Rules that know no clock and no chance: `now` and ids are arguments. */
export const pureRooms = ['domain'];
export const impure = ['Date.now', 'new Date', 'Math.random', 'randomUUID', 'performance.now', 'getRandomValues'];

/**
 * Where a cast may stand, and how many: the generic functions that bind the contract to the transport.
 * Everywhere else a value is parsed at the door or known by its type.
 */
export const casts: Record<string, number> = {
  'server/contract/live.ts': 6,
  'server/doors/door.ts': 1,
  // the door has paired name and shape; the table of rules is asked by a name known only at run time
  'server/domain/rules/table.ts': 1,
};
