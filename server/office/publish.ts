/**
 * Publishing: after each commit, and as time passes, the views that somebody looks at are computed anew and told to
 * those whose view changed. The first change goes out at once, further ones are gathered; a new call flushes board and desks.
 */
import type { ViewName } from '../contract/index.js';

/** Gathered for at most this long, by view: boards and desks are looked at, the others can wait a little. */
const gatherMs: Record<ViewName, number> = { board: 50, desk: 50, kiosk: 400, hall: 250, ticket: 400 };
/** What changes by the passing of time alone (forecasts, alerts) is looked at this often, in real time. */
const timePassesMs = 5000;
/** Views are computed for at most this long at a stretch; then presses that came meanwhile are let in. */
const stretchMs = 5;

export interface Subject {
  key: string;
  name: ViewName;
  /** The view now, without its version; null when there is nothing to see any more. */
  compute: (shared: object) => object | null;
}

interface Held {
  subject: Subject;
  count: number;
  version: number;
  /** What was told last, without the moment it was told. */
  told: string;
  view: object;
}

export interface Publisher {
  hold(subject: Subject): object | null;
  release(key: string): void;
  /** Something changed; with `isCall` board and desks are told at once. */
  changed(isCall: boolean): void;
  onPublication(hear: (key: string, name: ViewName, view: unknown) => void): void;
  /** Everything now, as after a change of the clock's rate. */
  flushAll(): void;
  close(): void;
}

/** `onError` hears of a view that could not be computed: the others are told all the same. */
export function makePublisher(onError: (error: unknown, key: string) => void): Publisher {
  const held = new Map<string, Held>();
  const lastFlush = new Map<ViewName, number>();
  const timers = new Map<ViewName, ReturnType<typeof setTimeout>>();
  const hearers: ((key: string, name: ViewName, view: unknown) => void)[] = [];
  // versions outlive a holder: a screen that comes back must not take an older view for a newer one
  let version = 0;

  function refresh(one: Held, shared: object): boolean {
    const view = one.subject.compute(shared);
    if (view === null) return false;
    // the moment itself is no news: a view that differs only in it is not told
    const told = JSON.stringify({ ...view, now: 0 });
    if (told === one.told) return false;
    version += 1;
    one.version = version;
    one.told = told;
    one.view = { ...view, version };
    return true;
  }

  function flush(name: ViewName): void {
    clearTimeout(timers.get(name));
    timers.delete(name);
    lastFlush.set(name, performance.now());
    tell(
      name,
      [...held.keys()].filter((key) => held.get(key)?.subject.name === name),
    );
  }

  /** Tells those whose view changed; what views share is computed once a stretch, of one and the same office. */
  function tell(name: ViewName, keys: readonly string[]): void {
    const shared = {};
    const until = performance.now() + stretchMs;
    for (const [at, key] of keys.entries()) {
      if (at > 0 && performance.now() > until) {
        setImmediate(() => tell(name, keys.slice(at)));
        return;
      }
      const one = held.get(key);
      if (one === undefined) continue;
      try {
        if (refresh(one, shared)) for (const hear of hearers) hear(key, name, one.view);
      } catch (error) {
        onError(error, key);
      }
    }
  }

  function soon(name: ViewName): void {
    if (timers.has(name)) return;
    const wait = (lastFlush.get(name) ?? -Infinity) + gatherMs[name] - performance.now();
    if (wait <= 0) flush(name);
    else
      timers.set(
        name,
        setTimeout(() => flush(name), wait),
      );
  }

  const names: ViewName[] = ['board', 'desk', 'kiosk', 'hall', 'ticket'];
  const time = setInterval(() => names.forEach(soon), timePassesMs);
  time.unref();

  return {
    hold(subject) {
      const known = held.get(subject.key);
      const one: Held = known ?? { subject, count: 0, version: 0, told: '', view: {} };
      const isNews = refresh(one, {});
      if (one.told === '') return null;
      one.count += 1;
      held.set(subject.key, one);
      if (known !== undefined && isNews) for (const hear of hearers) hear(subject.key, subject.name, one.view);
      return one.view;
    },
    release(key) {
      const one = held.get(key);
      if (one === undefined) return;
      one.count -= 1;
      if (one.count <= 0) held.delete(key);
    },
    changed(isCall) {
      for (const name of names)
        if (isCall && (name === 'board' || name === 'desk')) flush(name);
        else soon(name);
    },
    onPublication: (hear) => hearers.push(hear),
    flushAll: () => names.forEach(flush),
    close() {
      clearInterval(time);
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
