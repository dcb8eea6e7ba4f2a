/** The office's printers wired together: rows to printers, the spool, the tray of virtual paper and its page. */
import type { PaperPage, PrinterHealth, PrintState } from './contract/index.js';
import { decode, type PaperLine } from './devices/printing/decoder.js';
import { drawPaper } from './devices/printing/draw.js';
import { makePrinter } from './devices/printing/make.js';
import { profiles, type ProfileName } from './devices/printing/profiles.js';
import { makeSpool, usualPace, type Spool as Lanes, type SpoolLog } from './devices/printing/spool.js';
import { usualPatience } from './devices/printing/tcp.js';
import { makeTray, type Tray } from './devices/printing/tray.js';
import type { Actor } from './domain/decide.js';
import type { Office } from './domain/office.js';
import { mayReadPaper, namesPayers } from './domain/papers.js';
import { isDevicePath, transportOf, type Printer, type PrintJob } from './domain/printing.js';
import type { PaperDrawer } from './office/opening.js';
import type { Spool } from './office/prints.js';

/** Sheets of virtual paper kept at most. */
const paperKept = 500;
/** And so long at most, in real time: a day. An office that opens on Monday does not keep Friday's paper. */
export const paperKeptMs = 24 * 3_600_000;
const purgeEveryMs = 3_600_000;

/** Draws a paper by the family of its printer, or by a wide one: the printer may have been another when it printed it. */
function draw(bytes: Uint8Array, family: ProfileName): PaperLine[] {
  try {
    return decode(bytes, profiles[family]);
  } catch {
    return decode(bytes, profiles['yhd-8390']);
  }
}

export interface Printing {
  /** The lanes of the printers, put and dropped by their rows. */
  spool: Spool & Pick<Lanes, 'idle' | 'close'>;
  tray: Tray;
  /** Papers as screens draw them, without a printer. */
  drawer(office: () => Office): PaperDrawer;
  /** The newest papers, drawn from the very bytes that were sent; what names a payer is hidden until it is opened. */
  paperPage(office: Office, limit: number, actor: Pick<Actor, 'actorId' | 'roles'>): Promise<PaperPage>;
}

/** Printers of these rows, and what is printed on them. */
export function makePrinting(spec: {
  rows: readonly Omit<Printer, 'columns'>[];
  folder: string;
  realNow: () => number;
  log: SpoolLog;
  settle: (printJobId: string, state: PrintState) => Promise<void>;
  onHealth: (printerId: string, health: PrinterHealth) => void;
}): Printing {
  const { rows, log } = spec;
  const tray = makeTray({
    folder: spec.folder,
    limit: paperKept,
    now: spec.realNow,
    onError: (error) => log.error({ err: error }, 'virtual paper could not be kept'),
  });
  const around = { tray, patience: usualPatience, isDevice: isDevicePath };
  const made = ({ printerId, profile, ...row }: Omit<Printer, 'columns'>) =>
    makePrinter({ printerId, profile, transport: transportOf(row) }, around);
  const lanes = makeSpool({
    printers: rows.map(made),
    settle: spec.settle,
    realNow: spec.realNow,
    log,
    onHealth: spec.onHealth,
    pace: usualPace,
  });
  const purge = () => void tray.dropBefore(spec.realNow() - paperKeptMs);
  purge();
  const purging = setInterval(purge, purgeEveryMs);
  purging.unref();
  const printerOf = (office: Office, id: string) => office.printers.get(id) ?? office.retired.printer.get(id);
  /** Null when its bytes are no longer kept. */
  async function linesOf(office: Office, { printJobId, printerId }: Pick<PrintJob, 'printJobId' | 'printerId'>) {
    const bytes = await tray.bytesOf(printJobId);
    return bytes === null ? null : draw(bytes, printerOf(office, printerId)?.profile ?? 'virtual');
  }

  return {
    drawer: (office) => ({
      draw: (document) => drawPaper(document, profiles.epson),
      async printed(printJobId) {
        const job = office().printJobs.get(printJobId);
        return job === undefined ? null : linesOf(office(), job);
      },
    }),
    spool: {
      ...lanes,
      put: (printer) => lanes.put(made(printer)),
      async close() {
        clearInterval(purging);
        await lanes.close();
      },
    },
    tray,
    async paperPage(office, limit, actor) {
      const jobs = [...office.printJobs.values()].slice(-limit).reverse();
      const drawn = jobs.map(async (job) => {
        const { printJobId, printerId, visitId, kind, state, createdAt } = job;
        const lines = mayReadPaper(office, job, actor) ? await linesOf(office, job) : null;
        const isMasked = namesPayers(job) && lines !== null;
        return {
          printJobId,
          printer: printerOf(office, printerId)?.name ?? '',
          kind,
          number: office.visits.get(visitId ?? '')?.number ?? null,
          state,
          at: createdAt,
          isMasked,
          lines: isMasked ? null : lines,
        };
      });
      return { jobs: await Promise.all(drawn) };
    },
  };
}
