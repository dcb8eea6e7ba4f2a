/** The PIN that opens a locked console again: hashed with a pepper that is not in the database. */
import type { Press } from '../contract/index.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import { hashPassword } from './password.js';
import type { Proving } from './proving.js';

/** The handler of `account:setPin`. */
export function makePins({ house, keys, vault, proving }: DoorGiven & { proving: Proving }) {
  return {
    async setPin(press: Press<'account:setPin'>, visitor: Visitor): Promise<Told<'account:setPin'>> {
      const proved = await proving.again(visitor, press.password);
      if (!proved.ok) return proved;
      await proving.right(proved.attempt);
      const { userId } = proved.user;
      const pin = press.pin === null ? null : await hashPassword(press.pin, vault.pepper);
      const kind = pin === null ? 'user:pinDropped' : 'user:pinSet';
      await house.record({ kind, actor: userId, data: { userId } }, () => keys.people.setPin(userId, pin));
      return { ok: true, data: { visitId: null } };
    },
  };
}
