import { describe, expect, it, test } from 'vitest';
import type { ComplaintContent, ComplaintDecision } from '../../../server/contract/index.js';
import { drawPaper } from '../../../server/devices/printing/draw.js';
import { encode } from '../../../server/devices/printing/encode.js';
import { profiles } from '../../../server/devices/printing/profiles.js';
import type { Complaint } from '../../../server/domain/cases.js';
import { complaintSheet, type ComplaintPaperKind } from '../../../server/domain/paper/complaint.js';
import { smallOffice } from '../../support/builders.js';
import { packId, withLaw } from '../../support/law.js';
import { readPaper } from '../../support/paper.js';

const content: ComplaintContent = {
  kind: 'complaint',
  way: 'booth',
  addressee: 'head',
  body: 'Управление ПФР № 5',
  officer: 'Иванова Ирина Игоревна, специалист',
  applicant: 'entity',
  name: 'ООО «Тёплый дом — Юг»',
  place: 'г. Тверь, ул. Садовая, 3',
  phone: '(4822) 00-00-00',
  email: 'dom@example.ru',
  postalAddress: '170000, г. Тверь, а/я 17',
  electronicReply: false,
  about: 'Отказ в приёме отчётности 20 ноября.\nОтказали в окне 3.',
  arguments: 'Такого основания в регламенте нет.',
  grounds: ['D'],
  attachments: ['копия описи АДВ-6-3', 'копия доверенности'],
  representative: 'Орлова Марина Сергеевна',
  authorityKind: 'POWER_ENTITY',
  authority: '№ 12 от 10.01.2013',
};

const at = (day: string) => Date.parse(`${day}T12:00:00+03:00`);
const satisfied: ComplaintDecision = {
  decision: 'satisfied',
  ground: '',
  reasons: 'Отказ не назван в п. 31.',
  remedy: 'Принять отчётность без очереди.',
};

const office = withLaw(
  smallOffice({
    address: { ru: 'ул. Советская, 1', en: '' },
    sign: {
      ...smallOffice({}).settings.sign,
      body: { ru: 'Управление Пенсионного фонда Российской Федерации № 5', en: '' },
    },
  }),
);
office.people.set('boss', {
  userId: 'boss',
  name: 'Громова Елена Павловна',
  short: 'Громова Е. П.',
  position: 'начальник управления',
  roles: ['manager'],
  isClosed: false,
});

function complaint(change: Partial<Complaint>, said: Partial<ComplaintContent> = {}): Complaint {
  return {
    complaintId: 'complaint-1',
    revision: 1,
    state: 'received',
    packId,
    packVersion: '2',
    content: { ...content, ...said },
    receptionId: null,
    visitId: null,
    ticket: 'Ж003',
    receivedAt: at('2013-04-24'),
    receivedBy: 'boss',
    registered: { year: 2013, number: 7, at: at('2013-04-25') },
    forwarded: null,
    decided: null,
    replied: null,
    remedied: null,
    prosecutor: null,
    erased: null,
    ...change,
  };
}

function decided(decision: ComplaintDecision, remedyBy: string | null): Partial<Complaint> {
  return {
    state: decision.decision,
    decided: {
      act: '2013/4',
      at: at('2013-04-30'),
      by: 'boss',
      decision,
      remedyBy: remedyBy === null ? null : { due: remedyBy },
    },
  };
}

const two = (part: number) => String(part).padStart(2, '0');
function wall(instant: number): { date: string; time: string } {
  const local = new Date(instant + 3 * 3_600_000);
  return {
    date: `${two(local.getUTCDate())}.${two(local.getUTCMonth() + 1)}.${local.getUTCFullYear()}`,
    time: `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`,
  };
}

/** What stands on the paper, read back from the bytes of a booth's printer, with single spaces. */
async function read(of: Complaint, kind: ComplaintPaperKind): Promise<string> {
  const sheet = complaintSheet(office, of, kind, wall);
  if (sheet === null) throw new Error('no paper');
  const printed = readPaper(encode(sheet, profiles.epson), profiles.epson);
  const lines = await drawPaper(sheet, profiles.epson);
  const drawn = lines.flatMap((line) => (line.kind === 'text' && line.text ? [line.text] : []));
  expect(drawn).toEqual(printed);
  return printed.join(' ').replace(/\s+/g, ' ');
}

describe('the papers of a complaint', () => {
  it('the complaint says all of п. 65-67, its number and until when it is considered', async () => {
    const said = await read(complaint({}), 'complaint');
    for (const words of [
      'жалоба № 7/2013 от 25.04.2013',
      'начальник управления Соколова Мария Петровна',
      '24.04.2013 в 12:00',
      'на личном приёме',
      'Ж003',
      '07.05.2013 (п. 81)',
      'Управление ПФР № 5',
      'Иванова Ирина Игоревна, специалист',
      'ООО "Тёплый дом - Юг"',
      'г. Тверь, ул. Садовая, 3',
      '(4822) 00-00-00',
      'dom@example.ru',
      '170000, г. Тверь, а/я 17',
      'Отказ в приёме отчётности 20 ноября.',
      'Отказали в окне 3.',
      'отказ в приёме документов (п. 61г)',
      'Такого основания в регламенте нет.',
      'копия описи АДВ-6-3',
      'Орлова Марина Сергеевна',
      'Доверенность юридического лица',
      '№ 12 от 10.01.2013',
      'Громова Елена Павловна',
    ])
      expect(said).toContain(words);
  });

  it('before registration it has no number and no term', async () => {
    const said = await read(complaint({ registered: null }), 'complaint');
    expect(said).toContain('Получена 24.04.2013, не зарегистрирована');
    expect(said).not.toContain('Рассмотреть до');
  });

  it('a term that runs into a year without a calendar says so', async () => {
    const registered = { year: 2026, number: 1, at: at('2026-12-25') };
    const said = await read(complaint({ registered }, { grounds: [] }), 'complaint');
    expect(said).toContain('срок не определён: нет календаря 2027 года (п. 80)');
  });

  it('the notice says where it went, and that the term counts from its registration there', async () => {
    const forwarded = {
      to: 'Отделение ПФР',
      at: at('2013-04-26'),
      noticeAt: at('2013-04-29'),
      registeredThereOn: null,
    };
    const said = await read(complaint({ forwarded }), 'notice');
    for (const words of [
      'УВЕДОМЛЕНИЕ',
      'ООО "Тёплый дом - Юг"',
      '170000, г. Тверь, а/я 17',
      'зарегистрированная 25.04.2013 под № 7',
      'направлено 26.04.2013 на рассмотрение: Отделение ПФР',
      'п. 74',
      'п. 75',
      'Дата уведомления 29.04.2013',
      'Соколова Мария Петровна',
    ])
      expect(said).toContain(words);
    const there = { ...forwarded, registeredThereOn: '2013-04-30' };
    expect(await read(complaint({ forwarded: there }), 'notice')).toContain('Рассмотреть до 14.05.2013');
  });

  it('the act has its number, place, grounds, decision and remedy', async () => {
    const said = await read(complaint(decided(satisfied, '2013-05-14')), 'act');
    for (const words of [
      'АКТ № 2013/4',
      '30.04.2013',
      'ул. Советская, 1',
      'Отказ не назван в п. 31.',
      'ЖАЛОБУ УДОВЛЕТВОРИТЬ',
      'Принять отчётность без очереди.',
      'Не позднее 14.05.2013 (п. 84)',
      'начальник управления',
    ])
      expect(said).toContain(words);
  });

  test.each([
    ['а', 'Управление Пенсионного фонда Российской Федерации № 5'],
    ['а, who decided', 'начальник управления, Громова Елена Павловна'],
    ['б, number and date', '№ 2013/4 от 30.04.2013'],
    ['б, place', 'ул. Советская, 1'],
    ['б, whose act', 'Иванова Ирина Игоревна, специалист'],
    ['в', 'ООО "Тёплый дом - Юг"'],
    ['г', 'Отказ не назван в п. 31.'],
    ['д', 'ЖАЛОБУ УДОВЛЕТВОРИТЬ'],
    ['е', 'Не позднее 14.05.2013 (п. 84)'],
    ['ж', 'в вышестоящий орган (Отделение ПФР по Тверской области) и в судебном порядке'],
    ['п. 86', 'Уполномоченное должностное лицо'],
  ])('the reply says п. 85%s: «%s»', async (_letter, words) => {
    expect(await read(complaint(decided(satisfied, '2013-05-14')), 'reply')).toContain(words);
  });

  it('a refusal names its ground, and owes no remedy', async () => {
    const refused = { ...satisfied, decision: 'refused', ground: 'court', remedy: '' } as const;
    for (const kind of ['act', 'reply'] as const) {
      const said = await read(complaint(decided(refused, null)), kind);
      expect(said).toContain('В УДОВЛЕТВОРЕНИИ ЖАЛОБЫ ОТКАЗАТЬ');
      expect(said).toContain('решение суда');
      expect(said).not.toContain('УСТРАНЕНИЕ');
    }
  });

  it('other appeals are called what they are', async () => {
    for (const kind of ['complaint', 'act'] as const) {
      const said = await read(
        complaint(decided(satisfied, null), { kind: 'proposal', grounds: [], authorityKind: '' }),
        kind,
      );
      expect(said).toMatch(/(?:предложение|о рассмотрении предложения) № 7\/2013/);
      expect(said).toContain('ЧТО ПРЕДЛАГАЕТСЯ');
      expect(said).not.toMatch(/жалоб|жалуется/i);
    }
    const said = await read(complaint(decided(satisfied, null), { kind: 'defect', grounds: [] }), 'act');
    expect(said).toContain('о рассмотрении сообщения');
    expect(said).toContain('СООБЩЕНИЕ ПРИЗНАТЬ ОБОСНОВАННЫМ');
  });

  it('there is no notice before the forwarding, and no act or reply before the decision', () => {
    for (const kind of ['notice', 'act', 'reply'] as const)
      expect(complaintSheet(office, complaint({}), kind, wall)).toBeNull();
  });

  it('fits every printer', () => {
    for (const kind of ['complaint', 'act', 'reply'] as const) {
      const sheet = complaintSheet(office, complaint(decided(satisfied, '2013-05-14')), kind, wall);
      for (const profile of Object.values(profiles)) if (sheet !== null) readPaper(encode(sheet, profile), profile);
    }
  });
});
