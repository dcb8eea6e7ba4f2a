/** What differs, in words: «Часы работы, Пн, открытие: 09:00 → 10:00». Ids are told by what they name. */
import { useSpeech } from '../speech';
import { dayInFigures } from '../time';
import type { Refusal } from '@contract/vocabulary';
import { firstWords, type Difference } from './form';
import { useWorld } from './world';

const LONGEST = 60;
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

export function useDescribe() {
  const { t, te, say, booth, refusal, language } = useSpeech();
  const { structure } = useWorld();

  function nameOf(id: string): string | null {
    const now = structure.value;
    if (now === null) return null;
    const queue = now.queues.find(({ queueId }) => queueId === id);
    if (queue) return `${queue.value.letter}, ${say(queue.value.title)}`;
    const profile = now.profiles.find(({ profileId }) => profileId === id);
    if (profile) return say(profile.value.title);
    const service = now.services.find(({ serviceId }) => serviceId === id);
    if (service) return say(service.value.texts.short ?? service.short);
    const place = now.booths.find(({ boothId }) => boothId === id);
    if (place) return booth('name', place.value.number);
    return now.printers.find(({ printerId }) => printerId === id)?.value.name ?? null;
  }

  function told(value: unknown): string {
    if (value === undefined) return t('settings.value.none');
    if (value === null || value === '') return t('settings.value.empty');
    if (typeof value === 'boolean') return t(value ? 'settings.value.yes' : 'settings.value.no');
    const words = typeof value === 'string' ? (nameOf(value) ?? value) : firstWords(value);
    const text = words || (typeof value === 'number' ? String(value) : t('settings.value.some'));
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  }

  /** The field of a path: its name, the row of its list, the day of its week. */
  function field(path: Difference['path']): string {
    const words = path.flatMap((step, depth) => {
      if (typeof step === 'string') {
        if (isDay(step)) return [dayInFigures(step, language.value)];
        const within = path[depth - 1];
        const key = [`settings.${within}Fields.${step}`, `settings.fields.${step}`].find((one) => te(one));
        if (depth === 0 && step === 'lines') return [t('settings.board.lines')];
        return key === undefined ? [] : [t(key)];
      }
      return [path[depth - 1] === 'hours' ? t(`settings.weekday.${step}`) : String(step + 1)];
    });
    return words.join(', ');
  }

  const describe = ({ path, before, after }: Difference) => ({
    what: field(path),
    before: told(before),
    after: told(after),
  });
  /** A field that waits for tomorrow, as the server names it. */
  const fieldName = (name: string) => (te(`settings.fields.${name}`) ? t(`settings.fields.${name}`) : name);

  /** Some refusals were worded for the hall: here they are about a setting. */
  function sayRefused(refused: Refusal, mark: string): string {
    const { key, about = {} } = refused;
    const day = dayInFigures(String(about.day ?? ''), language.value);
    const ofLaw = `lawbook.refused.${mark}.${key}`;
    if (te(ofLaw)) return t(ofLaw, about);
    if (key === 'badAnswer' && about.field !== undefined)
      return t('settings.refused.badField', { field: fieldName(String(about.field)) });
    if (key === 'inUse' && about.operator !== undefined) return t('settings.refused.inUseBy', { by: about.operator });
    if (key === 'inUse' && about.letter !== undefined)
      return t('settings.refused.inUseLetter', { letter: about.letter });
    if (key === 'inUse' && about.count !== undefined) return t('settings.refused.inUseCount', { count: about.count });
    if (key === 'tooLate' && about.day !== undefined) return t('settings.refused.dayRuns', { day });
    if (key === 'packUnfit' && about.day !== undefined)
      return t('settings.refused.packWillLack', { version: about.version, day });
    if (key === 'packUnfit') return t('settings.refused.packLacks');
    return te(`settings.refused.${key}`) ? t(`settings.refused.${key}`) : refusal(refused);
  }
  return { describe, fieldName, nameOf, sayRefused };
}
