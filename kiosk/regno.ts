/** The registration number as it is typed on keys: twelve digits in three groups, `087-105-000003`. Pure. */

const groups = [3, 3, 6] as const;
export const regNoLength = 12;

/** Adds what was pressed; everything but digits falls away, the thirteenth digit too. */
export function typeDigits(digits: string, pressed: string): string {
  return (digits + pressed.replace(/\D/g, '')).slice(0, regNoLength);
}

/** The groups with what is typed and how many digits each still waits for. */
export function regNoGroups(digits: string): { typed: string; left: number }[] {
  let from = 0;
  return groups.map((size) => {
    const typed = digits.slice(from, from + size);
    from += size;
    return { typed, left: size - typed.length };
  });
}

/** `087-105-000003`, or null while digits are missing: a number that is not whole is never sent. */
export function wholeRegNo(digits: string): string | null {
  if (!/^\d{12}$/.test(digits)) return null;
  return regNoGroups(digits)
    .map((group) => group.typed)
    .join('-');
}
