/**
 * The journal read back: folding its entries gives the same statuses, numbers, places, receptions with their steps,
 * shifts and booths as the office in memory. It knows only what entries say, none of the rules, so that it can contradict them.
 */
import type { StepState } from '../contract/index.js';

export interface Told {
  kind: string;
  visitId: string | null;
  data: Record<string, unknown>;
}

export interface Replayed {
  visits: Map<string, Record<string, unknown>>;
  /** As each was last told, by id. */
  receptions: Map<string, Record<string, unknown>>;
  /** receptionId → step → its state, of the steps that something was told of: all others are open. */
  steps: Map<string, Map<string, StepState>>;
  /** Open shifts by id. */
  shifts: Map<string, Record<string, unknown>>;
  /** boothId → visitId called or received there. */
  held: Map<string, string>;
  day: { day: unknown; phase: unknown } | null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const stepKinds = new Map<string, StepState>([
  ['step:begun', 'running'],
  ['step:reopened', 'running'],
  ['step:completed', 'done'],
  ['step:skipped', 'notNeeded'],
]);

/** Folds what an entry tells of a step: one that begins or is taken up lets the running one wait. */
function foldStep(office: Replayed, kind: string, { receptionId, step, state }: Record<string, unknown>): void {
  const isOver = kind === 'step:takenOver' && (state === 'done' || state === 'notNeeded');
  const becomes = isOver ? state : stepKinds.get(kind);
  if (becomes === undefined || typeof receptionId !== 'string' || typeof step !== 'string') return;
  const steps = office.steps.get(receptionId) ?? new Map<string, StepState>();
  if (becomes === 'running') for (const [other, was] of steps) if (was === 'running') steps.set(other, 'open');
  office.steps.set(receptionId, steps.set(step, becomes));
}

/** Folds entries in their order. */
export function replay(entries: Iterable<Told>): Replayed {
  const office: Replayed = {
    visits: new Map(),
    receptions: new Map(),
    steps: new Map(),
    shifts: new Map(),
    held: new Map(),
    day: null,
  };
  for (const { kind, visitId, data } of entries) {
    if (visitId !== null && isRecord(data['visit']))
      office.visits.set(visitId, { ...office.visits.get(visitId), ...data['visit'] });
    const reception = data['reception'];
    if (isRecord(reception) && typeof reception['receptionId'] === 'string')
      office.receptions.set(reception['receptionId'], reception);
    foldStep(office, kind, data);
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
