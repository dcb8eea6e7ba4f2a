/** The voice over a synthesiser that does what engines do when they fail: nothing, or something at the wrong time. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeVoice } from '../../display/voice';
import type { Language } from '../../server/contract/index.js';

class Words {
  lang = '';
  onstart: () => void = () => undefined;
  onend: () => void = () => undefined;
  onerror: (event: { error: string }) => void = () => undefined;
  constructor(readonly text: string) {}
}

/** Takes sentences and says nothing of them by itself; a test tells what becomes of each. */
class SilentSynth extends EventTarget {
  voices = ['ru-RU', 'en-GB'].map((lang) => ({ name: lang, lang, localService: true, default: false }));
  given: Words[] = [];
  cuts = 0;
  speaking = false;
  pending = false;
  getVoices = () => this.voices;
  speak = (words: Words) => void this.given.push(words);
  cancel = () => void (this.cuts += 1);
  newest(): Words {
    const words = this.given.at(-1);
    if (!words) throw new Error('nothing was said');
    return words;
  }
}

let synth: SilentSynth;
/** What the board was told that its machine speaks, each time. */
let told: Language[][];
beforeEach(() => {
  vi.useFakeTimers();
  synth = new SilentSynth();
  told = [];
  vi.stubGlobal('window', { speechSynthesis: synth });
  vi.stubGlobal('SpeechSynthesisUtterance', Words);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** The voice of a board that has just come up; a cut from here on is its own. */
function fresh() {
  const voice = makeVoice((spoken) => told.push(spoken));
  synth.cuts = 0;
  /** Says it, and keeps what became of it: undefined while that is open. */
  function say(text: string, language: Language = 'ru') {
    const outcome: { isSaid?: boolean } = {};
    void voice.say(text, language).then((isSaid) => (outcome.isSaid = isSaid));
    return outcome;
  }
  return { voice, say };
}
const both: Language[] = ['ru', 'en'];

describe('a sentence', () => {
  it('is said when the engine has ended it, however long after its beginning', async () => {
    const { say } = fresh();
    const one = say('А1');
    await pass(4900);
    synth.newest().onstart();
    await pass(19_900);
    expect(one.isSaid).toBeUndefined();
    synth.newest().onend();
    await pass(60_000);
    expect([one.isSaid, synth.cuts, told]).toEqual([true, 0, [both]]);
  });

  it('that never begins is given up after five seconds, and its language is dumb', async () => {
    const { say } = fresh();
    const one = say('А1');
    await pass(4999);
    expect([one.isSaid, synth.cuts]).toEqual([undefined, 0]);
    await pass(1);
    expect([one.isSaid, synth.cuts, told]).toEqual([false, 1, [both, ['en']]]);
  });

  it('that never ends is cut after twenty, and the next one that is said makes its language whole', async () => {
    const { say } = fresh();
    const one = say('А1');
    synth.newest().onstart();
    await pass(19_999);
    expect(one.isSaid).toBeUndefined();
    await pass(1);
    expect([one.isSaid, synth.cuts, told]).toEqual([false, 1, [both, ['en']]]);
    const two = say('А2');
    synth.newest().onstart();
    synth.newest().onend();
    await pass(60_000);
    expect([two.isSaid, synth.cuts, told]).toEqual([true, 1, [both, ['en'], both]]);
  });

  it('that was not begun twice in a row leaves its voice alone for ten minutes', async () => {
    const { voice, say } = fresh();
    say('А1');
    await pass(5000);
    say('А2');
    await pass(5000);
    expect([voice.languages(), synth.cuts, told]).toEqual([['en'], 2, [both, ['en']]]);
    const three = say('А3');
    await pass(0);
    expect([three.isSaid, synth.given.length]).toEqual([false, 2]);
    await pass(10 * 60_000);
    expect(voice.languages()).toEqual(both);
    // once more, and no second chance before ten minutes have passed again
    say('А4');
    await pass(5000);
    expect([voice.languages(), synth.given.length]).toEqual([['en'], 3]);
    await pass(10 * 60_000);
    const five = say('А5');
    synth.newest().onstart();
    synth.newest().onend();
    await pass(0);
    expect([five.isSaid, told]).toEqual([true, [both, ['en'], both]]);
  });

  it('that is given up may not begin later: that would cut the next one', async () => {
    const { say } = fresh();
    say('А1');
    const dead = synth.newest();
    await pass(5000);
    const two = say('А2');
    dead.onstart();
    synth.newest().onstart();
    dead.onerror({ error: 'canceled' });
    await pass(19_999);
    expect([two.isSaid, synth.cuts]).toEqual([undefined, 1]);
    synth.newest().onend();
    await pass(60_000);
    expect([two.isSaid, synth.cuts]).toEqual([true, 1]);
  });

  it('that nobody allowed is not said, and its voice is well', async () => {
    const { say } = fresh();
    const one = say('А1');
    synth.newest().onerror({ error: 'not-allowed' });
    await pass(60_000);
    expect([one.isSaid, synth.cuts, told]).toEqual([false, 0, [both]]);
  });

  it('that the engine cannot say leaves its language dumb', async () => {
    const { say } = fresh();
    const one = say('А1', 'en');
    synth.newest().onerror({ error: 'synthesis-failed' });
    await pass(60_000);
    expect([one.isSaid, synth.cuts, told]).toEqual([false, 0, [both, ['ru']]]);
  });
});

describe('a sentence that is stopped', () => {
  it('is over at once, also before it began and with an engine that never says so', async () => {
    const { voice, say } = fresh();
    const one = say('А1');
    voice.stop();
    await pass(0);
    expect([one.isSaid, synth.cuts, vi.getTimerCount()]).toEqual([false, 1, 0]);
    await pass(60_000);
    expect([synth.cuts, told]).toEqual([1, [both]]);
  });

  it.each([
    ['before it began', false],
    ['in the middle', true],
  ])('%s does not cut the next one, nor make the voice dumb', async (_when, hasBegun) => {
    const { voice, say } = fresh();
    say('А1');
    if (hasBegun) synth.newest().onstart();
    await pass(4000);
    voice.stop();
    // sentence after sentence, over all the time in which the first would have been given up
    for (let count = 2; count < 10; count += 1) {
      const next = say(`А${count}`);
      synth.newest().onstart();
      await pass(3000);
      expect([next.isSaid, synth.cuts]).toEqual([undefined, 1]);
      synth.newest().onend();
      await pass(0);
      expect(next.isSaid).toBe(true);
    }
    expect(told).toEqual([both]);
  });

  it.each([
    ['a beginning', (words: Words) => words.onstart()],
    ['an end', (words: Words) => words.onend()],
    ['a cut', (words: Words) => words.onerror({ error: 'interrupted' })],
    ['a failure', (words: Words) => words.onerror({ error: 'synthesis-failed' })],
  ])('may be told of late by %s, and the next one is heard whole', async (_what, tell) => {
    const { voice, say } = fresh();
    say('А1');
    const stopped = synth.newest();
    voice.stop();
    const two = say('А2');
    tell(stopped);
    synth.newest().onstart();
    await pass(19_999);
    expect([two.isSaid, synth.cuts, told]).toEqual([undefined, 1, [both]]);
    synth.newest().onend();
    await pass(60_000);
    expect([two.isSaid, synth.cuts, told]).toEqual([true, 1, [both]]);
  });

  it('may begin late, and the next one is still given up if it never begins itself', async () => {
    const { voice, say } = fresh();
    say('А1');
    const stopped = synth.newest();
    voice.stop();
    const two = say('А2');
    stopped.onstart();
    await pass(4999);
    expect(two.isSaid).toBeUndefined();
    await pass(1);
    expect([two.isSaid, synth.cuts, told]).toEqual([false, 2, [both, ['en']]]);
  });

  it('by a sentence after it is stopped all the same: never two at once', async () => {
    const { say } = fresh();
    const one = say('А1');
    const two = say('А2');
    await pass(0);
    expect([one.isSaid, two.isSaid, synth.cuts]).toEqual([false, undefined, 1]);
  });

  it('leaves a synthesiser alone that has nothing to say', () => {
    const { voice } = fresh();
    voice.stop();
    expect(synth.cuts).toBe(0);
  });
});

describe('the voices of a machine', () => {
  it('are known when they come; none that came in three seconds are none', async () => {
    const { voices } = synth;
    synth.voices = [];
    const { say } = fresh();
    await pass(2999);
    expect(told).toEqual([]);
    await pass(1);
    expect(told).toEqual([[]]);
    const one = say('А1');
    await pass(0);
    expect([one.isSaid, synth.given]).toEqual([false, []]);

    synth.voices = voices;
    synth.dispatchEvent(new Event('voiceschanged'));
    expect(told).toEqual([[], both]);
    say('А1');
    expect(synth.newest().lang).toBe('ru-RU');
  });

  it('that were dumb are tried anew when they change', async () => {
    const { say } = fresh();
    say('А1');
    await pass(5000);
    expect(told.at(-1)).toEqual(['en']);
    synth.dispatchEvent(new Event('voiceschanged'));
    expect(told.at(-1)).toEqual(both);
  });

  it('are none in a browser that was built without any', async () => {
    vi.stubGlobal('window', {});
    const { voice, say } = fresh();
    const one = say('А1');
    await pass(0);
    expect([one.isSaid, voice.languages(), told]).toEqual([false, [], [[]]]);
  });
});
