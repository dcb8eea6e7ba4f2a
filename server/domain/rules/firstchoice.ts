/** The first choice of a new installation: to look around in the demo. An office of one's own is made beside it. */
import { decide, entryOf, refuse, type Context, type Ruling } from '../decide.js';
import type { Office } from '../office.js';

/** The demo stays, and is not asked about again. Refuses: notNow (it is no demo, or was chosen before). */
export function chooseDemo(office: Office, context: Context): Ruling<{ willRestart: boolean }> {
  const { settings } = office;
  if (!settings.demo || settings.isChosen) return refuse('notNow');
  return decide({
    patches: [{ table: 'settings', row: { ...settings, isChosen: true } }],
    entries: [entryOf(context, 'office:chosen', { as: 'demo' })],
    reply: { willRestart: false },
  });
}
