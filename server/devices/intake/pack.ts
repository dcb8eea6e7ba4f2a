/** One file's pack: its inventory and documents are judged as they come and dropped; what is kept is sums and findings. */
import type { Sums } from '../../contract/index.js';
import type { DocumentType, StructureFault } from '../../domain/format.js';
import type { FileRead } from '../../domain/intake.js';
import { look, type Surroundings } from './check.js';
import type { ReadyFormat, ReadyRule } from './compile.js';
import { makeFindings } from './findings.js';
import { allAt, firstAt, kopecksOf, pathOf, textAt, type Element, type Path } from './tree.js';

/** Kopecks, as far as the wire takes them. */
const mostKopecks = 1_000_000_000_000;
const bounded = (amount: number, most: number) =>
  Math.min(most, Math.max(0, Number.isSafeInteger(amount) ? amount : 0));

export interface PackReader {
  fault(of: StructureFault, found: string, line: number): void;
  /** The next child of the body; true when it is an insured person's. */
  take(element: Element): boolean;
  /** `isWhole` is false where reading broke off: what is missing then is no finding of its own. */
  end(frame: Element, body: Element | null, isWhole: boolean): Omit<FileRead, 'name' | 'size' | 'sha256'>;
}

type SumPaths = [keyof Sums, Path][];

function sumPathsOf(type: DocumentType): SumPaths {
  const { sums } = type;
  if (sums === null) return [];
  return [
    ['insuranceAccrued', pathOf(sums.insuranceAccrued)],
    ['insurancePaid', pathOf(sums.insurancePaid)],
    ['fundedAccrued', pathOf(sums.fundedAccrued)],
    ['fundedPaid', pathOf(sums.fundedPaid)],
  ];
}

/** Reads a pack of this format out of a file of this name; `today` is the office's day. */
export function makePack(ready: ReadyFormat, fileName: string, today: string): PackReader {
  const { format, reads } = ready;
  const findings = makeFindings();
  const groups = ready.name.exec(fileName);
  const nameGroups =
    groups === null ? null : new Map(format.nameGroups.map((group, at) => [group, groups[at + 1] ?? '']));
  const around: Surroundings = { format, today, fileName, nameGroups, inventory: null, seen: new Map(), ordinal: 0 };
  let type: DocumentType | null = null;
  let form: string | null = null;
  let sumPaths: SumPaths = [];
  let packNumber = '';
  let isBegun = false;
  const sums: Sums = { insuranceAccrued: 0, insurancePaid: 0, fundedAccrued: 0, fundedPaid: 0 };
  const summed = new Map<ReadyRule, number>();
  let totals: FileRead['totals'] = null;

  const pack = () => (packNumber === '' ? 'пачка без номера' : `пачка ${packNumber}`);
  function judge(rules: readonly ReadyRule[], element: Element, place: string): void {
    for (const rule of rules)
      look(rule, element, around, (at, found, expected) =>
        findings.add(rule.rule, `${place}, строка ${at.line}`, found, expected),
      );
  }
  function fault(of: StructureFault, found: string, line: number): void {
    const rule = ready.structure[of];
    if (rule) findings.add(rule, `строка ${line}`, found, '');
  }
  const foreignName = (element: string) => format.foreign.find((one) => one.element === element)?.name;

  function begin(element: Element): void {
    isBegun = true;
    const foreign = foreignName(element.name);
    if (foreign !== undefined) return fault('foreign', foreign, element.line);
    if (format.types.some(({ inventory }) => inventory === element.name)) {
      around.inventory = element;
      packNumber = firstAt(element, reads.packNumber);
      return;
    }
    fault('noInventory', element.name, element.line);
    if (format.types.some(({ document }) => document === element.name)) takeDocument(element);
  }

  function takeDocument(element: Element): void {
    const { inventory } = around;
    const fits = format.types.find(
      (one) => one.document === element.name && (inventory === null || one.inventory === inventory.name),
    );
    const foreign = foreignName(element.name);
    if (fits === undefined || (type !== null && fits !== type))
      return foreign === undefined
        ? fault('unknownDocument', element.name, element.line)
        : fault('foreign', foreign, element.line);
    if (type === null) {
      type = fits;
      sumPaths = sumPathsOf(fits);
      if (inventory !== null) judge(ready.rulesOf('inventory', fits), inventory, `${pack()}, опись`);
    }
    around.ordinal += 1;
    form ??= formOf(fits, element);
    const person = firstAt(element, reads.person);
    judge(
      ready.rulesOf('document', fits),
      element,
      `${pack()}, документ ${around.ordinal}${person === '' ? '' : ` (${person})`}`,
    );
    for (const rule of ready.rulesOf('inventory', fits))
      if (rule.check.kind === 'sum')
        summed.set(rule, (summed.get(rule) ?? 0) + (kopecksOf(textAt(element, rule.other)) ?? 0));
    for (const [part, path] of sumPaths) sums[part] += kopecksOf(textAt(element, path)) ?? 0;
    if (fits.totals !== null) totals = totalsOf(fits.totals, element);
  }

  function formOf({ form: known }: DocumentType, element: Element): string {
    if ('fixed' in known) return known.fixed;
    const said = textAt(element, pathOf(known.path));
    return known.values.includes(said) ? said : (known.values[0] ?? '');
  }

  function totalsOf(where: { packs: string; persons: string }, element: Element): FileRead['totals'] {
    const [packs, persons] = [textAt(element, pathOf(where.packs)), textAt(element, pathOf(where.persons))];
    // half of what it has to say is told by the rules, and compared with nothing
    if (!/^\d{1,7}$/.test(packs) || !/^\d{1,7}$/.test(persons)) return null;
    return { packs: bounded(Number(packs), 10_000), persons: bounded(Number(persons), 1_000_000), sums: kept() };
  }

  function kept(): Sums {
    return {
      insuranceAccrued: bounded(sums.insuranceAccrued, mostKopecks),
      insurancePaid: bounded(sums.insurancePaid, mostKopecks),
      fundedAccrued: bounded(sums.fundedAccrued, mostKopecks),
      fundedPaid: bounded(sums.fundedPaid, mostKopecks),
    };
  }

  /** What only the whole pack can tell: how many documents, what they come to. */
  function judgePack(inventory: Element): void {
    const place = (at: Element) => `${pack()}, опись, строка ${at.line}`;
    for (const one of ready.rulesOf('inventory', type)) {
      const { rule, check } = one;
      const [at, ...more] = allAt(inventory, one.path);
      if (check.kind === 'mostDocuments' && around.ordinal > check.most)
        findings.add(rule, place(inventory), String(around.ordinal), `не больше ${check.most}`);
      if (at === undefined || at === inventory) continue;
      if (check.kind === 'count') {
        const said = [at, ...more].reduce((sum, { text }) => sum + Number(text.trim()), 0);
        if (said !== around.ordinal) findings.add(rule, place(at), at.text.trim(), String(around.ordinal));
      }
      const said = check.kind === 'sum' ? kopecksOf(at.text.trim()) : null;
      const real = summed.get(one) ?? 0;
      if (said !== null && said !== real) findings.add(rule, place(at), at.text.trim(), spoken(real));
    }
  }

  function judgeFrame(frame: Element, body: Element | null): void {
    const { inventory } = around;
    judge(ready.rulesOf('file', null), frame, 'файл');
    if (body === null) return fault('noBody', '', frame.line);
    judge(ready.rulesOf('body', null), body, 'файл');
    if (!isBegun) return fault('noInventory', '', body.line);
    if (inventory === null) return;
    if (around.ordinal > 0) return judgePack(inventory);
    judge(ready.rulesOf('inventory', null), inventory, `${pack()}, опись`);
    fault('noDocuments', '', inventory.line);
  }

  return {
    fault,
    take(element) {
      if (!isBegun) begin(element);
      else takeDocument(element);
      return type !== null && type.role === 'pack' && element.name === type.document;
    },
    end(frame, body, isWhole) {
      const { inventory } = around;
      if (isWhole) judgeFrame(frame, body);
      const at = (paths: readonly Path[]) => (inventory === null ? '' : firstAt(inventory, paths));
      const year = yearOf(at(reads.year));
      const correctedYear = yearOf(at(reads.correctedYear));
      const periodOf = (said: string, ofYear: number | null) =>
        /^\d{1,2}$/.test(said) ? said : said === '' && ofYear !== null ? format.yearlyPeriod : null;
      const isPack = type !== null && type.role === 'pack';
      return {
        payer: {
          regNo: at(reads.regNo).slice(0, 20),
          inn: at(reads.inn).slice(0, 20),
          kpp: at(reads.kpp).slice(0, 20),
          name: at(reads.name)
            .replace(/\p{Cc}+/gu, ' ')
            .slice(0, 240),
        },
        type: typeOf(at(reads.type)),
        year,
        period: periodOf(at(reads.period), year),
        correctedYear,
        correctedPeriod: periodOf(at(reads.correctedPeriod), correctedYear),
        packs: isPack
          ? [
              {
                number: packNumber.slice(0, 12),
                form: form ?? '',
                inventory: inventory === null ? null : (type?.inventoryForm ?? null),
                persons: around.ordinal,
                sums: kept(),
              },
            ]
          : [],
        totals,
        persons: isPack ? around.ordinal : 0,
        ...findings.told(),
      };
    },
  };

  function typeOf(said: string): FileRead['type'] {
    for (const one of ['initial', 'correcting', 'cancelling'] as const)
      if (format.submissionTypes[one] === said) return one;
    return null;
  }
}

/** «2012» within what the wire takes; null otherwise. */
function yearOf(said: string): number | null {
  const year = /^\d{4}$/.test(said) ? Number(said) : 0;
  return year >= 1996 && year <= 2099 ? year : null;
}

/** Kopecks as a file has them, «14400.00». */
function spoken(kopecks: number): string {
  const amount = Math.abs(kopecks);
  return `${kopecks < 0 ? '-' : ''}${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
}
