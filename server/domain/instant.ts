/** Milliseconds since the epoch, office time. */
export type Instant = number;
