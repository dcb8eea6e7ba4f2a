/** Books of a payer whose words are planted everywhere, and the erasing over them as the office has it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeErasing, type Erasing, type ErasingGiven } from '../../server/erasing.js';
import { paper, text } from '../../server/domain/paper/document.js';
import { foldBooks } from '../../server/store/fold.js';
import { makeTray, type Tray } from '../../server/devices/printing/tray.js';
import type { Payload, Reply } from '../../server/contract/index.js';
import type { Actor } from '../../server/domain/decide.js';
import type { Patch } from '../../server/domain/patch.js';
import { complaint, consultation, payer, protocol, submission } from '../reports/rows.js';
import { newBooks, openClerk, type Desk } from './clerk.js';
import { migrations, openBooks } from './database.js';

export const officeId = 'office-1';
export const manager: Actor = { actorId: 'boss', kind: 'user', roles: ['manager'], visitId: null };

/** Whatever holds it was said by or about the payer; also as the search columns have it. */
export const planted = 'Невозвращенцев';
const folded = planted.toLowerCase();

const words = { regNo: '087-105-777777', inn: '770777777777', kpp: '', ogrn: '', applicant: 'individual' };

/** Rows of one payer over one visit of an earlier year, with words everywhere. */
export function plantedRows(at: number): Patch[] {
  const card = { ...words, name: `ИП ${planted}` };
  const filed = submission(1, {
    ...{ payerId: 'payer-1', visitId: 'visit-1', receptionId: 'reception-1', payer: card, senderRef: `№ ${planted}` },
    files: [
      {
        ...{ name: `${planted}.xml`, regNo: words.regNo, size: 1, sha256: 'ab', readAt: at, packs: 1, persons: 2 },
        ...{ findings: 1, type: null, year: null, period: null, totals: null, more: [] },
      },
    ],
    findings: [
      {
        ...{ findingId: 'finding-1', source: 'hand', file: null, code: '', severity: 30 },
        ...{ text: { ru: planted, en: planted }, where: planted, found: '112-233-445 95', expected: planted },
      },
    ],
  });
  const representative = { name: planted, authority: 'Доверенность № 12', identity: '4500 987654' };
  const document = paper([text(`Плательщик ${planted}`, {})]);
  return [
    { table: 'payer', row: { ...payer(1, `ИП ${planted}`, at), card } },
    { table: 'submission', row: { ...filed, content: { ...filed.content, representative } } },
    { table: 'protocol', row: protocol(1, filed, { copies: [document], key: 'ключ', sentHow: planted }) },
    {
      table: 'complaint',
      row: complaint(
        1,
        { name: planted, about: planted, phone: '+7 900 000-11-22' },
        { state: 'replied', registered: { year: 2013, number: 1, at }, receivedAt: at },
      ),
    },
    { table: 'consultation', row: consultation(1, { sender: planted, topic: planted, endedAt: at }) },
    { table: 'note', row: { noteId: 'note-1', visitId: 'visit-1', at, by: 'petrova', text: planted, key: 'k' } },
    {
      table: 'printJob',
      row: {
        ...{ printJobId: 'job-1', printerId: 'printer-kiosk', visitId: 'visit-1', kind: 'protocol', document },
        ...{ state: 'printed', createdAt: at, changedAt: at + 1 },
      },
    },
  ];
}

export interface ErasingDesk extends Desk {
  file: string;
  tray: Tray;
  erasing: Erasing;
  ledgers: string[];
  /** Says as `held` does what is to be erased, and orders it. */
  order(
    subjects: readonly string[],
    basis: Payload<'data:erase'>['basis'],
    requestId?: string,
  ): Promise<Reply<unknown>>;
}

/** What its books hold about cases. */
export const casesIn = ({ store }: Pick<ErasingDesk, 'store'>) => store.casesOf(officeId);

/** What is past its term, and may it go by itself? */
type Sweeping = Partial<Pick<ErasingGiven, 'due' | 'maySweep'>>;

/** A clerk over books with these rows, and the erasing that hears it. */
export async function openErasing(rows: readonly Patch[], sweeping: Sweeping = {}): Promise<ErasingDesk> {
  const file = newBooks((spec) => spec);
  const store = openBooks(file, migrations);
  const { revision } = store.writing.prepare<[], { revision: number }>('select revision from "Office"').get() ?? {
    revision: 0,
  };
  store.commit({ officeId, revision, patches: [...rows], entries: [], answers: [] });
  await store.close();
  return openErasingOf(file, sweeping);
}

/** The same books again, as after a start. */
export async function openErasingOf(file: string, sweeping: Sweeping = {}): Promise<ErasingDesk> {
  const desk = await openClerk(file, {});
  const tray = makeTray({ folder: join(dirname(file), 'paper'), limit: 9, now: Date.now, onError: () => undefined });
  const ledgers = [join(dirname(file), 'erasures.log')];
  let orders = 0;
  const erasing = makeErasing({
    clerk: desk.clerk,
    store: desk.store,
    officeId,
    ledgers,
    dropPapers: tray.drop,
    due: async () => Promise.resolve({ subjects: [], next: null }),
    fold: async () => Promise.resolve(foldBooks(file)),
    officeNow: () => ({ today: '2013-02-15' }),
    maySweep: () => true,
    log: { info: () => undefined, warn: () => undefined, error: (about) => desk.errors.push(about) },
    againMs: 50,
    ...sweeping,
  });
  return {
    ...desk,
    file,
    tray,
    ledgers,
    erasing,
    order: (subjects, basis, requestId = `order-${(orders += 1)}`) =>
      desk.press(
        'data:erase',
        {
          requestId,
          basis,
          reason: 'по заявлению',
          subjects: subjects.map((name) => {
            const [kind = '', id = ''] = name.split(' ');
            const subject = { kind: kind as 'payer', id };
            return { ...subject, seen: casesIn(desk).kept(subject, '2013-02-15')?.revision ?? 0 };
          }),
        },
        manager,
      ),
  };
}

/** Files of a folder whose bytes hold the planted word, in any spelling. */
export function whereFound(folder: string): string[] {
  const found: string[] = [];
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      found.push(...whereFound(path));
      continue;
    }
    const bytes = readFileSync(path);
    if ([planted, folded, '4500 987654', '112-233-445 95', '087105777777'].some((word) => bytes.includes(word)))
      found.push(name);
  }
  return found;
}
