/**
 * Real books for a test: a SQLite file in a folder of its own, made by the real migrations, and rows of a small office.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { usualAccess } from '../../server/domain/access.js';
import { usualAlerts } from '../../server/domain/alerts.js';
import type { Day } from '../../server/domain/office.js';
import type { Booth, Shift } from '../../server/domain/booths.js';
import type { Entry } from '../../server/domain/patch.js';
import type { Instant } from '../../server/domain/instant.js';
import { usualSettings, type Settings } from '../../server/domain/settings.js';
import type { Visit } from '../../server/domain/visit.js';
import { blankVisit } from '../../server/domain/visit.js';
import type { Batch, Head } from '../../server/store/commit.js';
import type { OfficeSpec } from '../../server/store/make.js';
import { makeOffice } from '../../server/store/make.js';
import type { Store } from '../../server/store/open.js';
import { openStore } from '../../server/store/open.js';

export const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
export const schemaFile = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));
/** 21 November 2026, 09:00 in Moscow. */
export const morning: Instant = Date.UTC(2026, 10, 21, 6);

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'talon-'));
  endings.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens books that are closed after the test. */
export function openBooks(file: string, folder: string): Store {
  const store = openStore({ file, migrations: folder });
  endings.push(async () => {
    if (store.writing.open) await store.close();
  });
  return store;
}

/** New books without an office. */
export function emptyBooks(): Store {
  return openBooks(join(temporaryFolder(), 'talon.db'), migrations);
}

const words = (text: string) => ({ ru: text, en: text });

export const settings: Settings = {
  name: words('Клиентская служба'),
  region: words('Тверь'),
  emblem: 'star',
  address: words('ул. Советская, 1'),
  phones: [],
  zone: 'Europe/Moscow',
  demo: false,
  boothWord: 'window',
  hours: [null, null, null, null, null, null, null],
  closeBy: '23:59',
  keepOvernight: false,
  waitNorm: { minutes: 15, ref: '34' },
  warnShare: 0.8,
  returnMinutes: 10,
  parkAlertMinutes: 15,
  preferenceMinutes: 5,
  addressedMinutes: 10,
  undoSeconds: 60,
  unbeginSeconds: 60,
  promptSeconds: 60,
  freshSeconds: 10,
  paperLetter: 'Х',
  idleSeconds: 30,
  warnSeconds: 10,
  slideSeconds: 10,
  theme: 'light',
  chime: true,
  sign: { body: words(''), unit: words(''), address: words(''), hours: words(''), reception: words('') },
  stand: [],
  optionalSteps: [],
  payerCodes: [],
  soonDays: 3,
  superior: words(''),
  head: { name: '', position: '' },
  alerts: usualAlerts,
  access: usualAccess,
  ...usualSettings,
  slides: [],
  exports: { isOn: false, formats: [] },
  retention: {},
};

export const booth = (boothId: string): Booth => ({
  boothId,
  number: boothId.replace(/\D+/g, ''),
  profileId: 'profile-1',
  printerId: null,
  turn: 0,
  freeSince: null,
});

/** An office with one queue, one service and two booths; its journal begins with `office:made`. */
export const officeSpec = (officeId: string): OfficeSpec => ({
  officeId,
  settings,
  createdAt: morning,
  queues: [{ queueId: `${officeId}-queue`, letter: 'А', title: words('Консультации'), position: 1 }],
  services: [
    {
      serviceId: `${officeId}-service`,
      queueId: `${officeId}-queue`,
      code: 'consult',
      packId: '196n',
      packVersion: '1',
      dayLimit: null,
      isOpen: true,
      closedReason: null,
      closedUntil: null,
      own: null,
    },
  ],
  profiles: [{ profileId: `${officeId}-profile`, title: words('Общий'), services: [] }],
  booths: [
    { ...booth(`${officeId}-1`), number: '1' },
    { ...booth(`${officeId}-2`), number: '2' },
  ],
  printers: [
    { printerId: `${officeId}-printer`, name: 'Киоск', profile: 'virtual', transport: 'virtual', address: '' },
  ],
  entries: [entry('office:made', { officeId })],
  writes: [],
});

/** New books with the office `main`. */
export function booksWithOffice(): { store: Store; head: Head } {
  const store = emptyBooks();
  return { store, head: makeOffice(store, officeSpec('main')) };
}

export function entry(kind: string, data: Record<string, unknown>): Entry {
  return { at: morning, kind, actor: 'user-1', visitId: null, data };
}

/** A batch that changes nothing but the revision. */
export const batch = (revision: number, part: Partial<Batch>): Batch => ({
  officeId: 'main',
  revision,
  patches: [],
  entries: [],
  answers: [],
  ...part,
});

export const day = (part: Partial<Day>): Day => ({
  day: '2026-11-21',
  phase: 'open',
  openedAt: morning,
  lastTicketAt: morning + 8 * 3_600_000,
  doorsCloseAt: morning + 9 * 3_600_000,
  closeBy: morning + 14 * 3_600_000,
  closedAt: null,
  ...part,
});

export const shift = (part: Partial<Shift>): Shift => ({
  shiftId: 'shift-1',
  boothId: 'main-1',
  userId: 'user-1',
  profileId: 'main-profile',
  openedAt: morning,
  closedAt: null,
  pauseReason: null,
  pausedAt: null,
  ...part,
});

/** A visitor who waits; `count` gives the ticket its number and its ids. */
export function visit(count: number, part: Partial<Visit>): Visit {
  return {
    ...blankVisit(morning + count),
    visitId: `visit-${count}`,
    day: '2026-11-21',
    number: `А${String(count).padStart(3, '0')}`,
    token: `token-${count}`,
    queueId: 'main-queue',
    serviceId: 'main-service',
    deviceId: 'kiosk-1',
    ...part,
  };
}
