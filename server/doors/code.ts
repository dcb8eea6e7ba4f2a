/** The second factor: one-time codes of a telephone (RFC 6238), each opening once, by real time. */
import type { Press } from '../contract/index.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';

const notNow = { ok: false, refusal: { key: 'notNow' } } as const;

/** The handlers that turn the own codes on and off. */
export function makeCodes(_given: DoorGiven) {
  return {
    async begin(_press: Press<'account:beginCode'>, _visitor: Visitor): Promise<Told<'account:beginCode'>> {
      return notNow;
    },
    async confirm(_press: Press<'account:confirmCode'>, _visitor: Visitor): Promise<Told<'account:confirmCode'>> {
      return notNow;
    },
    async end(_press: Press<'account:endCode'>, _visitor: Visitor): Promise<Told<'account:endCode'>> {
      return notNow;
    },
  };
}
