/** The report's tables: by service, operator, booth, channel and category, each row with its title. */
import type { FigureGroup, FigureLine, Words } from '../../contract/index.js';
import type { World } from '../world.js';
import { nobody, type Side } from './filter.js';
import type { Gathered } from './gather.js';
import type { Known } from './known.js';
import { linesOf, noLine, type Figured } from './lines.js';

const channelWords = new Map<string, Words>([
  ['kiosk', { ru: 'Киоск', en: 'Kiosk' }],
  ['staff', { ru: 'Администратор зала', en: 'Attendant' }],
  ['paper', { ru: 'Бумажный талон', en: 'Paper ticket' }],
  ['', { ru: 'Без талона', en: 'Without a ticket' }],
]);

const same = (text: string): Words => ({ ru: text, en: text });

/** What a table calls one of its rows. */
export function titleOf(world: World, known: Known, side: Side, name: string): Words {
  switch (side) {
    case 'service':
      return known.services.get(name)?.title ?? same(name);
    case 'operator':
      return name === '' ? { ru: 'Не приняты', en: 'Not received' } : same(world.nameOf(name));
    case 'booth':
      return name === '' ? { ru: 'Не приняты', en: 'Not received' } : same(known.booths.get(name) ?? name);
    case 'channel':
      return channelWords.get(name) ?? same(name);
    case 'category':
      return name === ''
        ? { ru: 'В общем порядке', en: 'In the general order' }
        : (world.law.categories.get(name) ?? same(name));
  }
}

const byTitle = new Intl.Collator('ru', { numeric: true });

/** In the order of the office's queues, of names, of numbers; those that have none stand last. */
function ordered(known: Known, side: Side, rows: FigureGroup[]): FigureGroup[] {
  const places = [...known.services.keys()];
  const place = ({ key, line }: FigureGroup) => {
    if (key === nobody) return Number.MAX_SAFE_INTEGER;
    if (side === 'service') return places.indexOf(key);
    // the busiest first
    return side === 'category' || side === 'channel' ? -line.visits : 0;
  };
  return rows.sort((one, other) => place(one) - place(other) || byTitle.compare(one.title.ru, other.title.ru));
}

function tableOf(world: World, known: Known, gathered: Gathered, from: Figured, side: Side): FigureGroup[] {
  const { names, works, laws } = gathered;
  const codes = names.groups[side];
  const lines = new Map(
    [...linesOf(from, side, codes.length)].map(([group, line]) => [codes[group] ?? 0, line] as const),
  );
  const worked = side === 'operator' || side === 'booth';
  const row = (code: number, line: FigureLine): FigureGroup => {
    const name = names.list[code] ?? '';
    const service = side === 'service' ? known.services.get(name) : undefined;
    const met = service === undefined ? [] : laws.normsOf(name);
    // of a service that received nobody, what would hold today
    const norms = met.length === 0 && service !== undefined ? [service.norm] : met;
    return {
      key: name === '' ? nobody : name,
      title: titleOf(world, known, side, name),
      letter: service?.letter ?? null,
      norms,
      line,
      work: worked ? (works.get(`${side}:${code}`) ?? null) : null,
    };
  };
  const rows = [...lines].map(([code, line]) => row(code, line));
  // who opened a booth and received nobody worked all the same
  if (worked)
    for (const key of works.keys()) {
      const [of, code] = key.split(':');
      if (of === side && !lines.has(Number(code))) rows.push(row(Number(code), noLine()));
    }
  return ordered(known, side, rows);
}

export function groupsOf(world: World, known: Known, gathered: Gathered, from: Figured): Record<Side, FigureGroup[]> {
  const of = (side: Side) => tableOf(world, known, gathered, from, side);
  return {
    service: of('service'),
    operator: of('operator'),
    booth: of('booth'),
    channel: of('channel'),
    category: of('category'),
  };
}
