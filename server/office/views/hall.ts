/** The hall at once: for the attendant's tablet. */
import type { HallView } from '../../contract/index.js';
import { cancelReasons } from '../../contract/index.js';
import type { Office } from '../../domain/office.js';
import type { Visit } from '../../domain/visit.js';
import { boothFaces, personFace } from './desk.js';
import { alertFaces, askFaces, boothsNow, operatorsNow, todayNow } from './hallnow.js';
import { categoryFaces, dayFace, longestWaiting, officeFace, serviceFaces, visitRow } from './facts.js';
import type { Moment } from './moment.js';
import { termsFace } from './work.js';

const queueShown = 200;
const recentShown = 30;
const doubtfulStates: readonly string[] = ['unknown', 'failed', 'void'];
const doubtfulShown = 20;

/** The job that last printed a visit's ticket. */
function printOf(
  office: Office,
  visit: Visit,
): { printJobId: string; state: HallView['doubtful'][number]['state'] } | null {
  const jobId = office.index.jobOfVisit.get(visit.visitId);
  const job = office.printJobs.get(jobId ?? '');
  return job === undefined ? null : { printJobId: job.printJobId, state: job.state };
}

/** The whole hall, for the attendant and the manager. */
export function hallView(office: Office, moment: Moment, userId: string): Omit<HallView, 'version'> {
  const { now, shared } = moment;
  shared.services ??= serviceFaces(office, moment);
  shared.booths ??= boothFaces(office, moment);
  shared.hallRows ??= longestWaiting(office, queueShown).map((visit) => visitRow(office, visit, now));
  const rows = shared.hallRows;
  const recent = [...office.visits.values()].slice(-recentShown).reverse();
  const jobs = [...office.printJobs.values()];
  return {
    now,
    rate: moment.rate,
    epoch: moment.epoch,
    office: officeFace(office),
    day: dayFace(office, moment),
    me: personFace(office, userId),
    services: shared.services,
    menu: moment.menu('hall'),
    categories: categoryFaces(office),
    booths: boothsNow(office, shared.booths),
    profiles: [...office.profiles.values()].map(({ profileId, title, services }) => ({
      profileId,
      title,
      services: services.map(({ serviceId }) => serviceId),
    })),
    operators: operatorsNow(office, moment),
    today: todayNow(office, now),
    alerts: alertFaces(office),
    cures: moment.cures(),
    asks: askFaces(office, () => true),
    alertSound: office.settings.alerts.sound,
    // the stranded first: somebody must open a booth or send them elsewhere
    queue: [...rows.filter((row) => row.stranded), ...rows.filter((row) => !row.stranded)],
    waiting: office.index.waiting,
    recent: recent.map((visit) => ({
      ...visitRow(office, visit, now),
      print: printOf(office, visit),
      undoUntil: visit.undo?.verb === 'cancel' && visit.undo.until > now ? visit.undo.until : null,
    })),
    missed: [...office.index.missed].flatMap((visitId) => {
      const visit = office.visits.get(visitId);
      return visit === undefined ? [] : [visitRow(office, visit, now)];
    }),
    staffCalls: [...office.staffCalls.values()].slice(-10).map((call) => ({
      staffCallId: call.staffCallId,
      device: office.devices.get(call.deviceId)?.name ?? '',
      calledAt: call.calledAt,
      answeredAt: call.answeredAt,
      by: call.answeredBy === null ? null : (office.people.get(call.answeredBy)?.short ?? null),
    })),
    devices: [...office.devices.values()].map(({ deviceId, role, name }) => ({
      deviceId,
      role,
      name,
      online: moment.isOnline(deviceId),
      lostAt: moment.lostAt(deviceId),
    })),
    printers: [...office.printers.values()].map(({ printerId, name }) => ({
      printerId,
      name,
      health: moment.printerHealth(printerId),
      waiting: jobs.filter((job) => job.printerId === printerId && job.state === 'queued').length,
    })),
    doubtful: jobs
      .filter((job) => doubtfulStates.includes(job.state) && (job.state !== 'void' || job.kind === 'ticket'))
      .slice(-doubtfulShown)
      .map((job) => ({
        printJobId: job.printJobId,
        number: office.visits.get(job.visitId ?? '')?.number ?? null,
        printer: office.printers.get(job.printerId)?.name ?? '',
        state: job.state,
        at: job.changedAt,
      })),
    terms: termsFace(office, moment, null),
    waitNorm: office.settings.waitNorm,
    cancelReasons: [...cancelReasons],
    warnShare: office.settings.warnShare,
  };
}
