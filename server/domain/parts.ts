/** The settings part by part: what belongs together is read, changed and guarded as one thing. */
import type { SettingChange, SettingPart, SettingValues } from '../contract/index.js';
import type { Settings } from './settings.js';

/** The thing of a part, for its mark. */
export const partThing = (part: SettingPart | 'alerts' | 'exports' | 'steps' | 'access' | 'retention'): string =>
  `part:${part}`;

/** Every part as it stands. */
export function partsOf(settings: Settings): SettingValues {
  const { name, region, emblem, logo, address, phones, boothWord, superior, head, sign, stand, payerCodes } = settings;
  const { hours, closeBy, keepOvernight, specialDays } = settings;
  const { returnMinutes, parkAlertMinutes, preferenceMinutes, addressedMinutes, undoSeconds, unbeginSeconds } =
    settings;
  const { promptSeconds, leastCalls, recallGapSeconds, missAfterSeconds, warnShare, paperLetter } = settings;
  const { languages, idleSeconds, warnSeconds, menu } = settings;
  const { layout, theme, chime, voice, freshSeconds, slideSeconds, showsWaits, slides, lines } = settings;
  const { categories, soonDays } = settings;
  return {
    office: { name, region, emblem, logo, address, phones, boothWord, superior, head, sign, stand, payerCodes },
    hours: { hours, closeBy, keepOvernight, specialDays },
    order: {
      returnMinutes,
      parkAlertMinutes,
      preferenceMinutes,
      addressedMinutes,
      undoSeconds,
      unbeginSeconds,
      promptSeconds,
      leastCalls,
      recallGapSeconds,
      missAfterSeconds,
      warnShare,
      paperLetter,
    },
    kiosk: { languages, idleSeconds, warnSeconds, menu },
    board: { layout, theme, chime, voice, freshSeconds, slideSeconds, showsWaits, slides, lines },
    categories,
    terms: { soonDays },
  };
}

/** The settings with one part as it was sent; nothing else of them changes. */
export function withPart(settings: Settings, change: SettingChange): Settings {
  if (change.part === 'categories') return { ...settings, categories: change.value };
  return { ...settings, ...change.value };
}
