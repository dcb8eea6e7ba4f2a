/** What an office is made of, thing by thing: its name for marks, and its value as it is read and sent. */
import type { BoothValue, PrinterValue, ProfileValue, QueueValue, ServiceValue } from '../contract/index.js';
import type { Booth } from './booths.js';
import { transportOf, type Printer } from './printing.js';
import type { Profile, Queue, Service } from './services.js';

/** Things that are set one by one, beside the parts of the settings. */
export type Thing = 'service' | 'queue' | 'profile' | 'booth' | 'printer';

/** `booth:<id>`: what a mark is about. */
export const thingOf = (thing: Thing, id: string): string => `${thing}:${id}`;

/** What the office says itself of a service. */
export const serviceValue = ({ queueId, dayLimit, own }: Service): ServiceValue => ({
  queueId,
  isOffered: own.isOffered,
  byBooking: own.byBooking,
  dayLimit,
  hours: own.hours,
  texts: own.texts,
});

export const queueValue = ({ letter, title, position }: Queue): QueueValue => ({ letter, title, position });
export const profileValue = ({ title, services }: Profile): ProfileValue => ({ title, services });
export const boothValue = ({ number, profileId, printerId }: Booth): BoothValue => ({ number, profileId, printerId });

export const printerValue = (printer: Printer): PrinterValue => ({
  name: printer.name,
  profile: printer.profile,
  transport: transportOf(printer),
});
