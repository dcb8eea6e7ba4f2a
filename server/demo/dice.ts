/** Chance that can be played again: the same seed throws the same dice. */

export interface Dice {
  /** Evenly between two numbers. */
  between(low: number, high: number): number;
  /** Bell-shaped round a mean, thrown again until it lies within the bounds. */
  about(mean: number, spread: number, low: number, high: number): number;
  pick<const List extends readonly [unknown, ...unknown[]]>(from: List): List[number];
  /** A new list of the same things in another order. */
  shuffle<T>(from: readonly T[]): T[];
}

/** Throws before a value within the bounds is given up and the nearest bound taken. */
const mostThrows = 40;

/** `seed` is a whole number. */
export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  // mulberry32: small, quick, and even enough for a queue
  const throwOne = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const bell = () => Math.sqrt(-2 * Math.log(1 - throwOne())) * Math.cos(2 * Math.PI * throwOne());
  return {
    between: (low, high) => low + (high - low) * throwOne(),
    about(mean, spread, low, high) {
      let value = mean;
      for (let tries = 0; tries < mostThrows; tries += 1) {
        value = mean + spread * bell();
        if (value >= low && value <= high) return value;
      }
      return Math.min(high, Math.max(low, value));
    },
    pick: (from) => from[Math.floor(throwOne() * from.length)] ?? from[0],
    shuffle(from) {
      return from
        .map((value) => ({ value, order: throwOne() }))
        .sort((a, b) => a.order - b.order)
        .map(({ value }) => value);
    },
  };
}
