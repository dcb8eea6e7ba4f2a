/** What the doors remember of many is bounded, and only what was put there longest ago is forgotten for it. */
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { makeVault } from '../../server/devices/seal.js';
import { makeCodeActs, makeCodes } from '../../server/doors/code.js';
import type { Visitor } from '../../server/doors/handlers.js';
import { makeConsoles, type Console } from '../../server/doors/lock.js';
import type { Proving } from '../../server/doors/proving.js';
import { booksWithOffice, settings, temporaryFolder } from '../support/database.js';
import { openEntrance, refusalOf } from './entrance.js';

const second = 1000;

describe('the last press at a console', () => {
  const most = 5_000;

  /** Consoles that lock themselves a minute after their last press, which is not written down before that. */
  function openConsoles() {
    const clock = { now: Date.UTC(2013, 1, 15, 9) };
    const { store } = booksWithOffice();
    const access = () => ({ access: { ...settings.access, lockMinutes: 1, codeRoles: [] }, revision: 0 });
    const { bondsOf } = makeConsoles({ house: { access }, keys: store, now: () => clock.now });
    const console = (sessionId: string): Console => ({
      ...{ sessionId, lockedAt: null, withoutCode: [] },
      activeAt: Date.UTC(2013, 1, 15, 9),
    });
    return { clock, bondsOf, anna: console('anna'), boris: console('boris'), others: (at: number) => console(`${at}`) };
  }

  it('is remembered of five thousand; of one more, the console pressed longest ago is judged by what is written', () => {
    const { clock, bondsOf, anna, boris, others } = openConsoles();
    clock.now += 30 * second;
    bondsOf(anna, true);
    bondsOf(boris, true);
    for (let at = 2; at < most; at += 1) bondsOf(others(at), true);
    clock.now += 50 * second;
    const isLocked = (one: Console) => bondsOf({ ...one }, false).isLocked;
    expect([isLocked(anna), isLocked(boris), isLocked(others(2))]).toEqual([false, false, false]);
    bondsOf({ ...others(most), activeAt: clock.now }, true);
    expect([isLocked(anna), isLocked(boris), isLocked(others(2))]).toEqual([true, false, false]);
  });

  it('makes it the newest: who presses again is not forgotten for those who came after', () => {
    const { clock, bondsOf, anna, boris, others } = openConsoles();
    clock.now += 30 * second;
    bondsOf(anna, true);
    bondsOf(boris, true);
    bondsOf(anna, true);
    for (let at = 2; at <= most; at += 1) bondsOf(others(at), true);
    clock.now += 50 * second;
    expect([bondsOf(anna, false).isLocked, bondsOf(boris, false).isLocked]).toEqual([false, true]);
  });
});

describe('a secret that waits for its first code', () => {
  const most = 1_000;

  /** The acts of codes behind a door that takes every password: a thousand of them are not hashed here. */
  async function openCodes() {
    const { store, person, access, clock } = await openEntrance();
    const [anna, boris, vera] = [await person(['manager']), await person(['manager']), await person(['manager'])];
    const attempt = { login: 'any', address: '127.0.0.1' };
    const visitorOf = ({ userId, sessionId }: { userId: string; sessionId: string }): Visitor => ({
      ...{ address: attempt.address, agent: '', cookies: [] },
      caller: {
        ...{ actor: { actorId: userId, kind: 'user', roles: ['manager'], visitId: null }, as: 'staff', sessionId },
        ...{ mustChange: false, isLocked: false, mustEnrol: false },
      },
    });
    const user = await store.people.userWithRoles(anna.userId);
    if (user === null) throw new Error('Nobody is there.');
    const proving: Proving = {
      isFamiliar: () => true,
      begin: async () => ({ ok: true, failures: 0, standing: 'known' }),
      again: async ({ caller }) => {
        const { actor, sessionId } = caller ?? {};
        return {
          ok: true,
          user: { ...user, userId: actor?.actorId ?? '' },
          sessionId: sessionId ?? '',
          attempt,
          failures: 0,
        };
      },
      right: async () => undefined,
      wrong: async () => undefined,
    };
    const house = {
      officeId: 'main',
      access: () => access,
      record: async (_told: object, write: () => void) => write(),
    };
    const given = { house, keys: store, vault: makeVault(`${temporaryFolder()}/answers.key`), now: () => clock.now };
    const acts = makeCodeActs({ ...given, closing: { changed: () => undefined }, proving, codes: makeCodes(given) });
    let count = 0;
    const begin = async (of: { userId: string; sessionId: string }) => {
      const told = await acts.begin({ requestId: `begin-${(count += 1)}`, password: 'any' }, visitorOf(of));
      return told.ok ? told.data.secret : '';
    };
    const confirm = async (of: { userId: string; sessionId: string }, secret: string) => {
      const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now });
      return refusalOf(await acts.confirm({ requestId: `confirm-${(count += 1)}`, code }, visitorOf(of)));
    };
    return { begin, confirm, anna, boris, vera };
  }

  it('waits with a thousand others; of one more, the secret begun longest ago is to be begun again', async () => {
    const { begin, confirm, anna, boris, vera } = await openCodes();
    const secrets = [await begin(anna), await begin(boris), await begin(vera)];
    for (let at = 3; at < most; at += 1) await begin({ userId: `other-${at}`, sessionId: `other-${at}` });
    // all of the thousand wait
    expect(await confirm(anna, secrets[0] ?? '')).toBeNull();
    const again = await begin(anna);
    await begin({ userId: 'one more', sessionId: 'one more' });
    expect(await confirm(boris, secrets[1] ?? '')).toBe('notNow');
    expect(await confirm(vera, secrets[2] ?? '')).toBeNull();
    expect(await confirm(anna, again)).toBeNull();
  });
});
