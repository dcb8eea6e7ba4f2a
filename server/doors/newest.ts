/** What a door remembers of many is bounded: whoever comes on top of that pushes out whoever was put there longest ago. */

/** Remembers it as the newest, and no more than so many of them. */
export function keepNewest<Value>(held: Map<string, Value>, key: string, value: Value, most: number): void {
  held.delete(key);
  held.set(key, value);
  for (const oldest of held.keys()) {
    if (held.size <= most) break;
    held.delete(oldest);
  }
}
