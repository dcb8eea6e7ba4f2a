/** The report's tables as sheets of one workbook: what the page shows, in cells that can be sorted and summed. */
import type { FigureLine, Figures, Language, Ratio, Words } from '../../contract/index.js';
import { shareOf, tableSheet } from './figuretables.js';
import { day, minutes, number as count, sheetOf, text, words, type Cell, type Column, type Sheet } from './sheet.js';

interface Headline {
  key: string;
  /** What of the figure: the median, the share. */
  part: Words | null;
  value: (of: { line: FigureLine; consultations: Ratio; intakes: Ratio }) => Cell;
  /** What a share is of. */
  of: ((of: { line: FigureLine; consultations: Ratio; intakes: Ratio }) => number) | null;
}

const counts = [
  ...(['visits', 'begun', 'unservedLate', 'unservedEarly', 'cancelled', 'noShow', 'expired', 'alive'] as const),
  ...(['transferred', 'parked', 'missed', 'returned', 'receptions'] as const),
];
const spreads = ['wait', 'toCall', 'way', 'between', 'service'] as const;
const spreadParts = {
  medianMs: words('медиана, мин', 'median, min'),
  meanMs: words('среднее, мин', 'mean, min'),
  p90Ms: words('90 из 100, мин', '90th percentile, min'),
  maxMs: words('самое долгое, мин', 'longest, min'),
} as const;
const parts = ['medianMs', 'meanMs', 'p90Ms', 'maxMs'] as const;

const headlines: Headline[] = [
  ...counts.map((key): Headline => ({ key, part: null, value: ({ line }) => count(line[key]), of: null })),
  ...spreads.flatMap((key) =>
    parts.map((part): Headline => ({
      key,
      part: spreadParts[part],
      value: ({ line }) => minutes(line[key][part]),
      of: ({ line }) => line[key].count,
    })),
  ),
  ...(['inTime', 'inNorm', 'inTarget'] as const).map((key): Headline => ({
    key,
    part: words('доля', 'share'),
    value: ({ line }) => shareOf(line[key]),
    of: ({ line }) => line[key].of,
  })),
  ...(['consultations', 'intakes'] as const).map((key): Headline => ({
    key,
    part: words('доля', 'share'),
    value: (all) => shareOf(all[key]),
    of: (all) => all[key].of,
  })),
];

function summary(report: Figures, language: Language): Sheet {
  const { before } = report;
  const said = new Map(report.definitions.map((one) => [one.key, one]));
  const columns: Column<Headline>[] = [
    {
      title: words('Показатель', 'Figure'),
      width: 44,
      of: ({ key, part }) => {
        const title = said.get(key)?.title[language] ?? key;
        return text(part === null ? title : `${title}, ${part[language]}`);
      },
    },
    {
      title: words(`${report.from} – ${report.until}`, `${report.from} – ${report.until}`),
      width: 24,
      of: (row) => row.value(report),
    },
    { title: words('Из', 'Of'), width: 10, of: (row) => count(row.of === null ? null : row.of(report)) },
    ...(before === null
      ? []
      : [
          {
            title: words(`Было: ${before.from} – ${before.until}`, `Before: ${before.from} – ${before.until}`),
            width: 24,
            of: (row: Headline) => row.value(before),
          },
          {
            title: words('Из', 'Of'),
            width: 10,
            of: (row: Headline) => count(row.of === null ? null : row.of(before)),
          },
        ]),
    { title: words('Пункт', 'Paragraph'), width: 12, of: ({ key }) => text(said.get(key)?.ref ?? null) },
    {
      title: words('Как считается', 'How it is counted'),
      width: 100,
      of: ({ key }) => text(said.get(key)?.text[language] ?? null),
    },
  ];
  return sheetOf(words('Сводка', 'Summary'), language, columns, headlines);
}

function steps(report: Figures, language: Language): Sheet {
  const columns: Column<Figures['steps'][number]>[] = [
    { title: words('Процедура', 'Procedure'), width: 11, of: ({ procedure }) => text(procedure) },
    { title: words('Действие', 'Step'), width: 60, of: ({ title }) => text(title[language]) },
    { title: words('Пункт', 'Paragraph'), width: 10, of: ({ norm }) => text(norm?.ref ?? null) },
    { title: words('Норма, мин', 'Norm, min'), width: 9, of: ({ norm }) => count(norm?.minutes ?? null) },
    { title: words('Редакция', 'Version'), width: 10, of: ({ versions }) => text(versions.join('; ')) },
    { title: words('Выполнено', 'Completed'), width: 11, of: ({ spent }) => count(spent.count) },
    ...parts.map((part): Column<Figures['steps'][number]> => ({
      title: spreadParts[part],
      width: 12,
      of: ({ spent }) => minutes(spent[part]),
    })),
    { title: words('В норме', 'Within the norm'), width: 10, of: ({ inNorm }) => shareOf(inNorm) },
    { title: words('из', 'of'), width: 9, of: ({ inNorm }) => count(inNorm.of) },
  ];
  return sheetOf(words('Действия', 'Steps'), language, columns, report.steps);
}

const weekdays = [
  words('понедельник', 'Monday'),
  words('вторник', 'Tuesday'),
  words('среда', 'Wednesday'),
  words('четверг', 'Thursday'),
  words('пятница', 'Friday'),
  words('суббота', 'Saturday'),
  words('воскресенье', 'Sunday'),
];

function heat(report: Figures, language: Language): Sheet {
  const columns: Column<Figures['heat'][number]>[] = [
    {
      title: words('День недели', 'Weekday'),
      width: 14,
      of: ({ weekday }) => text(weekdays[weekday - 1]?.[language] ?? null),
    },
    { title: words('Час', 'Hour'), width: 7, of: ({ hour }) => count(hour) },
    { title: words('Посещений', 'Visits'), width: 11, of: ({ visits }) => count(visits) },
    { title: words('Приняты', 'Received'), width: 11, of: ({ begun }) => count(begun) },
    { title: words('Ожидание, медиана, мин', 'Wait, median, min'), width: 13, of: ({ medianMs }) => minutes(medianMs) },
    { title: words('В срок', 'In time'), width: 9, of: ({ inTime }) => shareOf(inTime) },
    { title: words('из', 'of'), width: 9, of: ({ inTime }) => count(inTime.of) },
  ];
  return sheetOf(words('По часам', 'By hour'), language, columns, report.heat);
}

function distribution(report: Figures, language: Language): Sheet {
  const last = report.distribution.length - 1;
  const columns: Column<[number, number]>[] = [
    {
      title: words('Ждали, минут', 'Waited, minutes'),
      width: 14,
      of: ([minute]) => (minute === last ? text(`${minute}+`) : count(minute)),
    },
    { title: words('Посещений', 'Visits'), width: 11, of: ([, visits]) => count(visits) },
  ];
  return sheetOf(words('Сколько ждали', 'How long they waited'), language, columns, report.distribution.entries());
}

function trend(report: Figures, language: Language): Sheet {
  const columns: Column<Figures['trend'][number]>[] = [
    { title: words('С', 'From'), width: 12, of: ({ from }) => day(from) },
    { title: words('По', 'Until'), width: 12, of: ({ until }) => day(until) },
    { title: words('Посещений', 'Visits'), width: 11, of: ({ visits }) => count(visits) },
    { title: words('Ожидание, медиана, мин', 'Wait, median, min'), width: 13, of: ({ medianMs }) => minutes(medianMs) },
    { title: words('В срок', 'In time'), width: 9, of: ({ inTime }) => shareOf(inTime) },
    { title: words('из', 'of'), width: 9, of: ({ inTime }) => count(inTime.of) },
  ];
  return sheetOf(words('Динамика', 'Over time'), language, columns, report.trend);
}

/** What happened besides: what about, which, how many, and what else is told of it. */
type Event = [about: Words, which: string, how: string, count: number];

function* events({ office }: Figures, language: Language): Generator<Event> {
  const of = (ru: string, en: string) => words(ru, en);
  for (const one of office.protocols) yield [of('Протоколы', 'Protocols'), one.outcome, one.title[language], one.count];
  yield [
    of('Протоколы', 'Protocols'),
    '',
    of('Исправленные протоколы', 'Corrected protocols')[language],
    office.corrections,
  ];
  for (const one of office.findings) yield [of('Ошибки', 'Findings'), one.code, one.title[language], one.count];
  for (const one of office.registered) {
    yield [of('Зарегистрировано', 'Registered'), one.channel, one.title[language], one.count];
    yield [of('Застрахованных лиц', 'Insured persons'), one.channel, one.title[language], one.persons];
  }
  for (const one of office.terms) {
    const title = one.ref === null ? one.title[language] : `${one.title[language]} (${one.ref})`;
    yield [of('Сроки: начаты', 'Terms: begun'), one.code, title, one.begun];
    yield [of('Сроки: в срок', 'Terms: kept'), one.code, title, one.kept];
    yield [of('Сроки: с опозданием', 'Terms: kept late'), one.code, title, one.late];
    yield [of('Сроки: нарушены', 'Terms: breached'), one.code, title, one.breached];
  }
  for (const one of office.complaints) yield [of('Жалобы', 'Complaints'), one.event, one.title[language], one.count];
  for (const one of office.consultations)
    yield [of('Консультации', 'Consultations'), one.kind, one.title[language], one.count];
}

function office(report: Figures, language: Language): Sheet {
  const columns: Column<Event>[] = [
    { title: words('О чём', 'About'), width: 22, of: ([about]) => text(about[language]) },
    { title: words('Код', 'Code'), width: 22, of: ([, which]) => text(which) },
    { title: words('Показатель', 'Figure'), width: 70, of: ([, , how]) => text(how) },
    { title: words('Количество', 'Count'), width: 12, of: ([, , , of]) => count(of) },
  ];
  return sheetOf(
    words('Протоколы, сроки, жалобы', 'Protocols, terms, complaints'),
    language,
    columns,
    events(report, language),
  );
}

function exclusions(report: Figures, language: Language): Sheet {
  const columns: Column<Figures['exclusions'][number]>[] = [
    { title: words('Что не вошло', 'What is left out'), width: 90, of: ({ title }) => text(title[language]) },
    { title: words('Количество', 'Count'), width: 12, of: ({ count: of }) => count(of) },
  ];
  return sheetOf(words('Исключено', 'Left out'), language, columns, report.exclusions);
}

/** Every table of the report, the summary first. */
export function figureSheets(report: Figures, language: Language): Sheet[] {
  return [
    summary(report, language),
    ...(['service', 'operator', 'booth', 'channel', 'category'] as const).map((side) =>
      tableSheet(report, language, side),
    ),
    steps(report, language),
    heat(report, language),
    distribution(report, language),
    trend(report, language),
    office(report, language),
    exclusions(report, language),
  ];
}
