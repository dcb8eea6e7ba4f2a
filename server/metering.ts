/** What is counted for `/metrics`, and where: at the door, at the commit, and in what the clerk tells. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { commands, printStates } from './contract/index.js';
import type { Door } from './doors/door.js';
import { makeRegistry, type Sample } from './doors/exposition.js';
import type { Vitals } from './doors/health.js';
import { waitedMs } from './domain/wait.js';
import type { Clerk, Committed } from './office/clerk.js';
import type { Batch, Head } from './store/commit.js';

/** Seconds. A wait is judged by a quarter of an hour (п. 34). */
const waitBounds = [60, 180, 300, 600, 900, 1200, 1800, 2700, 3600, 7200];
const commitBounds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5];
/** How often the event loop is looked at; a look that is on time has waited so long. */
const lookMs = 10;

export interface Metering {
  /** Times every commit. */
  commit(commit: (batch: Batch) => Head): (batch: Batch) => Head;
  /** Counts every press and what it was answered. */
  door(door: Door): Door;
  committed(committed: Committed): void;
  /** What is read when somebody asks, once all of it is there. */
  watch(given: { clerk: Clerk; vitals: () => Promise<Vitals>; sockets: () => Sample[] }): void;
  text(): Promise<string>;
  close(): void;
}

/** Nothing counted yet. */
export function makeMetering(): Metering {
  const registry = makeRegistry();
  const rulings = registry.counter('talon_rulings_total', 'Presses by command and what they were answered.');
  const refusals = registry.counter('talon_refusals_total', 'Presses that were refused, by the refusal’s key.');
  const tickets = registry.counter('talon_tickets_total', 'Tickets issued or entered from paper, by service.');
  const waits = registry.histogram(
    'talon_wait_seconds',
    'Waits from the start to the first begun reception, in the office’s time.',
    waitBounds,
  );
  const commits = registry.histogram(
    'talon_commit_seconds',
    'How long a commit took, the disk included.',
    commitBounds,
  );
  const delay = monitorEventLoopDelay({ resolution: lookMs });
  delay.enable();
  let look: () => Promise<void> = async () => undefined;

  return {
    commit: (commit) => (batch) => {
      const begunAt = performance.now();
      try {
        return commit(batch);
      } finally {
        commits.observe((performance.now() - begunAt) / 1000);
      }
    },
    door: (door) => ({
      ...door,
      async press(name, payload, knock) {
        const pressed = await door.press(name, payload, knock);
        const { reply } = pressed;
        // a stranger may send any name: what is no command is one word here
        const command = Object.hasOwn(commands, name) ? name : 'unknown';
        const outcome = reply.ok ? 'ok' : reply.refusal.key === 'internal' ? 'failed' : 'refused';
        rulings.add({ command, outcome });
        if (!reply.ok) refusals.add({ key: reply.refusal.key });
        return pressed;
      },
    }),
    committed({ entries, patches }) {
      for (const { kind, visitId, at } of entries) {
        const isTicket = kind === 'ticket:issued' || kind === 'ticket:entered';
        if (!isTicket && kind !== 'visit:begun') continue;
        const patch = patches.findLast((one) => one.table === 'visit' && one.row.visitId === visitId);
        if (patch?.table !== 'visit') continue;
        const { row } = patch;
        if (isTicket) tickets.add({ service: row.serviceId });
        else if (row.firstBegunAt === at) waits.observe(waitedMs(row, at) / 1000);
      }
    },
    watch({ clerk, vitals, sockets }) {
      let seen: Vitals | null = null;
      look = async () => {
        seen = await vitals();
      };
      const one = (value: number): Sample[] => [[{}, value]];
      const late = (ms: number) => one(Math.max(0, ms - lookMs) / 1000);
      /** A figure of the vitals; none before they were looked at, or where there is none. */
      function vital(name: string, help: string, read: (seen: Vitals) => number | boolean | null): void {
        registry.gauge(name, help, () => {
          const value = seen === null ? null : read(seen);
          return value === null ? [] : one(Number(value));
        });
      }
      vital('talon_ready', 'Whether presses can be taken.', ({ ok }) => ok);
      vital(
        'talon_database_writable',
        'Whether the database was written just now.',
        (is) => is.database === 'writable',
      );
      vital('talon_clock_sure', 'Whether the clock is beyond doubt.', (is) => is.clock === 'sure');
      vital('talon_disk_free_bytes', 'Space left on the disk of DATA_DIR, to the megabyte.', ({ diskFreeMb }) =>
        diskFreeMb === null ? null : diskFreeMb * 1_048_576,
      );
      vital('talon_backup_timestamp_seconds', 'When the newest backup was made, since the epoch.', ({ backupAt }) =>
        backupAt === null ? null : Date.parse(backupAt) / 1000,
      );
      vital('talon_unanchored_files', 'Files that the last anchor could not be written to.', (is) => is.unanchored);
      vital('talon_journal_entries', 'Entries of the journal.', ({ journal }) => journal);
      vital('talon_waiting_visits', 'Visitors who wait now.', ({ waiting }) => waiting);
      registry.gauge('talon_printer_up', 'Whether a printer can print, as far as it says.', () =>
        (seen?.printers ?? []).map(({ id, health }): Sample => {
          const canPrint = health === 'ready' || health === 'paperLow' || health === 'unknown';
          return [{ printer: id }, canPrint ? 1 : 0];
        }),
      );
      registry.gauge('talon_sockets', 'Open sockets by who holds them.', sockets);
      registry.gauge('talon_print_jobs', 'Print jobs of the day by state.', () => {
        const counts = new Map(printStates.map((state) => [state, 0]));
        for (const { state } of clerk.office.printJobs.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
        return [...counts].map(([state, count]): Sample => [{ state }, count]);
      });
      registry.gauge('process_resident_memory_bytes', 'Resident memory.', () => one(process.memoryUsage.rss()));
      registry.gauge('process_start_time_seconds', 'When the process started, since the epoch.', () =>
        one(performance.timeOrigin / 1000),
      );
      registry.reading('process_cpu_seconds_total', 'Processor time, user and system.', () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1e6;
      });
      registry.gauge('nodejs_eventloop_lag_p99_seconds', 'How late the event loop was since the last look, 99 %.', () =>
        late(delay.percentile(99) / 1e6),
      );
      registry.gauge('nodejs_eventloop_lag_max_seconds', 'How late the event loop was since the last look.', () => {
        const worst = delay.max / 1e6;
        // told last of the two: the next look begins here
        delay.reset();
        return late(worst);
      });
    },
    async text() {
      await look();
      return registry.text();
    },
    close: () => void delay.disable(),
  };
}
