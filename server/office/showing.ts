/** What screens are shown: each view of the office as it is committed, cut for its viewer; once, or held for who watches. */
import type { Reply, ViewName } from '../contract/index.js';
import type { Actor } from '../domain/decide.js';
import type { Instant } from '../domain/instant.js';
import type { Clerk } from './clerk.js';
import type { Publisher, Subject } from './publish.js';
import { boardView } from './views/board.js';
import { deskView } from './views/desk.js';
import { hallView } from './views/hall.js';
import { kioskView } from './views/kiosk.js';
import type { Moment, SharedRows } from './views/moment.js';
import { ticketView } from './views/ticket.js';

export interface Showing {
  /** The view once. Refuses: notFound. */
  look(name: ViewName, viewer: Actor): Reply<unknown>;
  /** The view held for a socket, which releases its key. Refuses: notFound. */
  hold(name: ViewName, viewer: Actor): Reply<{ key: string; view: unknown }>;
}

export function makeShowing(given: {
  clerk: Clerk;
  publisher: Publisher;
  now: () => Instant;
  moment: (shared: SharedRows) => Moment;
}): Showing {
  const { clerk, publisher, now, moment } = given;

  /** What a viewer of a view looks at; the key is shared by all who see the same. */
  function subjectOf(name: ViewName, viewer: Actor): Subject {
    const { actorId } = viewer;
    switch (name) {
      case 'board':
        return { key: 'board', name, compute: (shared) => boardView(clerk.office, moment(shared)) };
      case 'kiosk':
        return { key: `kiosk:${actorId}`, name, compute: (shared) => kioskView(clerk.office, moment(shared), actorId) };
      case 'desk':
        return { key: `desk:${actorId}`, name, compute: (shared) => deskView(clerk.office, moment(shared), actorId) };
      case 'hall':
        return { key: `hall:${actorId}`, name, compute: (shared) => hallView(clerk.office, moment(shared), actorId) };
      case 'ticket': {
        const visitId = viewer.visitId ?? '';
        return {
          key: `ticket:${visitId}`,
          name,
          compute: (shared) => ticketView(clerk.office, moment(shared), visitId),
        };
      }
    }
  }

  return {
    look(name, viewer) {
      const view = subjectOf(name, viewer).compute({});
      return view === null ? { ok: false, refusal: { key: 'notFound' } } : { ok: true, data: { ...view, version: 0 } };
    },
    hold(name, viewer) {
      const subject = subjectOf(name, viewer);
      const view = publisher.hold(subject);
      return view === null
        ? { ok: false, refusal: { key: 'notFound' } }
        : { ok: true, data: { key: subject.key, view: { ...view, now: now() } } };
    },
  };
}
