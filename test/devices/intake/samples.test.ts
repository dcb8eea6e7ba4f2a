import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readOne, rules } from './reading.js';

const sample = (pack: string) => `PFR-700-Y-2012-ORG-087-105-000003-DCK-${pack}-DPT-000000-DCK-00000.XML`;
const read = (pack: string) =>
  readOne(sample(pack), new Uint8Array(readFileSync(new URL(`./samples/${sample(pack)}`, import.meta.url))));

it('the sound sample has no findings', async () => {
  expect(await read('00001')).toMatchObject({ findings: [], packs: [{ form: 'СЗВ-6-1', persons: 1 }] });
});

it('the faulty sample has faults of severity 50, 30 and 20', async () => {
  const { findings } = await read('00002');
  expect(
    findings.map(({ ruleId }) => [rules.get(ruleId)?.severity, ruleId.replace('pfr-07.00.document.', '')]),
  ).toEqual([
    [50, 'known'],
    [30, 'snils.digits'],
    [20, 'underpaid.insurance'],
    [20, 'underpaid.funded'],
  ]);
});
