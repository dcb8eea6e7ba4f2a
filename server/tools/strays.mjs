// @ts-check
/**
 * Tells `npm test` how many errors vitest met outside every test, which its JSON report leaves out: as a reporter of
 * vitest's, into the file that TALON_STRAYS names.
 */
import { writeFileSync } from 'node:fs';

export default class Strays {
  /**
   * @param {readonly unknown[]} _files
   * @param {readonly unknown[]} errors
   */
  onTestRunEnd(_files, errors) {
    const file = process.env['TALON_STRAYS'];
    if (file !== undefined) writeFileSync(file, String(errors.length));
  }
}
