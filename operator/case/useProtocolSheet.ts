/** The paper of the protocol: its draft while it grows, then what was printed. */
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import type { PaperLines } from '@contract';
import { read } from '@contract/live';
import { useCaseStore } from '../state/case';

const ASK_MS = 300;

export function useProtocolSheet() {
  const cases = useCaseStore();
  const copies = shallowRef<readonly PaperLines[]>([]);
  const isDraft = ref(true);
  /** Nothing is said about an empty paper before the office was asked for it. */
  const isAsked = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const issued = () => cases.page?.protocols.find((one) => one.replacedBy === null)?.protocolId ?? null;

  async function ask() {
    const receptionId = cases.receptionId;
    if (receptionId === null || (cases.page?.submissionId ?? null) === null) {
      copies.value = [];
      isAsked.value = cases.page !== null;
      return;
    }
    const protocolId = issued();
    const reply = await read('protocol', protocolId === null ? { receptionId } : { protocolId });
    // a draft that was still on its way when the protocol was issued is no paper any more
    if (cases.receptionId !== receptionId || issued() !== protocolId || !reply?.ok) return;
    copies.value = reply.data.copies;
    isDraft.value = protocolId === null;
    isAsked.value = true;
  }

  // the page is a new one after every save and every press; only drafts follow at a distance
  watch(
    () => cases.page,
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), isAsked.value && issued() === null ? ASK_MS : 0);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => clearTimeout(timer));
  return { copies, isDraft, isAsked };
}
