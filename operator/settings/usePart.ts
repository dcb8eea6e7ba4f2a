/** One part of the settings under somebody's hands: `hours`, `board`. */
import type { Payload, SettingValues, Taken } from '@contract';
import type { SettingPart } from '@contract/vocabulary';
import { useLinkStore } from '../state/link';
import { useThing } from './useThing';
import { useMay, useWorld } from './world';

export function usePart<K extends SettingPart>(
  part: K,
  /** The part as the command names it. */
  change: (value: SettingValues[K]) => Payload<'settings:set'>['change'],
  /** Of a part that a manager sets some of: their press. Null: it is an administrator's alone. */
  byManager: ((value: SettingValues[K], seen: number) => Promise<Taken | null>) | null,
) {
  const link = useLinkStore();
  const { settings, load } = useWorld();
  const { isAdmin } = useMay();
  const about = `part:${part}`;
  const thing = useThing<SettingValues[K]>({
    thing: about,
    standing: () => {
      const page = settings.value;
      return page && { value: page.parts[part], revision: page.marks[about]?.revision ?? 0 };
    },
    press: (value, seen) =>
      isAdmin || byManager === null
        ? link.press('settings:set', (requestId) => ({ requestId, seen, change: change(value) }))
        : byManager(value, seen),
    load,
  });
  return { about, thing };
}
