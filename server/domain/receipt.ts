/** The receipt of what came by post and is taken in later: what day may be said of it. */
import type { Instant } from './instant.js';

/** A letter lies for days; further back is a slip of the pen. */
const oldestMs = 30 * 24 * 3_600_000;

/** May it have been received then? Not in the future, and within thirty days. */
export function isReceipt(receivedAt: Instant, now: Instant): boolean {
  return receivedAt <= now && receivedAt >= now - oldestMs;
}
