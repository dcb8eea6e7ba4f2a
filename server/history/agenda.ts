/** The agenda of a simulated day: acts by their time, and in the order of planning within one instant. */
import type { Instant } from '../domain/instant.js';

interface Planned {
  at: Instant;
  ordinal: number;
  act: () => void;
}

export interface Agenda {
  add(at: Instant, act: () => void): void;
  /** Does everything in order, also what is added meanwhile; `onTime` hears each instant before its act. */
  run(onTime: (at: Instant) => void): void;
}

const isBefore = (one: Planned, other: Planned) =>
  one.at < other.at || (one.at === other.at && one.ordinal < other.ordinal);

/** An empty agenda: a heap, because a day has thousands of acts and each is asked for once. */
export function makeAgenda(): Agenda {
  const heap: Planned[] = [];
  let count = 0;

  function rise(planned: Planned): void {
    let place = heap.length;
    heap.push(planned);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above];
      if (other === undefined || !isBefore(planned, other)) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = planned;
  }

  function sink(planned: Planned): void {
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      let next = heap[below];
      const beside = heap[below + 1];
      if (next === undefined) break;
      if (beside !== undefined && isBefore(beside, next)) {
        below += 1;
        next = beside;
      }
      if (!isBefore(next, planned)) break;
      heap[place] = next;
      place = below;
    }
    heap[place] = planned;
  }

  return {
    add(at, act) {
      count += 1;
      rise({ at, ordinal: count, act });
    },
    run(onTime) {
      for (let first = heap[0]; first !== undefined; first = heap[0]) {
        const last = heap.pop();
        if (last !== undefined && last !== first) sink(last);
        onTime(first.at);
        first.act();
      }
    },
  };
}
