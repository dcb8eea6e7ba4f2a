/** Pictures that an office was given, and which of them it uses: its logo and pages of its board, now or planned. */
import type { PictureType, SettingChange } from '../contract/index.js';
import type { Instant } from './instant.js';
import type { Office } from './office.js';
import type { Settings } from './settings.js';

/** A picture without its bytes: those stand in the books alone. */
export interface PictureFace {
  /** Hex digest of its bytes: its name everywhere. */
  sha256: string;
  type: PictureType;
  /** Pixels. */
  width: number;
  height: number;
  addedAt: Instant;
  addedBy: string;
}

function ofSlides(slides: Settings['slides']): string[] {
  return slides.flatMap((slide) => (slide.kind === 'picture' ? [slide.pictureId] : []));
}

/** Pictures that a change of the settings names. */
export function picturesIn({ part, value }: SettingChange): string[] {
  if (part === 'office') return value.logo === null ? [] : [value.logo];
  return part === 'board' ? ofSlides(value.slides) : [];
}

/** Every picture that a setting names, be it only from tomorrow. */
export function namedPictures({ settings, planned }: Pick<Office, 'settings' | 'planned'>): Set<string> {
  const waiting = [...planned.values()].flatMap(({ change }) =>
    change.what === 'part' ? picturesIn(change.change) : [],
  );
  return new Set([...(settings.logo === null ? [] : [settings.logo]), ...ofSlides(settings.slides), ...waiting]);
}

/** The first picture of a change that the office does not have; one that the settings name already may stay named. */
export function unknownPicture(office: Office, change: SettingChange): string | null {
  const named = namedPictures(office);
  return picturesIn(change).find((id) => !office.pictures.has(id) && !named.has(id)) ?? null;
}
