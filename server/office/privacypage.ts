/** What is printed of personal data: all that is held about somebody, for the person who asked; the act of an erasure. */
import { reports, type Reply, type Report, type ReportName } from '../contract/index.js';
import type { Erasure } from '../domain/erasure.js';
import { erasureAct, erasureExtract, type Copies, type ExtractLine } from '../domain/paper/erasure.js';
import { heldPaper, type HeldRecord } from '../domain/paper/held.js';
import type { CaseWorld } from './caseworld.js';

const privacyPapers = ['heldSheet', 'erasureAct'] as const;
export type PrivacyPaper = (typeof privacyPapers)[number];

/** Which reports are answered here. */
export function isPrivacyPaper(name: ReportName): name is PrivacyPaper {
  return privacyPapers.some((one) => one === name);
}

/** What the papers need that is not in the case books. */
export interface PrivacyWorld extends CaseWorld {
  /** Records and their words; null when there is no such case. */
  heldWords: (query: unknown) => Promise<HeldRecord[] | null>;
  extract: (erasureId: string) => Promise<{ entries: ExtractLine[]; head: string }>;
  copies: () => Promise<Copies>;
  /** The words of a note; empty when there is none, or they are destroyed. */
  noteOf: (noteId: string | null) => Promise<string>;
  /** The sheet was taken: the journal tells it before it leaves. `query` says of whom, by ids alone. */
  taken: (actorId: string, rows: number, query: Record<string, unknown>) => Promise<void>;
}

/** So many records are named on an act; of a sweep of the whole office their numbers are enough. */
const namedAtMost = 60;

/** «журнал № 3187/2026»: what the records are called. */
function labelsOf(world: CaseWorld, { records }: Erasure): string[] {
  const labels = records.slice(0, namedAtMost * 4).flatMap(({ kind, id }) => {
    switch (kind) {
      case 'submission':
      case 'identity':
      case 'insured': {
        const registered = world.cases.row('submission', id)?.registered ?? null;
        return registered === null ? [] : [`журнал № ${registered.number}/${registered.year}`];
      }
      case 'protocol': {
        const row = world.cases.row('protocol', id);
        return row === null ? [] : [`протокол № ${row.number}/${row.year}`];
      }
      case 'complaint': {
        const row = world.cases.row('complaint', id);
        if (row === null || row.registered === null) return [];
        const word = row.content.kind === 'complaint' ? 'жалоба' : 'обращение';
        return [`${word} № ${row.registered.number}/${row.registered.year}`];
      }
      default:
        return [];
    }
  });
  const named = [...new Set(labels)];
  return named.length <= namedAtMost ? named : [...named.slice(0, namedAtMost), 'и другие, по журналу событий'];
}

const unknown = { ok: false, refusal: { key: 'notFound' } } as const;

/** The answers to `heldSheet` and `erasureAct`, drawn as papers. Refuse: notFound. */
export function makePrivacyPapers(world: PrivacyWorld) {
  async function heldSheet(query: unknown, actorId: string): Promise<Reply<Report<'heldSheet'>>> {
    const records = await world.heldWords(query);
    if (records === null) return unknown;
    await world.taken(actorId, records.length, reports.heldSheet.query.parse(query));
    const document = heldPaper(world.office(), records, { at: world.now(), wall: world.wall });
    return { ok: true, data: { title: 'Сведения о лице', copies: [await world.draw(document)] } };
  }

  async function act(erasureId: string): Promise<Reply<Report<'erasureAct'>>> {
    const erasure = world.cases.row('erasure', erasureId);
    if (erasure === null) return unknown;
    const copies = await world.copies();
    const erasedBy = erasure.doneAt ?? world.now();
    const desk = {
      office: world.office(),
      wall: world.wall,
      reason: await world.noteOf(erasure.noteId),
      labels: labelsOf(world, erasure),
      // what was made later holds nothing of it
      copies: { ...copies, backups: copies.backups.filter(({ madeAt }) => madeAt <= erasedBy) },
    };
    const { entries, head } = await world.extract(erasureId);
    const wallOf = (at: string) => {
      const { date, time } = world.wall(Date.parse(at));
      return `${date} ${time}`;
    };
    const documents = [erasureAct(erasure, desk), erasureExtract(erasure, { entries, head, wallOf })];
    const drawn = await Promise.all(documents.map((document) => world.draw(document)));
    return { ok: true, data: { title: `Акт № ${erasure.number}/${erasure.year}`, copies: drawn } };
  }

  return {
    async report(name: PrivacyPaper, query: unknown, actorId: string): Promise<Reply<Report<PrivacyPaper>>> {
      return name === 'heldSheet' ? heldSheet(query, actorId) : act(reports.erasureAct.query.parse(query).erasureId);
    },
  };
}
