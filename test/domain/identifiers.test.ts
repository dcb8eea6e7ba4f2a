import { describe, expect, it } from 'vitest';
import type { PayerCard } from '../../server/contract/index.js';
import { groupRegNo, isInn, isOgrn, isRegNo, isSnils, marksOf, tidyCard } from '../../server/domain/identifiers.js';
import { openStage } from '../support/builders.js';
import { packId, withLaw } from '../support/law.js';
import fc from '../support/chance.js';

const { office } = openStage({}, withLaw);
const regulation = office.regulations.get(packId);
if (regulation === undefined) throw new Error('no law');
const law = regulation;

const empty: PayerCard = { regNo: '', inn: '', kpp: '', ogrn: '', name: '', applicant: '' };
const marks = (card: Partial<PayerCard>) =>
  marksOf({ ...empty, ...card }, law, office.settings).map(({ field, key }) => `${field} ${key}`);

describe('check digits', () => {
  it('are right in the numbers that are known to be', () => {
    for (const inn of ['7707083893', '7706016118', '7707049388', '500100732259', '732897853530'])
      expect([inn, isInn(inn)]).toEqual([inn, true]);
    for (const ogrn of ['1027700132195', '1027700198767', '1027739326449', '304500116000157'])
      expect([ogrn, isOgrn(ogrn)]).toEqual([ogrn, true]);
    for (const snils of ['112-233-445 95', '087-654-303 00', '112-233-445-95', '11223344595'])
      expect([snils, isSnils(snils)]).toEqual([snils, true]);
  });

  it('are wrong in a number with two digits swapped, and in what is no number', () => {
    for (const inn of ['7707083839', '0000000000', '000000000000', '770708389', '77070838930', '77O7083893', ''])
      expect([inn, isInn(inn)]).toEqual([inn, false]);
    expect(isOgrn('1027700132159')).toBe(false);
    expect(isSnils('112-233-445 96')).toBe(false);
  });

  it('of a СНИЛС are looked at only above 001-001-998', () => {
    expect(isSnils('001-001-998 77')).toBe(true);
    expect(isSnils('001-001-999 77')).toBe(false);
  });

  it('take a number with any separators that people type', () => {
    expect(isInn(' 7707 083 893 ')).toBe(true);
    expect(isOgrn('1-02-77-00-13219-5')).toBe(true);
    expect(isRegNo('087 105 000003')).toBe(true);
    expect(groupRegNo('087105000003')).toBe('087-105-000003');
    expect(groupRegNo('087-105-3')).toBe('087-105-3');
  });
});

const digit = fc.integer({ min: 0, max: 9 });
const numberOf = (length: number) => fc.array(digit, { minLength: length, maxLength: length });
const text = (numbers: readonly number[]) => numbers.join('');

/** The number with its last `count` digits such that it is right; null when there are none. */
function completed(body: readonly number[], count: number, isRight: (typed: string) => boolean): string | null {
  for (let end = 0; end < 10 ** count; end += 1) {
    const whole = text(body) + String(end).padStart(count, '0');
    if (isRight(whole)) return whole;
  }
  return null;
}

const kinds = [
  // the check digit is a remainder of 11 cut to one digit: 10 and 0 look alike, so not every change can be seen
  { name: 'ИНН of an organisation', body: 9, count: 1, isRight: isInn },
  { name: 'ИНН of a person', body: 10, count: 2, isRight: isInn },
  { name: 'ОГРН', body: 12, count: 1, isRight: isOgrn },
  { name: 'ОГРНИП', body: 14, count: 1, isRight: isOgrn },
  { name: 'СНИЛС', body: 9, count: 2, isRight: isSnils },
];

describe('a slip of the fingers', () => {
  it.each(kinds)('in the check digit of $name is always found', ({ body, count, isRight }) => {
    fc.assert(
      fc.property(numberOf(body), fc.integer({ min: 1, max: 9 }), (numbers, by) => {
        const whole = completed([1, ...numbers.slice(1)], count, isRight);
        fc.pre(whole !== null);
        const last = (Number(whole.at(-1)) + by) % 10;
        expect(isRight(whole.slice(0, -1) + String(last))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('of one digit in the body of an ИНН or a СНИЛС is found wherever the remainders differ', () => {
    let missed = 0;
    let tried = 0;
    fc.assert(
      fc.property(numberOf(9), fc.nat(8), fc.integer({ min: 1, max: 9 }), (numbers, at, by) => {
        const body = [1, ...numbers.slice(1)];
        for (const [count, isRight] of [[1, isInn] as const, [2, isSnils] as const]) {
          const whole = completed(body, count, isRight);
          if (whole === null) continue;
          const slipped = [...whole].map((one, place) => (place === at ? String((Number(one) + by) % 10) : one));
          tried += 1;
          if (isRight(slipped.join(''))) missed += 1;
        }
      }),
      { numRuns: 300 },
    );
    // eleven remainders share ten digits, a hundred and one share a hundred
    expect(missed / tried).toBeLessThan(0.05);
  });

  it('that swaps two different neighbours of a СНИЛС is found unless the sum falls on the shared remainder', () => {
    let missed = 0;
    let tried = 0;
    fc.assert(
      fc.property(numberOf(9), fc.nat(7), (numbers, at) => {
        const whole = completed([1, ...numbers.slice(1)], 2, isSnils);
        fc.pre(whole !== null && whole[at] !== whole[at + 1]);
        const swapped = whole.slice(0, at) + (whole[at + 1] ?? '') + (whole[at] ?? '') + whole.slice(at + 2);
        fc.pre(Number(swapped.slice(0, 9)) > 1_001_998);
        tried += 1;
        if (isSnils(swapped)) missed += 1;
      }),
      { numRuns: 300 },
    );
    expect(missed / tried).toBeLessThan(0.02);
  });
});

describe('the marks of a card', () => {
  it('name a wrong pattern and wrong check digits beside the field, and nothing beside an empty one', () => {
    expect(marks({})).toEqual([]);
    expect(marks({ regNo: '087-105-00003' })).toEqual(['regNo pattern']);
    expect(marks({ regNo: '087105000003', inn: '7707083893', kpp: '772401001', ogrn: '1027700132195' })).toEqual([]);
    expect(marks({ inn: '7707083839' })).toEqual(['inn checkDigits']);
    expect(marks({ inn: '770708389' })).toEqual(['inn pattern']);
    expect(marks({ kpp: '77240100' })).toEqual(['kpp pattern']);
    expect(marks({ ogrn: '1027700132159' })).toEqual(['ogrn checkDigits']);
    expect(marks({ ogrn: '304500116000157' })).toEqual([]);
  });

  it('warn of a payer of another office (п. 25)', () => {
    expect(marks({ regNo: '060-055-023456' })).toEqual(['regNo foreignOffice']);
    expect(marksOf({ ...empty, regNo: '060-055-023456' }, law, { ...office.settings, payerCodes: [] })).toEqual([]);
  });

  it('name a number that such an applicant does not have', () => {
    expect(marks({ applicant: 'ORG', inn: '500100732259', ogrn: '304500116000157' })).toEqual([
      'inn notForApplicant',
      'ogrn notForApplicant',
    ]);
    expect(marks({ applicant: 'IP', inn: '7707083893', kpp: '772401001', ogrn: '1027700132195' })).toEqual([
      'inn notForApplicant',
      'kpp notForApplicant',
      'ogrn notForApplicant',
    ]);
    expect(marks({ applicant: 'IP', inn: '500100732259', ogrn: '304500116000157' })).toEqual([]);
  });
});

describe('a card as it is kept', () => {
  it('spells whole numbers in one way and leaves the rest as typed', () => {
    const typed = {
      ...empty,
      regNo: '087 105 000003',
      inn: '7707 083893',
      kpp: '7724-01-001',
      ogrn: '10277',
      name: ' Ромашка ',
    };
    expect(tidyCard(typed)).toEqual({
      ...empty,
      regNo: '087-105-000003',
      inn: '7707083893',
      kpp: '772401001',
      ogrn: '10277',
      name: 'Ромашка',
    });
  });
});
