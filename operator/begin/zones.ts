/** Time zones to choose from: those of Russia from west to east, and the one that this machine is set to. Pure. */
export const russianZones = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
] as const;

const cities: Record<string, string> = {
  'Europe/Kaliningrad': 'Калининград',
  'Europe/Moscow': 'Москва',
  'Europe/Samara': 'Самара',
  'Asia/Yekaterinburg': 'Екатеринбург',
  'Asia/Omsk': 'Омск',
  'Asia/Novosibirsk': 'Новосибирск',
  'Asia/Krasnoyarsk': 'Красноярск',
  'Asia/Irkutsk': 'Иркутск',
  'Asia/Yakutsk': 'Якутск',
  'Asia/Vladivostok': 'Владивосток',
  'Asia/Magadan': 'Магадан',
  'Asia/Kamchatka': 'Камчатка',
};

/** «UTC+3» of a zone at an instant; empty for a zone that this browser does not know. */
export function offsetOf(zone: string, at: number): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at);
    return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
  } catch {
    return '';
  }
}

/** «Москва, UTC+3», in English «Moscow, UTC+3». */
export function zoneTitle(zone: string, language: string, at: number): string {
  const plain = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  const city = language === 'ru' ? (cities[zone] ?? plain) : plain;
  return [city, offsetOf(zone, at)].filter((word) => word !== '').join(', ');
}

/** The zones of the list, with the machine's own among them. */
export function zonesWith(own: string): string[] {
  const known: readonly string[] = russianZones;
  return known.includes(own) || own === '' || own === 'UTC' ? [...known] : [own, ...known];
}
