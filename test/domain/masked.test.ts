/** What is shown of a person until somebody opens it. */
import { describe, expect, it } from 'vitest';
import {
  isMask,
  maskedEmail,
  maskedIdentity,
  maskedInn,
  maskedPhone,
  maskedPlace,
  maskedSnils,
  shownCard,
  shownComplaint,
  shownFindings,
  shownPaper,
} from '../../server/domain/masked.js';
import { field, indented, paper } from '../../server/domain/paper/document.js';

describe('an identity document', () => {
  it('shows its ends only, and a short one nothing', () => {
    expect(maskedIdentity('4510 123118')).toBe('45•• •••118');
    expect(maskedIdentity('паспорт 4510 123118')).toBe('па••••• •••• •••118');
    expect(maskedIdentity('45 10')).toBe('•• ••');
    expect(maskedIdentity('')).toBe('');
  });
});

describe('a person’s number', () => {
  it('of twelve digits shows its ends; an organisation’s is public', () => {
    expect(maskedInn('771234567890')).toBe('77••••••••90');
    expect(maskedInn('7707083893')).toBe('7707083893');
    expect(maskedInn('')).toBe('');
    expect(shownCard({ inn: '771234567890', name: 'Сидоров' })).toEqual({
      shown: { inn: '77••••••••90', name: 'Сидоров' },
      masked: ['inn'],
    });
    expect(shownCard({ inn: '7707083893' }).masked).toEqual([]);
  });
  it('of insurance is found wherever it stands in a text, however it is written', () => {
    for (const [text, shown] of [
      ['112-233-445 95', '112-•••-••• ••'],
      ['СНИЛС 112-233-445 95, строка 7', 'СНИЛС 112-•••-••• ••, строка 7'],
      ['112-233-445', '112-•••-•••'],
      ['112 233 445 95', '112 ••• ••• ••'],
      ['112 233 44595', '112 ••• •••••'],
      ['112233445 95', '112•••••• ••'],
      ['112.233.445.95', '112.•••.•••.••'],
      ['112-233-445/95', '112-•••-•••/••'],
      ['у 11223344595 и 112-233-446 01.', 'у 112•••••••• и 112-•••-••• ••.'],
    ] as const)
      expect(maskedSnils(text)).toBe(shown);
  });
  it('is not seen in registration numbers, names of files, ОГРН, КПП and sums', () => {
    for (const text of [
      '087-105-000003',
      'PFR-700-Y-2014-ORG-087-105-000003-DCK-00001-DPT-000000-DCK-00000.XML',
      '1027700132195',
      '772801001',
      '7707083893',
      '12345678901.00',
    ])
      expect(maskedSnils(text)).toBe(text);
  });
});

describe('the way to a person', () => {
  it('keeps two figures of a telephone, one letter of a mailbox, nothing of a place', () => {
    expect(maskedPhone('8 495 777-31-31')).toBe('• ••• •••-••-31');
    expect(maskedPhone('31-31')).toBe('••-••');
    expect(maskedEmail('ivanov@mail.ru')).toBe('i•••••@••••.ru');
    expect(maskedEmail('почта')).toBe('п••••');
    expect(maskedPlace('г. Москва, ул. Гончарная, д. 5')).toBe('•. ••••••, ••. •••••••••, •. •');
    expect([...maskedPlace('д'.repeat(300))]).toHaveLength(33);
    expect(maskedPlace('')).toBe('');
  });
  it('is named among what is hidden only where there is one', () => {
    const said = {
      ...({ kind: 'complaint', way: 'post', addressee: 'head', applicant: 'person' } as const),
      ...{ body: 'Управление', officer: '', name: 'Орлов', place: '', phone: '8 495 777-31-31', email: '' },
      ...{ postalAddress: 'а/я 17', electronicReply: false, about: 'Отказ', arguments: '', grounds: [] },
      ...{ attachments: [], representative: '', authorityKind: '', authority: '' },
    };
    const { shown, masked } = shownComplaint(said);
    expect(masked).toEqual(['phone', 'postalAddress']);
    expect(shown).toEqual({ ...said, phone: '• ••• •••-••-31', postalAddress: '•/• ••' });
    expect(isMask(shown.phone)).toBe(true);
    expect(isMask(shown.name)).toBe(false);
  });
});

const finding = {
  ...({ findingId: 'f', source: 'file', file: 'x.xml', code: '5.1', severity: 50 } as const),
  ...{ text: { ru: 'Неверен СНИЛС', en: 'Wrong number' }, where: 'строка 3', found: '', expected: '' },
};

describe('findings', () => {
  it('name insured persons by the beginning of their numbers', () => {
    const { shown, masked } = shownFindings([finding, { ...finding, found: '112-233-445 00' }]);
    expect(masked).toEqual(['insured']);
    expect(shown.map(({ found }) => found)).toEqual(['', '112-•••-••• ••']);
    expect(shownFindings([{ ...finding, found: 'ИНН 771234567890' }])).toMatchObject({
      shown: [{ found: 'ИНН 77••••••••90' }],
      masked: ['insured'],
    });
    expect(shownFindings([finding]).masked).toEqual([]);
  });
});

describe('a paper on a screen', () => {
  it('hides numbers of persons by a sign that printers have, and keeps its lines as long', () => {
    const document = paper([
      field('ИНН', '771234567890'),
      indented('Найдено: 112-233-445 00'),
      field('КПП', '772801001'),
    ]);
    const { shown, masked } = shownPaper(document);
    expect(shown.items).toEqual([
      field('ИНН', '77********90'),
      indented('Найдено: 112-***-*** **'),
      field('КПП', '772801001'),
    ]);
    expect(masked).toEqual(['insured', 'inn']);
    expect(shownPaper(paper([field('Рег. №', '087-105-000003')])).masked).toEqual([]);
  });
});
