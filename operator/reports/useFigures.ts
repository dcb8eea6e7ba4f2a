/** The figures that are asked for, and whether those on the page are still of an earlier question. */
import { computed, onBeforeUnmount, ref, watch } from 'vue';
import { useReport } from '../frame/useReport';
import { figuresQuery } from './ask';
import type { Asking } from './useAsk';

/** A day that runs is counted anew every minute. */
const RUNNING_MS = 60_000;
/** Sums that are being made are asked for again. */
const PREPARING_MS = 5000;

export function useFigures({ ask, today, firstDay, isReady }: Asking) {
  const query = () => (isReady.value ? figuresQuery(ask.value, today.value, firstDay.value) : null);
  const { data, refused, isSilent, load } = useReport('figures', query, null);
  const asked = computed(() => JSON.stringify(query()));
  /** The question that the figures on the page answer: an answer to an earlier one never arrives. */
  const answered = ref('');
  watch(data, () => (answered.value = asked.value));
  const isStale = computed(() => data.value !== null && answered.value !== asked.value);
  const timer = setInterval(() => {
    if (data.value?.running && !isStale.value) void load();
  }, RUNNING_MS);
  let soon: ReturnType<typeof setTimeout> | undefined;
  watch(refused, (why) => {
    clearTimeout(soon);
    if (why?.key === 'preparing') soon = setTimeout(() => void load(), PREPARING_MS);
  });
  onBeforeUnmount(() => {
    clearInterval(timer);
    clearTimeout(soon);
  });
  return { data, refused, isSilent, isStale, load };
}
