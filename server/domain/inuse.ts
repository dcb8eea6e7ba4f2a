/** Queues and booths in their order, and what of them, of profiles and of printers is in use and what is retired. */
import { byNumber, type Booth } from './booths.js';
import type { Office } from './office.js';
import type { Retirable } from './patch.js';
import { put, sort } from './rows.js';
import type { Queue } from './services.js';

const byPosition = (one: Queue, other: Queue) => one.position - other.position;

/** A queue in its place; the returned function undoes it, as those below do. */
export function applyQueue(office: Office, row: Queue): () => void {
  const undo = put(office.queues, row.queueId, row);
  sort(office.queues, byPosition);
  return () => {
    undo();
    sort(office.queues, byPosition);
  };
}

/** A booth in its place: of one whose number is as it was, the order is too. */
export function applyBooth(office: Office, row: Booth): () => void {
  const isKnown = office.booths.get(row.boothId)?.number === row.number;
  const undo = put(office.booths, row.boothId, row);
  if (isKnown) return undo;
  sort(office.booths, byNumber);
  return () => {
    undo();
    sort(office.booths, byNumber);
  };
}

/** Out of the rows in use and in among the retired, or back. */
export function retire(office: Office, of: Retirable, id: string, isRetired: boolean): () => void {
  const move = <Row>(
    inUse: Map<string, Row>,
    retired: Map<string, Row>,
    order: ((a: Row, b: Row) => number) | null,
  ) => {
    const [from, to] = isRetired ? [inUse, retired] : [retired, inUse];
    const row = from.get(id);
    if (row === undefined) return () => undefined;
    from.delete(id);
    to.set(id, row);
    if (order !== null) sort(inUse, order);
    return () => {
      to.delete(id);
      from.set(id, row);
      if (order !== null) sort(inUse, order);
    };
  };
  switch (of) {
    case 'queue':
      return move(office.queues, office.retired.queue, byPosition);
    case 'profile':
      return move(office.profiles, office.retired.profile, null);
    case 'booth':
      return move(office.booths, office.retired.booth, byNumber);
    case 'printer':
      return move(office.printers, office.retired.printer, null);
  }
}
