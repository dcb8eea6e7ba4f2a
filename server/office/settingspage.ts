/** The pages of the settings: the parts, what the office is made of, its law, how far the guided set-up is. */
import type { MenuItem, Report, ReportName, Reply } from '../contract/index.js';
import type { Office } from '../domain/office.js';
import type { Pack } from '../regulations/pack.js';
import { partsOf } from '../domain/parts.js';
import { marksOf, plannedOf } from './changefaces.js';
import { calendarPage, packsPage } from './lawshelf.js';
import { setupPage } from './setuppage.js';
import { structurePage, type PrinterWorld } from './structurepage.js';

const names = ['settings', 'structure', 'packs', 'calendars', 'setup'] as const;
export type SettingsReport = (typeof names)[number];

/** Which reports are answered here. */
export function isSettingsReport(name: ReportName): name is SettingsReport {
  return names.some((one) => one === name);
}

/** The parts as they stand, beside what the pack says where an office may say otherwise. */
function settingsPage(office: Office, menu: MenuItem[]): Report<'settings'> {
  const { day, settings } = office;
  return {
    parts: partsOf(settings),
    prescribed: { menu, categories: prescribedCategories(office) },
    marks: marksOf(office),
    planned: plannedOf(office),
    zone: settings.zone,
    runsDay: day === null || day.phase === 'closed' ? null : day.day,
  };
}

function prescribedCategories({ categories }: Office): Report<'settings'>['prescribed']['categories'] {
  return [...categories.values()].flatMap(({ category, title, ref, ownMattersOnly, prescribed }) =>
    prescribed === null ? [] : [{ category, title, ref, ownMattersOnly, ...prescribed }],
  );
}

/** What the pages read besides the office. */
interface SettingsWorld {
  office: () => Office;
  /** How many tickets the office ever gave. */
  issued: () => number;
  /** The kiosk's menu as the packs have it. */
  menu: () => MenuItem[];
  /** The program's own packs. */
  builtIn: ReadonlyMap<string, Pack>;
  printers: PrinterWorld;
  /** `YYYY-MM-DD` in the office's zone. */
  today: () => string;
}

/** Answers those reports for the office as it is now. */
export function makeSettingsPages(world: SettingsWorld): {
  report(name: SettingsReport): Reply<Report<SettingsReport>>;
} {
  return {
    report(name) {
      const office = world.office();
      switch (name) {
        case 'settings':
          return { ok: true, data: settingsPage(office, world.menu()) };
        case 'structure':
          return { ok: true, data: structurePage(office, world.printers) };
        case 'packs':
          return { ok: true, data: packsPage(office, world.builtIn, world.today()) };
        case 'calendars':
          return { ok: true, data: calendarPage(office, world.today()) };
        case 'setup':
          return { ok: true, data: setupPage(office, world.issued()) };
      }
    },
  };
}
