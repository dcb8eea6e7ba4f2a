/** A clerk on real books, without doors: its clock, its secrets and its commit are the test's to touch. */
import { isOfTheBooks } from '../../server/store/open.js';
import { join } from 'node:path';
import { demoOffice, type DemoSpec } from '../../prisma/demo.js';
import { commands, type ClerkCommand, type Payload, type Reply } from '../../server/contract/index.js';
import { ids, sha256 } from '../../server/devices/ids.js';
import { dayOf, scheduleOf, wallOf } from '../../server/devices/zone.js';
import type { Actor } from '../../server/domain/decide.js';
import type { Office } from '../../server/domain/office.js';
import { firstPackId } from '../../server/beginning/first.js';
import { assemble } from '../../server/office/assemble.js';
import { makeClerk, type Clerk } from '../../server/office/clerk.js';
import { makePaperDesk } from '../../server/office/paper.js';
import { loadLaw } from '../../server/regulations/index.js';
import type { Batch, Head } from '../../server/store/commit.js';
import { loadOffice } from '../../server/store/load.js';
import { makeOffice } from '../../server/store/make.js';
import type { Store } from '../../server/store/open.js';
import { migrations, openBooks, temporaryFolder } from './database.js';
import { filingMorning } from './office.js';

export interface Desk {
  clerk: Clerk;
  store: Store;
  /** What the clerk does when the test does not touch it. */
  commit: (batch: Batch) => Head;
  /** The office as the books alone say. */
  fromBooks(): Promise<Office>;
  press<N extends ClerkCommand>(command: N, payload: Payload<N>, actor: Actor): Promise<Reply<unknown>>;
  errors: unknown[];
}

/** What a test may put between the clerk and its world. */
export interface Touch {
  commit?: (batch: Batch, real: (batch: Batch) => Head) => Head;
  token?: (actor: Actor) => string;
  reload?: () => void;
}

const officeId = 'office-1';
const law = loadLaw(sha256);

/** The folder of new books with the demo office, whose day is open. */
export function newBooks(change: (spec: DemoSpec) => DemoSpec): string {
  const file = join(temporaryFolder(), 'talon.db');
  const store = openBooks(file, migrations);
  const pack = law.packs.get(firstPackId);
  if (pack === undefined) throw new Error('no pack');
  const entry = { at: filingMorning, kind: 'office:made', actor: 'test', visitId: null, data: { officeId } };
  const spec = change(demoOffice(officeId, pack, filingMorning));
  makeOffice(store, { ...spec, createdAt: filingMorning, entries: [entry], writes: [] });
  return file;
}

/** A clerk on these books, as after a start; the day is opened when it is not. */
export async function openClerk(file: string, touch: Touch): Promise<Desk> {
  const store = openBooks(file, migrations);
  const paper = makePaperDesk({ wall: (at) => wallOf(at, 'Europe/Moscow'), now: () => filingMorning, publicUrl: null });
  const dayAt = (at: number) => dayOf(at, 'Europe/Moscow');
  const errors: unknown[] = [];
  const faces = () => ({
    people: new Map(),
    devices: new Map(),
    printers: new Map([['printer-kiosk', { printerId: 'printer-kiosk', name: 'Киоск', columns: 48 }]]),
  });
  const load = async () => {
    const loaded = await loadOffice(store, officeId);
    return { office: assemble(loaded, law, faces()), head: loaded.head };
  };
  let now = filingMorning;
  const loaded = await load();
  const clerk = makeClerk({
    isOfTheBooks,
    loaded,
    reload: () => {
      touch.reload?.();
      return load();
    },
    commit: (batch) => (touch.commit === undefined ? store.commit(batch) : touch.commit(batch, store.commit)),
    keptAnswer: store.keptAnswer,
    cases: store.casesOf(officeId),
    context(actor) {
      now += 1;
      const { settings } = clerk.office;
      const token = () => touch.token?.(actor) ?? ids.token();
      return {
        now,
        actor,
        id: ids.id,
        token,
        seal: ids.seal,
        paper,
        dayOf: dayAt,
        schedule: scheduleOf(now, settings),
      };
    },
    realNow: () => Date.now(),
    sealOf: sha256,
    onError: (error) => errors.push(error),
  });
  const press: Desk['press'] = (command, payload, actor) => {
    const parsed = commands[command].payload.parse(payload);
    return clerk.press(command, parsed, actor);
  };
  const manager: Actor = { actorId: 'boss', kind: 'user', roles: ['manager'], visitId: null };
  if (clerk.office.day === null) await press('day:open', { requestId: 'open' }, manager);
  return { clerk, store, commit: store.commit, fromBooks: async () => (await load()).office, press, errors };
}

/** What must be the same in memory and in the books. */
export function rowsOf(office: Office) {
  const byId = <Row>(rows: Map<string, Row>) => Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
  const { index } = office;
  return {
    day: office.day,
    visits: byId(office.visits),
    receptions: byId(office.receptions),
    shifts: byId(office.shifts),
    booths: byId(office.booths),
    printJobs: byId(office.printJobs),
    staffCalls: byId(office.staffCalls),
    alerts: byId(office.alerts),
    asks: byId(office.asks),
    // an empty line and none are the same
    lanes: byId(new Map([...index.lanes].filter(([, lane]) => lane.length > 0))),
    held: byId(index.held),
    lastNumber: byId(index.lastNumber),
    issued: byId(index.issued),
    waiting: index.waiting,
  };
}
