/** Numbers of a report in the page's language, and the ways from them to their tickets. */
import type { RouteLocationRaw } from 'vue-router';
import type { Ratio } from '@contract';
import { useSpeech } from '../speech';
import type { Ask, GroupName } from './ask';
import { allTickets, behindAddress, narrowed, type Behind } from './behind';
import type { Stretch } from './calendar';
import { count, hours, minutes, share, time } from './measure';
import type { Asking } from './useAsk';

export function useNumbers() {
  const { t, language } = useSpeech();
  const many = (value: number) => count(value, language.value);
  const part = (ratio: Ratio) => share(ratio, language.value);
  /** «1 169 из 1 275»; empty of nothing. */
  const ofWords = ({ within, of }: Ratio) =>
    of === 0 ? '' : t('reports.of', { within: count(within, language.value), of: count(of, language.value) });
  const inMinutes = (ms: number) => minutes(ms, language.value);
  return { many, part, ofWords, time, hours, inMinutes };
}

/** Where a number leads: the list of its tickets, on this person's own pages for an operator. */
export function useWays({ ask, isOwn, addressOf }: Pick<Asking, 'ask' | 'isOwn' | 'addressOf'>) {
  return (
    behind: Partial<Behind>,
    group: { name: GroupName; key: string } | null = null,
    days: Stretch | null = null,
  ): RouteLocationRaw => {
    const to: Ask = narrowed(ask.value, group, days);
    const query = behindAddress(to, { ...allTickets, ...behind });
    const own = addressOf(to).operators;
    if (own === undefined) delete query.operators;
    return { name: isOwn.value ? 'mineTickets' : 'tickets', query };
  };
}
export type Way = ReturnType<typeof useWays>;
