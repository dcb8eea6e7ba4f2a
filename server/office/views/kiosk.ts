/** What a touchscreen sees. */
import type { KioskView } from '../../contract/index.js';
import type { Office } from '../../domain/office.js';
import { ticketPrinter } from '../../domain/rules/ticket.js';
import { categoryFaces, dayFace, officeFace, serviceFaces } from './facts.js';
import type { Moment } from './moment.js';

/** An answered «Позвать сотрудника» stays on the screen this long, in office time. */
const answeredMs = 60_000;
const printsShown = 5;

/** The menu, the prints and the calls of one kiosk. */
export function kioskView(office: Office, moment: Moment, deviceId: string): Omit<KioskView, 'version'> {
  const device = office.devices.get(deviceId);
  const calls = [...office.staffCalls.values()].filter(
    (call) => call.deviceId === deviceId && (call.answeredAt === null || call.answeredAt + answeredMs > moment.now),
  );
  const call = calls.at(-1);
  moment.shared.services ??= serviceFaces(office, moment);
  const printerId = ticketPrinter(office, deviceId);
  const { settings } = office;
  return {
    now: moment.now,
    rate: moment.rate,
    epoch: moment.epoch,
    deviceId,
    deviceName: device?.name ?? '',
    office: officeFace(office),
    day: dayFace(office, moment),
    languages: settings.languages,
    waiting: office.index.waiting,
    menu: moment.menu('kiosk'),
    services: moment.shared.services,
    categories: categoryFaces(office),
    help: moment.help,
    waitNorm: settings.waitNorm,
    printer: printerId === null ? null : moment.printerHealth(printerId),
    prints: lastPrints(office, printerId),
    staffCall:
      call === undefined
        ? null
        : { staffCallId: call.staffCallId, calledAt: call.calledAt, answeredAt: call.answeredAt },
    idleSeconds: settings.idleSeconds,
    warnSeconds: settings.warnSeconds,
  };
}

/** The newest jobs of one printer; they are kept in the order of their making. */
function lastPrints(office: Office, printerId: string | null): KioskView['prints'] {
  if (printerId === null) return [];
  const jobs = office.index.lastJobs.get(printerId) ?? [];
  return jobs.slice(-printsShown).flatMap((printJobId) => {
    const job = office.printJobs.get(printJobId);
    return job === undefined ? [] : [{ printJobId, state: job.state }];
  });
}
