/** A protocol's number as it is typed on keys or scanned from its paper: «412» or «412/2014». Pure. */

const mostDigits = 6;
const yearDigits = 4;

/** Adds what was pressed; what would make no number falls away. One stroke parts number and year. */
export function typeProtocol(typed: string, pressed: string): string {
  return [...pressed].reduce((text, key) => {
    if (key === '/') return text === '' || text.includes('/') ? text : `${text}/`;
    if (!/^\d$/.test(key)) return text;
    const [number = '', year] = text.split('/');
    // a number does not begin with nought
    if (year === undefined) return number.length < mostDigits && (number !== '' || key !== '0') ? text + key : text;
    return year.length < yearDigits ? text + key : text;
  }, typed);
}

/** The number as the office knows it, or null while it is not whole: a year has four digits or is left out. */
export function wholeProtocol(typed: string): string | null {
  return /^\d{1,6}(\/\d{4})?$/.test(typed) ? typed : null;
}

/** The number of a scanned paper, whose code says `P/2014/412`; null for any other code. */
export function scannedProtocol(code: string): string | null {
  const [, year, number] = /^P\/(\d{4})\/(\d{1,6})$/i.exec(code) ?? [];
  return year === undefined || number === undefined ? null : `${number}/${year}`;
}

/** Keys by their place: a scanner types as on a Latin keyboard, whatever layout the kiosk is set to. */
const keysByCode: Record<string, string> = { KeyP: 'P', Slash: '/', NumpadDivide: '/', Minus: '-' };

/** The sign that a key stands for; null for one that means nothing here. */
export function signOf(code: string): string | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  return digit ?? keysByCode[code] ?? null;
}
