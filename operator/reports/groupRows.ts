/** The rows of the tables by service, operator, booth, channel and category. Pure: words and ways come in. */
import type { FigureGroup, FigureLine, Ratio } from '@contract';
import type { RouteLocationRaw } from 'vue-router';
import type { Behind } from './behind';
import { isBad, isOver, SMALL } from './measure';
import type { Cell } from './FigureTable.vue';

export interface Written {
  many: (value: number) => string;
  part: (ratio: Ratio) => string;
  ofWords: (ratio: Ratio) => string;
  time: (ms: number | null) => string;
  /** «нет нормы», «цель 10 мин». */
  noNorm: string;
  target: (minutes: readonly number[]) => string;
}

function plain(text: string, to: RouteLocationRaw | null): Cell {
  return { text, note: '', isBad: false, to };
}

/** The share of receptions within their norm; where only the office's own target is, that, and never in red. */
function normCell(
  line: FigureLine,
  norms: FigureGroup['norms'],
  written: Written,
  way: (behind: Partial<Behind>) => RouteLocationRaw,
): Cell {
  const { inNorm, inTarget } = line;
  if (inNorm.of > 0)
    return {
      text: written.part(inNorm),
      note: written.ofWords(inNorm),
      isBad: isBad(inNorm),
      to: inNorm.within < inNorm.of ? way({ show: 'overNorm', order: 'wait' }) : null,
    };
  if (inTarget.of > 0)
    return {
      text: written.part(inTarget),
      note: written.target(norms.filter(({ ref }) => ref === null).map(({ minutes }) => minutes)),
      isBad: false,
      to: null,
    };
  return plain(norms.length === 0 ? written.noNorm : '—', null);
}

/** A row: how many came, how long they waited, how long they were received. `way` leads to the tickets of this row. */
export function cellsOf(
  line: FigureLine,
  norms: FigureGroup['norms'],
  wait: { limitMs: number; isLaw: boolean },
  written: Written,
  way: (behind: Partial<Behind>) => RouteLocationRaw,
): Cell[] {
  const { many, part, ofWords, time } = written;
  const isLate = (ms: number | null) => wait.isLaw && isOver(ms, wait.limitMs) && line.wait.count >= SMALL;
  const begun = line.begun > 0 ? way({ show: 'begun', order: 'wait' }) : null;
  return [
    plain(many(line.visits), line.visits > 0 ? way({}) : null),
    { text: time(line.wait.medianMs), note: '', isBad: isLate(line.wait.medianMs), to: begun },
    { text: time(line.wait.p90Ms), note: '', isBad: isLate(line.wait.p90Ms), to: begun },
    {
      text: part(line.inTime),
      note: ofWords(line.inTime),
      isBad: wait.isLaw && isBad(line.inTime),
      to: line.inTime.of > 0 ? way({ show: 'late', order: 'wait' }) : null,
    },
    plain(many(line.receptions), null),
    plain(time(line.service.medianMs), begun),
    normCell(line, norms, written, way),
    plain(many(line.noShow), line.noShow > 0 ? way({ show: 'noShow' }) : null),
  ];
}
