/** What each filter may name, with what is chosen in it. A key that is chosen but no longer known is listed by itself. */
import { computed, type Ref } from 'vue';
import type { Report } from '@contract';
import { useSpeech } from '../speech';
import type { Ask, FilterName } from './ask';

const channelKeys = ['kiosk', 'staff', 'paper', 'none'];
/** What the filter calls those that have none: the general order. */
const NONE = 'none';

export function useFilterNames(ask: Ref<Ask>, names: Ref<Report<'figureNames'> | null>) {
  const { t, say, booth } = useSpeech();
  return computed(() => {
    const known = names.value;
    const rows: Record<FilterName, { key: string; title: string }[]> = {
      services: known?.services.map(({ key, title, letter }) => ({ key, title: `${letter} · ${say(title)}` })) ?? [],
      operators: known?.operators ?? [],
      booths: known?.booths.map(({ key, title }) => ({ key, title: booth('title', title) })) ?? [],
      channels: channelKeys.map((key) => ({ key, title: t(`reports.channels.${key}`) })),
      categories: [
        { key: NONE, title: t('reports.generalOrder') },
        ...(known?.categories.map(({ key, title }) => ({ key, title: say(title) })) ?? []),
      ],
    };
    const titles: Record<FilterName, string> = {
      services: t('reports.service'),
      operators: t('reports.operator'),
      booths: booth('title').trim(),
      channels: t('reports.channel'),
      categories: t('reports.category'),
    };
    const order: FilterName[] = ['services', 'operators', 'booths', 'channels', 'categories'];
    return order.map((name) => ({ name, title: titles[name], rows: rows[name], chosen: ask.value.filters[name] }));
  });
}
