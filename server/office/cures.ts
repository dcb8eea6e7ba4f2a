/** What would change who passes the norm: tried at most every two seconds of real time, once for all who look. */
import type { Cure } from '../contract/index.js';
import type { Instant, Office } from '../domain/office.js';
import { curesFor } from '../domain/whatif.js';

const freshMs = 2000;

export function makeCures(spec: {
  office: () => Office;
  now: () => Instant;
  realNow: () => number;
  isOnline: (userId: string) => boolean;
}): () => Cure[] {
  let last: { at: number; cures: Cure[] } = { at: -Infinity, cures: [] };
  return () => {
    const at = spec.realNow();
    if (at - last.at >= freshMs) last = { at, cures: curesFor(spec.office(), spec.now(), spec.isOnline) };
    return last.cures;
  };
}
