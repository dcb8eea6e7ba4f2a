/** One thing done soon, over and over: at the earliest moment that was asked for, so that asking again never puts it off. */
export interface Soon {
  /** Is done within so many milliseconds from now, or sooner when that was asked for already. */
  within(ms: number): void;
  /** Not any more, until it is asked for anew. */
  forget(): void;
}

export function makeSoon(run: () => void): Soon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  const forget = () => {
    clearTimeout(timer);
    dueAt = Infinity;
  };
  return {
    forget,
    within(ms) {
      const at = performance.now() + ms;
      if (at >= dueAt) return;
      forget();
      dueAt = at;
      timer = setTimeout(() => {
        dueAt = Infinity;
        run();
      }, ms);
    },
  };
}
