/** «Позвать сотрудника»: one call of this kiosk, told from the view; a press that failed says so. */
import { newRequestId } from '@contract/live';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { useOffice } from './office.js';

/** How long the sentence about a failed press stays, in real milliseconds. */
const failureMs = 15_000;

export const useStaffCall = defineStore('staffCall', () => {
  const office = useOffice();
  const isAsking = ref(false);
  const hasFailed = ref(false);
  let requestId = newRequestId();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const call = computed(() => office.view?.staffCall ?? null);
  const state = computed<'none' | 'asking' | 'called' | 'coming' | 'failed'>(() => {
    if (call.value) return call.value.answeredAt === null ? 'called' : 'coming';
    if (isAsking.value) return 'asking';
    return hasFailed.value ? 'failed' : 'none';
  });

  async function press(): Promise<void> {
    if (isAsking.value || state.value === 'called') return;
    isAsking.value = true;
    hasFailed.value = false;
    const reply = await office.ask('staff:call', { requestId });
    isAsking.value = false;
    hasFailed.value = !reply?.ok;
    clearTimeout(timer);
    timer = setTimeout(() => (hasFailed.value = false), failureMs);
    // no answer keeps the id: the call may have been made
    if (reply) requestId = newRequestId();
  }

  return { call, state, press };
});
