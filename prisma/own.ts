/**
 * An office of one's own, as it stands before anybody has set anything: the services of its pack, a working week, one
 * profile for all services, one virtual printer, no booth yet. Everything here is an office's data; nothing of it is a rule.
 */
import { usualAccess } from '../server/domain/access.js';
import { usualAlerts } from '../server/domain/alerts.js';
import { slidesOfStand, usualSettings, type Settings } from '../server/domain/settings.js';
import { waitNormOf, type Pack } from '../server/regulations/pack.js';
import { boardStand, queuesOf, servicesOf, type DemoSpec } from './demo.js';

/** What its administrator says of it first. */
export interface OwnName {
  /** As a visitor reads it, in Russian. */
  name: string;
  /** IANA; it stays for good, because days are counted in it. */
  zone: string;
}

const working = { opens: '09:00', lastTicket: '17:30', doorsClose: '18:00' };
/** The working week above in words, for the entrance sign (п. 38). */
const workingWords = { ru: 'пн–пт 09:00–18:00, талоны до 17:30', en: 'Mon–Fri 09:00–18:00, tickets until 17:30' };
const nothing = { ru: '', en: '' };

/** «Управление ПФР № 5» → «ПФР»; a name without an abbreviation gives the first letters of its words, at most three. */
function emblemOf(name: string): string {
  const words = name.match(/\p{L}+/gu) ?? [];
  const abbreviation = words.find((word) => /^\p{Lu}{2,6}$/u.test(word));
  return (
    abbreviation ??
    words
      .slice(0, 3)
      .map((word) => word.charAt(0).toUpperCase())
      .join('')
  );
}

function settingsOf(pack: Pack, { name, zone }: OwnName): Settings {
  const stand = boardStand(pack);
  return {
    name: { ru: name, en: '' },
    region: nothing,
    emblem: emblemOf(name),
    address: nothing,
    phones: [],
    zone,
    demo: false,
    boothWord: 'window',
    hours: [working, working, working, working, working, null, null],
    closeBy: '23:30',
    keepOvernight: false,
    waitNorm: waitNormOf(pack),
    warnShare: 0.8,
    returnMinutes: 10,
    parkAlertMinutes: 15,
    preferenceMinutes: 5,
    addressedMinutes: 10,
    undoSeconds: 60,
    unbeginSeconds: 60,
    promptSeconds: 90,
    freshSeconds: 30,
    paperLetter: 'Х',
    idleSeconds: 45,
    warnSeconds: 15,
    slideSeconds: 12,
    theme: 'light',
    chime: true,
    sign: { body: { ru: name, en: '' }, unit: nothing, address: nothing, hours: workingWords, reception: nothing },
    stand,
    optionalSteps: [],
    payerCodes: [],
    soonDays: 3,
    superior: nothing,
    head: { name: '', position: '' },
    alerts: usualAlerts,
    exports: { isOn: false, formats: ['xlsx'] },
    access: usualAccess,
    retention: {},
    ...usualSettings,
    voice: true,
    isChosen: true,
    slides: slidesOfStand(stand),
  };
}

/** The rows of an office of one's own, by a pack. */
export function ownOffice(officeId: string, pack: Pack, name: OwnName): DemoSpec {
  const services = servicesOf(pack);
  const all = services.map(({ serviceId }) => ({ serviceId, rank: 0 }));
  return {
    officeId,
    settings: settingsOf(pack, name),
    queues: queuesOf(pack),
    services,
    profiles: [{ profileId: 'profile-all', title: { ru: 'Все услуги', en: 'All services' }, services: all }],
    booths: [],
    printers: [
      { printerId: 'printer-1', name: 'Бумага на экране', profile: 'virtual', transport: 'virtual', address: '' },
    ],
  };
}
