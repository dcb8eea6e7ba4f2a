/**
 * What the organisations of a demo day hand in: payers with sound check digits and reports for the fourth quarter of
 * 2012. Pure and fictional: the same dice give the same report.
 */
import type { ComplaintContent, Pack, PayerCard, SubmissionContent, Sums } from '../contract/index.js';
import type { Dice } from './dice.js';

const innWeights = [2, 4, 10, 3, 5, 9, 4, 6, 8] as const;

/** An ИНН of an organisation: nine digits and their check digit. */
function innOf(nine: string): string {
  const sum = innWeights.reduce((all, weight, at) => all + weight * Number(nine[at]), 0);
  return `${nine}${(sum % 11) % 10}`;
}

/** An ОГРН: twelve digits and their check digit. */
function ogrnOf(twelve: string): string {
  return `${twelve}${(Number(twelve) % 11) % 10}`;
}

const kinds = ['ООО', 'ЗАО', 'ООО', 'ООО', 'ГБУ', 'ОАО'] as const;
const names = [
  'Тёплый дом — Юг',
  'Вектор',
  'Стройинвест',
  'Чистая вода',
  'Лесные поляны',
  'Меридиан',
  'Городская поликлиника № 41',
  'Хлебозавод «Заря»',
  'Промсервис',
  'Северное сияние',
  'Комбинат питания',
  'Автоколонна 1412',
] as const;
const surnames = ['Орлова М. С.', 'Денисов П. А.', 'Ким Т. В.', 'Щербакова Е. Ю.', 'Фёдоров И. Н.'] as const;

/** The payers of a demo day's office. */
const usualPayers = 300;

/** One of the payers of the office, by its place in the list; a bigger office has up to 2,400 of them. */
export function payerOf(place: number, among = usualPayers): PayerCard {
  const at = place % among;
  const kind = kinds[at % kinds.length] ?? 'ООО';
  const name = names[(at * 7) % names.length] ?? '';
  return {
    regNo: `087-105-${String(1000 + at).padStart(6, '0')}`,
    inn: innOf(`7724${String(10_000 + at * 37).padStart(5, '0')}`),
    kpp: '772401001',
    ogrn: ogrnOf(`102770${String(100_000 + at * 113)}`),
    name: `${kind} «${name}${at >= names.length ? ` ${at}` : ''}»`,
    applicant: 'ORG',
  };
}

/** Contributions of a quarter of so many people, in kopecks: 16 % and 6 % of a plausible pay. */
function sumsOf(dice: Dice, persons: number): Sums {
  const pay = persons * Math.round(dice.between(45_000, 120_000)) * 100;
  const [insurance, funded] = [Math.round(pay * 0.16), Math.round(pay * 0.06)];
  const share = dice.between(0, 1) < 0.2 ? 0.96 : 1;
  return {
    insuranceAccrued: insurance,
    insurancePaid: Math.round(insurance * share),
    fundedAccrued: funded,
    fundedPaid: Math.round(funded * share),
  };
}

const bandTop = { upTo10: 10, upTo50: 50, upTo200: 200, over200: 420 } as const;

/** How many people a report is about: within the band that the visitor named at the kiosk. */
export function personsOf(dice: Dice, band: keyof typeof bandTop | undefined): number {
  const top = bandTop[band ?? 'upTo10'];
  return Math.max(1, Math.round(dice.between(top * 0.3, top)));
}

const mostInPack = 200;

/** A report for the fourth quarter of 2012: registers of at most two hundred people, their inventories, the totals. */
export function reportOf(dice: Dice, persons: number, newId: () => string): SubmissionContent {
  const packs: Pack[] = [];
  for (let left = persons; left > 0; left -= mostInPack) {
    const inPack = Math.min(left, mostInPack);
    packs.push({
      packId: newId(),
      number: String(packs.length + 1).padStart(5, '0'),
      form: 'СЗВ-6-2',
      inventory: 'АДВ-6-3',
      persons: inPack,
      sums: sumsOf(dice, inPack),
      file: null,
    });
  }
  const total = (field: keyof Sums) => packs.reduce((sum, pack) => sum + pack.sums[field], 0);
  return {
    type: 'initial',
    year: 2012,
    period: '4',
    correctedYear: null,
    correctedPeriod: null,
    representative: {
      name: dice.pick(surnames),
      authority: `Доверенность № ${Math.round(dice.between(1, 90))} от 10.01.2013`,
      identity: '45 10 000118',
    },
    packs,
    totals: {
      packs: packs.length,
      persons,
      sums: {
        insuranceAccrued: total('insuranceAccrued'),
        insurancePaid: total('insurancePaid'),
        fundedAccrued: total('fundedAccrued'),
        fundedPaid: total('fundedPaid'),
      },
    },
    documents: ['IDENTITY', 'AUTHORITY', 'REPORT', 'TOTALS'],
    refusalGround: '',
    resubmits: null,
  };
}

/** What an operator finds in a report with errors. */
export const faults = [
  { text: 'Не указан тип описи', where: 'пачка 1, АДВ-6-3', found: 'пусто', expected: 'ОПИСЬ ПАЧКИ', severity: 30 },
  {
    text: 'Контрольное число страхового номера',
    where: 'пачка 1, строка 17',
    found: '90',
    expected: '95',
    severity: 30,
  },
  { text: 'Нет отчества застрахованного лица', where: 'пачка 1, строка 3', found: 'пусто', expected: '', severity: 20 },
] as const;

/** Questions that people ask, and what they are told, in one line each. */
export const questions = [
  {
    topic: 'Порядок заполнения СЗВ-6-2 при отпуске без сохранения заработка',
    result: 'Разъяснён порядок, дан образец',
  },
  { topic: 'Срок представления корректирующих сведений', result: 'Разъяснён срок по протоколу: две недели' },
  { topic: 'Как получить доступ к личному кабинету плательщика', result: 'Разъяснён порядок регистрации' },
  { topic: 'Нужна ли АДВ-6-2 при одной пачке', result: 'Да, на все сведения вместе' },
] as const;

/** A complaint of a payer about a refusal to take documents. */
export function complaintOf(dice: Dice): ComplaintContent {
  const payer = payerOf(Math.round(dice.between(0, 299)));
  return {
    kind: 'complaint',
    way: 'booth',
    addressee: 'head',
    body: 'Управление ПФР № 5',
    officer: 'специалист-эксперт отдела персонифицированного учёта',
    applicant: 'entity',
    name: payer.name,
    place: 'г. Москва, ул. Ясеневая, д. 3',
    phone: '(495) 000-01-12',
    email: '',
    postalAddress: '115582, г. Москва, ул. Ясеневая, д. 3',
    electronicReply: false,
    about: 'Отказ принять корректирующие сведения за третий квартал 2012 года.',
    arguments: 'Сведения представлены в двухнедельный срок, протокол приложен.',
    grounds: ['D'],
    attachments: ['Копия протокола ошибок'],
    representative: dice.pick(surnames),
    authorityKind: 'POWER_ENTITY',
    authority: 'Доверенность № 7 от 14.01.2013',
  };
}
