/**
 * The voice of the board: the browser's own synthesiser with a voice of its own machine. Voices that live in a network
 * are never used: no call leaves the office, and none waits for a line.
 */
import type { Language } from '@contract/vocabulary';

/** A voice that has not begun by then never will; one that has not ended by then is cut. Real milliseconds. */
const beginMs = 5000;
const longestMs = 20_000;
/** Voices come some time after the page; a machine that has none says nothing at all. */
const voicesMs = 3000;
/** So often in a row a voice may stay dumb; then it is left alone for a while: the hall does not wait for it at each call. */
const dumbAtMost = 2;
const restMs = 10 * 60_000;
/** A little slower than talk: a hall echoes. */
const rate = 0.9;

const spokenHere: readonly Language[] = ['ru', 'en'];

type Known = Pick<SpeechSynthesisVoice, 'name' | 'lang' | 'localService' | 'default'>;

/**
 * The voice for a language, or none: of this machine, rather one that is not built of formants (it is harder to
 * understand from afar), rather the one that the machine prefers.
 */
export function pickVoice<V extends Known>(voices: readonly V[], language: Language): V | null {
  const rank = (voice: V) => (/espeak/i.test(voice.name) ? 2 : 0) + (voice.default ? 0 : 1);
  const fit = voices.filter(
    ({ localService, lang }) => localService && /^[a-z]+/i.exec(lang)?.[0].toLowerCase() === language,
  );
  return fit.reduce<V | null>((best, voice) => (best === null || rank(voice) < rank(best) ? voice : best), null);
}

export interface Voice {
  /** Languages that are worth asking for: this machine has a voice for them that is not left alone. */
  languages(): Language[];
  /** Resolves when it is said, and to false when it was not: no such voice, one left alone, not allowed, cut. Never rejects. */
  say(text: string, language: Language): Promise<boolean>;
  /** Silence, at once: what is being said counts as not said, whatever the synthesiser tells of it later. */
  stop(): void;
}

/**
 * `hear` is told which languages this machine can speak, when that is known and whenever it changes; a voice that is
 * there and stays dumb is none. It is asked once more at the next call, and then every ten minutes.
 */
export function makeVoice(hear: (spoken: Language[]) => void): Voice {
  // absent in some builds of the browser, whatever its types say
  if (!('speechSynthesis' in window)) {
    hear([]);
    return { languages: () => [], say: () => Promise.resolve(false), stop: () => undefined };
  }
  const synth = window.speechSynthesis;
  /** How often in a row each stayed dumb, and until when it is left alone for that. */
  const dumb = new Map<Language, { times: number; until: number }>();
  const isResting = (language: Language) => performance.now() < (dumb.get(language)?.until ?? 0);
  const has = (language: Language) => pickVoice(synth.getVoices(), language) !== null;
  const tell = () => hear(spokenHere.filter((language) => has(language) && !dumb.has(language)));
  synth.addEventListener('voiceschanged', () => {
    dumb.clear();
    tell();
  });
  // a page that was loaded anew in the middle of a sentence
  synth.cancel();
  if (synth.getVoices().length > 0) tell();
  else setTimeout(tell, voicesMs);

  function note(language: Language, isDumb: boolean): void {
    const was = dumb.get(language);
    const times = (was?.times ?? 0) + 1;
    if (isDumb) dumb.set(language, { times, until: times < dumbAtMost ? 0 : performance.now() + restMs });
    else dumb.delete(language);
    if ((was !== undefined) !== isDumb) tell();
  }

  /** Held here, too: an engine may forget a sentence that its page does not hold, and its events with it. */
  let current: {
    words: SpeechSynthesisUtterance;
    late: ReturnType<typeof setTimeout>;
    resolve: (isSaid: boolean) => void;
  } | null = null;

  /** Ends what is being said for whoever waits for it: events and timers of it that are still to come find nothing. */
  function settle(isSaid: boolean): void {
    if (current === null) return;
    clearTimeout(current.late);
    current.resolve(isSaid);
    current = null;
  }

  function stop(): void {
    const wasSaying = current !== null;
    // first: an engine may tell of a cut at once, later or never
    settle(false);
    if (wasSaying || synth.speaking || synth.pending) synth.cancel();
  }

  return {
    languages: () => spokenHere.filter((language) => has(language) && !isResting(language)),
    say(text, language) {
      const voice = pickVoice(synth.getVoices(), language);
      if (!voice || isResting(language)) return Promise.resolve(false);
      if (current !== null) stop();
      const words = new SpeechSynthesisUtterance(text);
      words.voice = voice;
      words.lang = voice.lang;
      words.rate = rate;
      const isCurrent = () => current?.words === words;
      const giveUp = () => {
        if (!isCurrent()) return;
        note(language, true);
        stop();
      };
      words.onstart = () => {
        if (current === null || !isCurrent()) return;
        clearTimeout(current.late);
        current.late = setTimeout(giveUp, longestMs);
      };
      words.onend = () => {
        if (!isCurrent()) return;
        note(language, false);
        settle(true);
      };
      words.onerror = ({ error }) => {
        if (!isCurrent()) return;
        // cut by another page, or nobody has touched this one: the voice itself is well
        if (!['canceled', 'interrupted', 'not-allowed'].includes(error)) note(language, true);
        settle(false);
      };
      return new Promise((resolve) => {
        current = { words, resolve, late: setTimeout(giveUp, beginMs) };
        synth.speak(words);
      });
    },
    stop,
  };
}
