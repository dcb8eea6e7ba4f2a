/**
 * How a device gets its key: by a printed link (its code opens once, for 15 minutes), or by asking: it shows a code,
 * an administrator types it in the console, and the device fetches its token with a secret that only it knows.
 */
import type { Press } from '../contract/index.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import type { KeyPairing, Keys } from './keys.js';
import { isPrinterOf } from './devices.js';
import type { HouseBehind } from './given.js';
import { keepNewest } from './newest.js';
import { isPlainName } from './plainname.js';
import { foldCode, newCode, newId, newToken, sealOf } from './token.js';

/** A printed link, or a code on a device's screen, is good for so long. */
export const pairingMs = 15 * 60_000;
/** Characters of a code that is read from a screen and typed. */
const askedLength = 6;
/** Characters of a printed link's code, which nobody types. */
const linkLength = 20;
/** Codes shown at once; the oldest gives way. */
const mostAsking = 200;

export interface Asking {
  code: string;
  role: 'kiosk' | 'display';
  until: number;
}

/** Makes a printed link's code. The caller may tell it once; only its hash is stored. */
export function makeLink(
  keys: Keys,
  spec: { officeId: string; role: 'kiosk' | 'display'; name: string; printerId: string | null },
  now: number,
): { code: string; until: number } {
  const code = newCode(linkLength);
  const until = now + pairingMs;
  keys.pairings.addPairing({
    pairingId: newId(),
    officeId: spec.officeId,
    role: spec.role,
    name: spec.name,
    codeHash: sealOf(code),
    secretHash: null,
    printerId: spec.printerId,
    expiresAt: until,
    admittedAt: now,
    usedAt: null,
    deviceId: null,
  });
  return { code, until };
}

/** The path that a printed link leads to: the code stands in the fragment, so that no server's log ever has it. */
export function linkPath(role: 'kiosk' | 'display', code: string): string {
  return `/${role}/#pair=${code}`;
}

/** Handlers of links, codes, admission and revocation. A code or link that is used up or too old is `pairingInvalid`. */
export function makePairing(given: DoorGiven) {
  const { house, keys, now, limits, closing } = given;
  /** Codes in the clear live here only, to be listed for the administrator; the store has their hashes. */
  const asking = new Map<string, Asking>();
  /** Pairings whose one use is being written: a second press in that moment is too late. */
  const inHand = new Set<string>();

  function stillAsking(): Asking[] {
    for (const [pairingId, { until }] of asking) if (until <= now()) asking.delete(pairingId);
    return [...asking.values()];
  }

  const isOpen = (pairing: KeyPairing | null): pairing is KeyPairing =>
    pairing !== null && pairing.officeId === house.officeId && pairing.usedAt === null && pairing.expiresAt > now();

  /** Uses the pairing and makes the device, in one transaction with its entry. Null when somebody was faster. */
  async function useNow(pairing: KeyPairing, visitor: Visitor) {
    if (inHand.has(pairing.pairingId)) return null;
    inHand.add(pairing.pairingId);
    try {
      const token = newToken();
      // told to the administrator who let it in, before there was a device
      const deviceId = pairing.pairingId;
      const name = pairing.name ?? pairing.role;
      const by = pairing.secretHash === null ? 'link' : 'code';
      const entry = { kind: 'device:paired', actor: deviceId, data: { deviceId, role: pairing.role, by } };
      const again = await keys.pairings.findPairing({ codeHash: pairing.codeHash });
      if (!isOpen(again)) return null;
      await house.record(entry, () => makeDevice(keys, house, pairing, { deviceId, name, token }, now()));
      asking.delete(pairing.pairingId);
      visitor.cookies.push({ kind: pairing.role, token });
      return { deviceId, token, name };
    } finally {
      inHand.delete(pairing.pairingId);
    }
  }

  return {
    /** For the administrator's page: the codes that devices show now. */
    asking: stillAsking,

    async pair(press: Press<'device:pair'>, visitor: Visitor): Promise<Told<'device:pair'>> {
      const pairing = await keys.pairings.findPairing({ codeHash: sealOf(foldCode(press.code)) });
      const isLink = isOpen(pairing) && pairing.secretHash === null && pairing.role === press.role;
      // only wrong codes are counted: a stranger's guesses do not keep a device of the same address out
      if (!isLink && !(await limits.take('pair', visitor.address))) return { ok: false, refusal: { key: 'tooMany' } };
      const paired = isLink ? await useNow(pairing, visitor) : null;
      return paired ? { ok: true, data: paired } : { ok: false, refusal: { key: 'pairingInvalid' } };
    },

    async ask(press: Press<'device:ask'>, visitor: Visitor): Promise<Told<'device:ask'>> {
      if (!(await limits.take('ask', visitor.address))) return { ok: false, refusal: { key: 'tooMany' } };
      const taken = new Set(stillAsking().map((one) => one.code));
      let code = newCode(askedLength);
      while (taken.has(code)) code = newCode(askedLength);
      const secret = newToken();
      const pairingId = newId();
      const until = now() + pairingMs;
      keys.pairings.addPairing({
        pairingId,
        officeId: house.officeId,
        role: press.role,
        name: null,
        codeHash: sealOf(code),
        secretHash: sealOf(secret),
        printerId: null,
        expiresAt: until,
        admittedAt: null,
        usedAt: null,
        deviceId: null,
      });
      keepNewest(asking, pairingId, { code, role: press.role, until }, mostAsking);
      return { ok: true, data: { code, secret, until } };
    },

    async claim(press: Press<'device:claim'>, visitor: Visitor): Promise<Told<'device:claim'>> {
      const pairing = await keys.pairings.findPairing({ secretHash: sealOf(press.secret) });
      const mayAsk = pairing
        ? await limits.take('knownClaim', pairing.pairingId)
        : await limits.take('claim', visitor.address);
      if (!mayAsk) return { ok: false, refusal: { key: 'tooMany' } };
      if (pairing && pairing.usedAt !== null) return { ok: false, refusal: { key: 'alreadyDone' } };
      if (!isOpen(pairing)) return { ok: false, refusal: { key: 'pairingInvalid' } };
      if (pairing.admittedAt === null)
        return { ok: true, data: { paired: false, deviceId: null, token: null, name: null } };
      const paired = await useNow(pairing, visitor);
      return paired ? { ok: true, data: { paired: true, ...paired } } : { ok: false, refusal: { key: 'alreadyDone' } };
    },

    async admit(press: Press<'device:admit'>, visitor: Visitor): Promise<Told<'device:admit'>> {
      const actorId = visitor.caller?.actor.actorId ?? '';
      if (!(await limits.take('admit', actorId))) return { ok: false, refusal: { key: 'tooMany' } };
      if (!isPlainName(press.name)) return { ok: false, refusal: { key: 'badRequest', about: { field: 'name' } } };
      const pairing = await keys.pairings.findPairing({ codeHash: sealOf(foldCode(press.code)) });
      if (!pairing || pairing.secretHash === null || pairing.officeId !== house.officeId || pairing.expiresAt <= now())
        return { ok: false, refusal: { key: 'pairingInvalid' } };
      // the same press again: the device is let in, and that is what was asked for
      if (pairing.admittedAt !== null) return { ok: true, data: { deviceId: pairing.pairingId } };
      const { pairingId, role } = pairing;
      const { printerId } = press;
      if (!isPrinterOf(role, printerId, house.deviceNow(pairingId, printerId).printer))
        return { ok: false, refusal: { key: 'badRequest', about: { field: 'printerId' } } };
      const entry = { kind: 'device:admitted', actor: actorId, data: { pairingId, role } };
      await house.record(entry, () => {
        keys.pairings.admitPairing(pairingId, { role, name: press.name, printerId }, now());
      });
      asking.delete(pairingId);
      return { ok: true, data: { deviceId: pairingId } };
    },

    /** For a device that cannot show a code: its link, told once. Refuses: tooMany, badRequest (name, printer). */
    async link(press: Press<'device:link'>, visitor: Visitor): Promise<Told<'device:link'>> {
      const actorId = visitor.caller?.actor.actorId ?? '';
      const { role, name, printerId } = press;
      if (!(await limits.take('admit', actorId))) return { ok: false, refusal: { key: 'tooMany' } };
      if (!isPlainName(name)) return { ok: false, refusal: { key: 'badRequest', about: { field: 'name' } } };
      if (!isPrinterOf(role, printerId, house.deviceNow('', printerId).printer))
        return { ok: false, refusal: { key: 'badRequest', about: { field: 'printerId' } } };
      let link = { code: '', until: 0 };
      await house.record({ kind: 'device:linked', actor: actorId, data: { role } }, () => {
        link = makeLink(keys, { officeId: house.officeId, role, name, printerId }, now());
      });
      return {
        ok: true,
        data: { link: `${given.config.publicUrl ?? ''}${linkPath(role, link.code)}`, until: link.until },
      };
    },

    async revoke(press: Press<'device:revoke'>, visitor: Visitor): Promise<Told<'device:revoke'>> {
      const devices = await keys.devices.listDevices(house.officeId);
      const device = devices.find((one) => one.deviceId === press.deviceId);
      if (!device) return { ok: false, refusal: { key: 'notFound' } };
      if (device.revokedAt === null) {
        const { deviceId, role } = device;
        const entry = { kind: 'device:revoked', actor: visitor.caller?.actor.actorId ?? '', data: { deviceId, role } };
        await house.record(entry, () => void keys.devices.revokeDevice(deviceId, house.officeId, now()));
        closing.changed();
      }
      return { ok: true, data: { visitId: null } };
    },
  };
}

function makeDevice(
  keys: Keys,
  house: HouseBehind,
  pairing: KeyPairing,
  made: { deviceId: string; name: string; token: string },
  now: number,
): void {
  // never false: the one use is in hand, and this process alone writes
  if (!keys.pairings.usePairing(pairing.pairingId, made.deviceId, now)) throw new Error('The pairing was used twice.');
  keys.devices.addDevice({
    deviceId: made.deviceId,
    officeId: house.officeId,
    role: pairing.role,
    name: made.name,
    tokenHash: sealOf(made.token),
    printerId: pairing.printerId,
    pairedAt: now,
    seenAt: null,
    revokedAt: null,
  });
}
