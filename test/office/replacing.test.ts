import { describe, expect, it } from 'vitest';
import { makeReplacing } from '../../server/beginning/replacing.js';

const never = () => new Promise<void>(() => undefined);
const at = async () => undefined;

async function replaced(part: Partial<Parameters<typeof makeReplacing>[0]>) {
  const done: string[] = [];
  const told: string[] = [];
  const step = (name: string) => async () => void done.push(name);
  const say = (_about: object, text: string) => void told.push(text);
  let end: (() => void) | undefined;
  const ended = new Promise<void>((tell) => (end = tell));
  const given = { decide: step('decide'), close: step('close'), swap: step('swap'), open: step('open') };
  const replace = makeReplacing({
    ...{ ...given, limitMs: 50, log: { info: say, warn: say, error: say } },
    end() {
      done.push('end');
      end?.();
    },
    ...part,
  });
  await Promise.race([replace(), ended]);
  return { done, told };
}

describe('an office of one’s own that takes the demo’s place in the running server', () => {
  it('is decided before the old one closes', async () => {
    const { done, told } = await replaced({});
    expect(done).toEqual(['decide', 'close', 'swap', 'open']);
    expect(told).toEqual(['the office of its own is open']);
  });

  it.each([
    ['close', ['decide', 'end']],
    ['swap', ['decide', 'close', 'end']],
    ['open', ['decide', 'close', 'swap', 'end']],
  ] as const)('waits for no %s that hangs: the process ends, and the next start goes on', async (hangs, steps) => {
    const { done, told } = await replaced({ [hangs]: never });
    expect(done).toEqual(steps);
    expect(told[0]).toContain('too long');
  });

  it('ends the process when a step fails', async () => {
    const { done } = await replaced({ swap: () => Promise.reject(new Error('no room')) });
    expect(done).toEqual(['decide', 'close', 'end']);
  });

  it('leaves no alarm behind that would end a process that is well', async () => {
    const { done } = await replaced({ limitMs: 20, open: at });
    await new Promise((go) => setTimeout(go, 60));
    expect(done).not.toContain('end');
  });
});
