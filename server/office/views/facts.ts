/** What several screens need of one moment of the office, computed once per publication. */
import type { Category, DayFace, Expected, OfficeFace, ServiceFace, VisitRow } from '../../contract/index.js';
import type { Office } from '../../domain/office.js';
import type { Instant } from '../../domain/instant.js';
import type { Visit } from '../../domain/visit.js';
import { isInHours } from '../../domain/hours.js';
import { waitingFor } from '../../domain/lane.js';
import { spoken } from '../../domain/services.js';
import { blankVisit } from '../../domain/visit.js';
import { ahead, boothsFor, boothsOf, expectedRange, forecast } from '../../domain/wait.js';
import type { Moment } from './moment.js';

const minuteMs = 60_000;
/** A console shows at most this many who wait; the counts are of all. */
export const rowsShown = 60;

/** The picture that stands in the emblem's slot; null where there is none. */
export function logoOf({ settings, pictures }: Pick<Office, 'settings' | 'pictures'>): string | null {
  return settings.logo !== null && pictures.has(settings.logo) ? settings.logo : null;
}

/** The office as every screen names it. */
export function officeFace(office: Office): OfficeFace {
  const { name, region, emblem, address, phones, zone, demo, boothWord } = office.settings;
  return {
    name: spoken(name),
    region: spoken(region),
    emblem,
    logo: logoOf(office),
    address: spoken(address),
    phone: phones.join(', '),
    zone,
    demo,
    boothWord,
  };
}

/** The day as it stands, or when the next one opens. */
export function dayFace(office: Office, moment: Moment): DayFace {
  const { day } = office;
  const isOver = day === null || day.phase === 'closed';
  const times = isOver ? moment.nextOpening : day;
  return {
    day: isOver ? null : day.day,
    phase: day?.phase ?? 'closed',
    opensAt: isOver ? (moment.nextOpening?.opensAt ?? null) : null,
    lastTicketAt: times?.lastTicketAt ?? null,
    doorsCloseAt: times?.doorsCloseAt ?? null,
  };
}

/** The categories out of turn as screens show them; their bound is the rules' own. */
export function categoryFaces(office: Office): Category[] {
  return [...office.categories.values()]
    .filter(({ isOn }) => isOn)
    .map(({ category, title, document, ref, ownMattersOnly }) => ({
      category,
      title: spoken(title),
      document: spoken(document),
      ref,
      ownMattersOnly,
    }));
}

/** One who would come now, for what a service's queue would tell. */
function newcomer(serviceId: string, now: Instant): Visit {
  return {
    ...blankVisit(now),
    number: '\uffff',
    serviceId,
  };
}

/** What one who comes now would wait for a service; null when no open booth takes it. */
export function expectedNow(office: Office, serviceId: string, now: Instant): Expected {
  return expectedRange(ahead(office, newcomer(serviceId, now)).workMs);
}

/** Every service with its queue as it stands. */
export function serviceFaces(office: Office, moment: Moment): ServiceFace[] {
  const { day, time } = moment.wall();
  const offered = [...office.services.values()].filter(({ own }) => own.isOffered);
  return offered.map((service) => {
    const booths = boothsOf(office, service.serviceId, 'counted');
    const isFull = service.dayLimit !== null && (office.index.issued.get(service.serviceId) ?? 0) >= service.dayLimit;
    const state =
      !service.isOpen || !isInHours(service, day, time)
        ? 'closed'
        : isFull
          ? 'limit'
          : booths.length === 0
            ? 'stranded'
            : 'open';
    return {
      serviceId: service.serviceId,
      title: service.title,
      short: service.short,
      letter: office.queues.get(service.queueId)?.letter ?? '',
      state,
      reason: service.closedReason,
      until: service.closedUntil,
      waiting: waitingFor(office, service.serviceId),
      expected: expectedNow(office, service.serviceId, moment.now),
      booths: booths.map((booth) => booth.number),
      norm: service.norm,
    };
  });
}

/** A visit as staff see it; `mine` is filled in per booth. */
export function visitRow(office: Office, visit: Visit, now: Instant): VisitRow {
  const service = office.services.get(visit.serviceId);
  const category = office.categories.get(visit.category ?? '');
  const isWaiting = visit.status === 'waiting';
  const forecastMs = isWaiting ? forecast(office, visit, now) : null;
  const nobody = { ru: '', en: '' };
  const booths = isWaiting ? boothsFor(office, visit, 'counted') : [];
  return {
    visitId: visit.visitId,
    number: visit.number,
    serviceId: visit.serviceId,
    title: service?.title ?? nobody,
    short: service?.short ?? nobody,
    status: visit.status,
    issuedAt: visit.issuedAt,
    startAt: visit.startAt,
    mine: false,
    booths: booths.map((booth) => booth.number),
    // no open booth may take it
    stranded: isWaiting && booths.length === 0,
    willPass: forecastMs !== null && forecastMs > office.settings.waitNorm.minutes * minuteMs,
    // to the half minute: finer changes are not worth a publication
    forecastMs: forecastMs === null ? null : Math.round(forecastMs / 30_000) * 30_000,
    category:
      category === undefined
        ? null
        : { category: category.category, title: spoken(category.title), confirmed: visit.categoryConfirmed },
    addressedTo:
      office.booths.get(visit.addressedBoothId ?? '')?.number ??
      office.people.get(visit.addressedUserId ?? '')?.short ??
      null,
    paperNumber: visit.paperNumber,
    answers: {
      medium: visit.answers.medium ?? null,
      organisations: visit.answers.organisations ?? null,
      persons: visit.answers.persons ?? null,
      regNo: visit.answers.regNo ?? null,
      protocol: visit.answers.protocol ?? null,
    },
  };
}

/** Those who wait longest, at most `limit`; lanes are sorted, so only their heads are looked at. */
export function longestWaiting(office: Office, limit: number): Visit[] {
  const heads: Visit[] = [];
  for (const lane of office.index.lanes.values()) heads.push(...lane.slice(0, limit));
  return heads.sort((a, b) => a.startAt - b.startAt || (a.number < b.number ? -1 : 1)).slice(0, limit);
}
