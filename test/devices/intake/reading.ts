/** Reads files as the worker does, on the day of a filing morning. */
import { intakeLimits, readUpload, type IntakeAnswer } from '../../../server/devices/intake/upload.js';
import { loadFormats } from '../../../server/regulations/formats/format.js';
import { cp1251, nameOf, reportOf, xmlOf, type Report } from '../../support/reports.js';

const formats = loadFormats();
export const rules = new Map(formats.flatMap((format) => format.rules).map((rule) => [rule.ruleId, rule]));

export function readBytes(name: string, bytes: Uint8Array, limits = intakeLimits): Promise<IntakeAnswer> {
  return readUpload({ name, bytes, formats, today: '2013-02-15', limits });
}

/** One file that must be read. */
export async function readOne(name: string, bytes: Uint8Array) {
  const { files, refused } = await readBytes(name, bytes);
  const [file] = files;
  if (file === undefined) throw new Error(`not read: ${JSON.stringify(refused)}`);
  return file;
}

/** A sound report, spoilt. What was found: rule, severity and place. */
export async function foundIn(spoil: (xml: string) => string, part: Partial<Report> = {}, name?: string) {
  const report = reportOf(part);
  const { findings } = await readOne(name ?? nameOf(report), cp1251(spoil(xmlOf(report))));
  return findings.map(({ ruleId, ...rest }) => ({
    rule: ruleId.replace('pfr-07.00.', ''),
    severity: rules.get(ruleId)?.severity,
    ...rest,
  }));
}
