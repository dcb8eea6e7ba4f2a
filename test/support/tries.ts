/** What is tried of the contract's shapes, the same in every build; FUZZ_RUNS tries for longer. */
import { contractSchemas } from '../../server/doors/openapi.js';
import { Schema } from './schema.js';
import fc, { seed } from './chance.js';

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
