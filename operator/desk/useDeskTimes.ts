/** The booth's clocks, ticking from the server's timestamps. */
import { computed } from 'vue';
import { serviceBar, waitBar, wayBar, type Bar } from '../bars';
import { useDeskStore } from '../state/desk';
import { useLinkStore } from '../state/link';
import { minutesToMs } from '../time';

export function useDeskTimes() {
  const desk = useDeskStore();
  const link = useLinkStore();

  const current = computed(() => desk.view?.current ?? null);
  const sinceCallMs = computed(() => (current.value ? link.now - current.value.lastCalledAt : 0));
  const tookMs = computed(() => {
    const reception = current.value?.reception;
    // what a colleague spent before handing the steps over counts against the same norm
    return reception ? Math.max(0, link.now - reception.begunAt - reception.parkedMs) + reception.carriedMs : 0;
  });
  /** The bar of the present call or reception; null when its service has no norm. */
  const bar = computed<Bar | null>(() => {
    const now = current.value;
    if (now === null) return null;
    if (now.status === 'called')
      return wayBar({ sinceCallMs: sinceCallMs.value, promptMs: now.promptAt - now.lastCalledAt });
    return serviceBar({
      tookMs: tookMs.value,
      norm: now.reception?.norm ?? null,
      warnShare: desk.view?.warnShare ?? 1,
    });
  });
  const isUnanswered = computed(() => current.value?.status === 'called' && link.now >= current.value.promptAt);
  /** How each of the queue stands against the norm of waiting. */
  const waits = computed(() => {
    const view = desk.view;
    if (view === null) return [];
    return view.queue.map((row) => {
      const ageMs = Math.max(0, link.now - row.startAt);
      const wait = waitBar({
        ageMs,
        norm: view.waitNorm,
        warnShare: view.warnShare,
        willPass: row.willPass,
        mine: row.mine,
      });
      return { row, ageMs, bar: wait };
    });
  });
  const waitNormMs = computed(() => minutesToMs(desk.view?.waitNorm.minutes ?? 0));
  return { current, sinceCallMs, tookMs, bar, isUnanswered, waits, waitNormMs };
}
