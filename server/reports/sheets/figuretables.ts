/** The report's tables by service, operator, booth, channel and category as sheets. */
import { pauseReasons, type FigureGroup, type Figures, type Language, type Ratio } from '../../contract/index.js';
import { minutes, number as count, share, sheetOf, text, words, type Cell, type Column, type Sheet } from './sheet.js';

/** A share; nothing where it is of nobody. */
export const shareOf = ({ within, of }: Ratio): Cell => share(of === 0 ? null : within / of);

const lineColumns = (): Column<FigureGroup>[] => [
  { title: words('Посещений', 'Visits'), width: 11, of: ({ line }) => count(line.visits) },
  { title: words('Приняты', 'Received'), width: 10, of: ({ line }) => count(line.begun) },
  {
    title: words('Ожидание, медиана, мин', 'Wait, median, min'),
    width: 13,
    of: ({ line }) => minutes(line.wait.medianMs),
  },
  { title: words('среднее', 'mean'), width: 10, of: ({ line }) => minutes(line.wait.meanMs) },
  { title: words('90 из 100', '90th percentile'), width: 10, of: ({ line }) => minutes(line.wait.p90Ms) },
  { title: words('самое долгое', 'longest'), width: 10, of: ({ line }) => minutes(line.wait.maxMs) },
  { title: words('В срок', 'In time'), width: 9, of: ({ line }) => shareOf(line.inTime) },
  { title: words('из', 'of'), width: 9, of: ({ line }) => count(line.inTime.of) },
  { title: words('Отменены', 'Cancelled'), width: 10, of: ({ line }) => count(line.cancelled) },
  { title: words('Не явились', 'No-shows'), width: 10, of: ({ line }) => count(line.noShow) },
  { title: words('Не дождались', 'Expired'), width: 10, of: ({ line }) => count(line.expired) },
  { title: words('Переданы', 'Transferred'), width: 10, of: ({ line }) => count(line.transferred) },
  { title: words('Отложены', 'Parked'), width: 10, of: ({ line }) => count(line.parked) },
  { title: words('Приёмов', 'Receptions'), width: 10, of: ({ line }) => count(line.receptions) },
  {
    title: words('Приём, медиана, мин', 'Reception, median, min'),
    width: 12,
    of: ({ line }) => minutes(line.service.medianMs),
  },
  { title: words('90 из 100', '90th percentile'), width: 10, of: ({ line }) => minutes(line.service.p90Ms) },
  { title: words('В норме', 'Within the norm'), width: 10, of: ({ line }) => shareOf(line.inNorm) },
  { title: words('из', 'of'), width: 9, of: ({ line }) => count(line.inNorm.of) },
  { title: words('В цели', 'Within the target'), width: 10, of: ({ line }) => shareOf(line.inTarget) },
  { title: words('из', 'of'), width: 9, of: ({ line }) => count(line.inTarget.of) },
];

const pauseWords = {
  lunch: words('обед', 'lunch'),
  break: words('перерыв', 'break'),
  documents: words('документы', 'documents'),
  technical: words('техническая', 'technical'),
  meeting: words('совещание', 'meeting'),
} as const;

const workColumns = (): Column<FigureGroup>[] => [
  { title: words('Смен', 'Shifts'), width: 8, of: ({ work }) => count(work?.shifts ?? null) },
  { title: words('Открыто, мин', 'Open, min'), width: 12, of: ({ work }) => minutes(work?.openMs ?? null) },
  { title: words('Занято, мин', 'Busy, min'), width: 12, of: ({ work }) => minutes(work?.busyMs ?? null) },
  {
    title: words('Ждали вызванного, мин', 'Waiting for the called, min'),
    width: 12,
    of: ({ work }) => minutes(work?.calledMs ?? null),
  },
  ...pauseReasons.map((reason): Column<FigureGroup> => ({
    title: words(`Пауза: ${pauseWords[reason].ru}, мин`, `Pause: ${pauseWords[reason].en}, min`),
    width: 12,
    of: ({ work }) => minutes(work?.pausedMs[reason] ?? null),
  })),
  {
    title: words('Загрузка', 'Utilisation'),
    width: 10,
    of: ({ work }) => {
      if (work === null) return null;
      const paused = Object.values(work.pausedMs).reduce((sum, ms) => sum + ms, 0);
      const open = work.openMs - paused;
      return share(open <= 0 ? null : work.busyMs / open);
    },
  },
];

const tables = {
  service: words('По услугам', 'By service'),
  operator: words('По специалистам', 'By operator'),
  booth: words('По окнам', 'By booth'),
  channel: words('По каналам', 'By channel'),
  category: words('По категориям', 'By category'),
} as const;

/** One of the tables. */
export function tableSheet(report: Figures, language: Language, side: keyof typeof tables): Sheet {
  const name: Column<FigureGroup> = {
    title: words('Название', 'Name'),
    width: 40,
    of: ({ title }) => text(title[language]),
  };
  const letter: Column<FigureGroup> = { title: words('Буква', 'Letter'), width: 7, of: (row) => text(row.letter) };
  const norm: Column<FigureGroup> = {
    title: words('Норма, мин', 'Norm, min'),
    width: 8,
    of: ({ norms }) => {
      const [first, ...more] = norms;
      // a number can be sorted; where the norm changed in the period all of them are said
      return more.length > 0 ? text(norms.map(({ minutes: one }) => one).join('; ')) : count(first?.minutes ?? null);
    },
  };
  const columns = [
    ...(side === 'service' ? [letter, name, norm] : [name]),
    ...lineColumns(),
    ...(side === 'operator' || side === 'booth' ? workColumns() : []),
  ];
  return sheetOf(tables[side], language, columns, report.groups[side]);
}
