/** What a report leaves out of which figure, and how many: nothing is left out in silence. */
import type { Figures } from '../../contract/index.js';
import { ofVisit, type Gathered } from './gather.js';
import { counted, marks } from './standing.js';

type Exclusion = Figures['exclusions'][number];

const titles: Record<string, Exclusion['title']> = {
  waits: {
    ru: 'Ещё ждут: в ожидание и долю в срок не входят',
    en: 'Still wait: not in the wait and not in the share in time',
  },
  unservedEarly: {
    ru: 'Ушли, не явились или не дождались раньше нормы: в долю в срок не входят',
    en: 'Left, were missed or expired before the norm: not in the share in time',
  },
  unservedLate: {
    ru: 'Не приняты и ждали дольше нормы: в долю в срок входят, в ожидание принятых — нет',
    en: 'Not received after more than the norm: in the share in time, not in the wait of those received',
  },
  inService: {
    ru: 'Приём ещё идёт: в приёмы войдёт, когда окончится',
    en: 'Still being received: a reception is counted when it ends',
  },
  void: {
    ru: 'Приёмы, начатые по ошибке: не считаются нигде',
    en: 'Receptions begun by mistake: counted nowhere',
  },
  noVisit: {
    ru: 'Приёмы без посетителя (электронно, почтой): в приёмы входят, в посещения и ожидание — нет',
    en: 'Receptions without a visitor (electronic, post): in receptions, not in visits and waits',
  },
  noNorm: {
    ru: 'Приёмы без нормы: в долю в норме не входят',
    en: 'Receptions without a norm: not in the share within the norm',
  },
  carriedOn: {
    ru: 'Приёмы, продолженные другим: время судится вместе с продолжением',
    en: 'Receptions that another carried on: their time is judged together with the last',
  },
};

/** The exclusions of a period, in a fixed order; those of nobody are told as 0. */
export function exclusionsOf({ visits, apart, happened }: Gathered): Exclusion[] {
  const standing = visits.code(ofVisit.standing);
  let [waits, early, late, inService] = [0, 0, 0, 0];
  for (const one of standing) {
    const isAlive = (one & marks.alive) !== 0;
    if (counted.unservedEarly[one] === 1) early += 1;
    else if (counted.unservedLate[one] === 1) late += 1;
    else if (isAlive && counted.begun[one] === 0) waits += 1;
    else if (isAlive) inService += 1;
  }
  const mistaken = [...happened.values()].filter(({ kind }) => kind === 'reception:void');
  const counts: Record<string, number> = {
    waits,
    unservedEarly: early,
    unservedLate: late,
    inService,
    void: mistaken.reduce((sum, { count }) => sum + count, 0),
    ...apart,
  };
  return Object.entries(titles).map(([key, title]) => ({ key, title, count: counts[key] ?? 0 }));
}
