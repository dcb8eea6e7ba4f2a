/** Sums as an operator types and reads them: roubles on the screen, whole kopecks on the wire. */

/** The largest sum that the contract takes, in kopecks: 10 thousand million roubles. */
const most = 1_000_000_000_000;

/** «412 350,5» is 41235050 kopecks; empty is 0; null when it is no sum. */
export function kopecksTyped(text: string): number | null {
  const plain = text.replace(/[\s\u00a0]/g, '').replace(',', '.');
  if (plain === '') return 0;
  const found = /^(\d{1,11})(?:\.(\d{0,2}))?$/.exec(plain);
  if (found === null) return null;
  const [, whole = '0', part = ''] = found;
  const kopecks = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return kopecks <= most ? kopecks : null;
}

/** «412 350,00», thousands by spaces that do not break; nothing for nothing. */
export function roubles(kopecks: number): string {
  return kopecks === 0 ? '' : roublesShown(kopecks);
}

/** The same, and «0,00» where a nought is an answer. */
export function roublesShown(kopecks: number): string {
  const whole = String(Math.floor(kopecks / 100)).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${whole},${String(kopecks % 100).padStart(2, '0')}`;
}
