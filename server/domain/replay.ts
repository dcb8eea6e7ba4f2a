/**
 * The journal read back: folding its entries gives the same statuses, numbers, places, receptions, shifts and booths as
 * the office in memory. It knows only what entries say, none of the rules, so that it can contradict them.
 */
export interface Told {
  kind: string;
  visitId: string | null;
  data: Record<string, unknown>;
}

export interface Replayed {
  visits: Map<string, Record<string, unknown>>;
  /** As each was last told, by id. */
  receptions: Map<string, Record<string, unknown>>;
  /** Open shifts by id. */
  shifts: Map<string, Record<string, unknown>>;
  /** boothId → visitId called or received there. */
  held: Map<string, string>;
  day: { day: unknown; phase: unknown } | null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Folds entries in their order. */
export function replay(entries: Iterable<Told>): Replayed {
  const office: Replayed = { visits: new Map(), receptions: new Map(), shifts: new Map(), held: new Map(), day: null };
  for (const { kind, visitId, data } of entries) {
    if (visitId !== null && isRecord(data['visit']))
      office.visits.set(visitId, { ...office.visits.get(visitId), ...data['visit'] });
    const reception = data['reception'];
    if (isRecord(reception) && typeof reception['receptionId'] === 'string')
      office.receptions.set(reception['receptionId'], reception);
    const shift = data['shift'];
    if (isRecord(shift) && typeof shift['shiftId'] === 'string') {
      if (shift['closedAt'] === null) office.shifts.set(shift['shiftId'], shift);
      else office.shifts.delete(shift['shiftId']);
    }
    if (kind.startsWith('day:') && 'phase' in data) office.day = { day: data['day'], phase: data['phase'] };
  }
  for (const [visitId, visit] of office.visits) {
    const { status, boothId } = visit;
    if ((status === 'called' || status === 'serving') && typeof boothId === 'string') office.held.set(boothId, visitId);
  }
  return office;
}
