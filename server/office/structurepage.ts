/** What an office is made of, as the page of the settings reads it: queues, services, profiles, booths and printers. */
import type { PrinterHealth, PrinterProfileName, Report } from '../contract/index.js';
import type { Office } from '../domain/office.js';
import { boothValue, printerValue, profileValue, queueValue, serviceValue } from '../domain/things.js';
import { marksOf, plannedOf } from './changefaces.js';

/** The printers as they are heard, and what a person reads when choosing a family. */
export interface PrinterWorld {
  health: (printerId: string) => PrinterHealth;
  waiting: (printerId: string) => number;
  families: readonly { name: PrinterProfileName; title: string; columns: number }[];
}

/** Everything that the office is made of, with who uses it now. */
export function structurePage(office: Office, printers: PrinterWorld): Report<'structure'> {
  return {
    queues: [...office.queues.values()].map((queue) => ({
      queueId: queue.queueId,
      value: queueValue(queue),
      services: [...office.services.values()].filter(({ queueId }) => queueId === queue.queueId).length,
    })),
    services: [...office.services.values()].map((service) => ({
      serviceId: service.serviceId,
      code: service.code,
      value: serviceValue(service),
      ...service.prescribed,
      issuedToday: office.index.issued.get(service.serviceId) ?? 0,
      isOpen: service.isOpen,
    })),
    profiles: [...office.profiles.values()].map((profile) => ({
      profileId: profile.profileId,
      value: profileValue(profile),
      booths: [...office.booths.values()]
        .filter(({ profileId }) => profileId === profile.profileId)
        .map(({ number }) => number),
    })),
    booths: [...office.booths.values()].map((booth) => ({
      boothId: booth.boothId,
      value: boothValue(booth),
      operator: operatorAt(office, booth.boothId),
    })),
    printers: [...office.printers.values()].map((printer) => ({
      printerId: printer.printerId,
      value: printerValue(printer),
      health: printers.health(printer.printerId),
      waiting: printers.waiting(printer.printerId),
      lastTest: lastTest(office, printer.printerId),
      users: usersOf(office, printer.printerId),
    })),
    printerProfiles: [...printers.families],
    retired: {
      booths: [...office.retired.booth.values()].map(({ boothId, number }) => ({ boothId, number })),
      queues: [...office.retired.queue.values()].map(({ queueId, letter }) => ({ queueId, letter })),
    },
    marks: marksOf(office),
    planned: plannedOf(office),
  };
}

/** Who works there now, by short name. */
function operatorAt(office: Office, boothId: string): string | null {
  const shift = office.shifts.get(office.index.shiftOfBooth.get(boothId) ?? '');
  return shift === undefined ? null : (office.people.get(shift.userId)?.short ?? shift.userId);
}

/** What became of the newest test page of this day. */
function lastTest(office: Office, printerId: string): Report<'structure'>['printers'][number]['lastTest'] {
  const tests = [...office.printJobs.values()].filter((job) => job.kind === 'test' && job.printerId === printerId);
  return tests.at(-1)?.state ?? null;
}

/** Booths by number and kiosks by name. */
function usersOf(office: Office, printerId: string): string[] {
  const at = (thing: { printerId: string | null }) => thing.printerId === printerId;
  return [
    ...[...office.booths.values()].filter(at).map(({ number }) => number),
    ...[...office.devices.values()].filter(at).map(({ name }) => name),
  ];
}
