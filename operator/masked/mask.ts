/** What is hidden, as a screen holds it: a text with signs in place of what the server keeps to itself. Pure. */
import { maskSign } from '@contract/vocabulary';

/** Is this what is shown instead of a hidden value? Nobody types that sign. */
export function isMask(text: string): boolean {
  return text.includes(maskSign);
}

/** May this be the value that is hidden behind the mask? Every sign that is left stands at its place. */
export function isBehind(mask: string, text: string): boolean {
  const [shown, signs] = [[...mask], [...text]];
  return shown.length === signs.length && shown.every((sign, at) => sign === maskSign || sign === signs[at]);
}

/** Words typed here and left: whoever walks past the screen does not read them. */
export function withheld(text: string): string {
  return text.replace(/[\p{L}\d]/gu, maskSign);
}
