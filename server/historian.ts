/**
 * THE HISTORIAN: makes a new office in an empty folder and fills it with years that look like an office's own. The
 * people of it, its days and what happened on them come from a seed: the same again gives the same rows.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import type { Config } from './config.js';
import { sha256 } from './devices/ids.js';
import { dayOf, instantOf } from './devices/zone.js';
import { addCalendarDays } from './domain/calendar.js';
import type { Instant } from './domain/instant.js';
import { lastDayPast, periodOf } from './domain/keeping.js';
import { firstPassword, hashPassword } from './doors/password.js';
import { loadFaces } from './faces.js';
import { makeFirstOffice, type FirstOffice } from './beginning/first.js';
import { makeHistoryIds } from './history/chance.js';
import { busyDays, workingDays } from './history/days.js';
import { historyFigures, type HistoryFigures } from './history/figures.js';
import { asHistoryOffice } from './history/office.js';
import { everybody, historyStaff, type HistoryStaff } from './history/people.js';
import { writeHistory } from './history/write.js';
import { loadLaw } from './regulations/index.js';
import { waitNormOf } from './regulations/pack.js';
import { writeAnchors } from './store/anchors.js';
import { openArchive } from './store/archive.js';
import { openBulk } from './store/bulk.js';
import type { Head } from './store/commit.js';
import { loadOffice } from './store/load.js';
import { openStore, type Store } from './store/open.js';

export interface HistorySpec {
  /** Working days. */
  days: number;
  /** Visits of a usual day. */
  visits: number;
  booths: number;
  seed: number;
  /** Papers of so many last days are kept: what a printer had is of use while somebody may ask for it again. */
  paperDays: number;
  /** The history ends on the last working day before this one. */
  until: string;
  /** What is going on, in a word, and how much of it is done, from 0 to 1. */
  onProgress: (stage: string, done: number) => void;
}

export interface Account {
  login: string;
  password: string;
  position: string;
}

export interface History {
  first: FirstOffice;
  /** Of each role one who may sign in; the others are given a password by the administrator. */
  accounts: Account[];
  head: Head;
  figures: HistoryFigures;
  /** Presses that a rule refused, by command and key; a few are the people's own haste. */
  refusals: Map<string, number>;
}

/** Two kiosks at the entrance. */
const kiosks = 2;
/** People for each booth: some are always away. */
const perBooth = 1.35;

/** Hires everybody and places the kiosks, as of the day before the first one. */
async function furnish(
  store: Store,
  officeId: string,
  now: Instant,
  spec: HistorySpec,
): Promise<{ staff: HistoryStaff; accounts: Account[] }> {
  const ids = makeHistoryIds(spec.seed + 11, () => now);
  const staff = historyStaff(spec.seed + 11, ids.id, Math.ceil(spec.booths * perBooth) + 1);
  const known = [staff.managers[0], staff.attendants[0], staff.auditor, staff.operators[0]];
  const accounts: Account[] = [];
  const hashes = new Map<string, string>();
  for (const person of known) {
    if (person === undefined) continue;
    const password = firstPassword();
    hashes.set(person.userId, await hashPassword(password));
    accounts.push({ login: person.login, password, position: person.position });
  }
  const entries: { kind: string; data: Record<string, unknown> }[] = [];
  const writes: (() => void)[] = [];
  for (const person of everybody(staff)) {
    const { roles, ...rest } = person;
    const { userId } = person;
    entries.push({ kind: 'user:added', data: { userId, roles } });
    const user = { ...rest, password: hashes.get(userId) ?? '', mustChange: true, createdAt: now, closedAt: null };
    writes.push(() =>
      store.people.addUser(
        user,
        roles.map((role) => ({ officeId, role })),
      ),
    );
  }
  for (let at = 0; at < kiosks; at += 1) {
    const deviceId = ids.id();
    entries.push({ kind: 'device:paired', data: { deviceId, role: 'kiosk', by: 'clockwork' } });
    const device = { deviceId, officeId, role: 'kiosk' as const, name: `Киоск ${at + 1} (до сих пор)` };
    // its token is known to nobody: whoever sets a kiosk up pairs another
    const unknown = { tokenHash: sha256(ids.token()), printerId: 'printer-kiosk', pairedAt: now };
    writes.push(() => store.devices.addDevice({ ...device, ...unknown, seenAt: null, revokedAt: null }));
  }
  store.commit({
    officeId,
    revision: 1,
    patches: [],
    entries: entries.map(({ kind, data }) => ({ at: now, kind, actor: 'clockwork', visitId: null, data })),
    answers: [],
    writes,
  });
  return { staff, accounts };
}

/** Throws a sentence when the folder has an office already, or the working calendar does not reach so far back. */
export async function makeHistory(config: Config, spec: HistorySpec): Promise<History> {
  const { databaseFile: file } = config;
  if (existsSync(file)) throw new Error(`${file} is there already: a history begins in an empty folder (DATA_DIR).`);
  const [anchorFile = ''] = config.anchorFiles;
  if (existsSync(anchorFile))
    throw new Error(`${anchorFile} knows another office: a history begins in an empty folder.`);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  try {
    return await fill(config, spec);
  } catch (error) {
    // half a history is none
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true });
    throw error;
  }
}

async function fill({ databaseFile: file, migrationsDir, anchorFiles }: Config, spec: HistorySpec): Promise<History> {
  const law = loadLaw(sha256);
  const days = workingDays(law.calendar, spec.until, spec.days);
  const madeOn = addCalendarDays(days[0] ?? spec.until, -1);
  const zone = 'Europe/Moscow';
  const now = instantOf(madeOn, '15:00', zone);
  const store = openStore({ file, migrations: migrationsDir });
  const ids = makeHistoryIds(spec.seed + 7, () => now);
  const first = await makeFirstOffice(store, law, now, asHistoryOffice(spec.booths), ids.id);
  const { officeId } = first;
  const { staff, accounts } = await furnish(store, officeId, now, spec);
  const loaded = await loadOffice(store, officeId);
  const faces = await loadFaces(store, loaded.officeId);
  await store.close();

  const visitRule = law.retention.get('visit');
  const bulk = openBulk(file, officeId);
  try {
    const written = await writeHistory(
      bulk,
      officeId,
      {
        loaded,
        faces,
        staff,
        seed: spec.seed,
        days: busyDays(spec.seed, days, spec.visits),
        madeOn: dayOf(now, loaded.settings.zone),
        papersFrom: addCalendarDays(spec.until, -spec.paperDays),
        wordsUntil:
          visitRule === undefined ? '' : (lastDayPast(spec.until, periodOf(visitRule, loaded.settings)) ?? ''),
        until: spec.until,
      },
      (done) => spec.onProgress('days', done / (days.length + 1)),
    );
    bulk.finish((stage) => spec.onProgress(stage, 1));
    for (const anchors of anchorFiles) writeAnchors(anchors, written.anchors);
    bulk.close();
    const archive = openArchive(file);
    const [pack] = law.packs.values();
    const normMinutes = pack === undefined ? 15 : waitNormOf(pack).minutes;
    const figures = await historyFigures(archive, officeId, normMinutes);
    archive.close();
    const { head, refusals } = written;
    return { first, accounts, head, figures, refusals };
  } finally {
    bulk.close();
  }
}
