import { describe, expect, it } from 'vitest';
import { labelWords, readLabel } from '../../operator/terms/label';
import { rooms as english } from '../../operator/words/rooms.en';
import { rooms as russian } from '../../operator/words/rooms.ru';

const words = { ru: russian.terms.labels, en: english.terms.labels };
const say = (language: 'ru' | 'en') => (key: string, named: Record<string, string>) =>
  (Object.entries(words[language]).find(([name]) => `terms.labels.${name}` === key)?.[1] ?? key).replace(
    /\{(\w+)\}/g,
    (_all, hole: string) => named[hole] ?? '',
  );
const told = (label: string, language: 'ru' | 'en') => labelWords(label, language, say(language));

describe('what a term is of', () => {
  it('is told in the reader’s language', () => {
    expect(told('получено 15.02.2013 10:05', 'en')).toBe('received 15/02/2013 10:05');
    expect(told('журнал № 3/2013', 'en')).toBe('journal no. 3/2013');
    expect(told('протокол № 412/2014', 'en')).toBe('protocol no. 412/2014');
    expect(told('жалоба № 12/2013', 'en')).toBe('complaint no. 12/2013');
    expect(told('жалоба от 15.02.2013', 'en')).toBe('complaint of 15/02/2013');
    expect(told('обращение от 15.02.2013', 'en')).toBe('appeal of 15/02/2013');
    expect(told('запрос от 15.02.2013', 'en')).toBe('inquiry of 15/02/2013');
  });
  it('is in Russian what the office wrote', () => {
    for (const label of ['получено 15.02.2013 10:05', 'журнал № 3/2013', 'обращение № 1/2013', 'запрос от 15.02.2013'])
      expect(told(label, 'ru')).toBe(label);
  });
  it('stays as it is when its shape is not known', () => {
    for (const label of ['А014', '', 'письмо № 3/2013', 'жалоба от 15.02.2013 10:05', 'получено 15.02.2013'])
      expect([readLabel(label), told(label, 'en')]).toEqual([null, label]);
  });
});
