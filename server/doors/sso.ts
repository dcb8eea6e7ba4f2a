/** Single sign-on by OpenID Connect: a provider says who comes, the office's own accounts say what they may. */
import type { Press } from '../contract/index.js';
import type { OpenSessionFor } from './auth.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';

/** The handler of `session:beginSso`. */
export function makeSso(_given: DoorGiven & { openSessionFor: OpenSessionFor }) {
  return {
    async begin(_press: Press<'session:beginSso'>, _visitor: Visitor): Promise<Told<'session:beginSso'>> {
      return { ok: false, refusal: { key: 'ssoOff' } };
    },
  };
}
