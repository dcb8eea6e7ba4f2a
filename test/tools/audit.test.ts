import { describe, expect, it } from 'vitest';
import { judge } from '../../server/tools/audit.mjs';

/** As npm says it, shortened. */
const said = (counts: { low?: number; high?: number; critical?: number }, found: [string, string][]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(found.map(([name, severity]) => [name, { name, severity, isDirect: false }])),
    metadata: {
      vulnerabilities: {
        ...{ info: 0, low: 0, moderate: 0, high: 0, critical: 0, ...counts },
        total: found.length,
      },
      dependencies: { prod: 300, dev: 500, total: 800 },
    },
  });

describe('the audit of packages', () => {
  it('lets no commit pass with a grave hole, and names the packages', () => {
    const { passes, sentence } = judge(
      said({ high: 1, low: 1 }, [
        ['ws', 'high'],
        ['tar', 'low'],
      ]),
    );
    expect(passes).toBe(false);
    expect(sentence).toBe('grave holes are known: ws (high)');
    expect(judge(said({ critical: 1 }, [['ws', 'critical']])).passes).toBe(false);
  });

  it('passes with none, and with lesser ones that it counts', () => {
    expect(judge(said({}, []))).toEqual({ passes: true, sentence: 'no hole is known' });
    expect(judge(said({ low: 1 }, [['tar', 'low']])).passes).toBe(true);
  });

  it.each([
    [
      '{"message":"405 Method Not Allowed - POST https://registry.example/-/npm","statusCode":405,"error":{"summary":""}}',
      '405',
    ],
    [
      '{"error":{"code":"ENOTFOUND","summary":"request to https://registry.example/x failed","detail":""}}',
      'ENOTFOUND',
    ],
    ['{"error":{"code":"ENOLOCK","summary":"This command requires an existing lockfile."}}', 'ENOLOCK'],
    ['', 'did not answer'],
    ['<html>504</html>', 'did not answer'],
  ])('passes when nobody could be asked, and says so', (answer, why) => {
    const { passes, sentence } = judge(answer);
    expect(passes).toBe(true);
    expect(sentence).toMatch(/^not asked: /);
    expect(sentence).toContain(why);
    expect(sentence).not.toContain('registry.example');
  });
});
