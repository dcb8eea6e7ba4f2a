/**
 * A check that another program made, as an officer writes it down. The tool of each step is remembered while this tab
 * lives: it is the same all day.
 */
export interface Attest {
  tool: string;
  result: 'passed' | 'failed';
  /** «HH:MM» as typed; empty: now. */
  time: string;
  file: string;
}

const keyOf = (step: string) => `talon.console.tool.${step}`;

export function emptyAttest(): Attest {
  return { tool: '', result: 'passed', time: '', file: '' };
}

/** A fresh attestation with the tool that was named for this step last. */
export function keptAttest(step: string): Attest {
  try {
    return { ...emptyAttest(), tool: sessionStorage.getItem(keyOf(step)) ?? '' };
  } catch {
    return emptyAttest();
  }
}

export function keepAttest(step: string, attest: Attest): void {
  try {
    sessionStorage.setItem(keyOf(step), attest.tool.trim());
  } catch {
    // a browser that keeps nothing asks for the tool each time
  }
}
