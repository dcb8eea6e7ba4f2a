/** A console is locked and unlocked, and sessions are ended, by their person or by an administrator. */
import type { Press } from '../contract/index.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';

const notNow = { ok: false, refusal: { key: 'notNow' } } as const;

/** The handlers of the own session and of those of others. */
export function makeSessionActs(_given: DoorGiven) {
  return {
    async lock(_press: Press<'session:lock'>, _visitor: Visitor): Promise<Told<'session:lock'>> {
      return notNow;
    },
    async beat(_press: Press<'session:beat'>, _visitor: Visitor): Promise<Told<'session:beat'>> {
      return notNow;
    },
    async unlock(_press: Press<'session:unlock'>, _visitor: Visitor): Promise<Told<'session:unlock'>> {
      return notNow;
    },
    async close(_press: Press<'session:close'>, _visitor: Visitor): Promise<Told<'session:close'>> {
      return notNow;
    },
    /** `user:endSession`. */
    async endOf(_press: Press<'user:endSession'>, _visitor: Visitor): Promise<Told<'user:endSession'>> {
      return notNow;
    },
  };
}
