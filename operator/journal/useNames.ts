/** What this page knows of the office: words, and names for the ids that entries hold. */
import { computed, type Ref } from 'vue';
import { roubles } from '../registrations/register';
import { useSpeech } from '../speech';
import { useLawStore } from '../state/law';
import { useLinkStore } from '../state/link';
import { useSessionStore } from '../state/session';
import { dateAndTime, dayInFigures, dayOf, duration } from '../time';
import { peopleIn, type JournalEntry, type Names } from './entry';

export function useNames(entries: Ref<readonly JournalEntry[]>) {
  const link = useLinkStore();
  const session = useSessionStore();
  const laws = useLawStore();
  const { t, te, plural, no, say, booth, atSeconds, language } = useSpeech();

  const services = computed(() => link.hall?.services ?? link.desk?.services ?? []);
  const booths = computed(() => link.hall?.booths ?? link.desk?.booths ?? []);
  const categories = computed(() => link.hall?.categories ?? link.desk?.categories ?? []);
  const profiles = computed(() => link.hall?.profiles ?? link.desk?.profiles ?? []);
  const people = computed(() => {
    const known = peopleIn(entries.value);
    for (const { userId, short } of link.hall?.operators ?? []) known.set(userId, short);
    for (const { userId, short } of link.desk?.people ?? []) known.set(userId, short);
    if (session.me) known.set(session.me.userId, session.me.short);
    return known;
  });

  return computed<Names>(() => ({
    t: (key, named = {}) => t(key, named),
    te,
    plural,
    no,
    span: duration,
    sum: (kopecks) => `${roubles(kopecks, language.value)} ₽`,
    day: (day) => dayInFigures(day, language.value),
    at: (instant, of) =>
      dayOf(instant, link.zone) === dayOf(of.at, link.zone)
        ? atSeconds(instant)
        : dateAndTime(instant, link.zone, language.value),
    service: (id) => {
      const found = services.value.find(({ serviceId }) => serviceId === id);
      return found ? say(found.short) : null;
    },
    booth: (id) => {
      const found = booths.value.find(({ boothId }) => boothId === id);
      return found ? booth('name', found.number) : null;
    },
    person: (id) => people.value.get(id) ?? null,
    category: (id) => {
      const found = categories.value.find(({ category }) => category === id);
      return found ? say(found.title) : null;
    },
    profile: (id) => {
      const found = profiles.value.find(({ profileId }) => profileId === id);
      return found ? say(found.title) : null;
    },
    code: (list, code) => {
      const title = laws.titleOf(list, code);
      return title === null ? null : say(title);
    },
  }));
}
