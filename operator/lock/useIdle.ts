/**
 * Locks the console when nothing was done at it for as long as the office says, and tells the server now and then that
 * hands move. The tabs of one browser share a session: who works in one keeps the others open too.
 */
import { onBeforeUnmount, onMounted } from 'vue';
import { newRequestId, post } from '@contract/live';
import { useSessionStore } from '../state/session';
import { useLocking } from './useLocking';

const LOOK_MS = 5_000;
/** As often as the server wants to hear of hands that move. */
const BEAT_MS = 30_000;
const MOVED = 'talon.console.moved';
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export function useIdle() {
  const session = useSessionStore();
  const lock = useLocking();
  let movedAt = Date.now();
  let toldAt = 0;
  let beatAt = Date.now();
  let looking: ReturnType<typeof setInterval> | undefined;

  function moved() {
    movedAt = Date.now();
    if (movedAt - toldAt < LOOK_MS || session.phase !== 'in') return;
    toldAt = movedAt;
    try {
      localStorage.setItem(MOVED, String(movedAt));
    } catch {
      // then each tab counts for itself
    }
  }

  function movedElsewhere(): number {
    try {
      return Number(localStorage.getItem(MOVED) ?? 0) || 0;
    } catch {
      return 0;
    }
  }

  function look() {
    const minutes = session.me?.lockMinutes ?? 0;
    if (session.phase !== 'in' || minutes === 0) {
      movedAt = Date.now();
      return;
    }
    const lastAt = Math.max(movedAt, movedElsewhere());
    const now = Date.now();
    if (now - lastAt >= minutes * 60_000) return void lock();
    if (lastAt <= beatAt || now - beatAt < BEAT_MS) return;
    beatAt = now;
    void post('session:beat', { requestId: newRequestId() }, 'staff').then((reply) => {
      if (reply !== null && !reply.ok) void session.recheck();
    });
  }

  onMounted(() => {
    for (const sign of signs) window.addEventListener(sign, moved, { capture: true, passive: true });
    looking = setInterval(look, LOOK_MS);
  });
  onBeforeUnmount(() => {
    for (const sign of signs) window.removeEventListener(sign, moved, { capture: true });
    clearInterval(looking);
  });
}
