/** When something is due, in words: a day, or for want of which year's calendar that is not known yet. */
import type { DueFace } from '@contract';
import { useSpeech } from '../speech';
import { dayInFigures } from '../time';

export function useDue() {
  const { t, language } = useSpeech();
  return (due: DueFace): string =>
    due.day === null
      ? t('terms.undetermined', { year: due.undetermined ?? '' })
      : dayInFigures(due.day, language.value);
}
