/** The few lines that make elements: text stays text, nothing is parsed as markup. */
import { icons, type IconName } from '../icons.js';

type Child = Node | string | null | false;
type Attributes = Record<string, string | null | (() => void)>;

/** `el('p', { class: 'lead' }, 'text')`. A function is a click handler; null leaves the attribute out. */
export function el(tag: string, attributes: Attributes, ...children: Child[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener('click', value);
    else if (value !== null) made.setAttribute(name, value);
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

const svgNs = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(svgNs, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgNs, 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}

/** Digits in one width: «5–10», «14:02». */
export function num(text: string): HTMLElement {
  return el('span', { class: 'num' }, text);
}

/** A bar that shrinks with the time left; `left` from 1 to 0. */
export function bar(left: number, tone: 'serve' | 'warn' | 'over' | 'wait', label: string): HTMLElement {
  const fill = el('i', {});
  fill.style.width = `${Math.max(0, Math.min(1, left)) * 100}%`;
  return el('span', { class: `norm norm--${tone}`, role: 'img', 'aria-label': label }, fill);
}
