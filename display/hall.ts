/**
 * What the board knows at this moment: the newest view, the link, the office's minute, the large row.
 * One interval turns everything that time turns, so that nothing can pile up in weeks.
 */
import type { BoardCall, BoardView } from '@contract';
import type { Live } from '@contract/live';
import { onScopeDispose, readonly, ref, shallowRef } from 'vue';
import type { Announcer } from './announce';
import { emptyStage, hearCalls, isSpoken, turnStage } from './calls';
import type { Stage } from './calls';
import { sentenceOf } from './speech';

const beatMs = 250;
/** A shorter loss of the link is not worth a word. */
const graceMs = 2500;

/** Each call that takes the large row is announced once, if the office wants it heard. */
export function useHall(live: Pick<Live, 'watch' | 'onLink' | 'officeNow'>, announcer: Announcer) {
  const view = shallowRef<BoardView | null>(null);
  const stage = shallowRef<Stage>(emptyStage);
  /** Office instant of the present minute: changes once a minute, so the clock is drawn once a minute. */
  const minuteAt = ref(0);
  /** Office instant since which the link is lost; null while it stands. 0: it never stood. */
  const lostAt = ref<number | null>(null);
  /** Grows by one with each turn of the information stand. */
  const turn = ref(0);
  let isLost = false;
  let lostRealMs = 0;
  let lostOfficeAt = 0;
  let turnedMs = performance.now();

  const setStage = (next: Stage) => {
    const before = stage.value.call?.callId;
    if (next !== stage.value) stage.value = next;
    if (next.call?.callId === before) return;
    if (next.call !== null && view.value?.chime) announce(next.call, view.value);
    // withdrawn, or the link is lost: what was being said of it is no longer true
    else announcer.hush();
  };

  function announce(call: BoardCall, seen: BoardView): void {
    if (!isSpoken(call, seen, live.officeNow())) return announcer.announce(null);
    announcer.announce({
      language: call.language,
      text: (language) => sentenceOf(call, seen.office.boothWord, language),
      // whoever came to the booth meanwhile stands there as served
      isAwaited: () => stage.value.call?.callId === call.callId && stage.value.call.status === 'called',
      isHurried: () => stage.value.queue.length > 0,
    });
  }
  const turned = (from: Stage) => turnStage(from, performance.now(), announcer.isSpeaking());

  const stopWatch = live.watch('board', (next) => {
    const heard = hearCalls(stage.value, view.value, next);
    view.value = next;
    setStage(turned(heard));
    beat();
  });

  const stopLink = live.onLink((link) => {
    const nowLost = link !== 'online';
    if (nowLost && !isLost) {
      lostRealMs = performance.now();
      lostOfficeAt = live.officeNow();
    }
    isLost = nowLost;
    if (!nowLost) lostAt.value = null;
  });

  function beat(): void {
    const nowMs = performance.now();
    const officeNow = live.officeNow();
    if (officeNow > 0) minuteAt.value = Math.floor(officeNow / 60_000) * 60_000;
    if (isLost && nowMs - lostRealMs >= graceMs) {
      lostAt.value = lostOfficeAt;
      // what was fresh when the link broke is no news any more
      setStage(emptyStage);
    } else {
      setStage(turned(stage.value));
    }
    if (view.value && nowMs - turnedMs >= view.value.slideSeconds * 1000) {
      turnedMs = nowMs;
      turn.value += 1;
    }
  }

  const timer = setInterval(beat, beatMs);
  onScopeDispose(() => {
    clearInterval(timer);
    stopWatch();
    stopLink();
    announcer.hush();
  });

  return { view, stage, minuteAt: readonly(minuteAt), lostAt: readonly(lostAt), turn: readonly(turn) };
}
