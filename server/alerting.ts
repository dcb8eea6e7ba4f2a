/** Alerts told outside: the books' side and the network's side of the courier wired together, and the page of the settings. */
import type { AlertSettings, ExportSettings } from './contract/index.js';
import { makeCourier, usualCourierPace, type Webhook } from './devices/webhook.js';
import type { Log } from './doors/given.js';
import { revisionOf } from './domain/marks.js';
import type { Office } from './domain/office.js';
import { partThing } from './domain/parts.js';
import type { Store } from './store/open.js';

const dayMs = 24 * 3_600_000;

/** What the settings page shows of the alerts and of what is told. */
interface AlertPage {
  alerts: AlertSettings;
  exports: ExportSettings;
  revisions: { alerts: number; exports: number };
  webhookHost: string | null;
  webhookWaiting: number;
  webhookFailed: number;
  exportedDay: string | null;
  exportFailed: string | null;
}

/** What became of the sheets of the closed days. */
type Exported = Pick<AlertPage, 'exportedDay' | 'exportFailed'>;

export interface Alerting {
  /** New alerts are in the books. */
  wake(): void;
  page(office: Office, exported: Exported): AlertPage;
  close(): Promise<void>;
}

/** Begins at once to tell what an earlier process did not get told. */
export function makeAlerting(spec: {
  store: Store;
  officeId: string;
  webhook: Webhook | null;
  realNow: () => number;
  log: Log;
}): Alerting {
  const { officeId, webhook, realNow, log } = spec;
  const { deliveries } = spec.store;
  const courier =
    webhook === null
      ? null
      : makeCourier({
          webhook,
          bag: {
            due: (now, limit) => deliveries.dueDeliveries(officeId, now, limit),
            next: () => deliveries.nextDelivery(officeId),
            delivered: deliveries.delivered,
            undelivered: deliveries.undelivered,
            bound: (now, most) => deliveries.boundDeliveries(officeId, now, most),
            forget: (before) => deliveries.forgetDeliveries(officeId, before),
          },
          pace: usualCourierPace,
          realNow,
          log,
        });
  return {
    wake: () => courier?.wake(),
    page(office, exported) {
      const { settings } = office;
      // «сегодня» of a thing that runs on real time: the last day and night
      const { waiting, failed } = deliveries.countDeliveries(officeId, realNow() - dayMs);
      return {
        alerts: settings.alerts,
        exports: settings.exports,
        revisions: {
          alerts: revisionOf(office, partThing('alerts')),
          exports: revisionOf(office, partThing('exports')),
        },
        webhookHost: webhook === null ? null : new URL(webhook.url).host,
        webhookWaiting: waiting,
        webhookFailed: failed,
        ...exported,
      };
    },
    close: async () => courier?.close(),
  };
}
