/** Cards of the payer's cabinet: the password is made and hashed here, printed once, and forgotten. */
import type { Press } from '../contract/index.js';
import type { HouseBehind } from './given.js';
import type { Told, Visitor } from './handlers.js';
import { canTryPassword, hashPassword } from './password.js';
import { newCode } from './token.js';

/** Four groups of capitals without look-alikes, about 74 bits: typed from paper by somebody who is in no hurry. */
function cardPassword(): string {
  return Array.from({ length: 4 }, () => newCode(4)).join('-');
}

/** The handler of `card:issue`. Its answer holds ids alone: the password goes to the booth's printer and nowhere else. */
export function makeCards(house: Pick<HouseBehind, 'issueCard'>) {
  return {
    async issue(press: Press<'card:issue'>, { caller }: Visitor): Promise<Told<'card:issue'>> {
      if (caller === null) return { ok: false, refusal: { key: 'signedOut' } };
      if (!canTryPassword('known')) return { ok: false, refusal: { key: 'tooMany', about: { seconds: 8 } } };
      const password = cardPassword();
      return house.issueCard(press, { password, passwordHash: await hashPassword(password) }, caller.actor);
    },
  };
}
