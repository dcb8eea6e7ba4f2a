/** One press of the own account: over HTTP, because it must go where no link is open yet. A secret is kept in no map. */
import { computed, ref } from 'vue';
import type { Answer, CommandName, Payload } from '@contract';
import { newRequestId, post } from '@contract/live';
import type { Refusal } from '@contract/vocabulary';
import { useLinkStore } from '../state/link';
import { useSessionStore } from '../state/session';

export function useAct() {
  const session = useSessionStore();
  const link = useLinkStore();
  const refused = ref<Refusal | null>(null);
  const isSilent = ref(false);
  const isBusy = ref(false);
  const isDone = ref(false);
  /** Nothing to be pressed now: nobody would answer. Before the pages are open there is no link that could be lost. */
  const isAway = computed(() => session.phase === 'in' && link.isOffline);

  function clear() {
    refused.value = null;
    isSilent.value = false;
    isDone.value = false;
  }

  /** Null when it was refused or nobody answered: then `refused` or `isSilent` says so. */
  async function act<N extends CommandName>(
    name: N,
    make: (requestId: string) => Payload<N>,
  ): Promise<Answer<N> | null> {
    if (isBusy.value) return null;
    clear();
    isBusy.value = true;
    const reply = await post(name, make(newRequestId()), 'staff');
    isBusy.value = false;
    if (reply === null) isSilent.value = true;
    else if (reply.ok) {
      isDone.value = true;
      return reply.data;
    } else {
      refused.value = reply.refusal;
      if (reply.refusal.key === 'locked' || reply.refusal.key === 'signedOut') void session.recheck();
    }
    return null;
  }

  return { refused, isSilent, isBusy, isDone, isAway, clear, act };
}
