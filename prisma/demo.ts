/**
 * The demo office: a territorial body of the fund with eight booths, made from the pack of order 196н. It is what a first
 * start shows, and the stage of the demo day. Everything here is an office's data; nothing of it is a rule.
 */
import { usualAccess } from '../server/domain/access.js';
import { usualAlerts } from '../server/domain/alerts.js';
import type { Booth } from '../server/domain/booths.js';
import type { Instant } from '../server/domain/instant.js';
import type { Profile, Queue } from '../server/domain/services.js';
import { slidesOfStand, usualSettings, type Settings } from '../server/domain/settings.js';
import { waitNormOf, type Pack } from '../server/regulations/pack.js';
import type { Printer, ServiceRow } from '../server/store/columns.js';

export interface DemoSpec {
  officeId: string;
  settings: Settings;
  queues: Queue[];
  services: ServiceRow[];
  profiles: Profile[];
  booths: Booth[];
  printers: Printer[];
}

/** Round the clock: whoever tries the office at night or on a Sunday finds it open. The last minutes close the day. */
const always = { opens: '00:00', lastTicket: '23:50', doorsClose: '23:55' };
/** The schedule that the demo day plays: Friday until 16:45, as such an office works. */
export const officeHours = { opens: '09:00', lastTicket: '17:30', doorsClose: '18:00' };

/** What the pack gives the stand of an office to say (п. 39). */
export function boardStand(pack: Pack): Settings['stand'] {
  return pack.slides
    .filter((slide) => slide.places.includes('board'))
    .map(({ title, lines, ref }) => ({ title, lines, ref }));
}

/** The queues of a pack, with its letters. */
export function queuesOf(pack: Pack): Queue[] {
  return pack.queues.map(({ code, letter, title }, position) => ({
    queueId: `queue-${code}`,
    letter,
    title,
    position,
  }));
}

/** Every service of a pack, offered as the pack says. */
export function servicesOf(pack: Pack): ServiceRow[] {
  return pack.services.map(({ code, queue }) => ({
    serviceId: `service-${code}`,
    queueId: `queue-${queue}`,
    code,
    packId: pack.id,
    packVersion: pack.version,
    dayLimit: null,
    isOpen: true,
    closedReason: null,
    closedUntil: null,
    own: null,
  }));
}

function settingsOf(pack: Pack): Settings {
  const stand = boardStand(pack);
  return {
    name: { ru: 'Управление ПФР № 5', en: 'Pension Fund Office No. 5' },
    region: { ru: 'по г. Москве и Московской области', en: 'Moscow and Moscow Region' },
    emblem: 'ПФР',
    address: { ru: 'ул. Ясеневая, д. 12', en: '12 Yasenevaya St.' },
    phones: ['(495) 000-00-05'],
    zone: 'Europe/Moscow',
    demo: true,
    boothWord: 'window',
    hours: Array.from({ length: 7 }, () => always),
    closeBy: '23:59',
    keepOvernight: false,
    waitNorm: waitNormOf(pack),
    // the screen warns when four fifths of a norm are used
    warnShare: 0.8,
    returnMinutes: 10,
    parkAlertMinutes: 15,
    preferenceMinutes: 5,
    addressedMinutes: 10,
    undoSeconds: 60,
    unbeginSeconds: 60,
    promptSeconds: 90,
    freshSeconds: 30,
    // «Х» is no queue's letter: a paper number never meets a printed one
    paperLetter: 'Х',
    idleSeconds: 45,
    warnSeconds: 15,
    slideSeconds: 12,
    theme: 'light',
    chime: true,
    sign: {
      body: {
        ru: 'Управление Пенсионного фонда Российской Федерации № 5 по г. Москве и Московской области',
        en: 'Office No. 5 of the Pension Fund of the Russian Federation, Moscow and Moscow Region',
      },
      unit: { ru: 'Отдел персонифицированного учёта', en: 'Individual Records Department' },
      address: { ru: 'г. Москва, ул. Ясеневая, д. 12', en: '12 Yasenevaya St., Moscow' },
      hours: { ru: 'круглосуточно (демонстрация)', en: 'round the clock (demo)' },
      reception: { ru: 'в порядке общей очереди', en: 'in the order of the general queue' },
    },
    stand,
    optionalSteps: [],
    payerCodes: ['087-105'],
    soonDays: 3,
    superior: {
      ru: 'Отделение Пенсионного фонда Российской Федерации по г. Москве и Московской области',
      en: 'Branch of the Pension Fund of the Russian Federation, Moscow and Moscow Region',
    },
    head: { name: 'Громова Елена Павловна', position: 'начальник управления' },
    alerts: usualAlerts,
    exports: { isOn: true, formats: ['xlsx'] },
    retention: {},
    access: usualAccess,
    ...usualSettings,
    voice: true,
    slides: slidesOfStand(stand),
  };
}

function profilesOf(services: readonly ServiceRow[]): Profile[] {
  const of = (profileId: string, ru: string, en: string, ranks: Record<string, number>): Profile => ({
    profileId,
    title: { ru, en },
    services: services.flatMap(({ serviceId, code }) => {
      const rank = ranks[code];
      return rank === undefined ? [] : [{ serviceId, rank }];
    }),
  });
  const all = Object.fromEntries(services.map(({ code }) => [code, 0]));
  return [
    of('profile-all', 'Все услуги', 'All services', all),
    of('profile-intake', 'Приём отчётности', 'Report intake', {
      'intake-paper': 0,
      'intake-medium': 0,
      resubmission: 0,
      'resubmission-medium': 0,
      protocol: 1,
    }),
    of('profile-consult', 'Консультации и кабинет', 'Consultations and cabinet', {
      consultation: 0,
      'cabinet-card': 0,
      'cabinet-password': 0,
      protocol: 0,
      complaint: 0,
      resubmission: 1,
      'resubmission-medium': 1,
    }),
  ];
}

/** The profile that each booth works by unless its operator chooses another. */
const boothProfiles = [
  'profile-all',
  'profile-intake',
  'profile-intake',
  'profile-intake',
  'profile-intake',
  'profile-intake',
  'profile-consult',
  'profile-consult',
];

/** The rows of the demo office, by a pack. */
export function demoOffice(officeId: string, pack: Pack, now: Instant): DemoSpec {
  const services = servicesOf(pack);
  return {
    officeId,
    settings: settingsOf(pack),
    queues: queuesOf(pack),
    services,
    profiles: profilesOf(services),
    booths: boothProfiles.map((profileId, at) => ({
      boothId: `booth-${at + 1}`,
      number: String(at + 1),
      profileId,
      printerId: `printer-booth-${at + 1}`,
      turn: 0,
      freeSince: now,
    })),
    printers: [
      { printerId: 'printer-kiosk', name: 'Принтер киоска', profile: 'virtual', transport: 'virtual', address: '' },
      // protocols come out where both sign them
      ...boothProfiles.map((_, at) => ({
        printerId: `printer-booth-${at + 1}`,
        name: `Принтер окна ${at + 1}`,
        profile: 'virtual' as const,
        transport: 'virtual' as const,
        address: '',
      })),
    ],
  };
}
