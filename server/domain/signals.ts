/** What somebody is told to look at: alerts and their deliveries, requests to operators, calls from the hall. */
import type { AlertKind } from '../contract/index.js';
import type { Instant } from './instant.js';

/** What the office draws attention to: raised when it begins, ended when it is over, accepted by whoever sees to it. */
export interface Alert {
  alertId: string;
  /** `<kind>:<what it is about>`: one open alert of each. */
  key: string;
  kind: AlertKind;
  level: 'warn' | 'over';
  /** Ids of what it is about; the words are the views'. */
  visitId: string | null;
  boothId: string | null;
  serviceId: string | null;
  /** A printer's, device's, print job's, staff call's or term's id. */
  thingId: string | null;
  amount: number | null;
  detail: string | null;
  raisedAt: Instant;
  acceptedAt: Instant | null;
  acceptedBy: string | null;
  endedAt: Instant | null;
}

/** A new alert as it is told to the webhook's address, written in the transaction of the alert. */
export interface Delivery {
  deliveryId: string;
  /** What is told, as JSON; `raisedAt` is written as ISO text. */
  body: {
    id: string;
    kind: AlertKind;
    level: 'warn' | 'over';
    about: string;
    amount: number | null;
    detail: string | null;
    raisedAt: Instant;
    office: string;
  };
  /** Real time: it is tried for a day from here. */
  madeAt: Instant;
}

/** A request of the manager to an operator: open this booth, come back from the pause. */
export interface Ask {
  askId: string;
  what: 'open' | 'resume';
  boothId: string;
  userId: string;
  profileId: string | null;
  by: string;
  at: Instant;
  /** `done` by doing it, `declined`, or `past` when its ground or the day is over. */
  state: 'open' | 'done' | 'declined' | 'past';
  endedAt: Instant | null;
}

export interface StaffCall {
  staffCallId: string;
  deviceId: string;
  calledAt: Instant;
  answeredAt: Instant | null;
  answeredBy: string | null;
}
