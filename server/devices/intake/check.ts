/** One rule looked at in one element: what each kind of check means. What the rules are is the format's. */
import type { FileFormat } from '../../domain/format.js';
import { isInn, isSnils } from '../../domain/identifiers.js';
import type { ReadyRule } from './compile.js';
import { allAt, dayOf, isFilled, kopecksOf, textAt, type Element, type Path } from './tree.js';

/** What a check may know of the pack around its element. */
export interface Surroundings {
  format: FileFormat;
  /** The office's day, YYYY-MM-DD. */
  today: string;
  /** The file's name as it was handed in, and the groups of it; null where it has not the format's shape. */
  fileName: string;
  nameGroups: ReadonlyMap<string, string> | null;
  inventory: Element | null;
  /** What earlier documents of the pack said, by rule. */
  seen: Map<string, Map<string, number>>;
  /** The number of this document in its pack, from 1. */
  ordinal: number;
}

export type Tell = (at: Element, found: string, expected: string) => void;

/** Looks at a rule and tells every place that breaks it. Rules of the whole pack (`count`, `sum`) are told at its end. */
export function look(ready: ReadyRule, element: Element, around: Surroundings, tell: Tell): void {
  const { check } = ready;
  switch (check.kind) {
    case 'present':
      for (const parent of allAt(element, ready.parent)) {
        const there = parent.children.filter(({ name }) => ready.last.includes(name));
        if (!there.some(isFilled)) tell(there[0] ?? parent, '', 'заполнено');
      }
      return;
    case 'anyPresent':
      for (const at of allAt(element, ready.path))
        if (ready.others.every((path) => textAt(at, path) === '')) tell(at, '', check.paths.join(' или '));
      return;
    case 'presentWhen':
    case 'absentWhen': {
      const said = textAt(element, ready.other);
      if (!ready.known.has(said)) return;
      const [first] = allAt(element, ready.path).filter(isFilled);
      if (check.kind === 'presentWhen' && first === undefined) tell(element, '', 'заполнено');
      if (check.kind === 'absentWhen' && first !== undefined) tell(first, said, 'не заполнено');
      return;
    }
    case 'known':
      for (const at of allAt(element, ready.path))
        for (const child of at.children)
          if (!ready.known.has(child.name) && !child.name.startsWith('@')) tell(child, child.name, 'элемент формата');
      return;
    case 'trimmed':
      return untrimmed(element, tell);
    case 'unique': {
      const seen = around.seen.get(ready.rule.ruleId) ?? new Map<string, number>();
      around.seen.set(ready.rule.ruleId, seen);
      for (const at of allAt(element, ready.path)) {
        const text = at.text.replace(/\D/g, '');
        const first = seen.get(text);
        if (first !== undefined && text !== '') tell(at, at.text.trim(), `один раз (уже в документе ${first})`);
        else seen.set(text, around.ordinal);
      }
      return;
    }
    case 'someMoney': {
      const sums = ready.others.map((path) => kopecksOf(textAt(element, path)));
      if (sums.some((sum) => sum !== null) && sums.every((sum) => (sum ?? 0) === 0)) tell(element, '0.00', 'суммы');
      return;
    }
    case 'nameShape':
      if (around.nameGroups === null) tell(element, around.fileName, 'PFR-700-Y-…-ORG-…-DCK-…-DPT-…-DCK-….XML');
      return;
    default:
      for (const at of allAt(element, ready.path)) value(ready, element, at, around, tell);
  }
}

/** Checks of one value; an empty one is `present`'s matter. */
function value(ready: ReadyRule, element: Element, at: Element, around: Surroundings, tell: Tell): void {
  const { check } = ready;
  const text = at.text.trim();
  if (text === '') return;
  switch (check.kind) {
    case 'oneOf':
      if (!ready.known.has(text)) tell(at, text, check.values.join(', '));
      return;
    case 'pattern':
      if (ready.pattern?.test(text) === false) tell(at, text, check.expected);
      return;
    case 'checkDigits':
      // of what is no such number at all the pattern's own rule tells
      if (/^\d+$/.test(text.replace(/[\s-]/g, '')) && !(check.of === 'inn' ? isInn(text) : isSnils(text)))
        tell(at, text, 'верные контрольные цифры');
      return;
    case 'date':
      if (dayOf(text) === null) tell(at, text, 'ДД.ММ.ГГГГ');
      return;
    case 'notFuture':
      if ((dayOf(text) ?? '') > around.today) tell(at, text, `не позже ${spoken(around.today)}`);
      return;
    case 'notAfter': {
      const beside = besideOf(element, ready.parent, at, ready.other);
      const [from, until] = [dayOf(text), dayOf(beside)];
      if (from !== null && until !== null && from > until) tell(at, text, `не позже ${beside}`);
      return;
    }
    case 'period': {
      const year = Number(textAt(element, ready.other));
      const known = around.format.periods.find(
        ({ fromYear, toYear }) => year >= fromYear && (toYear === null || year <= toYear),
      );
      if (known && !known.codes.includes(text)) tell(at, text, known.codes.join(', '));
      return;
    }
    case 'atLeast': {
      const [paid, accrued] = [kopecksOf(text), kopecksOf(textAt(element, ready.other))];
      if (paid !== null && accrued !== null && paid < accrued) tell(at, text, textAt(element, ready.other));
      return;
    }
    case 'asInventory': {
      const said = around.inventory === null ? '' : textAt(around.inventory, ready.other);
      if (said !== '' && said !== text) tell(at, text, said);
      return;
    }
    case 'sequence':
      if (Number(text) !== around.ordinal + 1) tell(at, text, String(around.ordinal + 1));
      return;
    case 'isName':
      if (text.toUpperCase() !== around.fileName.toUpperCase()) tell(at, text, around.fileName);
      return;
    case 'asName': {
      const named = around.nameGroups?.get(check.group);
      if (named !== undefined && named !== text) tell(at, text, named);
      return;
    }
    default:
      // rules of the whole pack
      return;
  }
}

/** The text of a sibling: of the same parent where the path's parent stands several times. */
function besideOf(element: Element, parent: Path, at: Element, path: Path): string {
  const holder = allAt(element, parent).find(({ children }) => children.includes(at));
  return holder === undefined ? '' : textAt(holder, path);
}

function untrimmed(element: Element, tell: Tell): void {
  if (element.children.length > 0) {
    for (const child of element.children) untrimmed(child, tell);
    return;
  }
  const { text } = element;
  if (text !== '' && text.trim() !== '' && text !== text.trim()) tell(element, `«${text}»`, 'без пробелов по краям');
}

const spoken = (day: string) => day.split('-').reverse().join('.');
