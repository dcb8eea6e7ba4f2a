/**
 * Any life of an office in real books: random presses through the rules, each ruling committed as the clerk commits it.
 * The office may lie in any zone and work into the night, so that its days hold a change of the clocks or run past
 * midnight.
 */
import { join } from 'node:path';
import { dayOf, instantOf, scheduleOf } from '../../server/devices/zone.js';
import type { Actor, Ruling } from '../../server/domain/decide.js';
import { apply } from '../../server/domain/apply.js';
import { isCasePatch } from '../../server/domain/caserow.js';
import { addCalendarDays } from '../../server/domain/calendar.js';
import { versionKey } from '../../server/domain/lawof.js';
import type { Office } from '../../server/domain/office.js';
import type { Entry } from '../../server/domain/patch.js';
import type { Instant } from '../../server/domain/instant.js';
import type { Settings } from '../../server/domain/settings.js';
import { passTime, type Schedule } from '../../server/domain/rules/day.js';
import type { ClerkContext } from '../../server/domain/rules/table.js';
import type { Batch } from '../../server/store/commit.js';
import { regulationOf } from '../../server/regulations/regulation.js';
import { makeOffice } from '../../server/store/make.js';
import { openStore } from '../../server/store/open.js';
import { rulingOf, type Step } from '../domain/life.js';
import { clockwork, operators, smallOffice, Stage } from '../support/builders.js';
import { migrations } from '../support/database.js';
import { law, realPack, servicesOf, withLaw } from '../support/law.js';
import { newPack, read } from '../support/packs.js';
import type { RawEntry } from './recount.js';

export interface Place {
  zone: string;
  /** Wall time of the beginning: `2026-10-24` at `HH:MM`. */
  day: string;
  wall: string;
  keepOvernight: boolean;
  /** Another norm of waiting is in force every other day; of a lawful office another version of the whole order. */
  isLawChanging: boolean;
  /** Under the order, with steps and cases; else the small office. */
  isLawful: boolean;
  /** Days end three hours past midnight. */
  isLate: boolean;
}

/**
 * The order as it is every other day: steps have other norms and one another title, advice has a target where it had a
 * norm, and a protocol is handed over as advice that has one.
 */
export const laterContent = newPack('later', (pack) => {
  for (const { steps } of pack.procedures)
    for (const [place, step] of steps.entries()) {
      if (place % 2 === 0) step.norm.n -= 1;
      if (place === 1) step.title = { ru: `${step.title.ru} (по-новому)`, en: `${step.title.en} (anew)` };
    }
  for (const service of pack.services) {
    if (service.code === 'consultation') Object.assign(service, { limit: null, target: { unit: 'minute', n: 12 } });
    if (service.code === 'protocol')
      Object.assign(service, { limit: 'CONSULT_PERSONAL', target: null, matter: 'consultation' });
  }
});
export const laterPack = read(laterContent);

/** An office in a zone; with `isLate` its day runs past midnight. */
class Life extends Stage {
  constructor(
    office: Office,
    private readonly place: Place,
  ) {
    super(office);
    this.now = instantOf(place.day, place.wall, place.zone);
  }

  schedule(): Schedule {
    const { zone, isLate } = this.place;
    if (!isLate) return scheduleOf(this.now, this.office.settings);
    const day = dayOf(this.now, zone);
    const next = addCalendarDays(day, 1);
    return {
      day,
      opensAt: instantOf(day, '07:00', zone),
      lastTicketAt: instantOf(next, '01:30', zone),
      doorsCloseAt: instantOf(next, '02:00', zone),
      closeBy: instantOf(next, '03:30', zone),
    };
  }

  /** What comes into force does so between two days. */
  changeLaw(): void {
    const { office, place, now } = this;
    if (!place.isLawChanging || (office.day !== null && office.day.phase !== 'closed')) return;
    const waitNorm = { minutes: Number(dayOf(now, place.zone).slice(-2)) % 2 === 0 ? 15 : 6, ref: 'п. 34' };
    office.settings = { ...office.settings, waitNorm };
    if (!place.isLawful) return;
    const pack = waitNorm.minutes === 15 ? realPack() : laterPack;
    office.regulations = new Map([[pack.id, { ...regulationOf(pack, law.findingRules), waitNorm }]]);
    office.versions = new Map(
      [realPack(), laterPack].map((one) => [versionKey(one.id, one.version), regulationOf(one, law.findingRules)]),
    );
    for (const service of servicesOf(pack)) {
      const { isOpen, closedReason, closedUntil } = office.services.get(service.serviceId) ?? service;
      office.services.set(service.serviceId, { ...service, isOpen, closedReason, closedUntil });
    }
  }

  override context(who: Actor): ClerkContext {
    const { zone } = this.place;
    return { ...super.context(who), dayOf: (at) => dayOf(at, zone), schedule: this.schedule() };
  }
}

export interface Books {
  file: string;
  officeId: string;
}

const officeId = 'main';

function officeAt(place: Place): Office {
  const settings: Partial<Settings> = {
    zone: place.zone,
    keepOvernight: place.keepOvernight,
    hours: Array.from({ length: 7 }, () => ({ opens: '07:00', lastTicket: '22:00', doorsClose: '23:00' })),
  };
  const office = smallOffice(settings);
  return place.isLawful ? withLaw(office) : office;
}

/** Takes what a ruling changed and tells. */
type Commit = (part: Pick<Batch, 'patches' | 'entries'>) => void;

/** What a life leaves behind. */
export interface Lived {
  office: Office;
  /** When it ended. */
  now: Instant;
  /** The journal as its columns have it. */
  entries: RawEntry[];
}

const madeEntry = (at: Instant): Entry => ({
  at,
  kind: 'office:made',
  actor: 'test',
  visitId: null,
  data: { officeId },
});

function lead(stage: Life, steps: readonly Step[], commit: Commit): Lived {
  const { office } = stage;
  const entries = [madeEntry(stage.now)];
  const become = (ruling: Ruling | null) => {
    if (ruling === null || !ruling.ok) return;
    const { patches, entries: told } = ruling.decision;
    for (const patch of patches) {
      apply(office, patch);
      if (isCasePatch(patch)) stage.cases.put(patch);
    }
    entries.push(...told);
    if (patches.length + told.length > 0) commit({ patches, entries: told });
  };
  for (const step of steps) {
    stage.pass(step.verb === 'night' ? 24 * 60 : step.minutes);
    stage.changeLaw();
    for (let rulings = 0; rulings < 20; rulings += 1) {
      const ruling = passTime(office, stage.schedule(), stage.context(clockwork));
      if (ruling === null) break;
      become(ruling);
    }
    become(rulingOf(stage, step));
  }
  return {
    office,
    now: stage.now,
    entries: entries.map((entry, place) => ({
      ...entry,
      seq: place + 1,
      // nothing that only lives in memory
      data: JSON.parse(JSON.stringify(entry.data)),
    })),
  };
}

/** Lives the steps, in memory alone. */
export function lifeInMemory(place: Place, steps: readonly Step[]): Lived {
  return lead(new Life(officeAt(place), place), steps, () => undefined);
}

/** Lives the steps in new books in a folder, each ruling in a commit of its own. */
export async function lifeInBooks(folder: string, place: Place, steps: readonly Step[]): Promise<Lived & Books> {
  const stage = new Life(officeAt(place), place);
  const { office } = stage;
  const file = join(folder, 'talon.db');
  const store = openStore({ file, migrations });
  // what is lost with the power is no matter here
  store.writing.pragma('synchronous = OFF');
  let { revision } = makeOffice(store, {
    officeId,
    settings: office.settings,
    createdAt: stage.now,
    queues: [...office.queues.values()],
    services: [...office.services.values()],
    profiles: [...office.profiles.values()],
    booths: [...office.booths.values()],
    printers: [],
    entries: [madeEntry(stage.now)],
    writes: [],
  });
  const left = lead(stage, steps, (part) => {
    ({ revision } = store.commit({ officeId, revision, ...part, answers: [] }));
  });
  await store.close();
  return { ...left, file, officeId };
}

/** Two who sit at booths from the beginning, so that a short life has visitors received. */
export const opening: readonly Step[] = operators
  .slice(0, 3)
  .map((_, who) => ({ verb: 'open', who, pick: who + 4 * 7, minutes: 0, isStale: false }));
