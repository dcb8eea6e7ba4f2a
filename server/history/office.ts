/** The office of a history: the demo office with more booths, and the hours of an office of the fund. */
import { officeHours, type DemoSpec } from '../../prisma/demo.js';

/** Of ten booths four take everything, four reports, two the rest; in this order, so that any first few are a mix. */
const profiles = [
  'profile-all',
  'profile-intake',
  'profile-consult',
  'profile-all',
  'profile-intake',
  'profile-all',
  'profile-intake',
  'profile-consult',
  'profile-all',
  'profile-intake',
] as const;

/** Monday to Friday. */
const hours = Array.from({ length: 7 }, (_, weekday) => (weekday < 5 ? officeHours : null));

/** The demo office with so many booths, each with its printer. */
export function asHistoryOffice(booths: number): (spec: DemoSpec) => DemoSpec {
  return (spec) => {
    const [first] = spec.booths;
    const { opens, lastTicket, doorsClose } = officeHours;
    const numbers = Array.from({ length: booths }, (_, at) => at + 1);
    return {
      ...spec,
      settings: {
        ...spec.settings,
        // whoever has years of work made has chosen
        isChosen: true,
        hours,
        sign: {
          ...spec.settings.sign,
          hours: {
            ru: `пн–пт ${opens}–${doorsClose}, талоны до ${lastTicket} (демонстрация)`,
            en: `Mon–Fri ${opens}–${doorsClose}, tickets until ${lastTicket} (demo)`,
          },
        },
      },
      booths: numbers.map((number, at) => ({
        boothId: `booth-${number}`,
        number: String(number),
        profileId: profiles[at % profiles.length] ?? 'profile-all',
        printerId: `printer-booth-${number}`,
        turn: 0,
        freeSince: first?.freeSince ?? null,
      })),
      printers: [
        ...spec.printers.filter(({ printerId }) => printerId === 'printer-kiosk'),
        ...numbers.map((number) => ({
          printerId: `printer-booth-${number}`,
          name: `Принтер окна ${number}`,
          profile: 'virtual' as const,
          transport: 'virtual' as const,
          address: '',
        })),
      ],
    };
  };
}
