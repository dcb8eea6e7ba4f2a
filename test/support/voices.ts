/** Voices for tests: machines that run them have no synthesiser, and a browser without a head has none either. */
import type { Page } from 'playwright-core';
import type { Language } from '../../server/contract/index.js';
import type { Voice } from '../../display/voice';

/** How long a recorder takes for a sentence, unless it is told. */
export const sentenceMs = 4000;

/** A voice that writes down what it is given, takes its time for it, and answers false in the languages that are dumb. */
export function recorder(spoken: Language[], dumb: Language[] = [], lengthMs = sentenceMs) {
  const heard: string[] = [];
  let end: ((isSaid: boolean) => void) | null = null;
  const voice: Voice = {
    languages: () => spoken,
    say: (text, language) => {
      if (end !== null) heard.push('two at once');
      heard.push(`${language}: ${text}`);
      return new Promise((resolve) => {
        const mine = (isSaid: boolean) => {
          if (end === mine) end = null;
          resolve(isSaid);
        };
        end = mine;
        setTimeout(() => mine(!dumb.includes(language)), lengthMs);
      });
    },
    stop: () => {
      heard.push('stop');
      end?.(false);
    },
  };
  return { heard, voice };
}

/**
 * Puts a synthesiser with voices of these languages, and one of a network, in the browser's place before the page loads.
 * It takes a moment for each sentence and writes each down in `window.heard`.
 */
export async function standIn(page: Page, languages: string[]): Promise<void> {
  // run by tsx, functions name themselves by a helper that a page does not have
  await page.addInitScript('window.__name ??= (made) => made');
  await page.addInitScript((spoken: string[]) => {
    const heard: string[] = [];
    let now: { onend?: () => void; onerror?: (event: { error: string }) => void } | null = null;
    const voices = spoken.map((lang) => ({ name: `Voice ${lang}`, lang, localService: true, default: false }));
    const network = { name: 'Google русский', lang: 'ru-NET', localService: false, default: true };
    class Utterance {
      voice = null;
      lang = '';
      rate = 1;
      constructor(readonly text: string) {}
    }
    class Synth extends EventTarget {
      getVoices = () => [network, ...voices];
      get speaking() {
        return now !== null;
      }
      pending = false;
      cancel() {
        const cut = now;
        now = null;
        cut?.onerror?.({ error: 'canceled' });
      }
      speak(words: { text: string; lang: string; onstart?: () => void; onend?: () => void }) {
        if (now !== null) heard.push('two at once');
        now = words;
        heard.push(`${words.lang}: ${words.text}`);
        words.onstart?.();
        setTimeout(() => {
          if (now !== words) return;
          now = null;
          words.onend?.();
        }, 200);
      }
    }
    Object.assign(window, { heard, SpeechSynthesisUtterance: Utterance });
    Object.defineProperty(window, 'speechSynthesis', { value: new Synth() });
  }, languages);
}
