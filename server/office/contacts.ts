/** CONTACTS: which people and devices have a connection open now, and since when a device has none. All in real time. */

export interface Contacts {
  seen(id: string, isOnline: boolean): void;
  isOnline(id: string): boolean;
  /** When the last connection was lost; null while there is one, and when there was none since the start. */
  lostAt(id: string): number | null;
  /** Milliseconds without a connection; 0 while there is one. Who was never seen is silent since first asked about. */
  silentMs(id: string): number;
}

export function makeContacts(realNow: () => number): Contacts {
  const online = new Set<string>();
  const lost = new Map<string, number>();
  const awaited = new Map<string, number>();
  return {
    seen(id, isOnline) {
      if (isOnline) {
        online.add(id);
        lost.delete(id);
      } else if (online.delete(id)) lost.set(id, realNow());
    },
    isOnline: (id) => online.has(id),
    lostAt: (id) => lost.get(id) ?? null,
    silentMs(id) {
      if (online.has(id)) return 0;
      const since = lost.get(id) ?? awaited.get(id) ?? realNow();
      if (!lost.has(id)) awaited.set(id, since);
      return realNow() - since;
    },
  };
}
