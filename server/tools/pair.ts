/** `npm run pair -- kiosk|display --name "…" [--printer ID]` prints a link that pairs one device, once, for 15 minutes. */
import { deviceRoles } from '../contract/index.js';
import type { Ask } from './hail.js';
import { runTyped, wordsOf } from './hail.js';

const usage = 'usage: npm run pair -- kiosk|display --name "…" [--printer ID]';

/** Does what was typed. `ask` reaches the office; throws a sentence when it says no. */
export async function pair(args: readonly string[], ask: Ask): Promise<string> {
  const [kind, ...rest] = args;
  const role = deviceRoles.find((one) => one === kind);
  const words = wordsOf(rest, ['name', 'printer']);
  const name = words.get('name');
  if (role === undefined || name === undefined) throw new Error(usage);
  const answer = await ask({ do: 'pair', role, name, printerId: words.get('printer') ?? null });
  if (!answer.ok) throw new Error(answer.why);
  const until = new Date(Number(answer.data.until)).toLocaleTimeString('ru-RU', { hour: '2-digit', minute: '2-digit' });
  return `Open on the device, once, until ${until}:\n${answer.data.link}`;
}

await runTyped(import.meta.url, pair);
