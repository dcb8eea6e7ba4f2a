/** The office's printers wired together: rows to printers, the spool, the tray of virtual paper and its page. */
import type { PaperPage, PrinterHealth, PrintState, Role } from './contract/index.js';
import { decode } from './devices/printing/decoder.js';
import { makePrinter, type Transport } from './devices/printing/make.js';
import { isProfileName, profiles } from './devices/printing/profiles.js';
import { makeSpool, usualPace, type Spool, type SpoolLog } from './devices/printing/spool.js';
import { usualPatience } from './devices/printing/tcp.js';
import { makeTray, type Tray } from './devices/printing/tray.js';
import type { Office } from './domain/office.js';
import type { Printer } from './domain/printing.js';
import type { Printer as PrinterRow } from './store/columns.js';

/** Sheets of virtual paper kept at most. */
const paperKept = 500;

export interface Printing {
  spool: Spool;
  tray: Tray;
  /** The newest papers, drawn from the very bytes that were sent; names and numbers of payers only for who receives them. */
  paperPage(office: Office, limit: number, roles: readonly Role[]): Promise<PaperPage>;
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

function profileOf(row: PrinterRow) {
  if (!isProfileName(row.profile)) throw new Error(`Printer ${row.name} has an unknown profile ${row.profile}.`);
  return row.profile;
}

/** Printers as the office knows them: their name, and how wide their paper is. */
export function printerFaces(rows: readonly PrinterRow[]): Map<string, Printer> {
  return new Map(
    rows.map((row) => {
      const { printerId, name } = row;
      return [printerId, { printerId, name, columns: profiles[profileOf(row)].columns }];
    }),
  );
}

/** Throws a sentence when a printer's row names a profile or transport that is not known. */
export function makePrinting(spec: {
  rows: readonly PrinterRow[];
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
    onError: (error) => log.error({ err: error }, 'virtual paper could not be kept'),
  });
  const around = { tray, patience: usualPatience };
  const spool = makeSpool({
    printers: rows.map((row) =>
      makePrinter({ printerId: row.printerId, profile: profileOf(row), transport: transportOf(row) }, around),
    ),
    settle: spec.settle,
    realNow: spec.realNow,
    log,
    onHealth: spec.onHealth,
    pace: usualPace,
  });
  const profileById = new Map(rows.map((row) => [row.printerId, profiles[profileOf(row)]]));
  return {
    spool,
    tray,
    async paperPage(office, limit, roles) {
      const mayReadCases = roles.some((role) => role === 'operator' || role === 'manager' || role === 'auditor');
      const jobs = [...office.printJobs.values()].slice(-limit).reverse();
      const drawn = jobs.map(async ({ printJobId, printerId, visitId, kind, state, createdAt }) => {
        const isOfCase = kind === 'protocol' || kind === 'receipt';
        const bytes = isOfCase && !mayReadCases ? null : await tray.bytesOf(printJobId);
        const profile = profileById.get(printerId);
        return {
          printJobId,
          printer: office.printers.get(printerId)?.name ?? '',
          kind,
          number: office.visits.get(visitId ?? '')?.number ?? null,
          state,
          at: createdAt,
          lines: bytes === null || profile === undefined ? null : decode(bytes, profile),
        };
      });
      return { jobs: await Promise.all(drawn) };
    },
  };
}
