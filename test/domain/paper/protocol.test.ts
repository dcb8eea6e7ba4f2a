import { describe, expect, test } from 'vitest';
import { decode, type PaperLine } from '../../../server/devices/printing/decoder.js';
import { drawPaper } from '../../../server/devices/printing/draw.js';
import { encode } from '../../../server/devices/printing/encode.js';
import { profiles, type PrinterProfile } from '../../../server/devices/printing/profiles.js';
import { isPaperDocument } from '../../../server/domain/paper/document.js';
import { composeProtocol, duplicateOf, type ProtocolPaper } from '../../../server/domain/paper/protocol.js';
import { readPaper } from '../../support/paper.js';
import { pack, protocolPaper, sums } from '../../support/protocol.js';

const wide = profiles.epson;
const usual: PrinterProfile = { ...profiles['epson-tm-t88'] };

/** A line as a person reads it: big ones said to be big, rules drawn. */
function said(line: PaperLine): string {
  switch (line.kind) {
    case 'text':
      return line.width * line.height === 1 ? line.text : `${line.text} [${line.width}x${line.height}]`;
    case 'label':
      return `[${line.text}]`;
    case 'qr':
      return `[QR ${line.data}]`;
    case 'rule':
      return '────';
    case 'double':
      return '════';
    case 'cut':
      return '✂';
  }
}

/** What comes out of the printer: the real bytes, read back. */
function printed(of: Partial<ProtocolPaper>, profile: PrinterProfile, ordinal = 1): string[] {
  const bytes = encode(composeProtocol(protocolPaper(of), ordinal, 2), profile);
  readPaper(bytes, profile);
  const lines = decode(bytes, profile).map(said);
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
}

const accepted: Partial<ProtocolPaper> = {
  kind: 'reception',
  verdict: 'accepted',
  findings: [],
  resubmission: null,
  packs: [{ pack: pack('00001', 'СЗВ-6-2', 46, sums(41_235_000, 41_235_000)), isGood: true }],
};

describe('the protocol on paper', () => {
  test('of errors, on 48 columns', () => {
    expect(printed({}, wide)).toEqual([
      'УПРАВЛЕНИЕ ПФР № 5',
      'по г. Москве и Московской области',
      '════',
      'ПРОТОКОЛ ОШИБОК [2x2]',
      '№ 412 [2x2]',
      'отчётности по персонифицированному учёту',
      '21.11.2014, 14:39',
      '[ Экз. № 1 - страхователю ]',
      '════',
      '1. СТРАХОВАТЕЛЬ',
      'Рег. № в ПФР      087-105-000417',
      'ИНН / КПП         7724904170 / 772401001',
      'Наименование      ООО "Тёплый дом - Юг"',
      'Плательщик        организация',
      'Представитель     Орлова Марина Сергеевна',
      'Полномочия        доверенность № 12',
      '                  от 10.01.2014',
      '2. СВЕДЕНИЯ',
      'Период            4 квартал 2012 г.',
      'Тип               корректирующие',
      'Способ            на бумаге, лично',
      'Получены          21.11.2014 в 13:50',
      'Журнал / талон    № 3187 / А014',
      '3. ПАЧКИ',
      '№  Форма     Чел.   Начислено    Уплачено  Итог',
      '────',
      '1  СЗВ-6-2     46   412350.00   398100.00  ошиб.',
      '2  СЗВ-6-1      2    18240.00    18240.00  прин.',
      '────',
      '   АДВ-6-2     48   430590.00   416340.00',
      '   страх.           418240.00   408240.00',
      '   накоп.            12350.00     8100.00',
      '4. ОШИБКИ И ПРЕДУПРЕЖДЕНИЯ',
      '1. Код 5.28.2                          30 ошибка',
      '   Пачка 1, опись АДВ-6-3',
      '   Тип описи должен быть "ОПИСЬ ПАЧКИ".',
      '   Найдено: не заполнено',
      '   Должно быть: ОПИСЬ ПАЧКИ',
      '2. Код 5.1.7                           30 ошибка',
      '   Пачка 1, строка 17, СНИЛС 112-233-445 90',
      '   Последние две цифры номера не равны',
      '   контрольному числу.',
      '   Найдено: 90',
      '   Должно быть: 95',
      '3. Код 5.28.11                 20 предупреждение',
      '   Пачка 1, опись АДВ-6-3, строка 3',
      '   Уплачено меньше, чем начислено.',
      '   Найдено: 398100.00',
      '   Должно быть: пояснение',
      '5. РЕЗУЛЬТАТ',
      'НЕ ПРИНЯТО [2x2]',
      'Исправить и представить повторно',
      'не позднее 05.12.2014 [1x2]',
      '(2 недели, п. 48, 49 регламента)',
      '════',
      'Принял: ведущий специалист-эксперт',
      'Петрова Анна Викторовна',
      '__________________________       ___.___.2014 г.',
      'Страхователь, представитель:',
      'Орлова Марина Сергеевна',
      '__________________________       ___.___.2014 г.',
      '[ ] от подписи отказался',
      '────',
      'Жалоба: руководителю органа, здесь же в часы',
      'приёма, почтой или на www.gosuslugi.ru',
      '(п. 60-63, 69 регламента).',
      'Печать 1 из 2                   21.11.2014 14:39',
      '[QR P/2014/412]',
      '✂',
    ]);
  });

  test('of reception, the copy that stays, on 42 columns', () => {
    expect(printed(accepted, usual, 2).slice(3)).toEqual([
      'ПРОТОКОЛ ПРИЁМА [2x2]',
      '№ 412 [2x2]',
      'отчётности по персонифицированному учёту',
      '21.11.2014, 14:39',
      '[ Экз. № 2 - территориальному органу ]',
      '════',
      '1. СТРАХОВАТЕЛЬ',
      'Рег. № в ПФР      087-105-000417',
      'ИНН / КПП         7724904170 / 772401001',
      'Наименование      ООО "Тёплый дом - Юг"',
      'Плательщик        организация',
      'Представитель     Орлова Марина Сергеевна',
      'Полномочия        доверенность № 12',
      '                  от 10.01.2014',
      '2. СВЕДЕНИЯ',
      'Период            4 квартал 2012 г.',
      'Тип               корректирующие',
      'Способ            на бумаге, лично',
      'Получены          21.11.2014 в 13:50',
      'Журнал / талон    № 3187 / А014',
      '3. ПАЧКИ',
      '№ Форма    Чел.  Начислено  Уплачено Итог',
      '────',
      '1 СЗВ-6-2    46  412350.00 412350.00 прин.',
      '────',
      '  АДВ-6-2    48  430590.00 416340.00',
      '  страх.         418240.00 408240.00',
      '  накоп.          12350.00   8100.00',
      '4. ОШИБКИ И ПРЕДУПРЕЖДЕНИЯ',
      '   Не обнаружены.',
      '5. РЕЗУЛЬТАТ',
      'ПРИНЯТО [2x2]',
      '════',
      'Принял: ведущий специалист-эксперт',
      'Петрова Анна Викторовна',
      '__________________________ ___.___.2014 г.',
      'Страхователь, представитель:',
      'Орлова Марина Сергеевна',
      '__________________________ ___.___.2014 г.',
      '[ ] от подписи отказался',
      '────',
      'Жалоба: руководителю органа, здесь же в',
      'часы приёма, почтой или на',
      'www.gosuslugi.ru (п. 60-63, 69',
      'регламента).',
      'Печать 2 из 2             21.11.2014 14:39',
      '[QR P/2014/412]',
      '✂',
    ]);
  });

  test('of a refusal names its ground (п. 31), and gives no two weeks', () => {
    const lines = printed({ verdict: 'refused', refusalGround: 'формы другого года', resubmission: null }, wide);
    expect(lines.join('\n')).toContain(
      'ОТКАЗ В ПРИЁМЕ [2x2]\nНе соответствует требованиям законодательства\n(п. 31 регламента): формы другого года',
    );
    expect(lines.join('\n')).not.toContain('повторно');
    expect(lines.filter((line) => line.endsWith('отказ'))).toHaveLength(2);
  });

  test('of a submission by telecom channel is signed outside; the two weeks run from sending (п. 49)', () => {
    const of = {
      inPerson: false,
      ticket: null,
      senderRef: 'ПФР-77-000123',
      resubmission: { due: null, days: 14, ref: 'п. 48, 49' },
    };
    const lines = printed(of, wide).join('\n');
    expect(lines).toContain('Журнал            № 3187\nВходящий №        ПФР-77-000123');
    expect(lines).toContain('в течение 2 недель [1x2]\nсо дня направления протокола (п. 48, 49\nрегламента)');
    expect(lines).not.toContain('от подписи отказался');
  });

  test('a draft has no number and no code, and says so', () => {
    const lines = printed({ number: null }, wide);
    expect(lines).toContain('ЧЕРНОВИК [2x2]');
    expect(lines).toContain('номер даст журнал');
    expect(lines.join()).not.toContain('QR');
  });

  test('a correction names the protocol that it replaces, and why', () => {
    const lines = printed({ replaces: { year: 2014, number: 400, reason: 'неверный период' } }, wide);
    expect(lines.slice(7, 9)).toEqual(['взамен протокола № 400 за 2014 г.', 'Причина: неверный период']);
  });

  test('a later copy is the same paper, marked at both ends', () => {
    const copy = composeProtocol(protocolPaper({}), 1, 2);
    const read = (document: typeof copy) => decode(encode(document, wide), wide).map(said);
    const twin = read(duplicateOf(copy, 3, '22.11.2014 10:00'));
    expect(twin[0]).toBe('ДУБЛИКАТ [2x2]');
    const mark = 'ДУБЛИКАТ, печать 3              22.11.2014 10:00';
    expect(twin).toContain(mark);
    expect(twin.slice(1).filter((line) => line !== mark)).toEqual(read(copy));
  });

  test('in a demo says so', () => {
    expect(printed({ demo: true }, wide)[0]).toBe('ДЕМО [2x2]');
  });
});

describe.each(Object.entries<PrinterProfile>(profiles))('on %s', (_name, profile) => {
  const names = {
    payer: {
      ...protocolPaper({}).payer,
      name: 'Общество с ограниченной ответственностью «Научно-производственное объединение „Электротеплоцентрализация — Щёлково“»',
    },
    packs: [
      { pack: pack('00001', 'СЗВ-6-2', 100_000, sums(1_000_000_000_000, 999_999_999_999)), isGood: false },
      { pack: pack('00002', 'СЗВ-6-1', 2, sums(1, 1)), isGood: true },
    ],
    files: ['PFR-700-Y-2013-ORG-087-105-000003-DCK-00001-DPT-000000-DCK-00000.XML'],
    findings: Array.from({ length: 25 }, (_, at) =>
      protocolPaper({})
        .findings.slice(at % 3, (at % 3) + 1)
        .map((one) => ({ ...one, code: `5.${at}.1` })),
    ).flat(),
    more: [{ severity: 30, kind: 'ошибка', count: 117 }],
  };

  test('long names, large sums and 25 findings lose no letter', () => {
    const text = printed(names, profile).join(' ').replaceAll(/\s+/g, ' ');
    expect(text.replaceAll(' ', '')).toContain('Электротеплоцентрализация');
    expect(text).toContain('10000000000.00');
    for (let at = 0; at < 25; at += 1) expect(text).toContain(`${at + 1}. Код 5.${at}.1`);
    expect(text).toContain('30 ошибка 117');
    expect(text.replaceAll(' ', '')).toContain(names.files[0]);
  });

  test('a screen draws what the printer prints', async () => {
    const document = composeProtocol(protocolPaper(names), 1, 2);
    const trimmed = (lines: PaperLine[]) => {
      const said_ = lines.map(said).map((line) => line.trimEnd());
      return said_.filter((line) => line !== '' && line !== '✂');
    };
    expect(trimmed(await drawPaper(document, profile))).toEqual(trimmed(decode(encode(document, profile), profile)));
  });
});

test('a protocol comes back from its row as it was', () => {
  const document = composeProtocol(protocolPaper({}), 1, 2);
  const back: unknown = JSON.parse(JSON.stringify(document));
  expect(back).toEqual(document);
  expect(isPaperDocument(back)).toBe(true);
  for (const damaged of [
    { kind: 'table', columns: [{ title: '№', align: 'middle' }], rows: [], sums: [] },
    { kind: 'table', columns: [], rows: [[1]], sums: [] },
    { kind: 'field', label: 'ИНН' },
  ])
    expect(isPaperDocument({ ...document, items: [damaged] })).toBe(false);
});
