/** How the office is: what the house knows, with the disk and the books really tried. */
import type { Vitals } from './doors/health.js';
import type { House } from './office/house.js';

/** Strangers may ask as often as they like; the disk is asked no oftener than this. */
const freshMs = 1000;
const mb = 1_048_576;

/** What a machine that watches is told. Several who ask at once share one answer. */
export function makeVitals(given: {
  health: House['health'];
  /** Writes something and waits for the disk. */
  canWrite: () => boolean;
  freeBytes: () => Promise<number | null>;
  leastFreeMb: number;
  newestBackupAt: () => number | null;
  hasBackupFailed: () => boolean;
}): () => Promise<Vitals> {
  let asked: { at: number; answer: Promise<Vitals> } | null = null;

  async function look(): Promise<Vitals> {
    const free = await given.freeBytes();
    const health = given.health();
    const canWrite = given.canWrite();
    const failing: Vitals['failing'] = [];
    const attention: Vitals['attention'] = [];
    if (!canWrite) failing.push('database');
    if (free !== null && free < given.leastFreeMb * mb) failing.push('disk');
    if (!health.isClockSure) failing.push('clock');
    else if (health.clock !== 'sure') attention.push('clock');
    // a printer that was never heard is no news: many never say anything
    if (health.printers.some((one) => one.health !== 'ready' && one.health !== 'unknown')) attention.push('printers');
    if (health.unanchored > 0) attention.push('anchors');
    if (given.hasBackupFailed()) attention.push('backup');
    const newest = given.newestBackupAt();
    return {
      ...health,
      ok: failing.length === 0,
      failing,
      attention,
      database: canWrite ? 'writable' : 'not writable',
      diskFreeMb: free === null ? null : Math.floor(free / mb),
      backupAt: newest === null ? null : new Date(newest).toISOString(),
    };
  }

  return () => {
    const now = performance.now();
    if (asked === null || now - asked.at > freshMs) asked = { at: now, answer: look() };
    return asked.answer;
  };
}
