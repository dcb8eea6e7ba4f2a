/** Every question about what is kept, led to whoever answers it: the case pages, the journal, the paper, the archive. */
import type { Alerting } from './alerting.js';
import type { Archiving } from './archiving.js';
import { printerProfiles, reports, type MenuItem, type Report, type ReportName, type Reply } from './contract/index.js';
import { profiles } from './devices/printing/profiles.js';
import { instantOf } from './devices/zone.js';
import type { Actor } from './domain/decide.js';
import type { Instant } from './domain/instant.js';
import type { CopiesOfBooks } from './copies.js';
import type { Exporting } from './exporting.js';
import { isCaseReport, makeCasePages } from './office/casepage.js';
import type { Clerk } from './office/clerk.js';
import { isComplaintReport, makeComplaintPages } from './office/complaintpage.js';
import type { Printing } from './printing.js';
import { isPrivacyPaper, makePrivacyPapers } from './office/privacypage.js';
import { isSettingsReport, makeSettingsPages } from './office/settingspage.js';
import { isArchiveReport } from './reports/answer.js';
import { journalPage } from './reports/journal.js';
import type { Pack } from './regulations/pack.js';
import type { Store } from './store/open.js';

export type Reporting = (name: ReportName, query: unknown, actor: Actor) => Promise<Reply<unknown>>;

/** Questions were parsed and allowed at the door; one that nobody answers is `notFound`. */
export function makeReporting(spec: {
  clerk: Clerk;
  /** How many tickets the office ever gave. */
  issued: () => number;
  store: Store;
  officeId: string;
  zone: string;
  now: () => Instant;
  dayOf: (at: Instant) => string;
  wall: (at: Instant) => { date: string; time: string };
  printing: Printing;
  alerting: Alerting;
  exporting: Exporting;
  archiving: Archiving;
  /** Backups and what was set aside. */
  copies: () => Promise<CopiesOfBooks>;
  /** The kiosk's menu as the packs have it. */
  menu: () => MenuItem[];
  /** The program's own packs. */
  builtIn: ReadonlyMap<string, Pack>;
  /** A pack that was handed in, beside the one in force. */
  compare: (packRowId: string) => Promise<Reply<Report<'packDiff'>>>;
}): Reporting {
  const { clerk, store, officeId, zone, printing, alerting, exporting, archiving } = spec;
  const journalWorld = {
    read: store.read,
    officeId,
    boundsOf: (day: string) => ({ from: instantOf(day, '00:00', zone), until: instantOf(day, '24:00', zone) }),
    nameOf: (actor: string) => clerk.office.people.get(actor)?.short ?? clerk.office.devices.get(actor)?.name ?? actor,
  };
  const caseWorld = {
    office: () => clerk.office,
    cases: store.casesOf(officeId),
    now: spec.now,
    dayOf: spec.dayOf,
    wall: spec.wall,
    draw: printing.drawer(() => clerk.office).draw,
  };
  const casePages = makeCasePages(caseWorld);
  const complaintPages = makeComplaintPages(caseWorld);
  const families = printerProfiles.map((name) => {
    const { title, columns } = profiles[name];
    return { name, title, columns };
  });
  const settingsPages = makeSettingsPages({
    office: caseWorld.office,
    issued: spec.issued,
    menu: spec.menu,
    builtIn: spec.builtIn,
    today: () => spec.dayOf(spec.now()),
    printers: { health: printing.spool.health, waiting: printing.spool.waiting, families },
  });
  const privacyPapers = makePrivacyPapers({
    ...caseWorld,
    heldWords: async (query) => (await archiving.own({ name: 'heldWords', query })).heldWords ?? null,
    extract: async (erasureId) =>
      (await archiving.own({ name: 'extract', erasureId })).extract ?? { entries: [], head: '' },
    async copies() {
      const { backups, aside } = await spec.copies();
      return { backups, aside: aside.length };
    },
    async noteOf(noteId) {
      if (noteId === null) return '';
      return (await store.read.note.findUnique({ where: { id: noteId }, select: { text: true } }))?.text ?? '';
    },
    taken: (actor, rows, query) => {
      const data = { name: 'heldSheet', format: 'paper', rows, filter: query };
      const entry = { at: spec.now(), kind: 'sheet:taken', actor, visitId: null, data };
      return clerk.record(entry, () => undefined);
    },
  });

  /** What the archive knows is held, and the copies that it knows nothing of. */
  async function held(query: unknown): Promise<Reply<unknown>> {
    const reply = await archiving.report('held', query);
    if (!reply.ok) return reply;
    const page = reports.held.reply.parse(reply.data);
    return { ok: true, data: { ...page, copies: { ...page.copies, ...(await spec.copies()) } } };
  }

  return async (name, query, actor) => {
    if (name === 'alertSettings') return { ok: true, data: alerting.page(clerk.office, exporting.state()) };
    if (isCaseReport(name)) return casePages.report(name, query, actor);
    if (isComplaintReport(name)) return complaintPages.report(name, query);
    if (name === 'packDiff') return spec.compare(reports.packDiff.query.parse(query).packRowId);
    if (isSettingsReport(name)) return settingsPages.report(name);
    if (isPrivacyPaper(name)) return privacyPapers.report(name, query, actor.actorId);
    if (name === 'held') return held(query);
    if (name === 'journal')
      return { ok: true, data: await journalPage(journalWorld, reports.journal.query.parse(query)) };
    if (name === 'paper')
      return {
        ok: true,
        data: await printing.paperPage(clerk.office, reports.paper.query.parse(query).limit, actor),
      };
    if (isArchiveReport(name)) return archiving.report(name, query);
    return { ok: false, refusal: { key: 'notFound' } };
  };
}
