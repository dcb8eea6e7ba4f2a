/** Long documents are laid out in the clerk's thread, a stretch at a time: presses come in between. */
import { setImmediate } from 'node:timers/promises';

/** One stretch at most; then whoever waits for the thread has it. */
const stretchMs = 2;

/** To be awaited after each line: gives the thread away when the stretch is over, and is nothing otherwise. */
export function makeTurn(): () => Promise<void> | undefined {
  let until = performance.now() + stretchMs;
  return () => (performance.now() < until ? undefined : rest());

  async function rest(): Promise<void> {
    await setImmediate();
    until = performance.now() + stretchMs;
  }
}
