import { expect, it } from 'vitest';
import { clauseOf } from '../../operator/clause';

it('a paragraph and an act of law are named in the reader’s language, an act of another kind by its own name', () => {
  expect(clauseOf('п. 34', 'ru')).toBe('п. 34');
  expect(clauseOf('п. 34', 'en')).toBe('cl.\u00a034');
  expect(clauseOf('п. 16, 34', 'en')).toBe('cl.\u00a016, 34');
  expect(clauseOf('5-ФЗ от 12.01.1995', 'ru')).toBe('5-ФЗ от 12.01.1995');
  expect(clauseOf('5-ФЗ от 12.01.1995', 'en')).toBe('Law 5-FZ of 12.01.1995');
  expect(clauseOf('Закон РФ № 4301-1 от 15.01.1993', 'en')).toBe('Law of the RF No.\u00a04301-1 of 15.01.1993');
  expect(clauseOf('Указ № 1157 от 02.10.1992', 'en')).toBe('Decree No.\u00a01157 of 02.10.1992');
  expect(clauseOf('Распоряжение от 01.02.2013', 'en')).toBe('Распоряжение от 01.02.2013');
});
