/** What people come for, in which lines they wait, and which booth prefers what. */
import type { Matter, Norm, ServiceValue, Words } from '../contract/index.js';
import type { Instant } from './instant.js';

export interface Service {
  serviceId: string;
  queueId: string;
  code: string;
  title: Words;
  short: Words;
  /** Judged per reception; `ref` null is the office's own target and never turns red. */
  norm: Norm | null;
  /** Used for the expected wait until twenty receptions are known. */
  usualMinutes: number;
  dayLimit: number | null;
  channel: string | null;
  /** The procedure's code in the pack; null where none is prescribed. */
  procedure: string | null;
  matter: Matter | null;
  asksOrganisations: boolean;
  bring: Words[];
  /** How its receptions may end, by the pack's codes. */
  outcomes: readonly string[];
  isOpen: boolean;
  closedReason: Words | null;
  closedUntil: Instant | null;
  packId: string;
  packVersion: string;
  /** What the office says itself of it. */
  own: ServiceOwn;
  /** As the pack says; `title`, `short` and `bring` above are as screens say it. */
  prescribed: Pick<Service, 'title' | 'short' | 'bring'>;
}

/** An office's own part of a service: what it offers, when, and in which words; null in a text is as the pack says. */
export type ServiceOwn = Pick<ServiceValue, 'isOffered' | 'byBooking' | 'hours' | 'texts'>;

/** A service of which the office says nothing itself. */
export const usualOwn: ServiceOwn = {
  isOffered: true,
  byBooking: false,
  hours: null,
  texts: { title: null, short: null, hint: null, bring: null },
};

/** Words as screens say them: where nobody wrote English ones, the Russian ones. */
export const spoken = ({ ru, en }: Words): Words => ({ ru, en: en === '' ? ru : en });

/** The service with the office's own part, worded as screens say it. */
export function withOwn(service: Service, own: ServiceOwn): Service {
  const { prescribed } = service;
  return {
    ...service,
    own,
    title: own.texts.title === null ? prescribed.title : spoken(own.texts.title),
    short: own.texts.short === null ? prescribed.short : spoken(own.texts.short),
    bring: own.texts.bring === null ? prescribed.bring : own.texts.bring.map(spoken),
  };
}

export interface Queue {
  queueId: string;
  letter: string;
  title: Words;
  position: number;
}

export interface Category {
  category: string;
  title: Words;
  document: Words;
  ref: string | null;
  /** How many times an ordinary ticket may be passed by such calls before it is next; null: no bound (by statute). */
  bound: number | null;
  ownMattersOnly: boolean;
  /** Off: nobody claims it any more; who has claimed it keeps the lane. */
  isOn: boolean;
  /** As the pack says; null: the office's own category. */
  prescribed: { document: Words; bound: number | null } | null;
}

export interface Profile {
  profileId: string;
  title: Words;
  /** Smaller rank is preferred, within the office's preference window. */
  services: { serviceId: string; rank: number }[];
}
