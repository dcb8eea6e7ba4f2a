/** The rules of the order as their form lists them: in which units, within which bounds of the contract. */
import type { SettingValues } from '@contract';

type Order = SettingValues['order'];
export type OrderNumber = Exclude<keyof Order, 'missAfterSeconds' | 'paperLetter' | 'warnShare'>;

interface OrderField {
  key: OrderNumber;
  unit: 'minutes' | 'seconds' | 'times';
  least: number;
  most: number;
}

/** In the order in which a visitor meets them: called, missed, back, set aside, sent on; then what a person may undo. */
export const orderGroups: readonly { group: 'calling' | 'waiting' | 'undoing'; fields: readonly OrderField[] }[] = [
  {
    group: 'calling',
    fields: [
      { key: 'promptSeconds', unit: 'seconds', least: 10, most: 900 },
      { key: 'leastCalls', unit: 'times', least: 1, most: 5 },
      { key: 'recallGapSeconds', unit: 'seconds', least: 0, most: 300 },
    ],
  },
  {
    group: 'waiting',
    fields: [
      { key: 'returnMinutes', unit: 'minutes', least: 0, most: 120 },
      { key: 'parkAlertMinutes', unit: 'minutes', least: 1, most: 240 },
      { key: 'preferenceMinutes', unit: 'minutes', least: 0, most: 60 },
      { key: 'addressedMinutes', unit: 'minutes', least: 1, most: 240 },
    ],
  },
  {
    group: 'undoing',
    fields: [
      { key: 'undoSeconds', unit: 'seconds', least: 0, most: 600 },
      { key: 'unbeginSeconds', unit: 'seconds', least: 0, most: 600 },
    ],
  },
];

/** What a switched on clock of missed calls begins with. */
export const usualMissSeconds = 180;

/** Letters that look the same in both alphabets: a ticket is read aloud and typed without a doubt. */
export const letters = ['А', 'В', 'Е', 'К', 'М', 'Н', 'Р', 'С', 'Т', 'Х'] as const;
