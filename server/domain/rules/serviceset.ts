/** What an office says itself of a service of its pack. */
import type { ServiceValue } from '../../contract/index.js';
import { only } from '../change.js';
import { change, liveDay, type Judged } from '../edit.js';
import { refuse, type Context, type Refused, type Rule } from '../decide.js';
import { isInOrder } from '../hours.js';
import { lackingOf, lawDay } from '../law.js';
import type { Office } from '../office.js';
import { withOwn } from '../services.js';
import { serviceValue, thingOf } from '../things.js';

/** Living tickets of a service: waiting, called, received, parked, missed or booked. */
function livingOf({ visits }: Office, serviceId: string): number {
  let count = 0;
  for (const visit of visits.values()) if (visit.serviceId === serviceId && visit.endedAt === null) count += 1;
  return count;
}

/**
 * A service as it was sent. Another queue waits while a ticket of today has a number of the old one; to whom it is given
 * and when waits for the next day while one runs: visitors of this day were told otherwise. To stop it at once it is
 * closed in the hall.
 */
export function judgeService(
  office: Office,
  sent: { serviceId: string; value: ServiceValue },
  context: Context,
): Judged | Refused {
  const { serviceId, value } = sent;
  const service = office.services.get(serviceId);
  if (service === undefined) return refuse('notFound', { field: 'serviceId' });
  if (!office.queues.has(value.queueId)) return refuse('notFound', { field: 'queueId' });
  if (value.hours?.every((one) => isInOrder(one, '24:00')) === false) return refuse('badAnswer', { field: 'hours' });
  const count = service.own.isOffered && !value.isOffered ? livingOf(office, serviceId) : 0;
  if (count > 0) return refuse('inUse', { count });
  if (!service.own.isOffered && value.isOffered) {
    const lacking = lackingOf(office, service, lawDay(office, context.dayOf(context.now)));
    if (lacking !== null) {
      const { version, fromDay } = lacking;
      return refuse('packUnfit', { service: service.title.ru, version, ...(fromDay === null ? {} : { day: fromDay }) });
    }
  }
  const isNumbered = liveDay(office, context) !== null && (office.index.issued.get(serviceId) ?? 0) > 0;
  const isGivenNow = service.own.isOffered && office.day !== null && office.day.phase !== 'closed';
  return {
    thing: thingOf('service', serviceId),
    kind: 'service:set',
    about: { serviceId },
    before: serviceValue(service),
    after: value,
    later: [...(isNumbered ? ['queueId'] : []), ...(isGivenNow ? ['hours', 'byBooking'] : [])],
    write: (fields) => {
      const { queueId, dayLimit, ...own } = { ...serviceValue(service), ...only(value, fields) };
      return [{ table: 'service', row: withOwn({ ...service, queueId, dayLimit }, own) }];
    },
    plan: (fields, waits) => ({ what: 'service', serviceId, fields, value: { ...value, ...waits } }),
  };
}

/**
 * Queue, hours, limit and words of a service. Refuses: notFound, editedMeanwhile, badAnswer (field), inUse (count),
 * packUnfit (service, version, day: no day where the law in force already lacks it).
 */
export const setService: Rule<'service:set'> = (office, press, context) =>
  change(
    office,
    { thing: thingOf('service', press.serviceId), seen: press.seen },
    () => judgeService(office, press, context),
    context,
  );

/** Tickets of one day; fewer than were issued already is a full day at once. Refuses: notFound, editedMeanwhile. */
export const setLimit: Rule<'service:limit'> = (office, press, context) => {
  const { serviceId, seen, dayLimit } = press;
  const service = office.services.get(serviceId);
  if (service === undefined) return refuse('notFound', { field: 'serviceId' });
  const value = { ...serviceValue(service), dayLimit };
  return change(
    office,
    { thing: thingOf('service', serviceId), seen },
    () => judgeService(office, { serviceId, value }, context),
    context,
  );
};
