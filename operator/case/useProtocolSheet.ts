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
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask() {
    const receptionId = cases.receptionId;
    if (receptionId === null || (cases.page?.submissionId ?? null) === null) return void (copies.value = []);
    const newest = cases.page?.protocols.find((one) => one.replacedBy === null) ?? null;
    const reply = await read('protocol', newest === null ? { receptionId } : { protocolId: newest.protocolId });
    if (cases.receptionId !== receptionId || !reply?.ok) return;
    copies.value = reply.data.copies;
    isDraft.value = newest === null;
  }

  // the page is a new one after every save and every press
  watch(
    () => cases.page,
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), ASK_MS);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => clearTimeout(timer));
  return { copies, isDraft };
}
