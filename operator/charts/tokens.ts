/** The theme's tokens as a chart needs them: colours and sizes computed, because it draws attributes and not styles. */
export interface ChartTokens {
  /** Pixels of the smallest text. */
  small: number;
  font: string;
  ink: string;
  ink2: string;
  line: string;
  surface: string;
  bar: string;
  strong: string;
  over: string;
}

export function readTokens(): ChartTokens {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    small: Math.round(parseFloat(style.fontSize) * 0.8125),
    font: token('--font-text'),
    ink: token('--ink'),
    ink2: token('--ink-2'),
    line: token('--line'),
    surface: token('--surface'),
    bar: token('--heat-3'),
    strong: token('--heat-5'),
    over: token('--over'),
  };
}
