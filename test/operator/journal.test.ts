import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../server/contract/commands';
import { dayPhases, printStates } from '../../server/contract/vocabulary';
import { kindInWords, peopleIn, readEntry, type JournalEntry, type Names } from '../../operator/journal/entry';
import { pages as english } from '../../operator/words/pages.en';
import { pages as russian } from '../../operator/words/pages.ru';
import { hallNow } from '../../operator/words/hallNow.ru';
import { ru } from '../../operator/words/ru';

const root = join(import.meta.dirname, '../..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.ts'))
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
}

/** What looks like a kind and is none: names of inner rulings and of the clock's tick. */
const inner = new Set([
  'shift:orphan',
  'print:settle',
  'time:passes',
  'file:read',
  'picture:add',
  'picture:drop',
  'user:add',
  'user:password',
  'user:list',
  'user:roles',
]);
/** Things of the office are added and retired by rules that know them by their noun. */
const things = ['queue', 'profile', 'booth'].flatMap((of) => [`${of}:added`, `${of}:set`, `${of}:retired`]);
/** Kinds that are made of a noun and a value. */
const made: Record<string, readonly string[]> = {
  day: dayPhases,
  print: printStates.filter((state) => state !== 'queued' && state !== 'printing'),
  step: ['begun', 'completed', 'skipped', 'reopened', 'takenOver'],
  term: ['kept', 'late'],
};
/** Kinds that are called as the command that writes them. */
const asCommands = [
  'settings:set',
  'calendar:set',
  'service:set',
  'complaint:prosecutor',
  'reception:nextPayer',
  'alerts:set',
  'exports:set',
  'access:set',
  'retention:set',
  'user:reset',
  'printer:set',
  'device:set',
];

/** Every kind that the server's sources write: literals like `visit:begun`, and templates like `day:${phase}`. */
function kindsWritten(): Set<string> {
  const written = new Set<string>();
  const code = ['domain', 'office', 'doors', 'store'].flatMap((room) => sources(`server/${room}`));
  for (const file of ['beginning/first.ts', 'app.ts', 'open.ts'])
    code.push(readFileSync(join(root, 'server', file), 'utf8'));
  for (const text of code) {
    for (const [, kind = ''] of text.matchAll(/'([a-z]+:[a-z][A-Za-z]+)'/g))
      if (!kind.startsWith('node:') && !inner.has(kind) && !(kind in commands)) written.add(kind);
    for (const [, noun = ''] of text.matchAll(/kind: `(\w+):\$\{|, `(\w+):\$\{phase/g))
      for (const value of made[noun] ?? ['?']) if (noun !== '') written.add(`${noun}:${value}`);
  }
  for (const phase of dayPhases) written.add(`day:${phase}`);
  for (const kind of [...asCommands, ...things]) written.add(kind);
  return written;
}

function wordOf(tree: unknown, path: string): string | null {
  let at: unknown = tree;
  for (const step of path.split('.'))
    at = typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => key === step)?.[1] : null;
  return typeof at === 'string' ? at : null;
}

const told: unknown = { ...ru, ...russian, ...hallNow };
const names: Names = {
  te: (key) => wordOf(told, key) !== null,
  t: (key, named = {}) =>
    (wordOf(told, key) ?? key).replace(/\{(\w+)\}/g, (_hole, name: string) => String(named[name])),
  plural: (key, n) => `${key} ${n}`,
  no: (text) => text,
  at: (instant) => `в ${instant}`,
  span: (ms) => `${ms / 1000} с`,
  day: (day) => day,
  service: (id) => (id === 's1' ? 'консультация' : null),
  booth: (id) => (id === 'b3' ? 'окно 3' : null),
  person: (id) => ({ u1: 'Петрова А. В.', u2: 'Соловьёв Д. П.' })[id] ?? null,
  category: () => null,
  profile: (id) => ({ p1: 'Все услуги', p2: 'Консультации' })[id] ?? null,
  sum: (kopecks) => `${kopecks / 100} ₽`,
  code: (list, code) => (list === 'steps' && code === 'JOURNAL' ? 'Запись в журнал' : null),
};
const entry = (kind: string, data: unknown): JournalEntry => ({
  seq: 1,
  at: 5_000_000,
  kind,
  actor: 'Петрова А. В.',
  visitId: 'v1',
  number: 'А014',
  data: typeof data === 'string' ? data : JSON.stringify(data),
  hash: 'f'.repeat(64),
  words: null,
});
const told1 = (kind: string, data: unknown) =>
  readEntry(entry(kind, data), names)
    .map(({ label, value }) => (label === '' ? value : `${label} ${value}`))
    .join('; ');

describe('the journal’s page', () => {
  it('has words in both languages for every kind that the server writes', () => {
    const written = kindsWritten();
    expect(written.size).toBeGreaterThan(45);
    for (const kind of written) {
      expect(wordOf(russian.journal.kinds, kind.replace(':', '.')), kind).not.toBeNull();
      expect(wordOf(english.journal.kinds, kind.replace(':', '.')), kind).not.toBeNull();
    }
  });
  it('has no words for kinds that nobody writes, and a name for each group of the filter', () => {
    const written = kindsWritten();
    for (const [noun, verbs] of Object.entries(russian.journal.kinds)) {
      for (const verb of Object.keys(verbs)) expect([...written]).toContain(`${noun}:${verb}`);
      expect(wordOf(russian.journal.nouns, noun), noun).not.toBeNull();
    }
  });
  it('says a kind in words, and tells one that it does not know as it is stored', () => {
    expect(kindInWords('visit:finished', names)).toBe('Приём завершён');
    expect(kindInWords('visit:sung', names)).toBe('visit:sung');
  });
});

describe('an entry', () => {
  it('names services, booths and rules, and hides ids', () => {
    const visit = {
      status: 'called',
      serviceId: 's1',
      boothId: 'b3',
      shiftId: 'x9',
      receptionId: 'x8',
      callRule: 'order',
    };
    expect(told1('visit:called', { visit, rule: 'order' })).toBe('консультация; окно 3; взял талон раньше всех');
  });
  it('tells a time only when it is another than its own', () => {
    expect(told1('ticket:issued', { visit: { startAt: 5_000_000, placeAt: 4_000_000 } })).toBe('место с в 4000000');
  });
  it('does not repeat who did it, and names the other one', () => {
    expect(told1('shift:handedOver', { shift: { userId: 'u1' }, to: 'u2' })).toBe('кому Соловьёв Д. П.');
  });
  it('says that a reason was noted, never its words, and why a ticket was cancelled once', () => {
    const closed = { serviceId: 's1', until: null, noteId: 'n1', noteMac: 'sealed' };
    expect(told1('service:closed', closed)).toBe('консультация; с запиской');
    expect(told1('visit:cancelled', { visit: { cancelReason: 'left' }, reason: 'left' })).toBe('Ушёл');
  });
  it('tells a step by its name with the time it took, and a term by its day', () => {
    const step = { receptionId: 'r1', step: 'JOURNAL', spentMs: 120_000, normMinutes: 3 };
    expect(told1('step:completed', step)).toBe('шаг Запись в журнал; занял 120 с; норма 3 мин');
    const term = { termId: 's1:X', code: 'X', subject: { kind: 'submission', id: 's1' }, from: '2013-02-15' };
    expect(told1('term:begun', { ...term, due: '2013-02-19' })).toBe('X; со дня 2013-02-15; до 2013-02-19');
  });
  it('tells a profile that was sent to a booth once, before and after', () => {
    const shift = { shiftId: 'x1', boothId: 'b3', userId: 'u2', profileId: 'p2' };
    expect(told1('shift:profileSet', { shift, before: 'p1', after: 'p2' })).toBe(
      'окно 3; сотрудник Соловьёв Д. П.; был профиль Все услуги; стал профиль Консультации',
    );
  });
  it('tells an alert by what it is about, and a request by what is asked', () => {
    const alert = { alertId: 'a1', kind: 'queueLong', level: 'warn', serviceId: 's1', amount: 21 };
    expect(told1('alert:raised', alert)).toBe('длинная очередь; консультация; ждут 21');
    const printer = { alertId: 'a2', kind: 'printer', level: 'over', thingId: 'p', detail: 'paperOut' };
    expect(told1('alert:raised', printer)).toBe('принтер; нет бумаги');
    const ask = { askId: 'k1', what: 'open', boothId: 'b3', userId: 'u2', profileId: 'p1' };
    expect(told1('ask:past', { ...ask, why: 'taken' })).toBe(
      'открыть; окно 3; сотрудник Соловьёв Д. П.; профиль Все услуги; открыл другой',
    );
  });
  it('tells an exported day by its files and rows', () => {
    const exported = { day: '2013-02-15', formats: ['csv', 'xlsx'], rows: 233 };
    expect(told1('report:exported', exported)).toBe('2013-02-15; файлы csv, xlsx; строк 233');
  });
  it('tells with the opening of a day which versions of the regulation it has', () => {
    const law = [
      { packId: 'ru.pfr.196n-2012', packVersion: '2', waitMinutes: 15, waitRef: 'п. 34', services: ['s1', 's2'] },
      { packId: 'own', packVersion: '', waitMinutes: 15, waitRef: null, services: ['s3'] },
    ];
    expect(told1('day:opened', { day: '2013-02-15', phase: 'open', again: false, law })).toBe(
      '2013-02-15; по регламенту ru.pfr.196n-2012, редакция 2, own',
    );
  });
  it('tells a setting by what it was and what it is', () => {
    const change = { before: { waitSoonMinutes: 10, sound: true }, after: { waitSoonMinutes: 8, sound: false } };
    expect(told1('alerts:set', change)).toBe(
      'Посетитель ждёт дольше: было 10, стало 8; Звук на странице «Зал сейчас»: было да, стало нет',
    );
  });
  it('counts the place of a queue from one, as its form does', () => {
    const change = { queueId: 'q1', before: { position: 0 }, after: { position: 2 }, revision: 3 };
    expect(told1('queue:set', change)).toBe('порядок: было 1, стало 3');
  });
  it('tells whom an administrator changed, in what, and the roles before and after', () => {
    const change = { userId: 'u2', fields: ['name'], before: { roles: ['operator'] }, after: { roles: ['auditor'] } };
    expect(told1('user:changed', change)).toBe(
      'сотрудник Соловьёв Д. П.; изменено: имя; роли: было оператор, стало аудитор',
    );
  });
  it('does not hide what it does not understand', () => {
    expect(told1('visit:called', { weather: 'rain' })).toBe('weather rain');
    expect(told1('visit:called', { weather: [{ of: 'rain' }] })).toBe('weather [{"of":"rain"}]');
    expect(told1('visit:called', 'no JSON')).toBe('no JSON');
  });
  it('learns names from those who opened their own shifts', () => {
    expect(peopleIn([entry('shift:opened', { shift: { userId: 'u7' } })]).get('u7')).toBe('Петрова А. В.');
  });
});
