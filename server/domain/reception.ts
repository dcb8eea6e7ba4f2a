/** The row of a reception as it changes: what is patched is told, so that the journal read back has every reception. */
import type { Instant, Office, Patch, Reception, Visit } from './office.js';

/** A change of a reception: its patch, and what the entry beside it tells. Nothing for no reception. */
export interface ReceptionChange {
  patches: Patch[];
  told: Record<string, unknown>;
}

/** The one way in which a rule changes a reception; `told` goes into the entry of the same ruling. */
export function receptionPatch(reception: Reception | null): ReceptionChange {
  if (reception === null) return { patches: [], told: {} };
  // steps are told by their own entries, and a submission by its own
  const { visitId: _visit, parkedAt: _parked, normRef: _ref, packId: _pack, steps: _steps, ...told } = reception;
  return { patches: [{ table: 'reception', row: reception }], told: { reception: told } };
}

/** A reception that ends: one that was parked ended when it was parked, so its length has no pause to take off. */
export function endedReception(
  reception: Reception,
  state: 'finished' | 'transferred' | 'void',
  now: Instant,
): Reception {
  return { ...reception, state, finishedAt: reception.parkedAt ?? now, parkedAt: null };
}

/** The reception of a visit that is received or parked now. */
export function runningReception(office: Office, visit: Visit): Reception | null {
  const reception = office.receptions.get(visit.receptionId ?? '');
  return reception?.state === 'open' || reception?.state === 'parked' ? reception : null;
}

/** Ends the reception that a visit leaves behind by going elsewhere, by being cancelled or by the day's end. */
export function leaveReception(
  office: Office,
  visit: Visit,
  state: 'finished' | 'transferred',
  now: Instant,
): ReceptionChange {
  const reception = runningReception(office, visit);
  return receptionPatch(reception === null ? null : endedReception(reception, state, now));
}
