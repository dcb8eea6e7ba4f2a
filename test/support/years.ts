/** A year of the working calendar that the program does not have. */
import type { CalendarLists } from '../../server/contract/index.js';

const off = [
  '01-01',
  '01-04',
  '01-05',
  '01-06',
  '01-07',
  '01-08',
  '02-23',
  '03-08',
  '05-03',
  '05-10',
  '06-14',
  '11-04',
];

/** 2027 has 261 days from Monday to Friday. */
export const year2027: CalendarLists = {
  nonWorkingWeekdays: off.map((day) => `2027-${day}`),
  holidaysOnWeekend: ['2027-01-02', '2027-01-03', '2027-05-01', '2027-05-09', '2027-06-12'],
  workingWeekends: ['2027-02-20'],
  shortDays: ['2027-02-22', '2027-11-03'],
  workingDays5: 261 - off.length + 1,
};
