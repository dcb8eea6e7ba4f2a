/** The thresholds as the page lists them: in which units, within which bounds, and what a switched on one begins with. */
import type { Report } from '@contract';

export type AlertSettings = Report<'alertSettings'>['alerts'];
/** Settings that are a number or off. */
export type NumberKey = 'waitSoonMinutes' | 'queueLength' | 'pauseMinutes' | 'staffCallMinutes' | 'deviceMinutes';
/** Settings that are on or off. */
export type SwitchKey = Exclude<keyof AlertSettings, NumberKey>;

interface NumberField {
  key: NumberKey;
  unit: 'minutes' | 'people';
  /** Bounds of the contract. */
  most: number;
  usual: number;
}

export type Field = NumberField | { key: SwitchKey; unit: null };

/** In the order in which a manager thinks of them: the visitor, the booth, the things. */
export const fields: readonly Field[] = [
  { key: 'waitSoonMinutes', unit: 'minutes', most: 240, usual: 10 },
  { key: 'waitOver', unit: null },
  { key: 'queueLength', unit: 'people', most: 500, usual: 20 },
  { key: 'stranded', unit: null },
  { key: 'staffCallMinutes', unit: 'minutes', most: 60, usual: 2 },
  { key: 'receptionOver', unit: null },
  { key: 'pauseMinutes', unit: 'minutes', most: 480, usual: 60 },
  { key: 'parked', unit: null },
  { key: 'printers', unit: null },
  { key: 'deviceMinutes', unit: 'minutes', most: 240, usual: 2 },
  { key: 'terms', unit: null },
];

/** The number that a person typed; null when it is none that the office takes. */
export function numberTyped(typed: string, most: number): number | null {
  const value = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return value >= 1 && value <= most ? value : null;
}
