/** The PIN that opens a locked console again: hashed with a pepper that is not in the database. */
import type { Press } from '../contract/index.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';

/** The handler of `account:setPin`. */
export function makePins(_given: DoorGiven) {
  return {
    async setPin(_press: Press<'account:setPin'>, _visitor: Visitor): Promise<Told<'account:setPin'>> {
      return { ok: false, refusal: { key: 'notNow' } };
    },
  };
}
