import { describe, expect, test } from 'vitest';
import { readableHash } from '../../../server/domain/paper/daySheet.js';
import { isPaperDocument, type PaperDocument, type PaperItem } from '../../../server/domain/paper/document.js';
import { writeNumber } from '../../../server/domain/number.js';
import { composeSheet } from '../../../server/domain/paper/sheet.js';
import { composeTicket } from '../../../server/domain/paper/ticket.js';
import { ticketPaper } from '../../support/ticket.js';

function pairs(document: PaperDocument): Record<string, string> {
  return Object.fromEntries(document.items.flatMap((item) => (item.kind === 'pair' ? [[item.left, item.right]] : [])));
}
function texts(document: PaperDocument): string[] {
  return document.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
}
const kinds = (document: PaperDocument): PaperItem['kind'][] => document.items.map((item) => item.kind);

describe('the ticket', () => {
  test('tells in Russian what the visitor wants to know', () => {
    expect(pairs(composeTicket(ticketPaper({})))).toEqual({
      Выдан: '21.11.2014 в 13:42',
      'Перед вами': '3 человека',
      'Ждать примерно': '5–10 минут',
      'Позовут к окну': '3 или 4',
      'По регламенту, п. 34': 'не больше 15 минут',
      'Справки: (495) 000-00-05': 'Услуга бесплатна',
    });
  });

  test('tells the same in English', () => {
    const facts = pairs(composeTicket(ticketPaper({ language: 'en', issuedAt: '21.11.2014 at 13:42' })));
    expect(facts).toEqual({
      Issued: '21.11.2014 at 13:42',
      'Before you': '3 people',
      'Expected wait': '5–10 minutes',
      'You will go to booth': '3 or 4',
      'By regulation, para. 34': 'at most 15 minutes',
      'Information: (495) 000-00-05': 'Free of charge',
    });
  });

  test.each([
    [0, 'никого'],
    [1, '1 человек'],
    [2, '2 человека'],
    [5, '5 человек'],
    [11, '11 человек'],
    [21, '21 человек'],
    [104, '104 человека'],
  ])('%i before: «%s»', (before, said) => {
    expect(pairs(composeTicket(ticketPaper({ before })))['Перед вами']).toBe(said);
  });

  test('promises no minutes while no booth is open, and names no booth', () => {
    const facts = pairs(composeTicket(ticketPaper({ expected: null, booths: [] })));
    expect(facts['Ждать примерно']).toBe('ждём открытия окна');
    expect(Object.keys(facts)).not.toContain('Позовут к окну');
    const soon = pairs(composeTicket(ticketPaper({ expected: { fromMinutes: 0, toMinutes: 5 } })));
    expect(soon['Ждать примерно']).toBe('до 5 минут');
  });

  test('says «кабинка» or «кабинет» where the office does', () => {
    expect(pairs(composeTicket(ticketPaper({ boothWord: 'booth', booths: ['1', '2', '4'] })))).toMatchObject({
      'Позовут в кабинку': '1, 2 или 4',
    });
  });

  test("an office's own target is not called the regulation's", () => {
    const facts = pairs(composeTicket(ticketPaper({ waitNorm: { minutes: 21, ref: null } })));
    expect(facts['Наша цель']).toBe('не больше 21 минуты');
  });

  test('has no code and speaks of no phone when it has no page', () => {
    const document = composeTicket(ticketPaper({ link: null }));
    expect(kinds(document)).not.toContain('qr');
    expect(texts(document).join('\n')).not.toContain('телефон');
    expect(kinds(composeTicket(ticketPaper({})))).toContain('qr');
  });

  test('a reprint and a demo say so at the top, an ordinary ticket does not', () => {
    expect(texts(composeTicket(ticketPaper({ demo: true, copy: true }))).slice(0, 2)).toEqual(['ДЕМО', 'ДУБЛИКАТ']);
    expect(texts(composeTicket(ticketPaper({}))).join('\n')).not.toMatch(/ДЕМО|ДУБЛИКАТ/);
    expect(texts(composeTicket(ticketPaper({ language: 'en', copy: true })))[0]).toBe('DUPLICATE');
  });

  test('the list of what to have ready ends as a sentence does', () => {
    const list = composeTicket(ticketPaper({ bring: ['паспорт;', 'опись'] })).items.find(
      (item) => item.kind === 'list',
    );
    expect(list).toEqual({ kind: 'list', items: ['паспорт;', 'опись.'] });
    expect(kinds(composeTicket(ticketPaper({ bring: [] })))).not.toContain('list');
  });
});

describe('a document in its row', () => {
  test('comes back as it was', () => {
    const document = composeTicket(ticketPaper({}));
    const back: unknown = JSON.parse(JSON.stringify(document));
    expect(back).toEqual(document);
    expect(isPaperDocument(back)).toBe(true);
  });

  test('of another version, or damaged, is not printed', () => {
    const document = composeTicket(ticketPaper({}));
    for (const wrong of [
      null,
      'paper',
      { ...document, version: 3 },
      { version: 1, items: [{ kind: 'toString' }] },
      { version: 1, items: [{ kind: 'feed', lines: 1e9 }] },
      { version: 1, items: [{ ...document.items[0], width: 9 }] },
    ]) {
      expect(isPaperDocument(wrong)).toBe(false);
    }
  });
});

test('every paper number has a field for its time and is cut off', () => {
  const document = composeSheet({
    language: 'ru',
    officeName: 'Управление ПФР № 5',
    letter: 'Х',
    from: 12,
    count: 3,
    printedAt: '21.11.2014 в 09:10',
    demo: false,
  });
  expect(texts(document)).toEqual(expect.arrayContaining(['Х012', 'Х013', 'Х014']));
  expect(texts(document).filter((line) => line === 'Время: __:__')).toHaveLength(3);
  expect(kinds(document).filter((kind) => kind === 'cut')).toHaveLength(4);
  expect(writeNumber('Х', 1000)).toBe('Х1000');
});

test('the journal’s fingerprint is printed whole, in groups that can be read aloud', () => {
  const lines = readableHash('0123456789ABCDEF'.repeat(4));
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBe('0123 4567 89ab cdef');
});
