import { describe, expect, it } from 'vitest';
import { patternFault } from '../../server/regulations/pattern.js';
import type { PackContent } from '../../server/regulations/shape.js';
import { copy, placesOf, read } from './support.js';

/** Breaks one thing in a sound pack. */
function broken(how: (pack: PackContent) => void) {
  const pack = copy();
  how(pack);
  return pack;
}
/** Takes one entry out of a list of coded ones. */
function drop(list: { code: string }[], code: string) {
  list.splice(
    list.findIndex((one) => one.code === code),
    1,
  );
}
/** The first entry of a list that surely has one. */
function first<T>(list: T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error('the list is empty');
  return one;
}

describe('a pack that is not sound is refused, and the place is named', () => {
  it('the pack as shipped is sound', () => {
    expect(placesOf(copy())).toEqual([]);
  });
  it.each<[string, (pack: PackContent) => void, string]>([
    ['a service in an undefined queue', (p) => (first(p.services).queue = 'nowhere'), 'services[0].queue'],
    ['a service by an undefined channel', (p) => (first(p.services).channel = 'PIGEON'), 'services[0].channel'],
    ['a service by an undefined procedure', (p) => (first(p.services).procedure = 'P99'), 'services[0].procedure'],
    ['a service under an undefined limit', (p) => (first(p.services).limit = 'SOON'), 'services[0].limit'],
    ['an undefined outcome', (p) => first(p.services).outcomes.push('MAYBE'), 'services[0].outcomes[4]'],
    ['a service with neither norm nor target', (p) => (first(p.services).limit = null), 'services[0].limit'],
    ['a channel by an undefined procedure', (p) => (first(p.channels).procedure = 'P99'), 'channels[0].procedure'],
    ['a procedure under an undefined limit', (p) => (first(p.procedures).limit = 'SOON'), 'procedures[0].limit'],
    ['an undefined journal step', (p) => (first(p.procedures).journalStep = 'DIARY'), 'procedures[0].journalStep'],
    ['an undefined protocol step', (p) => (first(p.procedures).protocolStep = 'X'), 'procedures[0].protocolStep'],
    [
      'steps that take longer than their limit',
      (p) => (first(first(p.procedures).steps).norm.n = 30),
      'procedures[0].steps',
    ],
    ['an undefined limit of waiting', (p) => (p.waitLimit = 'NEVER'), 'waitLimit'],
    ['an undefined complaint ground', (p) => first(p.deadlines).grounds.push('Z'), 'deadlines[0].grounds[0]'],
    ['no deadline for resubmission', (p) => drop(p.deadlines, 'RESUBMIT'), 'deadlines'],
    ['no deadline for a complaint’s reply', (p) => drop(p.deadlines, 'COMPLAINT_REPLY'), 'deadlines'],
    ['no outcome of errors', (p) => drop(p.outcomes, 'ERRORS'), 'outcomes'],
    ['an undefined inventory', (p) => (first(p.forms).inventory = 'АДВ-0'), 'forms[0].inventory'],
    ['a menu item that leads nowhere', (p) => (first(first(p.menu).children).service = null), 'menu[0].children[0]'],
    [
      'a menu item to an undefined service',
      (p) => (first(first(p.menu).children).service = 'x'),
      'menu[0].children[0].service',
    ],
    ['children that answer no question', (p) => (first(p.menu).ask = null), 'menu[0].ask'],
    ['a service that no menu item leads to', (p) => p.menu.pop(), 'services[8]'],
    ['a letter that Latin does not have', (p) => (first(p.queues).letter = 'Ж'), 'queues[0].letter'],
    ['a Latin letter', (p) => (first(p.queues).letter = 'A'), 'queues[0].letter'],
    ['a letter twice', (p) => (first(p.queues).letter = 'В'), 'queues[1].letter'],
    ['a code twice', (p) => p.services.push(first(p.services)), 'services[9]'],
    ['a step twice', (p) => first(p.procedures).steps.push(first(first(p.procedures).steps)), 'procedures[0].steps[5]'],
    ['a menu key twice', (p) => (first(p.menu).key = 'complaint'), 'menu[4].key'],
    ['an unsafe pattern', (p) => (first(p.identifiers).pattern = '^(a+)+$'), 'identifiers[0].pattern'],
    [
      'an example that its own pattern refuses',
      (p) => (first(p.identifiers).example = '087'),
      'identifiers[0].example',
    ],
    ['a seventh choice on one screen', (p) => p.menu.push(...p.menu.slice(0, 2)), 'menu'],
  ])('%s', (_what, how, place) => {
    expect(placesOf(broken(how))).toContain(place);
  });

  it('a norm without a unit', () => {
    const pack = copy();
    const withoutUnit = { ...pack, limits: pack.limits.map((one, n) => (n === 1 ? { ...one, max: { n: 20 } } : one)) };
    expect(placesOf(withoutUnit)).toEqual(['limits[1].max.unit']);
    const term = { ...pack, deadlines: pack.deadlines.map((one, n) => (n === 3 ? { ...one, term: { n: 14 } } : one)) };
    expect(placesOf(term)).toEqual(['deadlines[3].term.unit']);
  });
  it('a number without its paragraph', () => {
    expect(placesOf(broken((pack) => (first(pack.limits).ref = '')))).toEqual(['limits[0].ref']);
  });
  it('a field that nobody knows, so that a slip of the pen is no silent default', () => {
    expect(placesOf({ ...copy(), sevrices: [] })).toEqual(['the whole file']);
  });
  it('something that is no pack at all', () => {
    expect(placesOf(null)).toEqual(['the whole file']);
    expect(placesOf('order 196н')).toEqual(['the whole file']);
  });
  it('the message is readable: the file, the place, the reason', () => {
    const pack = broken((p) => (first(p.services).queue = 'nowhere'));
    expect(() => read(pack)).toThrow(
      'The regulation pack ru.pfr.196n-2012.json is not sound:\n  services[0].queue: there is no queue «nowhere»',
    );
  });
});

describe('patterns of a pack are a safe subset', () => {
  it.each([
    String.raw`^\d{3}-\d{3}-\d{6}$`,
    String.raw`^\d{10}(\d{2})?$`,
    String.raw`^\d{4}[0-9A-Z]{2}\d{3}$`,
    String.raw`^\d{3}-\d{3}-\d{3}[ -]\d{2}$`,
  ])('takes %s', (pattern) => expect(patternFault(pattern)).toBeNull());
  it.each([
    String.raw`\d{3}`,
    String.raw`^(a+)+$`,
    String.raw`^a*$`,
    String.raw`^(a|aa)$`,
    String.raw`^(?=a)a$`,
    String.raw`^(\d)\1$`,
    String.raw`^(\d{1,9}){9}$`,
    String.raw`^\d{1,9}\d{1,9}\d{1,9}\d{1,9}$`,
  ])('refuses %s', (pattern) => expect(patternFault(pattern)).not.toBeNull());
  it('refuses one of 300 characters', () => expect(patternFault(`^${'a'.repeat(300)}$`)).not.toBeNull());
});
