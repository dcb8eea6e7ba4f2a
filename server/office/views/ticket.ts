/** What the holder of a ticket sees on a phone: the own number and place, nobody's name. */
import type { TicketView } from '../../contract/index.js';
import type { Office } from '../../domain/office.js';
import { ahead, boothsFor, expectedRange } from '../../domain/wait.js';
import { officeFace } from './facts.js';
import type { Moment } from './moment.js';

/** Null when the visit is no longer of this day. */
export function ticketView(office: Office, moment: Moment, visitId: string): Omit<TicketView, 'version'> | null {
  const visit = office.visits.get(visitId);
  if (visit === undefined) return null;
  const service = office.services.get(visit.serviceId);
  const isWaiting = visit.status === 'waiting';
  const place = isWaiting ? ahead(office, visit) : { before: 0, workMs: null };
  const booth = office.booths.get(visit.boothId ?? '');
  return {
    now: moment.now,
    rate: moment.rate,
    epoch: moment.epoch,
    office: officeFace(office),
    visitId,
    number: visit.number,
    title: service?.title ?? { ru: '', en: '' },
    status: visit.status,
    language: visit.language,
    startAt: visit.startAt,
    before: place.before,
    expected: expectedRange(place.workMs),
    booths: boothsFor(office, visit, 'counted').map((one) => one.number),
    booth: booth?.number ?? null,
    calledAt: booth === undefined ? null : visit.calledAt,
    times: visit.times,
    waitNorm: office.settings.waitNorm,
    bring: service?.bring ?? [],
  };
}
