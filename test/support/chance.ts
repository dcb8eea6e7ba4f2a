/**
 * Chance that can be repeated: fast-check as every test uses it. A build tries the same every time: it speaks of the
 * change it was started for, and not of luck. FUZZ_SEED=random looks where nobody has looked, FUZZ_SEED=<number>
 * repeats that; a failure tells its seed.
 */
import { configureGlobal } from 'fast-check';

const asked = process.env.FUZZ_SEED ?? '196';
export const seed = asked === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(asked);
configureGlobal({ seed });

export { default } from 'fast-check';
