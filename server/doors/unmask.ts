/** The handlers of `data:open` and `data:openPaper`: who asks is known here, what may be seen is the house's. */
import type { Press } from '../contract/index.js';
import type { HouseBehind } from './given.js';
import type { Told, Visitor } from './handlers.js';
import type { Limits } from './limits.js';

/** The handlers over the house; whoever opens one record after another is slowed down. */
export function makeOpenings({
  house,
  limits,
}: {
  house: Pick<HouseBehind, 'openData' | 'openPaper'>;
  limits: Pick<Limits, 'take'>;
}) {
  const stranger = { ok: false, refusal: { key: 'signedOut' } } as const;
  const tooMany = { ok: false, refusal: { key: 'tooMany' } } as const;
  return {
    async open(press: Press<'data:open'>, { caller }: Visitor): Promise<Told<'data:open'>> {
      if (caller === null) return stranger;
      if (!(await limits.take('open', caller.actor.actorId))) return tooMany;
      return house.openData(press, caller.actor);
    },
    async openPaper(press: Press<'data:openPaper'>, { caller }: Visitor): Promise<Told<'data:openPaper'>> {
      if (caller === null) return stranger;
      if (!(await limits.take('open', caller.actor.actorId))) return tooMany;
      return house.openPaper(press, caller.actor);
    },
  };
}
