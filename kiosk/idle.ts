/** The screen of one who left goes back to the start, after a question. Real time: a demo's fast clock is not asked. */
import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

interface Watch {
  /** Is there anything to give back? While not, no time runs. */
  isOn: Readonly<Ref<boolean>>;
  idleSeconds: Readonly<Ref<number>>;
  warnSeconds: Readonly<Ref<number>>;
  leave: () => void;
}

export function useIdle(watch: Watch) {
  const now = ref(performance.now());
  const touchedAt = ref(performance.now());
  const idleMs = computed(() => now.value - touchedAt.value - watch.idleSeconds.value * 1000);
  const isWarning = computed(() => watch.isOn.value && idleMs.value >= 0);
  /** Real milliseconds until the start is shown. */
  const leftMs = computed(() => Math.max(0, watch.warnSeconds.value * 1000 - idleMs.value));

  function stay(): void {
    touchedAt.value = performance.now();
    now.value = touchedAt.value;
  }
  /** While the question stands, only its own button is an answer. */
  function touch(): void {
    if (!isWarning.value) stay();
  }
  function look(): void {
    if (!watch.isOn.value) stay();
    now.value = performance.now();
    if (isWarning.value && leftMs.value <= 0) {
      watch.leave();
      stay();
    }
  }

  let timer: ReturnType<typeof setInterval> | undefined;
  const touches = ['pointerdown', 'keydown', 'wheel'] as const;
  onMounted(() => {
    timer = setInterval(look, 250);
    for (const kind of touches) addEventListener(kind, touch, { capture: true, passive: true });
  });
  onBeforeUnmount(() => {
    clearInterval(timer);
    for (const kind of touches) removeEventListener(kind, touch, { capture: true });
  });
  return { isWarning, leftMs, stay };
}
