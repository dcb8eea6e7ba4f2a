/** A booth as it stands: which clock runs there and how it stands against its norm. Pure; words belong to the card. */
import type { BoothNow } from '@contract';
import { serviceBar, wayBar, type Bar } from '../bars';
import type { IconName } from '../icons';

export interface BoothClock {
  /** How long what goes on there has lasted, in milliseconds; null for a closed booth. */
  ms: number | null;
  /** Null where nothing limits it. */
  bar: Bar | null;
}

/** The clock that the card shows, from the view's instants and the office's present. */
export function boothClock(booth: BoothNow, now: number, warnShare: number): BoothClock {
  const since = (from: number | null) => Math.max(0, now - (from ?? booth.since ?? now));
  if (booth.state === 'closed') return { ms: null, bar: null };
  if (booth.state === 'paused') return { ms: since(booth.pausedAt), bar: null };
  if (booth.state === 'free') return { ms: since(null), bar: null };
  if (booth.state === 'serving') {
    const ms = since(booth.clockFrom);
    return { ms, bar: serviceBar({ tookMs: ms, norm: booth.norm, warnShare }) };
  }
  const ms = since(booth.calledAt);
  const promptMs = booth.promptAt === null || booth.calledAt === null ? 0 : booth.promptAt - booth.calledAt;
  return { ms, bar: promptMs > 0 ? wayBar({ sinceCallMs: ms, promptMs }) : null };
}

/** The sign of a booth's state: tone of its chip, icon, and the key of its word. */
export function boothSign(state: BoothNow['state'], bar: Bar | null): { tone: string; icon: IconName; key: string } {
  if (state === 'serving' && bar !== null && bar.passedMs !== null)
    return bar.tone === 'over'
      ? { tone: 'over', icon: 'over', key: 'over' }
      : { tone: 'warn', icon: 'soon', key: 'overTarget' };
  const signs = {
    closed: { tone: 'line', icon: 'lock' },
    free: { tone: 'line', icon: 'ring' },
    called: { tone: 'call', icon: 'bell' },
    serving: { tone: 'serve', icon: 'play' },
    paused: { tone: 'wait', icon: 'cup' },
  } as const satisfies Record<BoothNow['state'], { tone: string; icon: IconName }>;
  return { ...signs[state], key: state };
}
