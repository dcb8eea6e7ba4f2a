/**
 * A step that has just begun does not hear the key that completed the one before it: a hand that presses twice
 * completes one step, never two. The protocol rests longer, because a number that was given cannot be taken back.
 */
import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import type { StepFace } from '@contract';

/** Milliseconds of real time, whatever the office's clock says: hands are as fast as ever in a demo. */
export const stepRestMs = { step: 800, protocol: 1500 };

/** How long a step that begins after another lets presses pass by. */
export function restOf(step: Pick<StepFace, 'act'>): number {
  return step.act === 'protocol' ? stepRestMs.protocol : stepRestMs.step;
}

/** True while the running step rests. The first step that a screen shows rests not: nothing was pressed before it. */
export function useStepRest(running: () => StepFace | null, receptionId: () => string): Ref<boolean> {
  const isResting = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => `${receptionId()} ${running()?.step ?? ''}`,
    () => {
      clearTimeout(timer);
      const step = running();
      isResting.value = step !== null;
      if (step !== null) timer = setTimeout(() => (isResting.value = false), restOf(step));
    },
    { flush: 'sync' },
  );
  onBeforeUnmount(() => clearTimeout(timer));
  return isResting;
}
