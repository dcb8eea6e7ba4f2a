/** Devices after they are paired: another name or printer, and what they say of themselves. */
import type { Press } from '../contract/index.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';

/** The acts of `device:set` and `device:report`. */
export function makeDeviceActs(_given: DoorGiven) {
  return {
    /** Refuses: notFound, editedMeanwhile, badRequest (name, printer). */
    async set(_press: Press<'device:set'>, _visitor: Visitor): Promise<Told<'device:set'>> {
      return { ok: false, refusal: { key: 'notNow' } };
    },
    /** Kept beside the device, no entry of the journal. Refuses: tooMany. */
    async report(_press: Press<'device:report'>, _visitor: Visitor): Promise<Told<'device:report'>> {
      return { ok: false, refusal: { key: 'notNow' } };
    },
  };
}
