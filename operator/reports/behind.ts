/** Ways from a number to the tickets behind it. Pure. */
import { ticketStates, type TicketState } from '@contract/vocabulary';
import type { LocationQuery } from 'vue-router';
import { filterOf, filterQuery, writeAsk, type Ask, type FilterQuery, type GroupName } from './ask';
import type { Stretch } from './calendar';

/** What is behind one number, beside the days and filters of its report. */
export interface Behind {
  show: TicketState;
  order: 'start' | 'wait';
  /** Of a cell of the heatmap. */
  weekday: number | null;
  hour: number | null;
  /** Of a bar: whole minutes waited, 30 is 30 or more. */
  minute: number | null;
}

export const allTickets: Behind = { show: 'all', order: 'start', weekday: null, hour: null, minute: null };

/** The same ask for one row of a table, or for one stretch of the trend. */
export function narrowed(ask: Ask, group: { name: GroupName; key: string } | null, days: Stretch | null): Ask {
  return {
    ...ask,
    ...(days === null ? {} : { preset: null, days }),
    filters: group === null ? ask.filters : { ...ask.filters, [filterOf[group.name]]: [group.key] },
  };
}

/** The address of the list behind a number. */
export function behindAddress(ask: Ask, behind: Behind): Record<string, string> {
  const { show, order, weekday, hour, minute } = behind;
  const query = writeAsk(ask);
  if (show !== 'all') query.show = show;
  if (order !== 'start') query.order = order;
  if (weekday !== null) query.weekday = String(weekday);
  if (hour !== null) query.hour = String(hour);
  if (minute !== null) query.minute = String(minute);
  return query;
}

function whole(query: LocationQuery, key: string, least: number, most: number): number | null {
  const text = query[key];
  if (typeof text !== 'string' || !/^\d{1,2}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

export function readBehind(query: LocationQuery): Behind {
  return {
    show: ticketStates.find((state) => state === query.show) ?? 'all',
    order: query.order === 'wait' ? 'wait' : 'start',
    weekday: whole(query, 'weekday', 1, 7),
    hour: whole(query, 'hour', 0, 23),
    minute: whole(query, 'minute', 0, 30),
  };
}

export type TicketsQuery = FilterQuery & { show: TicketState; weekday?: number; hour?: number; minute?: number };

/** The list's own question, which is also that of its sheet. */
export function ticketsQuery(ask: Ask, behind: Behind, today: string, firstDay: string | null): TicketsQuery {
  const { show, weekday, hour, minute } = behind;
  return {
    ...filterQuery(ask, today, firstDay),
    show,
    ...(weekday === null ? {} : { weekday }),
    ...(hour === null ? {} : { hour }),
    ...(minute === null ? {} : { minute }),
  };
}
