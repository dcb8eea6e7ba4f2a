import { describe, expect, it } from 'vitest';
import { choicesAtOnce, pagesOf, slideRows, slidesOnPages } from '../../kiosk/pages.js';
import { scannedProtocol, signOf, typeProtocol, wholeProtocol } from '../../kiosk/protocolno.js';
import { regNoGroups, typeDigits, wholeRegNo } from '../../kiosk/regno.js';
import fc from '../support/chance.js';

describe('the registration number', () => {
  it('takes twelve digits in three groups and sends nothing shorter', () => {
    expect(wholeRegNo('087105000003')).toBe('087-105-000003');
    expect(wholeRegNo('08710500000')).toBeNull();
    expect(wholeRegNo('')).toBeNull();
  });

  it('ignores what is not a digit, and the thirteenth', () => {
    expect(typeDigits('0871', 'x5-')).toBe('08715');
    expect(typeDigits('087105000003', '9')).toBe('087105000003');
  });

  it('shows what is typed and how many places wait', () => {
    expect(regNoGroups('0871050')).toEqual([
      { typed: '087', left: 0 },
      { typed: '105', left: 0 },
      { typed: '0', left: 5 },
    ]);
  });

  it('has the shape of the wire whatever was pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (presses) => {
        const whole = wholeRegNo(presses.reduce(typeDigits, ''));
        expect(whole === null || /^\d{3}-\d{3}-\d{6}$/.test(whole)).toBe(true);
      }),
    );
  });
});

describe('the number of a protocol', () => {
  it('is a number, with its year or without', () => {
    expect(wholeProtocol('412')).toBe('412');
    expect(wholeProtocol('412/2014')).toBe('412/2014');
    for (const short of ['', '412/', '412/201']) expect(wholeProtocol(short)).toBeNull();
  });

  it('takes one stroke, six digits and a year', () => {
    expect(['4', '1', '2', '/', '/', '2', '0', '1', '4', '5'].reduce(typeProtocol, '')).toBe('412/2014');
    expect(typeProtocol('', '/')).toBe('');
    expect(typeProtocol('', '0')).toBe('');
    expect(typeProtocol('123456', '7')).toBe('123456');
  });

  it('is read from the code of its paper, whatever layout the scanner meets', () => {
    const typed = ['KeyP', 'Slash', 'Digit2', 'Digit0', 'Digit1', 'Digit4', 'Slash', 'Digit4', 'Digit1', 'Digit2'];
    expect(scannedProtocol(typed.map(signOf).join(''))).toBe('412/2014');
    expect(scannedProtocol('A014')).toBeNull();
    expect(signOf('KeyA')).toBeNull();
  });

  it('has the shape of the wire whatever was pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (presses) => {
        const whole = wholeProtocol(presses.reduce(typeProtocol, ''));
        expect(whole === null || /^\d{1,6}(\/\d{4})?$/.test(whole)).toBe(true);
      }),
    );
  });
});

describe('six choices on a screen', () => {
  it('shows every choice once, in order, never more than six with «Ещё» among them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), (items) => {
        const pages = pagesOf(items);
        expect(pages.flat()).toEqual(items);
        for (const page of pages) expect(page.length + (pages.length > 1 ? 1 : 0)).toBeLessThanOrEqual(choicesAtOnce);
      }),
    );
  });

  it('does not page six', () => {
    expect(pagesOf([1, 2, 3, 4, 5, 6])).toHaveLength(1);
    expect(pagesOf([1, 2, 3, 4, 5, 6, 7])).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7],
    ]);
  });
});

describe('«Справка»', () => {
  const slide = (title: string, lines: number) => ({ title, lines: Array.from({ length: lines }, () => 'строка') });
  const titles = (rows: number, ...slides: ReturnType<typeof slide>[]) =>
    slidesOnPages(slides, (one) => one.lines, rows).map((page) => page.map((one) => one.title).join(' '));

  it('puts two or three titles on a page while they fit, in their order', () => {
    const slides = [slide('сроки', 3), slide('взять', 3), slide('документы', 4), slide('приём', 5)];
    expect(titles(slideRows.wide, ...slides)).toEqual(['сроки взять', 'документы', 'приём']);
    expect(titles(slideRows.tall, ...slides)).toEqual(['сроки взять документы', 'приём']);
  });

  it('loses none, puts no more than three together, and leaves a tall one alone', () => {
    expect(titles(12, slide('а', 30), slide('б', 1))).toEqual(['а', 'б']);
    expect(titles(99, slide('а', 1), slide('б', 1), slide('в', 1), slide('г', 1))).toEqual(['а б в', 'г']);
    expect(titles(12)).toEqual([]);
  });
});
