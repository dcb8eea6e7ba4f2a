/** How fast a demo may run, and the keys that change it in the terminal. */

/** Office seconds per real second; 0 is a pause. */
const rates = [1, 5, 10, 20, 30, 60, 120, 240, 600] as const;

/** What a key asks for: another rate, the end, or nothing. `before` is the rate from before a pause. */
export function rateOfKey(key: string, rate: number, before: number): number | 'stop' | null {
  switch (key) {
    case ' ':
      return rate === 0 ? before : 0;
    case '+':
    case '=':
      return rates.find((one) => one > rate) ?? rate;
    case '-':
      // slower never pauses: that is the space bar's
      return rates.findLast((one) => one < rate) ?? Math.max(rate, rates[0]);
    // in raw mode the terminal hands Ctrl+C over as a letter
    case '\u0003':
    case 'q':
      return 'stop';
    default:
      return null;
  }
}
