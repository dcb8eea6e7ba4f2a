/** The protocol of the story: errors of «Тёплый дом - Юг», found on 21 November 2014. */
import type { Pack, Sums } from '../../server/contract/index.js';
import type { ProtocolPaper } from '../../server/domain/paper/protocol.js';

export function sums(accrued: number, paid: number): Sums {
  return { insuranceAccrued: accrued, insurancePaid: paid, fundedAccrued: 0, fundedPaid: 0 };
}

export function pack(number: string, form: string, persons: number, of: Sums): Pack {
  return { packId: `pack-${number}`, number, form, inventory: 'АДВ-6-3', persons, sums: of, file: null };
}

export function protocolPaper(change: Partial<ProtocolPaper>): ProtocolPaper {
  return {
    officeName: 'Управление ПФР № 5',
    region: 'по г. Москве и Московской области',
    demo: false,
    number: { year: 2014, number: 412 },
    kind: 'errors',
    at: { date: '21.11.2014', time: '14:39' },
    payer: {
      regNo: '087-105-000417',
      inn: '7724904170',
      kpp: '772401001',
      ogrn: '',
      name: 'ООО «Тёплый дом — Юг»',
      applicant: 'ORG',
    },
    applicant: 'организация',
    representative: { name: 'Орлова Марина Сергеевна', authority: 'доверенность № 12 от 10.01.2014', identity: '' },
    period: '4 квартал 2012 г.',
    corrects: '',
    type: 'корректирующие',
    channel: 'на бумаге, лично',
    received: '21.11.2014 в 13:50',
    registered: '3187',
    ticket: 'А014',
    senderRef: '',
    packs: [
      {
        pack: pack('00001', 'СЗВ-6-2', 46, {
          ...sums(40_000_000, 39_000_000),
          fundedAccrued: 1_235_000,
          fundedPaid: 810_000,
        }),
        isGood: false,
      },
      { pack: pack('00002', 'СЗВ-6-1', 2, sums(1_824_000, 1_824_000)), isGood: true },
    ],
    totals: {
      form: 'АДВ-6-2',
      packs: 2,
      persons: 48,
      sums: { ...sums(41_824_000, 40_824_000), fundedAccrued: 1_235_000, fundedPaid: 810_000 },
    },
    files: [],
    findings: [
      {
        code: '5.28.2',
        severity: 30,
        kind: 'ошибка',
        file: null,
        where: 'пачка 1, опись АДВ-6-3',
        text: 'Тип описи должен быть «ОПИСЬ ПАЧКИ».',
        found: 'не заполнено',
        expected: 'ОПИСЬ ПАЧКИ',
      },
      {
        code: '5.1.7',
        severity: 30,
        kind: 'ошибка',
        file: null,
        where: 'пачка 1, строка 17, СНИЛС 112-233-445 90',
        text: 'Последние две цифры номера не равны контрольному числу.',
        found: '90',
        expected: '95',
      },
      {
        code: '5.28.11',
        severity: 20,
        kind: 'предупреждение',
        file: null,
        where: 'пачка 1, опись АДВ-6-3, строка 3',
        text: 'Уплачено меньше, чем начислено.',
        found: '398100.00',
        expected: 'пояснение',
      },
    ],
    more: [],
    verdict: 'errors',
    refusalGround: '',
    resubmission: { due: '05.12.2014', days: 14, ref: 'п. 48, 49' },
    officer: { position: 'ведущий специалист-эксперт', name: 'Петрова Анна Викторовна' },
    inPerson: true,
    complaint:
      'Жалоба: руководителю органа, здесь же в часы приёма, почтой или на www.gosuslugi.ru (п. 60-63, 69 регламента).',
    replaces: null,
    ...change,
  };
}
