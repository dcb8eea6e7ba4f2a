/** How far down a report was read, by its address: the way back from a list leads to the number that led there. */
const places = new Map<string, number>();
/** Addresses kept; an evening's reading. */
const MOST = 50;

export function keepPlace(address: string, top: number): void {
  places.delete(address);
  places.set(address, top);
  const [oldest] = places.keys();
  if (places.size > MOST && oldest !== undefined) places.delete(oldest);
}

export function placeOf(address: string): number {
  return places.get(address) ?? 0;
}
