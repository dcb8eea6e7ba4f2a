/**
 * One id for one press: the same command with the same payload on the same screen is the same press,
 * so twenty taps are one. A press that succeeded is spent, and its id goes when the next view shows what it did.
 */
export interface Requests {
  /** The id of this press; the same until the screen has moved on. */
  idOf(command: string, payload: string): string;
  /** The press was answered with success. */
  spend(id: string): void;
  /** A newer view came: what was spent before may now be pressed anew. */
  moveOn(): void;
}

export function makeRequests(newId: () => string): Requests {
  const ids = new Map<string, string>();
  const spent = new Set<string>();
  return {
    idOf(command, payload) {
      const press = `${command} ${payload}`;
      const id = ids.get(press) ?? newId();
      ids.set(press, id);
      return id;
    },
    spend: (id) => void spent.add(id),
    moveOn() {
      if (spent.size === 0) return;
      for (const [press, id] of ids) if (spent.has(id)) ids.delete(press);
      spent.clear();
    },
  };
}
