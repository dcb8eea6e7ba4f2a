/** The packs of a protocol as a table: forms, persons, sums, and what both parts of the contributions come to. */
import type { PaperItem } from './document.js';
import type { ProtocolPaper } from './protocol.js';
import { roubles } from './words.js';

/** Sums of both parts together by pack; below them the parts of all packs. */
export function packTable(of: ProtocolPaper): PaperItem {
  const { totals } = of;
  const { sums } = totals;
  const result = (isGood: boolean) => (of.verdict === 'refused' ? 'отказ' : isGood ? 'прин.' : 'ошиб.');
  const part = (name: string, accrued: number, paid: number) => ({
    cells: ['', name, '', roubles(accrued), roubles(paid), ''],
    bold: false,
  });
  return {
    kind: 'table',
    columns: [
      { title: '№', align: 'left' },
      { title: 'Форма', align: 'left' },
      { title: 'Чел.', align: 'right' },
      { title: 'Начислено', align: 'right' },
      { title: 'Уплачено', align: 'right' },
      { title: 'Итог', align: 'left' },
    ],
    rows: of.packs.map(({ pack, isGood }, at) => [
      String(at + 1),
      pack.form,
      String(pack.persons),
      roubles(pack.sums.insuranceAccrued + pack.sums.fundedAccrued),
      roubles(pack.sums.insurancePaid + pack.sums.fundedPaid),
      result(isGood),
    ]),
    sums: [
      {
        cells: [
          '',
          totals.form,
          String(totals.persons),
          roubles(sums.insuranceAccrued + sums.fundedAccrued),
          roubles(sums.insurancePaid + sums.fundedPaid),
          '',
        ],
        bold: true,
      },
      part('страх.', sums.insuranceAccrued, sums.insurancePaid),
      part('накоп.', sums.fundedAccrued, sums.fundedPaid),
    ],
  };
}
