/**
 * What is asked of a report, kept in the page's address: the link is the view. Pure.
 * A preset moves on with the days; two days stay. What is nothing special is left out of the address.
 */
import type { ReportQuery } from '@contract';
import type { LocationQuery } from 'vue-router';
import type { Stretch } from './calendar';
import {
  comparisons,
  presets,
  stretchBefore,
  stretchOf,
  stretchYearBefore,
  type Comparison,
  type Preset,
} from './period';

export const filterNames = ['services', 'operators', 'booths', 'channels', 'categories'] as const;
export type FilterName = (typeof filterNames)[number];
export const groupNames = ['service', 'operator', 'booth', 'channel', 'category'] as const;
export type GroupName = (typeof groupNames)[number];
/** By which filter a row of a table is asked for. */
export const filterOf: Record<GroupName, FilterName> = {
  service: 'services',
  operator: 'operators',
  booth: 'booths',
  channel: 'channels',
  category: 'categories',
};

export interface Ask {
  /** Null when two days are given. */
  preset: Preset | null;
  days: Stretch | null;
  compare: Comparison;
  /** Of an own comparison. */
  compareDays: Stretch | null;
  /** Keys; none means all. */
  filters: Record<FilterName, string[]>;
  by: GroupName;
}

export const noFilters: Record<FilterName, string[]> = {
  services: [],
  operators: [],
  booths: [],
  channels: [],
  categories: [],
};
const usual: Preset = 'month';
const shapeOfDay = /^[12]\d{3}-\d{2}-\d{2}$/;
const shapeOfIds = /^[\w:,.-]{1,2000}$/;

function one(query: LocationQuery, key: string): string {
  const value = query[key];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function daysAt(query: LocationQuery, from: string, until: string): Stretch | null {
  const days = { from: one(query, from), until: one(query, until) };
  const isDay = (day: string) => shapeOfDay.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  return isDay(days.from) && isDay(days.until) && days.from <= days.until ? days : null;
}

/** Reads an address; what makes no sense in it is as if it were not there. */
export function readAsk(query: LocationQuery): Ask {
  const days = daysAt(query, 'from', 'until');
  const compareDays = daysAt(query, 'compareFrom', 'compareUntil');
  const compare = comparisons.find((name) => name === one(query, 'compare')) ?? 'before';
  const ids = (name: FilterName) => {
    const text = one(query, name);
    return shapeOfIds.test(text) ? text.split(',').filter((id) => id !== '') : [];
  };
  return {
    preset: days === null ? (presets.find((name) => name === one(query, 'period')) ?? usual) : null,
    days,
    compare: compare === 'own' && compareDays === null ? 'before' : compare,
    compareDays,
    filters: {
      services: ids('services'),
      operators: ids('operators'),
      booths: ids('booths'),
      channels: ids('channels'),
      categories: ids('categories'),
    },
    by: groupNames.find((name) => name === one(query, 'by')) ?? 'service',
  };
}

/** The address of an ask. */
export function writeAsk(ask: Ask): Record<string, string> {
  const query: Record<string, string> = {};
  if (ask.days !== null) {
    query.from = ask.days.from;
    query.until = ask.days.until;
  } else if (ask.preset !== null && ask.preset !== usual) query.period = ask.preset;
  if (ask.compare !== 'before') query.compare = ask.compare;
  if (ask.compare === 'own' && ask.compareDays !== null) {
    query.compareFrom = ask.compareDays.from;
    query.compareUntil = ask.compareDays.until;
  }
  for (const name of filterNames) if (ask.filters[name].length > 0) query[name] = ask.filters[name].join(',');
  if (ask.by !== 'service') query.by = ask.by;
  return query;
}

/** The same view for whoever gets the link: its days stay, also tomorrow. */
export function fixed(ask: Ask, today: string, firstDay: string | null): Ask {
  return { ...ask, preset: null, days: daysOf(ask, today, firstDay) };
}

export function daysOf(ask: Ask, today: string, firstDay: string | null): Stretch {
  return ask.days ?? stretchOf(ask.preset ?? usual, today, firstDay);
}

/** The days compared with; null for none. All the books have nothing before them. */
export function comparedDays(ask: Ask, today: string, firstDay: string | null): Stretch | null {
  const days = daysOf(ask, today, firstDay);
  switch (ask.compare) {
    case 'none':
      return null;
    case 'own':
      return ask.compareDays;
    case 'year':
      return stretchYearBefore(days);
    case 'before':
      return ask.preset === 'all' ? null : stretchBefore(days, ask.preset);
  }
}

export type FilterQuery = Pick<ReportQuery<'tickets'>, 'from' | 'until' | FilterName>;

/** Days and filters, as every report, list and sheet of the period takes them. */
export function filterQuery(ask: Ask, today: string, firstDay: string | null): FilterQuery {
  const query: FilterQuery = daysOf(ask, today, firstDay);
  for (const name of filterNames) if (ask.filters[name].length > 0) query[name] = ask.filters[name].join(',');
  return query;
}

export function figuresQuery(ask: Ask, today: string, firstDay: string | null): ReportQuery<'figures'> {
  const compared = comparedDays(ask, today, firstDay);
  return {
    ...filterQuery(ask, today, firstDay),
    ...(compared === null
      ? { compare: 'none' as const }
      : { compare: 'before' as const, compareFrom: compared.from, compareUntil: compared.until }),
  };
}
