/**
 * Reception by the regulation: eight operators do whole intakes by sockets, with the views of their consoles, alone and
 * beside 64 busy kiosks; every fourth payer brings a file with two hundred faults.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Socket } from 'socket.io-client';
import type { CommandName, DeskView, Payload } from '../../server/contract/index.js';
import { makeDice, type Dice } from '../../server/demo/dice.js';
import { payerOf, reportOf } from '../../server/demo/filing.js';
import * as files from '../support/reports.js';
import { newFolder, startChild, type Child } from './child.js';
import { ask, device, press, staff } from './clients.js';
import { percentile, row, type Row } from './figures.js';

const booths = 8;
const kioskCount = 64;
/**
 * Between two tickets of one kiosk: 64 tickets a second, a thousand times a busy hall. Kiosks that press without a pause
 * keep this process busier than the server, and then it is its own delay that it measures.
 */
const kioskPauseMs = 1000;
const intakesEach = 4;
/** Between two presses of one operator: ten times as quick as the quickest person. */
const thinkMs = 100;
const service = 'service-intake-medium';

interface Seat {
  booth: number;
  socket: Socket;
  cookie: string;
  /** The newest view of the console. */
  desk: DeskView | null;
}

/** Milliseconds from press to acknowledgement. */
type Waits = number[];

async function sit(child: Child, booth: number): Promise<Seat> {
  const { socket, cookie } = await staff(child, `operator-${booth}`, 'operator');
  const seat: Seat = { booth, socket, cookie, desk: null };
  socket.on('view', (_name: string, view: DeskView) => (seat.desk = view));
  socket.emit('watch', 'desk');
  await ask(socket, 'shift:open', { requestId: press(), boothId: `booth-${booth}`, profileId: 'profile-all' });
  return seat;
}

/** What the console shows once it shows this. */
async function seen(seat: Seat, is: (view: DeskView) => boolean): Promise<DeskView> {
  for (;;) {
    if (seat.desk !== null && is(seat.desk)) return seat.desk;
    await sleep(2);
  }
}

/** Two hundred persons of whom every one has a wrong check number. */
function faultyFile(pack: number): { name: string; bytes: Uint8Array<ArrayBuffer> } {
  const persons = files.personsOf(200).map((one) => ({ ...one, snils: `${one.snils.slice(0, 12)}00` }));
  const report = files.reportOf({ pack, persons });
  return { name: files.nameOf(report), bytes: new Uint8Array(files.cp1251(files.xmlOf(report))) };
}

async function handIn(child: Child, seat: Seat, receptionId: string, pack: number): Promise<void> {
  const { name, bytes } = faultyFile(pack);
  const response = await fetch(`${child.url}/api/files`, {
    method: 'POST',
    body: bytes,
    headers: {
      cookie: seat.cookie,
      'content-type': 'application/octet-stream',
      'x-talon-as': 'staff',
      'x-talon-request': press(),
      'x-talon-reception': receptionId,
      'x-talon-name': encodeURIComponent(name),
    },
  });
  const reply: { ok: boolean } = await response.json();
  if (!reply.ok) throw new Error(`the file was refused: ${JSON.stringify(reply)}`);
}

/** One payer from the call to the copy in the hand. */
async function intake(child: Child, seat: Seat, dice: Dice, ordinal: number, waits: Waits): Promise<void> {
  const { socket } = seat;
  const timed = async <N extends CommandName>(name: N, payload: Payload<N>) => {
    const from = performance.now();
    const answer = await ask(socket, name, payload);
    waits.push(performance.now() - from);
    await sleep(thinkMs);
    return answer;
  };
  await timed('visit:callNext', {
    requestId: press(),
    turn: (await seen(seat, ({ current }) => current === null)).turn,
  });
  await timed('visit:begin', {
    requestId: press(),
    turn: (await seen(seat, ({ current }) => current?.status === 'called')).turn,
  });
  const { current, turn } = await seen(seat, (view) => view.current?.reception !== null && view.current !== null);
  const { receptionId, work } = current?.reception ?? { receptionId: '', work: { steps: [] } };
  let revision = 0;
  if (ordinal % 4 === 0) {
    await handIn(child, seat, receptionId, ordinal + 1);
    revision = 1;
  }
  const payer = payerOf(seat.booth * 30 + ordinal);
  const typed = reportOf(dice, 400, () => `pack-${press()}`);
  // a console saves as it is typed: the card first, then the content
  for (const content of [{ ...typed, packs: [], totals: null }, typed])
    ({ revision } = await timed('submission:save', { requestId: press(), receptionId, revision, payer, content }));
  const own = { ruleId: null, severity: 30, text: 'Нет описи', where: 'пачка 1', found: '', expected: '' };
  await timed('reception:addFinding', { requestId: press(), receptionId, finding: own });
  for (const { step, attested } of work.steps) {
    const attestation = attested
      ? { tool: 'CheckXML', result: 'passed' as const, checkedAt: (seat.desk?.now ?? 0) - 60_000, file: '' }
      : null;
    await timed('reception:completeStep', { requestId: press(), receptionId, step, attestation });
  }
  const response = await fetch(`${child.url}/api/reports/case?receptionId=${receptionId}`, {
    headers: { cookie: seat.cookie, 'x-talon-as': 'staff' },
  });
  const page: { data: { protocols: { protocolId: string }[] } } = await response.json();
  const protocolId = page.data.protocols[0]?.protocolId ?? '';
  await timed('protocol:sign', { requestId: press(), protocolId });
  await timed('protocol:handOver', { requestId: press(), protocolId });
  await timed('visit:finish', { requestId: press(), turn });
}

async function work(child: Child, seats: readonly Seat[], dice: Dice): Promise<Waits> {
  const waits: Waits = [];
  await Promise.all(
    seats.map(async (seat) => {
      for (let ordinal = 0; ordinal < intakesEach; ordinal += 1) await intake(child, seat, dice, ordinal, waits);
    }),
  );
  return waits;
}

const issue = (kiosk: Socket) =>
  ask(kiosk, 'ticket:issue', { requestId: press(), serviceId: service, answers: {}, language: 'ru' });

/** Longest stretches of the server's thread, as it tells them itself each second. */
async function pulses(child: Child): Promise<{ p99: number; most: number }[]> {
  const said = await child.says(/pulse/, 5000);
  return [...said.matchAll(/pulse ([\d.]+) ([\d.]+)/g)].map(([, p99, most]) => ({
    p99: Number(p99),
    most: Number(most),
  }));
}

/** Rows: presses of whole intakes alone and beside the kiosks, and how long the clerk's thread was busy at a stretch. */
export async function caseRows(): Promise<Row[]> {
  const pulse = fileURLToPath(new URL('./pulse.mjs', import.meta.url));
  const child = await startChild(newFolder(), { NODE_OPTIONS: `--import ${pulse}` });
  try {
    const kiosks = await Promise.all(
      Array.from({ length: kioskCount }, (_, at) => device(child, 'kiosk', `Киоск ${at + 1}`)),
    );
    const seats: Seat[] = [];
    for (let booth = 1; booth <= booths; booth += 1) seats.push(await sit(child, booth));
    const [first] = kiosks;
    for (let at = 0; first !== undefined && at < booths * intakesEach * 3; at += 1) await issue(first);
    const dice = makeDice(7);
    // the first payers warm the thread up
    await work(child, seats, dice);
    const before = (await pulses(child)).length;
    const alone = await work(child, seats, dice);
    await sleep(1100);
    const busy = (await pulses(child)).slice(before + 1);
    for (const kiosk of kiosks) kiosk.emit('watch', 'kiosk');
    let isOver = false;
    const crowd = Promise.all(
      kiosks.map(async (kiosk) => {
        while (!isOver) {
          await issue(kiosk);
          await sleep(kioskPauseMs);
        }
      }),
    );
    const beside = await work(child, seats, dice);
    isOver = true;
    await crowd;
    for (const kiosk of kiosks) kiosk.disconnect();
    return [
      row('press of an intake by 8 operators, p50', percentile(alone, 0.5), 'ms', null),
      row('… beside 64 kiosks that issue a ticket a second each, p50', percentile(beside, 0.5), 'ms', null),
      row('… from press to acknowledgement, p99', percentile(beside, 0.99), 'ms', { most: 60 }),
      row(
        'the clerk’s thread busy at a stretch during intakes, p99 of a usual second',
        percentile(
          busy.map(({ p99 }) => p99),
          0.5,
        ),
        'ms',
        {
          most: 10,
        },
      ),
      row('… longest, whatever it did', Math.max(...busy.map(({ most }) => most)), 'ms', null),
    ];
  } finally {
    await child.stop();
    child.remove();
  }
}
