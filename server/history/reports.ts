/** What is handed in over the years, and what is wrong with it: reports of the period that is due, faults of many codes. */
import type { ComplaintContent, NewFinding, PayerCard, SubmissionContent } from '../contract/index.js';
import type { Dice } from '../demo/dice.js';
import { complaintOf, payerOf, personsOf, reportOf } from '../demo/filing.js';

/** Organisations that report to this office. */
export const payerCount = 2400;

/** An organisation by its place in the list; the same every time. */
export function historyPayer(place: number): PayerCard {
  return payerOf(place, payerCount);
}

/** Quarters by their codes since 2014, as the months that end them. */
const quarters = ['3', '6', '9', '0'] as const;

/** The last quarter that was over on a day. */
function periodOf(day: string): { year: number; period: string } {
  const year = Number(day.slice(0, 4));
  const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return quarter === 0 ? { year: year - 1, period: '0' } : { year, period: quarters[quarter - 1] ?? '0' };
}

const types = ['initial', 'initial', 'initial', 'initial', 'initial', 'initial', 'correcting'] as const;

/** A report as it is typed at the booth on a day. */
export function historyReport(
  dice: Dice,
  of: { day: string; band: Parameters<typeof personsOf>[1]; resubmits: string | null; newId: () => string },
): SubmissionContent {
  const content = reportOf(dice, personsOf(dice, of.band), of.newId);
  const { year, period } = periodOf(of.day);
  const type = dice.pick(types);
  const { representative } = content;
  return {
    ...content,
    type,
    year,
    period,
    ...(type === 'correcting' ? { correctedYear: year, correctedPeriod: period } : {}),
    representative: { ...representative, authority: representative.authority.replace('2013', String(year)) },
    resubmits: of.resubmits,
  };
}

/** How often each place of a report is where it is wrong. */
const places = ['пачка 1, АДВ-6-3', 'пачка 1, строка 3', 'пачка 1, строка 17', 'пачка 1, строка 8', 'АДВ-6-2'] as const;

/** A rule of the catalogue that a report breaks: some are broken every day, most seldom. */
export function faultOf(dice: Dice, ruleIds: readonly string[]): NewFinding {
  const place = Math.floor(ruleIds.length * dice.between(0, 1) ** 2.2);
  return {
    ruleId: ruleIds[place] ?? ruleIds[0] ?? null,
    severity: null,
    text: '',
    where: dice.pick(places),
    found: 'пусто',
    expected: '',
  };
}

/** A fault that no rule of the catalogue names. */
export function ownFault(dice: Dice): NewFinding {
  return {
    ruleId: null,
    severity: dice.between(0, 1) < 0.7 ? 20 : 30,
    text: 'Нет отчества застрахованного лица',
    where: dice.pick(places),
    found: 'пусто',
    expected: '',
  };
}

/** Questions that people ask, and what they are told. */
export const asked = [
  {
    topic: 'Порядок заполнения СЗВ-6-2 при отпуске без сохранения заработка',
    result: 'Разъяснён порядок, дан образец',
  },
  { topic: 'Срок представления корректирующих сведений', result: 'Разъяснён срок по протоколу: две недели' },
  { topic: 'Как получить доступ к личному кабинету плательщика', result: 'Разъяснён порядок регистрации' },
  { topic: 'Нужна ли АДВ-6-2 при одной пачке', result: 'Да, на все сведения вместе' },
  { topic: 'Как исправить отчество в индивидуальных сведениях', result: 'Подать корректирующие сведения' },
  { topic: 'Отчётность при смене места учёта', result: 'Разъяснено, куда представлять' },
  { topic: 'Что делать с протоколом ошибок', result: 'Разъяснён порядок повторного представления' },
] as const;

const grounds = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;

/** A complaint or another appeal, as it came. */
export function historyComplaint(dice: Dice, way: ComplaintContent['way']): ComplaintContent {
  const content = complaintOf(dice);
  const kind = dice.between(0, 1) < 0.82 ? 'complaint' : dice.pick(['proposal', 'defect']);
  return {
    ...content,
    kind,
    way,
    name: historyPayer(Math.floor(dice.between(0, payerCount))).name,
    addressee: dice.between(0, 1) < 0.9 ? 'head' : 'superior',
    grounds:
      dice.between(0, 1) < 0.12
        ? [dice.pick(grounds), 'B'].filter((one, at, all) => all.indexOf(one) === at)
        : [dice.pick(grounds)],
    electronicReply: false,
  };
}
