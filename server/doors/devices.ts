/** Devices after they are paired: another name or printer, and what they say of themselves. */
import type { Press } from '../contract/index.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import { isPlainName } from './plainname.js';

/** The acts of `device:set` and `device:report`. */
export function makeDeviceActs(given: DoorGiven) {
  const { house, keys, config, limits, now } = given;
  return {
    /** Refuses: notFound (revoked too), editedMeanwhile, badRequest (name, printer). */
    async set(press: Press<'device:set'>, visitor: Visitor): Promise<Told<'device:set'>> {
      const { deviceId, name, printerId, seen } = press;
      if (!visitor.caller) return { ok: false, refusal: { key: 'signedOut' } };
      const devices = await keys.devices.listDevices(house.officeId);
      const device = devices.find((one) => one.deviceId === deviceId && one.revokedAt === null);
      if (!device) return { ok: false, refusal: { key: 'notFound' } };
      if (!isPlainName(name)) return { ok: false, refusal: { key: 'badRequest', about: { field: 'name' } } };
      const standing = house.deviceNow(deviceId, printerId);
      // a printer that it has already may have been retired meanwhile: leaving it as it is, is no fault
      if (printerId !== device.printerId && !isPrinterOf(device.role, printerId, standing.printer))
        return { ok: false, refusal: { key: 'badRequest', about: { field: 'printerId' } } };
      if (name === device.name && printerId === device.printerId && seen === standing.revision)
        return { ok: true, data: { id: null, takes: 'nothing', from: null, revision: seen } };
      const words = name === device.name ? '' : JSON.stringify({ before: { name: device.name }, after: { name } });
      const data = { deviceId, role: device.role, fields: fieldsOf(device, { name, printerId }), printerId };
      return house.recordSeen(
        { thing: `device:${deviceId}`, seen, kind: 'device:set', data, words },
        visitor.caller.actor,
        () => keys.devices.setDevice(deviceId, house.officeId, { name, printerId }),
      );
    },

    /** Kept beside the device, no entry of the journal. Refuses: tooMany. */
    async report(press: Press<'device:report'>, visitor: Visitor): Promise<Told<'device:report'>> {
      const deviceId = visitor.caller?.actor.actorId ?? '';
      if (!(await limits.take('report', deviceId))) return { ok: false, refusal: { key: 'tooMany' } };
      const { version, width, height, ratio, sound, voices } = press;
      try {
        keys.devices.reportDevice(deviceId, { version, width, height, ratio, sound, voices }, now());
      } catch {
        // what it says of itself is a courtesy: a full disk refuses what must be written, not the device
      }
      return { ok: true, data: { version: config.version() } };
    },
  };
}

/** Only a kiosk prints; a board has no printer of its own. */
export function isPrinterOf(role: 'kiosk' | 'display', printerId: string | null, printer: object | null): boolean {
  return printerId === null || (role === 'kiosk' && printer !== null);
}

interface Face {
  name: string;
  printerId: string | null;
}

function fieldsOf(was: Face, is: Face): string[] {
  return (['name', 'printerId'] as const).filter((field) => was[field] !== is[field]);
}
