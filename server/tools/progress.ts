/** How far a long command has come: one line that is written anew on a terminal, a line for each tenth elsewhere. */

export interface Progress {
  /** @param done from 0 to 1 */
  show(stage: string, done: number): void;
  /** Ends the line; nothing when there is none. */
  end(): void;
}

interface Out {
  isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const width = 30;
/** A terminal needs no more than this many pictures a second. */
const betweenMs = 80;

/** Progress on an output; `now` is in milliseconds. */
export function makeProgress(out: Out, now: () => number = () => performance.now()): Progress {
  let shownAt = -Infinity;
  let shown = { stage: '', tenth: -1 };
  let isOpen = false;

  function onTerminal(stage: string, done: number): void {
    const isEnd = done >= 1 || stage !== shown.stage;
    if (!isEnd && now() - shownAt < betweenMs) return;
    shownAt = now();
    shown = { ...shown, stage };
    const full = Math.round(done * width);
    const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
    out.write(`\r\u001b[K${bar} ${String(Math.floor(done * 100)).padStart(3)} %  ${stage}`);
    isOpen = true;
  }

  function inLines(stage: string, done: number): void {
    const tenth = Math.floor(done * 10 + 1e-9);
    if (stage === shown.stage && tenth === shown.tenth) return;
    shown = { stage, tenth };
    out.write(`${stage}: ${tenth * 10} %\n`);
  }

  return {
    show: (stage, done) => (out.isTTY === true ? onTerminal(stage, done) : inLines(stage, done)),
    end() {
      if (isOpen) out.write('\n');
      isOpen = false;
    },
  };
}
