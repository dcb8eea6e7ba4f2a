/** Reads the tokens themselves: a colour that somebody changes is judged with every ground it may stand on. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Palette = Map<string, string>;

const read = (file: string) => readFileSync(new URL(`../../server/theme/${file}`, import.meta.url), 'utf8');

/** The custom properties of the first block that opens with `selector`. */
function block(css: string, selector: string): Palette {
  const at = css.indexOf(`${selector} {`);
  if (at < 0) throw new Error(`no block ${selector}`);
  const body = css.slice(at, css.indexOf('\n}', at)).replace(/\/\*[\s\S]*?\*\//g, '');
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const tokens = read('tokens.css');
const light = block(tokens, ':root');
const themes: Record<string, Palette> = {
  light,
  dark: new Map([...light, ...block(tokens, "[data-theme='dark']")]),
  contrast: new Map([...light, ...block(tokens, "[data-theme='contrast']")]),
};

const plain = ['page', 'surface', 'sunken'];
const meanings = ['action', 'wait', 'call', 'serve', 'warn', 'over'];
const tints = meanings.map((meaning) => `${meaning}-tint`);

/** Text that a visitor reads from the hall or the glass, and what it may stand on. */
const far: [string, string[]][] = [
  ['ink', [...plain, ...tints]],
  ['ink-2', [...plain, ...tints]],
  ...meanings.map((meaning): [string, string[]] => [`${meaning}-text`, [...plain, ...tints]]),
  ['on-action', ['action', 'action-hover', 'action-pressed', 'call']],
  ['action', ['on-action']], // the plate of a fresh call
  ['surface', ['ink']], // the plate of a booth
];
/** Text of the console, read from half a metre. */
const near: [string, string[]][] = [['ink-3', [...plain, ...tints]]];

const colour = (palette: Palette, name: string) => {
  const value = palette.get(name);
  if (!value || !/^#[0-9a-f]{6}$/i.test(value)) throw new Error(`token --${name} is not a plain colour: ${value}`);
  return value;
};

describe.each(Object.entries(themes))('the %s theme', (_, palette) => {
  const pairs = (table: [string, string[]][]) =>
    table.flatMap(([text, grounds]) => grounds.map((ground): [string, string] => [text, ground]));

  it.each(pairs(far))('%s is read on %s from afar (7:1)', (text, ground) => {
    expect(contrast(colour(palette, text), colour(palette, ground))).toBeGreaterThanOrEqual(7);
  });
  it.each(pairs(near))('%s is read on %s at the console (4.5:1)', (text, ground) => {
    expect(contrast(colour(palette, text), colour(palette, ground))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(plain)('the ring of focus and the outline of a control are seen on %s (3:1)', (ground) => {
    expect(contrast(colour(palette, 'focus'), colour(palette, ground))).toBeGreaterThanOrEqual(3);
    expect(contrast(colour(palette, 'line-strong'), colour(palette, ground))).toBeGreaterThanOrEqual(3);
  });
});

describe('the phone page', () => {
  const own = new Set(['font-text']); // the phone's own face: nothing to load
  const copied = [...block(read('phone.css'), ':root')].filter(([name]) => !own.has(name));

  it.each(copied)('has --%s as every other screen has it', (name, value) => {
    expect(value).toBe(light.get(name));
  });
});

describe('the faces', () => {
  it('are all served by the office itself', () => {
    const faces = `${read('fonts.css')}${read('phone.css')}`;
    const urls = [...faces.matchAll(/url\('([^']+)'\)/g)].map(([, url = '']) => url);
    expect(urls.length).toBeGreaterThan(7);
    for (const url of urls) expect(read(url.replace('/theme/', '')).length, url).toBeGreaterThan(1000);
  });
});
