/** THE GENERATOR: plays a history day by day and hands each over as values of columns and text of entries. */
import { makeDice } from '../demo/dice.js';
import { sha256 } from '../devices/ids.js';
import type { Actor } from '../domain/decide.js';
import type { Patch } from '../domain/patch.js';
import type { Colleague, DeviceFace } from '../domain/people.js';
import { assemble } from '../office/assemble.js';
import { printDaySheet } from '../office/paper.js';
import { loadLaw } from '../regulations/index.js';
import { bulkRow, type BulkEntries, type BulkRows } from '../store/bulk.js';
import type { LoadedOffice } from '../store/load.js';
import { makeHistoryIds } from './chance.js';
import { playHistoryDay } from './day.js';
import type { HistoryDay } from './days.js';
import type { HistoryStaff } from './people.js';
import { clockwork, makeScene, partSize, userActor } from './scene.js';
import { makeWall } from './wall.js';
import { makeWorld } from './world.js';
import { closingPlace } from './closing.js';
import type { Pledge } from './pledges.js';

const dayMs = 24 * 3_600_000;
/** Longer than any term but that of a case which nobody has settled. */
const rememberedMs = 45 * dayMs;
/** Working days between two looks at what nobody asks for any more: a look costs a walk through six weeks of cases. */
const forgetDays = 5;

export interface GenerateSpec {
  loaded: LoadedOffice;
  faces: { people: Map<string, Colleague>; devices: Map<string, DeviceFace> };
  staff: HistoryStaff;
  seed: number;
  days: HistoryDay[];
  /** The day on which the office was made. */
  madeOn: string;
  /** From this day on papers are kept; of earlier ones only that they were printed. */
  papersFrom: string;
  /** Of this day and earlier ones the office keeps no answers given at the kiosk: `PassedWords.visitsUntil`. */
  wordsUntil: string;
  /** Midnights after the last day are passed until this one. */
  until: string;
}

/**
 * What a played day comes as. Pledges and entries are told while it is played, rows when it is over, then print jobs, then
 * that the day is whole.
 */
export type DayPart =
  | { kind: 'pledges'; pledges: Pledge[] }
  | { kind: 'entries'; entries: BulkEntries }
  | BulkRows
  | { kind: 'printJobs' }
  | { kind: 'day'; day: string };

/** What people met that was not planned: refusals by command and key. */
export type Refusals = Map<string, number>;

/** A visit as the night leaves it: what it could be taken back to is a copy of what was said. */
const emptied = (patch: Patch): Patch =>
  patch.table === 'visit' ? { table: 'visit', row: { ...patch.row, answers: {}, undo: null } } : patch;

/** Plays the days in their order and tells of each; gives the day that is whole. What is refused is counted in `refusals`. */
export function* generate(spec: GenerateSpec, refusals: Refusals, tell: (part: DayPart) => void): Generator<string> {
  const law = loadLaw(sha256);
  const office = assemble(spec.loaded, law, spec.faces);
  const wall = makeWall(office.settings);
  const scene = makeScene(office, wall, makeDice(spec.seed), (now) => makeHistoryIds(spec.seed, now), {
    entries: (entries) => tell({ kind: 'entries', entries }),
    pledges: (pledges) => tell({ kind: 'pledges', pledges }),
  });
  const kiosks = [...office.devices.values()]
    .filter(({ role }) => role === 'kiosk')
    .map(({ deviceId }): Actor => ({ actorId: deviceId, kind: 'device', roles: ['kiosk'], visitId: null }));
  const serviceIds = new Map([...office.services.values()].map(({ code, serviceId }) => [code, serviceId]));
  const ruleIds = [...law.findingRules].filter(({ severity }) => severity >= 30).map(({ ruleId }) => ruleId);
  const world = makeWorld({
    scene,
    staff: spec.staff,
    kiosks,
    // which faults are usual is chance, and stays so for all the years
    ruleIds: makeDice(spec.seed + 5).shuffle(ruleIds),
    serviceId: (code) => serviceIds.get(code) ?? '',
    actorOf: (userId) => userActor(userId, ['operator']),
  });

  function tellRows(patches: Iterable<Patch>, day: string): void {
    let of: BulkRows | null = null;
    for (const patch of patches) {
      const row = bulkRow(day <= spec.wordsUntil ? emptied(patch) : patch, office.officeId);
      if (row === null) continue;
      of ??= { kind: 'rows', table: row.table, rows: [] };
      of.rows.push(row.values);
      if (of.rows.length < partSize) continue;
      tell(of);
      of = null;
    }
    if (of !== null) tell(of);
  }

  function handOver(day: string): string {
    const patches = scene.take();
    for (const [table, changed] of patches) if (table !== 'printJob') tellRows(changed, day);
    // the closing sheet among them names the head that the entries make
    tell({ kind: 'printJobs' });
    for (const [table, changed] of patches) if (table === 'printJob') tellRows(changed, day);
    tell({ kind: 'day', day });
    return day;
  }

  let before = spec.madeOn;
  for (const [ordinal, day] of spec.days.entries()) {
    scene.keepPapers(day.day >= spec.papersFrom);
    playHistoryDay(world, day, before, () =>
      scene.rule('day:sheet', printDaySheet(closingPlace, wall.wall), clockwork),
    );
    before = day.day;
    for (const seat of office.shifts.values()) office.lastBooth.set(seat.userId, seat.boothId);
    if (ordinal % forgetDays === 0) scene.books.forget(scene.now - rememberedMs);
    yield handOver(day.day);
  }
  scene.passNights(before, spec.until);
  yield handOver(spec.until);
  for (const [name, count] of scene.refused) refusals.set(name, count);
}
