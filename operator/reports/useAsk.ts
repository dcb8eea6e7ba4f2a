/** The ask of a reports page: read from its address and written back into it. */
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useReport } from '../frame/useReport';
import { useLinkStore } from '../state/link';
import { useSessionStore } from '../state/session';
import { dayOf } from '../time';
import { comparedDays, daysOf, readAsk, writeAsk, type Ask } from './ask';

export function useAsk() {
  const route = useRoute();
  const router = useRouter();
  const link = useLinkStore();
  const session = useSessionStore();
  /** Whom a filter may name, and the days there are. */
  const { data: names } = useReport('figureNames', () => ({}), null);

  /** One's own figures, whoever asks: a manager who also sits at a booth has both pages. */
  const isOwn = computed(() => String(route.name).startsWith('mine'));
  const ask = computed<Ask>(() => {
    const read = readAsk(route.query);
    const userId = session.me?.userId;
    return isOwn.value && userId ? { ...read, filters: { ...read.filters, operators: [userId] } } : read;
  });
  /** The office's day; empty until this page knows the office's time. */
  const today = computed(() => {
    const named = names.value?.lastDay ?? null;
    const now = link.now === 0 ? null : (link.day?.day ?? dayOf(link.now, link.zone));
    // two days in the address need no today, and without a link the last day of the books will do
    return now ?? named ?? '';
  });
  const firstDay = computed(() => names.value?.firstDay ?? null);
  /** Whether enough is known to ask: a preset wants today, and «all» the first day. */
  const isReady = computed(
    () => ask.value.days !== null || (today.value !== '' && (ask.value.preset !== 'all' || names.value !== null)),
  );
  const days = computed(() => daysOf(ask.value, today.value || '2000-01-01', firstDay.value));
  const compared = computed(() => comparedDays(ask.value, today.value || '2000-01-01', firstDay.value));

  /** The address of an ask on this page; one's own id is the page's, not the address's. */
  function addressOf(next: Ask): Record<string, string> {
    return writeAsk(isOwn.value ? { ...next, filters: { ...next.filters, operators: [] } } : next);
  }
  async function change(next: Partial<Ask>) {
    await router.replace({ query: addressOf({ ...ask.value, ...next }) });
  }
  return { ask, names, isOwn, today, firstDay, isReady, days, compared, addressOf, change };
}
export type Asking = ReturnType<typeof useAsk>;
