/**
 * A report that a page shows: asked when the page opens and when its question changes, again by itself every so often.
 * The newest answer stays while the server is away.
 */
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import type { Report, ReportName, ReportQuery } from '@contract';
import { read } from '@contract/live';
import type { Refusal } from '@contract/vocabulary';
import { useLinkStore } from '../state/link';
import { useSessionStore } from '../state/session';

/** How long a question must stand before it is asked: nobody is searched for letter by letter. */
const SETTLES_MS = 250;

export function useReport<N extends ReportName>(
  name: N,
  /** Null: there is nothing to ask yet. */
  query: () => ReportQuery<N> | null,
  /** Asked again after so long; null is never. */
  everyMs: number | null,
) {
  const session = useSessionStore();
  const link = useLinkStore();
  const data = shallowRef<Report<N> | null>(null);
  const refused = ref<Refusal | null>(null);
  const isSilent = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let isGone = false;

  async function load() {
    clearTimeout(timer);
    const mine = ++asked;
    const question = query();
    if (question === null) return;
    const reply = await read(name, question);
    // an answer to a question that is no longer asked
    if (mine !== asked || isGone) return;
    isSilent.value = reply === null;
    refused.value = reply !== null && !reply.ok ? reply.refusal : null;
    if (refused.value?.key === 'locked') void session.recheck();
    if (reply?.ok) data.value = reply.data;
    if (everyMs !== null) timer = setTimeout(() => void load(), everyMs);
  }

  void load();
  watch(
    () => JSON.stringify(query()),
    () => {
      clearTimeout(timer);
      asked += 1;
      timer = setTimeout(() => void load(), SETTLES_MS);
    },
  );
  // the server is there again: what it did not answer is asked once more
  watch(
    () => link.isOffline,
    (isAway) => {
      if (!isAway && isSilent.value) void load();
    },
  );
  onBeforeUnmount(() => {
    isGone = true;
    clearTimeout(timer);
  });
  return { data, refused, isSilent, load };
}
