/** An identity document is read by whoever typed it; afterwards the screen shows its ends only. */

/** «4510 123118» → «45•• •••118»: the first two and the last three signs of those that can be counted. */
export function masked(text: string): string {
  const signs = [...text];
  const counted = signs.flatMap((sign, index) => (/[\p{L}\d]/u.test(sign) ? [index] : []));
  // a short text has no ends to show
  const open = counted.length < 8 ? [] : [...counted.slice(0, 2), ...counted.slice(-3)];
  return signs.map((sign, index) => (counted.includes(index) && !open.includes(index) ? '•' : sign)).join('');
}
