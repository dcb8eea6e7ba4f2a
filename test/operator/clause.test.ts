import { expect, it } from 'vitest';
import { clauseOf } from '../../operator/clause';

it('a paragraph is named in the reader’s language, another act by its own name', () => {
  expect(clauseOf('п. 34', 'ru')).toBe('п. 34');
  expect(clauseOf('п. 34', 'en')).toBe('cl.\u00a034');
  expect(clauseOf('п. 16, 34', 'en')).toBe('cl.\u00a016, 34');
  expect(clauseOf('5-ФЗ от 12.01.1995', 'en')).toBe('5-ФЗ от 12.01.1995');
});
