/** The first choice of a new installation: to look around in the demo, or to begin an office of one's own. */
import type { Press } from '../contract/index.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import { no } from './parse.js';

/** The act of `office:begin`. Refuses: notNow, badRequest (zone), busy. */
export function makeBegin({ beginning }: Pick<DoorGiven, 'beginning'>) {
  return {
    async begin({ choice }: Press<'office:begin'>, { caller }: Visitor): Promise<Told<'office:begin'>> {
      if (!caller?.sessionId) return no('signedOut');
      const { actor, sessionId } = caller;
      const isOwn = choice.as === 'own';
      const reply = isOwn ? await beginning.chooseOwn(choice, actor, sessionId) : await beginning.chooseDemo(actor);
      return reply.ok ? { ok: true, data: { willRestart: isOwn } } : reply;
    },
  };
}
