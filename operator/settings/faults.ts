/**
 * What is wrong in a pack, for a Russian reader. The office tells it in the words of the file's own format, which are
 * English; a sentence that is not known here is shown as it came.
 */
import type { Language } from '@contract/vocabulary';

const kinds: Record<string, string> = {
  limit: 'предельного времени',
  procedure: 'процедуры',
  channel: 'способа подачи',
  queue: 'очереди',
  service: 'услуги',
  outcome: 'результата',
  form: 'формы',
  'complaint ground': 'основания жалобы',
};
const types: Record<string, string> = {
  string: 'текст',
  number: 'число',
  int: 'целое число',
  boolean: 'true или false',
  object: 'объект { … }',
  record: 'объект { … }',
  array: 'список [ … ]',
  null: 'null',
  undefined: 'ничего',
};
const typeOf = (name: string) => types[name] ?? name;

const sentences: readonly [RegExp, (...found: string[]) => string][] = [
  [/^there is no step of (.+) «(.*)»$/, (of, code) => `у процедуры ${of} нет шага «${code}»`],
  [/^there is no (.+) «(.*)»$/, (kind, code) => `нет ${kinds[kind ?? ''] ?? kind} «${code}»`],
  [/^«(.*)» stands here twice$/, (code) => `«${code}» стоит здесь дважды`],
  [/^«(.*)» is missing, rules name it$/, (code) => `нет «${code}», а без него программа не работает`],
  [/^they take (\d+) minutes, (.+) allows (\d+)$/, (sum, of, most) => `вместе ${sum} мин, а ${of} даёт ${most}`],
  [
    /^«(.*)» is not one or two of (\S+) \(Cyrillic\)$/,
    (letter, all) => `«${letter}»: нужна одна или две буквы из ${all}`,
  ],
  [/^«(.*)» belongs to the queue «(.*)» already$/, (letter, queue) => `буква «${letter}» уже у очереди «${queue}»`],
  [/^a service has either a legal limit/, () => 'у услуги либо предел по закону (limit), либо цель офиса (target)'],
  [/^«(.*)» leads nowhere$/, (key) => `«${key}» никуда не ведёт`],
  [/^«(.*)» leads two ways$/, (key) => `«${key}» ведёт и к услуге, и дальше по меню`],
  [/^its children answer no question$/, () => 'у вложенных пунктов нет вопроса (ask)'],
  [/^a screen has never more than six choices$/, () => 'на экране не больше шести пунктов'],
  [/^a menu has two levels$/, () => 'в меню не больше двух уровней'],
  [/^no menu item leads to «(.*)»$/, (code) => `ни один пункт меню не ведёт к «${code}»`],
  [/^«(.*)» does not fit$/, (example) => `пример «${example}» не подходит под шаблон`],
  [/^a pattern has at most 200 characters$/, () => 'шаблон длиннее 200 знаков'],
  [/^a pattern is anchored/, () => 'шаблон начинается с ^ и кончается на $'],
  [/^a pattern is made of literals/, () => 'в шаблоне только знаки, \\d, классы и {n}'],
  [/^a pattern has at most three parts/, () => 'в шаблоне не больше трёх частей переменной длины'],
  [/^a field cannot be called so$/, () => 'поле так называться не может'],
  [/^no service of the office is under «(.*)»$/, (id) => `ни одна услуга офиса не оказывается по «${id}»`],
  [/^an office keeps at most (\d+) packs$/, (most) => `офис хранит не больше ${most} редакций`],
  [/^a text has at most (\d+) characters$/, (most) => `текст длиннее ${most} знаков`],
  [/^a list has at most (\d+) entries$/, (most) => `в списке больше ${most} строк`],
  [/^a pack has at most (\d+) levels$/, (most) => `вложено глубже ${most} уровней`],
  [/^a code is letters, digits, _ and -$/, () => 'код состоит из букв, цифр, «_» и «-»'],
  [/^Invalid input: expected (\S+), received undefined$/, (type) => `не указано, нужно: ${typeOf(type ?? '')}`],
  [
    /^Invalid input: expected (\S+), received (\S+)$/,
    (type, was) => `нужно: ${typeOf(type ?? '')}, а стоит: ${typeOf(was ?? '')}`,
  ],
  [/^Invalid input: expected (.+)$/, (value) => `нужно: ${value}`],
  [/^Invalid option: expected one of (.+)$/, (all) => `нужно одно из: ${all?.replaceAll('|', ', ')}`],
  [/^Unrecognized keys?: (.+)$/, (keys) => `лишнее поле: ${keys}`],
  [/^Invalid ISO date$/, () => 'нужна дата вида 2027-01-31'],
  [/^Too (small|big): expected \S+ to (?:have|be) (.+)$/, (_, bound) => `нужно ${bound}`],
  [/^Invalid input$/, () => 'такого значения не бывает'],
];

export function saidOf(why: string, language: Language): string {
  if (language !== 'ru') return why;
  for (const [pattern, say] of sentences) {
    const found = pattern.exec(why);
    if (found !== null) return say(...found.slice(1));
  }
  return why;
}
