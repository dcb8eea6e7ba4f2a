import { describe, expect, it } from 'vitest';
import { refusalKeys } from '@contract/vocabulary';
import { en } from '../../kiosk/messages/en.js';
import { ru } from '../../kiosk/messages/ru.js';
import { texts } from '../../kiosk/phone/texts.js';

type Texts = { [key: string]: string | Texts };
function flat(of: Texts, under = ''): [string, string][] {
  return Object.entries(of).flatMap(([key, text]) =>
    typeof text === 'string' ? [[under + key, text] as [string, string]] : flat(text, `${under}${key}.`),
  );
}
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('two languages', () => {
  it('say the same things with the same places for numbers', () => {
    const english = new Map(flat(en));
    for (const [key, text] of flat(ru)) {
      expect(english.get(key), key).toBeTruthy();
      expect(places(english.get(key) ?? ''), key).toEqual(places(text));
    }
    expect(Object.keys(texts.en)).toEqual(Object.keys(texts.ru));
  });

  it('leave no Cyrillic in English but the name of the other language', () => {
    const stray = flat(en).filter(([key, text]) => key !== 'foot.other' && /[а-яё]/i.test(text));
    expect(stray).toEqual([]);
  });

  it('use « » in Russian, never straight quotes', () => {
    expect(flat(ru).filter(([, text]) => /["“”]/.test(text))).toEqual([]);
    expect(Object.values(texts.ru).filter((text) => /["“”]/.test(text))).toEqual([]);
  });

  it('have a sentence only for refusals that exist', () => {
    const known: string[] = [...refusalKeys, 'other'];
    expect(Object.keys(ru.refusal).filter((key) => !known.includes(key))).toEqual([]);
  });
});
