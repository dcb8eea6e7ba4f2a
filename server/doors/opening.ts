/** The handlers of `data:open` and `data:openPaper`: who asks is known here, what may be seen is the house's. */
import type { Press } from '../contract/index.js';
import type { HouseBehind } from './given.js';
import type { Told, Visitor } from './handlers.js';

/** The handlers over the house. */
export function makeOpenings(house: Pick<HouseBehind, 'openData' | 'openPaper'>) {
  const stranger = { ok: false, refusal: { key: 'signedOut' } } as const;
  return {
    async open(press: Press<'data:open'>, { caller }: Visitor): Promise<Told<'data:open'>> {
      return caller === null ? stranger : house.openData(press, caller.actor);
    },
    async openPaper(press: Press<'data:openPaper'>, { caller }: Visitor): Promise<Told<'data:openPaper'>> {
      return caller === null ? stranger : house.openPaper(press, caller.actor);
    },
  };
}
