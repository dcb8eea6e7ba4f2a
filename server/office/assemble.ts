/** Assembles the office in memory from its rows and the law that its services come from. */
import type { CalendarLists } from '../contract/index.js';
import { usualAccess } from '../domain/access.js';
import { usualAlerts } from '../domain/alerts.js';
import { apply } from '../domain/apply.js';
import { byNumber } from '../domain/booths.js';
import { categoriesBy } from '../domain/categories.js';
import { emptyIndex } from '../domain/office.js';
import type { Office, Retired } from '../domain/office.js';
import { usualOwn, withOwn, type Category, type Service } from '../domain/services.js';
import type { Colleague, DeviceFace } from '../domain/people.js';
import { printerOf, type Printer } from '../domain/printing.js';
import { slidesOfStand, usualSettings, type Settings } from '../domain/settings.js';
import { calendarOf, type GivenYears } from '../domain/yearlists.js';
import type { RetentionRules } from '../domain/keeping.js';
import type { FindingRule } from '../domain/regulation.js';
import type { PackFace } from '../domain/law.js';
import { versionKey } from '../domain/lawof.js';
import { regulationOf } from '../regulations/regulation.js';
import { normOf, waitNormOf, type Pack } from '../regulations/pack.js';
import type { PackRow, Printer as PrinterRow, ServiceRow } from '../store/columns.js';
import type { LoadedOffice } from '../store/load.js';

export interface Faces {
  people: Map<string, Colleague>;
  devices: Map<string, DeviceFace>;
}

/** A service of the office: what staff may change from its row, everything else from its pack. */
function serviceOf(row: ServiceRow, { packs, versions }: Pick<AssembledLaw, 'packs' | 'versions'>): Service {
  const knows = (pack: Pack | undefined) => pack?.services.some(({ code }) => code === row.code) === true;
  const inForce = packs.get(row.packId);
  // what the law in force no longer has, and the office no longer offers, is still called as the last one called it
  const earlier = [...(versions?.values() ?? [])].filter((pack) => pack.id === row.packId && knows(pack)).at(-1);
  const pack = knows(inForce) ? inForce : earlier;
  const content = pack?.services.find((service) => service.code === row.code);
  if (pack === undefined || content === undefined)
    throw new Error(`Service ${row.code} of the office is not in the regulation pack ${row.packId}.`);
  const { title, short, bring } = content;
  const service: Service = {
    ...row,
    title,
    short,
    bring,
    prescribed: { title, short, bring },
    own: usualOwn,
    norm: normOf(pack, content),
    usualMinutes: content.usual.n,
    channel: content.channel,
    procedure: content.procedure,
    matter: content.matter,
    // by the law in force today; a case keeps the version that it began with
    packVersion: pack.version,
    asksOrganisations: content.questions.includes('organisations'),
    outcomes: content.outcomes,
  };
  return row.own === null ? service : withOwn(service, row.own);
}

/**
 * What a pack that was handed in brings, and no row names: in its queue, or the first, and not offered until somebody
 * says so. Its row is written with the first that is said of it.
 */
function brought({ packs: handedIn, services, queues }: LoadedOffice, packs: AssembledLaw['packs']): ServiceRow[] {
  const isHandedIn = (pack: Pack) =>
    handedIn.some(({ packId, version }) => packId === pack.id && version === pack.version);
  const [first] = [...queues].sort((a, b) => a.position - b.position);
  return [...packs.values()].filter(isHandedIn).flatMap((pack) =>
    pack.services.flatMap(({ code, queue }): ServiceRow[] => {
      const serviceId = `service-${code}`;
      const isKnown = services.some(
        (row) => row.serviceId === serviceId || (row.packId === pack.id && row.code === code),
      );
      const queueId = queues.find((one) => one.queueId === `queue-${queue}`)?.queueId ?? first?.queueId;
      if (isKnown || queueId === undefined) return [];
      const law = { serviceId, queueId, code, packId: pack.id, packVersion: pack.version };
      const own = { ...usualOwn, isOffered: false };
      return [{ ...law, dayLimit: null, isOpen: true, closedReason: null, closedUntil: null, own }];
    }),
  );
}

function categoriesOf(packs: ReadonlyMap<string, Pack>): Category[] {
  return [...packs.values()].flatMap((pack) =>
    pack.categories.map(({ code, title, document, ref, bound, ownMattersOnly }) => ({
      category: code,
      title,
      document,
      ref,
      bound,
      ownMattersOnly,
      isOn: true,
      prescribed: { document, bound },
    })),
  );
}

function byId<Row>(rows: readonly Row[], id: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [id(row), row]));
}

function printersOf(rows: readonly PrinterRow[]): Map<string, Printer> {
  return byId(rows.map(printerOf), (printer) => printer.printerId);
}

/** What the rules need to know of an uploaded pack; one that cannot be read any more serves nothing. */
function packFace({ content: _, ...kept }: PackRow, versions: AssembledLaw['versions']): PackFace {
  const pack = versions?.get(versionKey(kept.packId, kept.version));
  const unknown = { ru: kept.packId, en: kept.packId };
  return { ...kept, title: pack?.title ?? unknown, services: pack?.services.map(({ code }) => code) ?? [] };
}

function retiredOf(rows: LoadedOffice['retired']): Retired {
  return {
    queue: byId(rows.queues, (queue) => queue.queueId),
    profile: byId(rows.profiles, (profile) => profile.profileId),
    booth: byId(rows.booths, (booth) => booth.boothId),
    printer: printersOf(rows.printers),
  };
}

/** What the law gives to an office: packs, the working calendar, the rules of the file formats. */
export interface AssembledLaw {
  /** In force, by id. */
  packs: ReadonlyMap<string, Pack>;
  /** Every version by `versionKey`; without them the office knows those in force alone. */
  versions?: ReadonlyMap<string, Pack>;
  /** Of the working calendar. */
  years: GivenYears;
  findingRules: readonly FindingRule[];
  retention: RetentionRules;
}

/** Settings that came after the first offices were made: how they stand where nobody has said anything. */
const laterSettings = {
  optionalSteps: [],
  payerCodes: [],
  soonDays: 3,
  superior: { ru: '', en: '' },
  head: { name: '', position: '' },
  alerts: usualAlerts,
  exports: { isOn: false, formats: ['xlsx'] },
  access: usualAccess,
  retention: {},
  ...usualSettings,
} satisfies Partial<Settings>;

/** As an office of an earlier version left them. */
type StoredSettings = Omit<Settings, 'phones' | 'slides'> & Partial<Pick<Settings, 'phones' | 'slides'>>;

/** The settings as they were stored, with what came later; what has another name now is found under the one it had. */
function settingsOf(stored: StoredSettings): Settings {
  const phones = 'phone' in stored && typeof stored.phone === 'string' && stored.phone !== '' ? [stored.phone] : [];
  return { ...laterSettings, phones, slides: slidesOfStand(stored.stand), ...stored };
}

/**
 * The office as its rows say. Only packs that the office's services name take part.
 * Throws when a service is not in its pack: half a law is no law.
 */
export function assemble(loaded: LoadedOffice, law: AssembledLaw, faces: Faces): Office {
  const { packs } = law;
  const used = new Map([...packs].filter(([packId]) => loaded.services.some((service) => service.packId === packId)));
  const waitNorms = [...used.values()].map(waitNormOf);
  const settings = settingsOf(loaded.settings);
  const office: Office = {
    officeId: loaded.officeId,
    settings: { ...settings, waitNorm: waitNorms[0] ?? loaded.settings.waitNorm },
    queues: byId(loaded.queues, (queue) => queue.queueId),
    services: byId(
      [...loaded.services, ...brought(loaded, used)].map((row) => serviceOf(row, law)),
      (service) => service.serviceId,
    ),
    profiles: byId(loaded.profiles, (profile) => profile.profileId),
    categories: categoriesBy(categoriesOf(used), settings.categories),
    booths: byId([...loaded.booths].sort(byNumber), (booth) => booth.boothId),
    day: loaded.days.find((day) => day.closedAt === null) ?? loaded.days.at(-1) ?? null,
    visits: new Map(),
    receptions: new Map(),
    shifts: new Map(),
    staffCalls: byId(loaded.staffCalls, (call) => call.staffCallId),
    alerts: byId(loaded.alerts, (alert) => alert.alertId),
    asks: byId(loaded.asks, (ask) => ask.askId),
    printJobs: new Map(),
    ...faces,
    printers: printersOf(loaded.printers),
    lastBooth: loaded.lastBooth,
    regulations: new Map([...used].map(([id, pack]) => [id, regulationOf(pack, law.findingRules)])),
    versions: new Map([...(law.versions ?? [])].map(([key, pack]) => [key, regulationOf(pack, law.findingRules)])),
    calendar: calendarOf(
      new Map([...law.years, ...loaded.ownYears.map(({ year, lists }): [number, CalendarLists] => [year, lists])]),
    ),
    retention: law.retention,
    marks: byId(loaded.marks, (mark) => mark.thing),
    planned: byId(loaded.planned, (planned) => planned.plannedId),
    packs: byId(
      loaded.packs.map((row) => packFace(row, law.versions)),
      (pack) => pack.packRowId,
    ),
    ownYears: new Map(loaded.ownYears.map((own) => [own.year, own])),
    programYears: law.years,
    pictures: byId(loaded.pictures, (picture) => picture.sha256),
    retired: retiredOf(loaded.retired),
    terms: byId(loaded.terms, (term) => term.termId),
    submissions: new Map(),
    phones: byId(loaded.phones, (call) => call.userId),
    notes: loaded.notes,
    index: emptyIndex(),
  };
  for (const row of loaded.submissions) apply(office, { table: 'submission', row });
  for (const row of loaded.shifts) apply(office, { table: 'shift', row });
  for (const row of loaded.receptions) apply(office, { table: 'reception', row });
  for (const row of loaded.visits) apply(office, { table: 'visit', row });
  for (const row of loaded.printJobs) apply(office, { table: 'printJob', row });
  // lengths of earlier days count too, and what was just applied is among them already
  office.index.lengths = new Map(loaded.lengths);
  return office;
}
