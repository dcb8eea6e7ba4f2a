/**
 * Whatever fits the shapes of the wire, and whatever nearly does, pressed at a real office: each press is answered as
 * the contract says, and what was refused has changed nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands, deviceRoles, staffRoles, type Role } from '../../server/contract/index.js';
import { commandNames } from '../../server/doors/openapi.js';
import { statusOf } from '../../server/doors/status.js';
import { assemble } from '../../server/office/assemble.js';
import { sha256 } from '../../server/devices/ids.js';
import { loadLaw } from '../../server/regulations/index.js';
import { loadOffice } from '../../server/store/load.js';
import { verifyJournal } from '../../server/store/verify.js';
import { rowsOf } from '../support/clerk.js';
import { arbitraryOf, nearly, type Living } from '../support/arbitrary.js';
import { press } from '../support/office.js';
import { one, runs, schemaOf, told } from '../support/tries.js';
import { fits, isFields, overWire } from '../support/schema.js';
import { openWorld, outcast, type World } from './fuzzing.js';

const roles: readonly Role[] = [...staffRoles, ...deviceRoles, 'ticket'];

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let living: Living = () => [];
let scene = 0;

/** The next scene; an office that somebody's press has shut is followed by a new one. */
async function nextScene(): Promise<void> {
  scene += 1;
  if (!(await world.revive(scene))) {
    await world.close();
    world = await openWorld();
  }
  living = world.living();
}

/** What the doors write down of who came, whatever becomes of it. */
const atTheDoor = ['Session', 'Device', 'FailedSignIn', 'Pairing'];
/** Nothing is ruled in these, and the journal does not tell them. */
const untold = ['draft:save', 'session:beat', 'device:ask', 'device:claim', 'device:report', 'session:beginSso'];

const yes = new Set<string>();

/** One press, and all that must be true of it whatever it was. */
async function pressOne(name: (typeof commandNames)[number], payload: unknown, isBySocket: boolean): Promise<void> {
  const hand = world.handFor(commands[name].by);
  const before = world.mark();
  const { status, heard, isCut } = await world.send(hand, name, payload, isBySocket);
  if (isCut) return nextScene();
  const what = told(name, payload);
  const key = heard.ok ? null : heard.refusal.key;
  if (status !== null) expect(status, what).toBe(key === null ? 200 : statusOf(key));
  expect(key, what).not.toBe('internal');
  const { entries, touched } = world.since(before);
  const others = entries.filter(({ actor }) => actor !== hand.actorId);
  const byDoor = touched.filter((table) => !atTheDoor.includes(table));
  if (heard.ok) {
    yes.add(name);
    const parsed = commands[name].reply.safeParse(heard.data);
    expect(parsed.success ? [] : parsed.error.issues, `${what} is answered ${JSON.stringify(heard.data)}`).toEqual([]);
    if (entries.length === 0 && !untold.includes(name)) expect(byDoor, `${what} wrote without an entry`).toEqual([]);
  } else {
    expect(
      entries.filter(({ actor }) => actor === hand.actorId),
      `${what} is refused (${key}) and written`,
    ).toEqual([]);
    // the office's own rulings fall between presses too: of those the tables say nothing
    if (others.length === 0) expect(byDoor, `${what} is refused (${key}) and has changed`).toEqual([]);
  }
  const schema = schemaOf(name, 'Payload');
  if (!fits(schema, overWire(payload)) && (key === null || !outcast.includes(key)))
    expect(['badRequest', 'tooLarge'], `${what} does not fit and is answered ${key ?? 'yes'}`).toContain(key);
  const field = heard.ok ? undefined : heard.refusal.about?.['field'];
  if (key === 'badRequest' && typeof field === 'string' && status === 400)
    expect(Object.keys(schema.properties ?? {}), what).toContain(field.split('.')[0]);
  if (key !== null && outcast.includes(key)) await nextScene();
}

const withId = (payload: unknown) => (isFields(payload) ? { ...payload, requestId: press() } : payload);

describe('a press that no screen sends', () => {
  it.each(commandNames)('%s', async (name) => {
    const schema = schemaOf(name, 'Payload');
    const right = arbitraryOf(schema, (field) => living(field));
    const wrong = nearly(schema, (field) => living(field));
    for (let at = 0; at < runs; at += 1) {
      if (at % 5 === 0) await nextScene();
      const isRight = at % 5 < 3;
      const payload = one(name, at, isRight ? right : wrong);
      if (isRight) expect(fits(schema, overWire(payload)), told(name, payload)).toBe(true);
      await pressOne(name, isRight ? withId(payload) : payload, at % 2 === 0);
    }
    expect(world.lines).toEqual([]);
  });

  it('was often enough one that the office grants', () => {
    // of most commands some press comes through; of which ones is chance
    expect(yes.size).toBeGreaterThan(commandNames.length / 4);
  });

  it.each(roles)('is refused to the %s before it is looked at, when it is not theirs', async (role) => {
    await nextScene();
    for (const name of commandNames) {
      const by: readonly Role[] = commands[name].by;
      if (by.includes(role) || by.includes('nobody')) continue;
      const hand = world.hand(role);
      const payload = one(`${role} ${name}`, 0, arbitraryOf(schemaOf(name, 'Payload'), living));
      const before = world.mark();
      const { heard } = await world.send(hand, name, withId(payload), false);
      expect(heard, told(`${role} ${name}`, payload)).toMatchObject({ ok: false, refusal: { key: 'notAllowed' } });
      expect(world.since(before).entries.filter(({ actor }) => actor === hand.actorId)).toEqual([]);
    }
  });

  it('leaves an office whose journal is whole, whose books say what it says, and that still gives a ticket', async () => {
    await nextScene();
    const { config, opened } = world.office;
    const { clerk, officeId } = opened.app.house;
    const kiosk = world.hand('kiosk');
    // some service may have been closed, filled or left to bookings meanwhile: not every one
    const heard = [];
    for (const serviceId of clerk.office.services.keys()) {
      const ticket = { requestId: press(), serviceId, answers: {}, language: 'ru', category: null };
      heard.push((await world.send(kiosk, 'ticket:issue', ticket, true)).heard);
    }
    expect(heard).toContainEqual(expect.objectContaining({ ok: true }));
    await clerk.idle();
    const verdict = verifyJournal({ file: config.databaseFile, officeId, anchors: [], onProgress: () => undefined });
    expect(verdict).toMatchObject({ whole: true });
    // printers and the clock go on meanwhile: what is compared was looked at in one breath
    const { people, devices, printers } = clerk.office;
    const faces = { people, devices, printers };
    let [kept, told] = [{}, {}];
    for (let seq = -1; seq !== clerk.head.seq;) {
      ({ seq } = clerk.head);
      const loaded = await loadOffice(opened.store, officeId);
      [kept, told] = [rowsOf(assemble(loaded, loadLaw(sha256), faces)), rowsOf(clerk.office)];
    }
    expect(kept).toEqual(told);
    expect(world.lines).toEqual([]);
  });
});
