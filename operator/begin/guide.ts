/** What every step of the guided set-up reads, asked again every few seconds: a kiosk that comes in ticks by itself. */
import { inject, type InjectionKey, type ShallowRef } from 'vue';
import type { Report } from '@contract';
import type { SetupStep } from '@contract/vocabulary';
import { useReport } from '../frame/useReport';

export const EVERY_MS = 3000;

export interface Guide {
  setup: ShallowRef<Report<'setup'> | null>;
  settings: ShallowRef<Report<'settings'> | null>;
  structure: ShallowRef<Report<'structure'> | null>;
  /** What a step that is done offers first is to go on. */
  isDone: (step: SetupStep) => boolean;
  load: () => Promise<void>;
}
export const guideKey: InjectionKey<Guide> = Symbol('guide');

/** Given by the page to its steps. */
export function useGuide(): Guide {
  const guide = inject(guideKey, null);
  if (guide === null) throw new Error('a step of the set-up stands outside of its page');
  return guide;
}

/** The reports of the page; `isSilent` and `refused` are those of the set-up itself. */
export function makeGuide() {
  const setup = useReport('setup', () => ({}), EVERY_MS);
  const settings = useReport('settings', () => ({}), EVERY_MS);
  const structure = useReport('structure', () => ({}), EVERY_MS);
  const load = async () => void (await Promise.all([setup.load(), settings.load(), structure.load()]));
  const isDone = (step: SetupStep) => setup.data.value?.steps.find((one) => one.step === step)?.state === 'done';
  const guide: Guide = { setup: setup.data, settings: settings.data, structure: structure.data, isDone, load };
  return { guide, isSilent: setup.isSilent, refused: setup.refused };
}
