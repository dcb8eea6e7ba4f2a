/**
 * A real office at work for presses that nobody at a screen would send: everybody who may press is there, somebody is
 * served, cases lie open. What it can be asked about itself after each press: did the books move, and by whom?
 */
import { PassThrough } from 'node:stream';
import {
  deviceRoles,
  refusalKeys,
  type CommandName,
  type DeviceRole,
  type RefusalKey,
  type Role,
  type StaffRole,
  staffRoles,
} from '../../server/contract/index.js';
import * as z from 'zod';
import { makeLog } from '../../server/devices/log.js';
import { fileOne, must } from '../support/handedin.js';
import { livingIn } from '../support/living.js';
import type { Living } from '../support/arbitrary.js';
import { checkContent, complaintContent } from '../support/appeals.js';
import { report, romashka } from '../support/filing.js';
import { isFields } from '../support/schema.js';
import { countWrites } from '../support/writes.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';

/** Longest wait for an answer, milliseconds. */
const patienceMs = 60_000;
/** Longer presses come by HTTP: a socket is cut by a packet that is too large, as it should be. */
const longestPacket = 60_000;

export const Heard = z.union([
  z.strictObject({ ok: z.literal(true), data: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    refusal: z.strictObject({
      key: z.enum(refusalKeys),
      about: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  }),
]);
export type Heard = z.infer<typeof Heard>;

export interface Answered {
  /** Null by socket. */
  status: number | null;
  /** The key was taken away while it was pressed: its socket was cut, and nobody heard an answer. */
  isCut: boolean;
  heard: Heard;
}

/** Somebody who presses: by socket, by HTTP, or both. */
export interface Hand {
  actorId: string;
  socket: TestClient | null;
  headers: Record<string, string>;
}

/** The books before a press. */
export interface Mark {
  seq: number;
  touched: ReadonlyMap<string, number>;
}

export interface World {
  office: TestOffice;
  /** Lines of the log at warning and worse. */
  lines: string[];
  me: Hand;
  /** Whoever may press it; a person with every role where one may. */
  handFor(by: readonly Role[]): Hand;
  hand(role: Role): Hand;
  living(): Living;
  mark(): Mark;
  /** Entries since then, and the tables that were written without one. */
  since(mark: Mark): { entries: { kind: string; actor: string }[]; touched: string[] };
  /** By socket where that can be. */
  send(hand: Hand, name: string, payload: unknown, isBySocket: boolean): Promise<Answered>;
  get(hand: Pick<Hand, 'headers'>, path: string): Promise<{ status: number; text: string; type: string }>;
  /** Brings the office to one of many scenes; false when it can be worked in no longer. */
  revive(scene: number): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the office and does a morning's work in it. */
export async function openWorld(): Promise<World> {
  const lines: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (line: Buffer) => void lines.push(line.toString()));
  const office = await openTestOffice({ log: makeLog('warn', stream) });
  const counts = countWrites(office);
  let mine = await office.staff([...staffRoles], '1');
  const { writing } = office.opened.store;
  const theOffice = () => office.opened.app.house.clerk.office;

  await fileOne({ office, operator: mine }, true);
  const letter = { receivedAt: office.clock.now(), sender: 'Сидоров', address: 'Тверь', topic: 'О сроке' };
  await must(mine, 'consultation:receive', letter);
  const complaint = { content: complaintContent, receivedAt: office.clock.now(), receptionId: null };
  const { complaintId } = await must(mine, 'complaint:take', complaint);
  await must(mine, 'complaint:register', { complaintId });
  await must(mine, 'complaint:take', complaint);
  await must(mine, 'check:save', { checkId: null, revision: 0, content: checkContent });
  const atLunch = await office.staff(['operator'], '2');
  await must(atLunch, 'shift:pause', { turn: theOffice().booths.get('booth-2')?.turn ?? 0, reason: 'lunch' });

  const staffHand = ({ userId, cookie, ...socket }: Awaited<ReturnType<TestOffice['staff']>>): Hand => ({
    actorId: userId,
    socket,
    headers: { cookie, 'x-talon-as': 'staff' },
  });
  const deviceHand = (device: Awaited<ReturnType<TestOffice['kiosk']>>, role: 'kiosk' | 'display'): Hand => ({
    actorId: device.deviceId,
    socket: device,
    headers: { authorization: `Bearer ${device.token}`, 'x-talon-as': role },
  });
  const stranger: Hand = { actorId: 'nobody', socket: null, headers: {} };
  const newHands: Record<StaffRole | DeviceRole, () => Promise<Hand>> = {
    operator: async () => staffHand(await office.staff(['operator'])),
    attendant: async () => staffHand(await office.staff(['attendant'])),
    manager: async () => staffHand(await office.staff(['manager'])),
    administrator: async () => staffHand(await office.staff(['administrator'])),
    auditor: async () => staffHand(await office.staff(['auditor'])),
    kiosk: async () => deviceHand(await office.kiosk(), 'kiosk'),
    display: async () => deviceHand(await office.display(), 'display'),
  };
  const hands = new Map<Role, Hand>();
  /** Whose key was taken away meanwhile comes with a new one. */
  async function bringHands(): Promise<void> {
    for (const role of [...staffRoles, ...deviceRoles])
      if (hands.get(role)?.socket?.socket.connected !== true) hands.set(role, await newHands[role]());
  }

  /** Somebody of every role, at a booth of their own. */
  async function comeAgain(): Promise<void> {
    mine = await office.staff([...staffRoles]);
  }
  const ask = async (name: CommandName, payload: object) =>
    (await mine.socket.timeout(patienceMs).emitWithAck(name, { requestId: press(), ...payload })) as Heard;

  const myShift = () =>
    [...theOffice().shifts.values()].find(({ userId, closedAt }) => userId === mine.userId && closedAt === null);

  async function sitDown(): Promise<boolean> {
    const { booths, profiles } = theOffice();
    if (myShift() !== undefined) return true;
    const profileId = [...profiles.keys()][0] ?? '';
    for (const boothId of booths.keys())
      if ((await ask('shift:open', { boothId, profileId, takeOver: true })).ok) return true;
    return false;
  }

  /** What somebody at my booth would most often mean. */
  function beforeMe(): Readonly<Record<string, unknown>> {
    const { booths, receptions, index } = theOffice();
    const boothId = myShift()?.boothId ?? '';
    const at = [...receptions.values()].find(({ state, userId }) => state === 'open' && userId === mine.userId);
    return {
      turn: booths.get(boothId)?.turn,
      visitId: index.held.get(boothId),
      receptionId: at?.receptionId,
      submissionId: at?.submissionId ?? undefined,
      step: at?.steps.find(({ state }) => state === 'running')?.step,
    };
  }

  /** Whoever was before me has gone; the next one waits, is called, is served, or has handed a report in. */
  async function setScene(scene: number): Promise<void> {
    const { booths, services, visits, index } = theOffice();
    const boothId = myShift()?.boothId ?? '';
    const turn = () => booths.get(boothId)?.turn ?? 0;
    const atBooth = () => visits.get(index.held.get(boothId) ?? '');
    await ask('shift:resume', { turn: turn() });
    if (atBooth()?.status === 'called') await ask('visit:miss', { turn: turn() });
    if (atBooth()?.status === 'serving' && !(await ask('visit:finish', { turn: turn(), note: 'Ждёт' })).ok)
      await ask('visit:park', { turn: turn(), reason: 'Ждёт' });
    const serviceId = [...services.keys()][scene % services.size] ?? '';
    const ticket = { serviceId, answers: {}, language: 'ru', category: null, print: false };
    const issued = await ask('ticket:issue', ticket);
    const visitId = issued.ok && isFields(issued.data) ? issued.data.visitId : null;
    if (scene % 4 === 0) return;
    await ask('visit:call', { turn: turn(), visitId, reason: 'По просьбе' });
    if (scene % 4 === 1) return;
    await ask('visit:begin', { turn: turn() });
    const receptionId = atBooth()?.receptionId ?? null;
    const content = report({ year: 2012, period: '4' });
    if (scene % 4 === 3) await ask('submission:save', { receptionId, revision: 0, payer: romashka, content });
  }

  /** Ever: a socket that an earlier press has cut may learn of it only in the next one. */
  const isChanged = (userId: string) =>
    writing
      .prepare(`select 1 from "Journal" where kind = 'user:changed' and json_extract(data, '$.userId') = ?`)
      .get(userId) !== undefined;

  const get: World['get'] = async ({ headers }, path) => {
    const signal = AbortSignal.timeout(60_000);
    const response = await fetch(`${office.url}${path}`, { headers, signal, redirect: 'manual' });
    return { status: response.status, text: await response.text(), type: response.headers.get('content-type') ?? '' };
  };

  const world: World = {
    office,
    lines,
    get me() {
      return staffHand(mine);
    },
    handFor: (by) =>
      by.some((role) => staffRoles.some((one) => one === role)) ? staffHand(mine) : world.hand(by[0] ?? 'nobody'),
    hand(role) {
      if (role !== 'ticket') return hands.get(role) ?? stranger;
      const [visit] = [...theOffice().visits.values()].filter(({ status }) => status === 'waiting');
      const { visitId = '', token = '' } = visit ?? {};
      return { actorId: visitId, socket: null, headers: { authorization: `Bearer ${token}`, 'x-talon-as': 'ticket' } };
    },
    living() {
      const books = livingIn(writing, office.clock.now());
      return (field) => {
        const first = beforeMe()[field];
        return first === undefined ? books(field) : [first, ...books(field)];
      };
    },
    mark: () => ({ seq: office.opened.app.house.clerk.head.seq, touched: counts() }),
    since({ seq, touched }) {
      const entries = writing
        .prepare<[number], { kind: string; actor: string }>(
          'select kind, actor from "Journal" where seq > ? order by seq',
        )
        .all(seq);
      return {
        entries,
        touched: [...counts()].flatMap(([name, times]) => (touched.get(name) === times ? [] : [name])),
      };
    },
    async send({ actorId, socket, headers }, name, payload, isBySocket) {
      const body = JSON.stringify(payload) ?? 'null';
      if (socket !== null && isBySocket && body.length < longestPacket) {
        try {
          // what is sent on a socket that an earlier press has cut waits for another one, which never comes
          if (!socket.socket.connected) throw new Error('the socket was cut before');
          const heard: unknown = await socket.socket.timeout(patienceMs).emitWithAck(name, payload);
          return { status: null, isCut: false, heard: Heard.parse(heard) };
        } catch (error) {
          // a session that has ended takes its socket along, and so does one that is locked or has other roles now
          const me = await get({ headers }, '/api/reports/me');
          const isLocked = me.text.includes('"isLocked":true');
          if (socket.socket.connected || (me.status === 200 && !isLocked && !isChanged(actorId)))
            throw new Error(`${name} ${body} is not answered: ${me.status} ${me.text}`, { cause: error });
          return {
            status: null,
            isCut: true,
            heard: { ok: false, refusal: { key: isLocked ? 'locked' : 'signedOut' } },
          };
        }
      }
      const response = await fetch(`${office.url}/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(patienceMs),
      });
      return { status: response.status, isCut: false, heard: Heard.parse(await response.json()) };
    },
    get,
    async revive(scene) {
      await office.opened.app.house.clerk.idle();
      // nobody here has a telephone: where it is asked for, nobody comes in any more
      if (theOffice().settings.access.codeRoles.length > 0) return false;
      await bringHands();
      if ((await get(staffHand(mine), '/api/reports/alertSettings')).status !== 200 || !mine.socket.connected)
        await comeAgain();
      if ((await get(staffHand(mine), '/api/reports/alertSettings')).status !== 200) return false;
      if (theOffice().day?.phase !== 'open') await ask('day:open', {});
      if (theOffice().day?.phase !== 'open' || !(await sitDown())) return false;
      await setScene(scene);
      return true;
    },
    close: () => office.close(),
  };
  await world.revive(0);
  return world;
}

/** Refusals that say that whoever presses can press no longer. */
export const outcast: readonly RefusalKey[] = [
  'signedOut',
  'passwordMustChange',
  'locked',
  'mustEnrol',
  'pairingInvalid',
];
