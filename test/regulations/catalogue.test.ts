import { describe, expect, it } from 'vitest';
import { joined, loadCatalogue } from '../../server/regulations/formats/catalogue.js';
import { loadLaw } from '../../server/regulations/index.js';
import { sha256 } from './support.js';

const rule = { ruleId: 'a', code: '1.1', severity: 30, text: { ru: 'нет', en: 'no' } };

describe('the catalogue of rules', () => {
  it('takes from a file what a finding needs, whatever else it says', () => {
    expect(loadCatalogue('x.json', [{ ...rule, path: '/a/b' }])).toEqual([rule]);
  });

  it('names every place that is wrong', () => {
    expect(() =>
      loadCatalogue('x.json', [
        { ...rule, severity: 60 },
        { ...rule, text: {} },
      ]),
    ).toThrow(/x\.json[^]*0\.severity[^]*1\.text/);
  });

  it('refuses two rules of one id', () => {
    expect(() => joined([rule], [rule])).toThrow(/«a» stands here twice/);
  });

  it('knows of each rule of this program a severity that the order has', () => {
    const law = loadLaw(sha256);
    for (const pack of law.packs.values()) {
      const severities = pack.severities.map(({ severity }) => severity);
      for (const { ruleId, severity } of law.findingRules)
        expect([ruleId, severities.includes(severity)]).toEqual([ruleId, true]);
    }
  });
});
