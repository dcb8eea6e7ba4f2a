/** Two tones of a call. A browser gives sound only after a touch: «Проверить звук» is that touch. */

export interface Chime {
  unlock(): void;
  ring(): void;
  isReady(): boolean;
}

const tones = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.28 },
] as const;
const toneSeconds = 0.5;

export function makeChime(): Chime {
  let context: AudioContext | null = null;
  return {
    unlock() {
      if (!('AudioContext' in window)) return;
      context ??= new AudioContext();
      void context.resume();
    },
    ring() {
      if (!context) return;
      const audio = context;
      for (const tone of tones) {
        const from = audio.currentTime + tone.at;
        const source = audio.createOscillator();
        const volume = audio.createGain();
        source.frequency.value = tone.hertz;
        volume.gain.setValueAtTime(0.0001, from);
        volume.gain.exponentialRampToValueAtTime(0.5, from + 0.02);
        volume.gain.exponentialRampToValueAtTime(0.0001, from + toneSeconds);
        source.connect(volume).connect(audio.destination);
        source.start(from);
        source.stop(from + toneSeconds);
      }
    },
    isReady: () => context !== null,
  };
}
