/**
 * Chance that can be repeated. A build tries the same every time: it speaks of the change it was started for, and not of
 * luck. FUZZ_SEED=random looks where nobody has looked, FUZZ_SEED=<number> repeats that, FUZZ_RUNS tries for longer.
 */
import * as fc from 'fast-check';
import { contractSchemas } from '../../server/doors/openapi.js';
import { Schema } from './schema.js';

const asked = process.env.FUZZ_SEED ?? '196';
const seed = asked === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(asked);
/** Tries of each thing; so few cost little in every build, and builds are many. */
export const runs = Number(process.env.FUZZ_RUNS ?? 20);

/** One value: the same for the same seed, in an office like this one. */
export function one(name: string, at: number, arbitrary: fc.Arbitrary<unknown>): unknown {
  const own = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, seed + at * 7919);
  return fc.sample(arbitrary, { seed: own, numRuns: 1 })[0];
}

/** What was tried, for whoever reads a failure. */
export const told = (name: string, sent: unknown) =>
  `FUZZ_SEED=${seed} ${name} ${JSON.stringify(sent)?.slice(0, 1500)}`;

const schemas = contractSchemas();
const title = (name: string) => name.replace(/(^|:)(.)/g, (_all, _sign, letter: string) => letter.toUpperCase());

/** The shape of what is sent, as the contract tells it to strangers. */
export const schemaOf = (name: string, kind: 'Payload' | 'Query' | 'Sheet') =>
  Schema.parse(schemas[`${title(name)}${kind}`]);
