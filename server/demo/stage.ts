/** The stage of the demo day: the demo office, suited to the filing day that is played in it. */
import { officeHours, type DemoSpec } from '../../prisma/demo.js';
import type { Instant } from '../domain/instant.js';

/** Friday, 15 February 2013: the last day of filing for the fourth quarter. Its midnight in Moscow. */
export const filingDay: Instant = Date.parse('2013-02-15T00:00:00+04:00');

/** The office with office hours instead of a door that never closes. */
export function asDemoDay(spec: DemoSpec): DemoSpec {
  const { opens, lastTicket, doorsClose } = officeHours;
  return {
    ...spec,
    settings: {
      ...spec.settings,
      hours: Array.from({ length: 7 }, () => officeHours),
      // whoever plays a part presses seldom when the day goes at its own pace
      access: { ...spec.settings.access, lockMinutes: 0 },
      sign: {
        ...spec.settings.sign,
        hours: {
          ru: `${opens}–${doorsClose}, талоны до ${lastTicket} (демонстрация)`,
          en: `${opens}–${doorsClose}, tickets until ${lastTicket} (demo)`,
        },
      },
    },
  };
}

const dayMs = 24 * 3_600_000;

/** Midnight of the next working day, by the week alone. */
export function nextDay(midnight: Instant): Instant {
  const isFriday = new Date(midnight + dayMs / 2).getUTCDay() === 5;
  return midnight + (isFriday ? 3 : 1) * dayMs;
}
