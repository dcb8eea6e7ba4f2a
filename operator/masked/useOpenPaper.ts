/** A paper with personal data, opened for as long as it is read; then it is hidden again by itself. */
import { onBeforeUnmount, shallowRef, watch } from 'vue';
import type { Answer } from '@contract';
import type { OpenReason } from '@contract/vocabulary';
import { useOpeningStore, type PaperAsked } from './openings';

/** Two pages are read, and printed. */
const READ_MS = 5 * 60_000;

export function useOpenPaper(asked: () => PaperAsked | null) {
  const openings = useOpeningStore();
  const whole = shallowRef<Answer<'data:openPaper'> | null>(null);
  let hiding: ReturnType<typeof setTimeout> | undefined;

  function hide() {
    clearTimeout(hiding);
    whole.value = null;
  }
  async function open(reason: OpenReason) {
    const paper = asked();
    if (paper === null) return;
    const sheet = await openings.paper(paper, reason);
    // another paper was turned to meanwhile
    if (JSON.stringify(asked()) !== JSON.stringify(paper)) return;
    hide();
    whole.value = sheet;
    hiding = setTimeout(hide, READ_MS);
  }
  watch(() => JSON.stringify(asked()), hide);
  onBeforeUnmount(hide);
  return { whole, open, hide };
}
