/** Two soft notes by Web Audio: nothing is fetched. A browser keeps it silent until the page was touched once. */

/** Height in hertz and beginning in seconds of each note. */
const notes = [
  { hertz: 784, at: 0 },
  { hertz: 587, at: 0.16 },
] as const;
const NOTE_SECONDS = 0.42;
const LOUDNESS = 0.16;

export interface Chime {
  /** Makes ready to sound, and waits for the first touch or key. */
  prepare(): void;
  allow(): Promise<void>;
  /** Sounds if it may. */
  ring(): void;
}

/** `hear` is told whether the browser lets it sound. Without Web Audio it never does. */
export function makeChime(hear: (isAllowed: boolean) => void): Chime {
  let context: AudioContext | null = null;
  const touched = () => void allow();

  function prepare() {
    if (context !== null || typeof AudioContext === 'undefined') return;
    context = new AudioContext();
    context.onstatechange = tell;
    tell();
    window.addEventListener('pointerdown', touched, { once: true });
    window.addEventListener('keydown', touched, { once: true });
  }
  function tell() {
    hear(context?.state === 'running');
  }
  async function allow() {
    prepare();
    await context?.resume();
    tell();
  }
  function ring() {
    if (context === null || context.state !== 'running') return;
    for (const { hertz, at } of notes) {
      const begins = context.currentTime + at;
      const note = new OscillatorNode(context, { type: 'sine', frequency: hertz });
      const loudness = new GainNode(context, { gain: 0 });
      loudness.gain.setValueAtTime(0, begins);
      loudness.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.001, begins + NOTE_SECONDS);
      note.connect(loudness).connect(context.destination);
      note.start(begins);
      note.stop(begins + NOTE_SECONDS);
    }
  }
  return { prepare, allow, ring };
}
