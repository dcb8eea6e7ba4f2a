/** Names of people and devices, by whichever door they come. */
import { isPlainText } from '../contract/index.js';

/** A name as people type it: one line of plain text, for it stands in journals, on pages and in a shell. */
export function isPlainName(typed: string): boolean {
  return isPlainText(typed) && !/[\n\t]/.test(typed);
}
