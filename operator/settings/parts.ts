/** The parts of the settings as their page lists them: in four groups, in the order in which an office is set up. */
import type { IconName } from '../icons';

export const partGroups = [
  { group: 'office', parts: ['office', 'hours', 'order'] },
  { group: 'hall', parts: ['services', 'queues', 'booths', 'profiles', 'categories'] },
  { group: 'screens', parts: ['kiosk', 'board', 'printers'] },
  { group: 'law', parts: ['packs', 'calendar'] },
] as const;
export type PartName = (typeof partGroups)[number]['parts'][number];

export const partIcons: Record<PartName, IconName> = {
  office: 'badge',
  hours: 'clock',
  order: 'bell',
  services: 'report',
  queues: 'people',
  booths: 'seat',
  profiles: 'tray',
  categories: 'bookmark',
  kiosk: 'ticket',
  board: 'screen',
  printers: 'printer',
  packs: 'book',
  calendar: 'calendar',
};

/** The part that an address names; the first one for any other. */
export function partOf(name: unknown): PartName {
  return partGroups.flatMap(({ parts }): PartName[] => [...parts]).find((part) => part === name) ?? 'office';
}
