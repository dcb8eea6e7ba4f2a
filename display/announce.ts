/**
 * How a call is heard: the chime, then the voice, twice; once when others wait to be announced, so that the voice keeps
 * up with the hall. One call at a time; whoever is announced keeps the large row as long, so that the hall hears what it
 * sees.
 */
import type { Language } from '@contract/vocabulary';
import type { Chime } from './chime';
import type { Voice } from './voice';
import { timesSaid } from './speech';

/** The chime has died away by then; what is left of it disturbs no word. Real milliseconds. */
export const chimeMs = 1700;
/** Between the two times. */
const pauseMs = 700;

export interface Announcement {
  /** Of whoever is called. */
  language: Language;
  text: (language: Language) => string;
  /** Looked at before each time: nobody is called to where they are already. */
  isAwaited: () => boolean;
  /** Looked at before the second time: others wait to be announced, so this call is not repeated. */
  isHurried: () => boolean;
}

/** Staff and neighbours understand it. */
const fallback: Language = 'ru';

/**
 * The language in which a call is said: of whoever is called; a machine without it says it in Russian. A Russian
 * call is not said by another voice: nobody would know the words. Null: not at all.
 */
export function spokenIn(language: Language, spoken: readonly Language[]): Language | null {
  if (spoken.includes(language)) return language;
  return spoken.includes(fallback) ? fallback : null;
}

export function makeAnnouncer(chime: Pick<Chime, 'play'>, voice: Voice) {
  /** Counts announcements: one that was hushed knows that it is not the newest. */
  let turn = 0;
  let isBusy = false;
  const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  async function speak({ language, text, isAwaited, isHurried }: Announcement, mine: number): Promise<void> {
    let spoken = spokenIn(language, voice.languages());
    const isOver = () => mine !== turn || !isAwaited();
    for (let time = 0; time < timesSaid && spoken !== null; time += 1) {
      // asked before the pause, which would hold up the others, and after it
      if (time > 0 && isHurried()) return;
      await rest(time === 0 ? chimeMs : pauseMs);
      if (isOver() || (time > 0 && isHurried())) return;
      if (await voice.say(text(spoken), spoken)) continue;
      // a voice that is there and stays dumb: whoever waits is not left with the chime
      if (spoken === fallback || isOver()) return;
      spoken = spokenIn(fallback, voice.languages());
      if (spoken !== null && !(await voice.say(text(spoken), spoken))) return;
    }
  }

  function hush(): void {
    turn += 1;
    if (isBusy) voice.stop();
    isBusy = false;
  }

  return {
    /** Chimes, and says the announcement if there is one; what is still said of an earlier call is cut. */
    announce(said: Announcement | null): void {
      hush();
      chime.play();
      if (said === null) return;
      const mine = turn;
      isBusy = true;
      void speak(said, mine).finally(() => {
        if (mine === turn) isBusy = false;
      });
    },
    /** True from the chime to the last word. */
    isSpeaking: () => isBusy,
    hush,
  };
}
export type Announcer = ReturnType<typeof makeAnnouncer>;
