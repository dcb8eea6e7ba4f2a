/** What the demo says in the terminal: a line each half hour, and the day's sums. */
import type { Instant } from '../domain/instant.js';
import type { Sums } from './sums.js';

const minuteMs = 60_000;
/** The demo's office is in Moscow, which in 2013 was four hours ahead of Greenwich all the year. */
const moscowMs = 4 * 60 * minuteMs;

const wallOf = (at: Instant) => new Date(at + moscowMs).toISOString().slice(11, 16);
const dayOf = (at: Instant) => new Date(at + moscowMs).toISOString().slice(0, 10);
const minutes = (ms: number) => `${(ms / minuteMs).toFixed(1)} min`;
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** One line: who waits, who was served, the longest who waits now, the share within the norm. */
export function halfHourLine(at: Instant, sums: Sums): string {
  const cells = [
    `waiting ${String(sums.waiting).padStart(2)}`,
    `longest ${minutes(sums.waitingLongestMs).padStart(8)}`,
    `served ${String(sums.served).padStart(3)} of ${String(sums.issued).padStart(3)}`,
    `within 15 min ${percent(sums.shareWithin).padStart(5)}`,
  ];
  return `  ${wallOf(at)}   ${cells.join('   ')}`;
}

/** The closed day, counted from the journal. */
export function dayLine(midnight: Instant, sums: Sums, refused: number): string {
  return [
    `\nThe day ${dayOf(midnight)} is closed. Counted anew from its journal:`,
    `  tickets        ${sums.issued}: served ${sums.served}, cancelled ${sums.cancelled}, did not come ${sums.expired}`,
    `  waits          mean ${minutes(sums.meanWaitMs)}, longest ${minutes(sums.longestWaitMs)}, within 15 minutes ${percent(sums.shareWithin)}`,
    `  receptions     mean ${minutes(sums.meanServiceMs)}, booths busy ${percent(sums.utilisation)} of their open time`,
    `  on the way     missed ${sums.missed}, came back ${sums.returned}, transferred ${sums.transferred}, parked ${sums.parked}, documents looked at ${sums.confirmed}`,
    `  refusals       ${refused}`,
  ].join('\n');
}
