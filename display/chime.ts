/**
 * The chime of a call: two soft notes, computed once into a buffer. Browsers stay silent until somebody has touched
 * the page (or the kiosk mode allows sound), so the chime says whether it may sound.
 */

/** Two notes of a falling third, as hertz and the second at which each begins. */
const notes = [
  { hertz: 659.26, atSecond: 0 },
  { hertz: 523.25, atSecond: 0.38 },
];
const lengthSeconds = 2.2;

/** Samples between -1 and 1 at `sampleRate`: each note swells in 12 ms and dies away like a small bell. */
export function chimeSamples(sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil(lengthSeconds * sampleRate));
  for (const { hertz, atSecond } of notes) {
    for (let at = Math.floor(atSecond * sampleRate); at < samples.length; at += 1) {
      const second = at / sampleRate - atSecond;
      const turn = 2 * Math.PI * hertz * second;
      const swell = Math.min(1, second / 0.012);
      const tone = Math.sin(turn) * Math.exp(-second * 2.6) + 0.22 * Math.sin(2 * turn) * Math.exp(-second * 4.5);
      const tail = Math.min(1, (lengthSeconds - atSecond - second) / 0.2);
      samples[at] = (samples[at] ?? 0) + 0.34 * swell * tail * tone;
    }
  }
  return samples;
}

export interface Chime {
  play(): void;
  /** To be called from a touch or a key: the browser allows sound only then. */
  unlock(): void;
}

/** `hear` is told now, and at each change, whether sound is possible. */
export function makeChime(hear: (isAudible: boolean) => void): Chime {
  if (!('AudioContext' in window)) {
    hear(false);
    return { play: () => undefined, unlock: () => undefined };
  }
  const context = new AudioContext();
  const samples = chimeSamples(context.sampleRate);
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const tell = () => hear(context.state === 'running');
  // without a touch this promise stays open; it never fails in a way that matters
  const wake = () => void context.resume().catch(() => undefined);
  context.addEventListener('statechange', tell);
  for (const touch of ['pointerdown', 'keydown']) document.addEventListener(touch, wake);
  wake();
  tell();
  return {
    play() {
      if (context.state !== 'running') return wake();
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(context.destination);
      source.addEventListener('ended', () => source.disconnect(), { once: true });
      source.start();
    },
    unlock: wake,
  };
}
