/**
 * THE SCENE: an office in memory on which people act at simulated times. Every act is ruled by the rule that the clerk
 * asks; what it changes and tells is collected for the writer, and nothing else ever changes the office.
 */
import type { Press, ClerkCommand } from '../contract/index.js';
import type { Dice } from '../demo/dice.js';
import { addCalendarDays } from '../domain/calendar.js';
import { apply } from '../domain/apply.js';
import { idOf as idOfCase, isCasePatch } from '../domain/caserow.js';
import type { Actor, PaperDesk, Ruling } from '../domain/decide.js';
import type { Office } from '../domain/office.js';
import type { Instant } from '../domain/instant.js';
import type { Patch } from '../domain/patch.js';
import type { PrintJob } from '../domain/printing.js';
import { blankPaper } from '../domain/paper/document.js';
import { passTime } from '../domain/rules/day.js';
import { isNewJob, settlePrint } from '../domain/rules/print.js';
import { ruleOf, type ClerkContext } from '../domain/rules/table.js';
import { makePaperDesk } from '../office/paper.js';
import type { BulkEntries } from '../store/bulk.js';
import { makeAgenda, type Agenda } from './agenda.js';
import { makeHistoryBooks, type HistoryBooks } from './books.js';
import type { HistoryIds } from './chance.js';
import { makePledges, type Pledge } from './pledges.js';
import type { Wall } from './wall.js';

/** What a screen sends besides its press's id, with nothing left out. */
export type Sent<N extends ClerkCommand> = Omit<Press<N>, 'requestId'>;

/** What came of an act: its answer, or why not. */
export type Heard = { ok: true; reply: unknown } | { ok: false; key: string };

export interface Scene {
  readonly office: Office;
  readonly books: HistoryBooks;
  readonly agenda: Agenda;
  readonly dice: Dice;
  readonly wall: Wall;
  readonly ids: HistoryIds;
  readonly now: Instant;
  /** Refusals that people met, by command and key: the simulation plans none. */
  readonly refused: Map<string, number>;
  setNow(at: Instant): void;
  press<N extends ClerkCommand>(command: N, sent: Sent<N>, actor: Actor): Heard;
  /** What is ruled by no press: a card of the cabinet, a closing sheet. */
  rule(doing: string, by: (office: Office, context: ClerkContext) => Ruling | null, actor: Actor): Heard;
  /** Rules everything that time rules now. */
  tick(): void;
  /** Rules what nobody does but time, at the midnights after `from` until that of `until`, also of days without reception. */
  passNights(from: string, until: string): void;
  /** True while papers are kept: of old days nobody keeps the tickets. */
  keepPapers(isKept: boolean): void;
  /** Hands over what was changed since the last time, of each row its newest state; and tells what is still to be told. */
  take(): [Patch['table'], Iterable<Patch>][];
}

/**
 * Whoever is told what happened, while it is fresh: at the day's end it would have to be fetched from far memory again.
 * Entries and pledges come in parts of at most `partSize`.
 */
export interface Teller {
  entries(part: BulkEntries): void;
  pledges(part: Pledge[]): void;
}

/** Rows, entries or pledges of one part: what is short-lived on both sides costs the collectors nothing. */
export const partSize = 200;

export const clockwork: Actor = { actorId: 'clockwork', kind: 'clockwork', roles: ['clockwork'], visitId: null };

/** From the order to the paper in the hand. */
const printMs = { from: 900, until: 2600 };

/** How soon after midnight the clockwork notices it. */
const tickMs = 400;

/** The row that a patch is about, among those of its table. */
function idOf(patch: Patch): string {
  switch (patch.table) {
    case 'visit':
      return patch.row.visitId;
    case 'reception':
      return patch.row.receptionId;
    case 'shift':
      return patch.row.shiftId;
    case 'booth':
      return patch.row.boothId;
    case 'service':
      return patch.row.serviceId;
    case 'day':
      return patch.row.day;
    case 'staffCall':
      return patch.row.staffCallId;
    case 'printJob':
      return patch.row.printJobId;
    case 'note':
      return patch.row.noteId;
    case 'alert':
      return patch.row.alertId;
    case 'ask':
      return patch.row.askId;
    case 'erase':
    case 'settings':
    case 'mark':
    case 'planned':
    case 'queue':
    case 'profile':
    case 'printer':
    case 'retired':
    case 'pack':
    case 'calendarYear':
    case 'picture':
      return '';
    default:
      return idOfCase(patch);
  }
}

const noEntries = (): BulkEntries => ({ at: [], kind: [], actor: [], visitId: [], data: [] });

/** A scene over an office as its books had it. */
export function makeScene(
  office: Office,
  wall: Wall,
  dice: Dice,
  makeIds: (now: () => Instant) => HistoryIds,
  teller: Teller,
): Scene {
  let now = 0;
  let isKept = true;
  const patches = new Map<Patch['table'], Map<string, Patch>>();
  let entries = noEntries();
  const ids = makeIds(() => now);
  const books = makeHistoryBooks(() => now);
  const agenda = makeAgenda();
  const refused = new Map<string, number>();
  const desk = makePaperDesk({ wall: wall.wall, now: () => now, publicUrl: null });
  const pledges = makePledges(ids, teller.pledges, partSize);
  // a paper that nobody keeps is not composed: its job is ordered and settled all the same
  const bare: PaperDesk = {
    ...desk,
    ticket: () => blankPaper,
    sheet: () => blankPaper,
    protocol: pledges.copies,
  };

  function contextOf(actor: Actor): ClerkContext {
    return {
      now,
      actor,
      id: ids.id,
      token: ids.token,
      seal: isKept ? ids.seal : pledges.seal,
      paper: isKept ? desk : bare,
      file: books,
      dayOf: wall.dayOf,
      schedule: wall.schedule(now),
    };
  }

  function printed({ printJobId }: PrintJob): void {
    agenda.add(now + Math.round(dice.between(printMs.from, printMs.until)), () =>
      become('print:settle', settlePrint(office, printJobId, 'printed', contextOf(clockwork))),
    );
  }

  function become(doing: string, ruling: Ruling): Heard {
    if (!ruling.ok) {
      const name = `${doing} ${ruling.refusal.key}`;
      refused.set(name, (refused.get(name) ?? 0) + 1);
      return { ok: false, key: ruling.refusal.key };
    }
    const { decision } = ruling;
    for (const patch of decision.patches) {
      apply(office, patch);
      if (isCasePatch(patch)) books.put(patch);
      if (patch.table === 'printJob') {
        if (isNewJob(patch.row)) printed(patch.row);
        if (!isKept) continue;
      }
      const rows = patches.get(patch.table);
      if (rows === undefined) patches.set(patch.table, new Map([[idOf(patch), patch]]));
      else rows.set(idOf(patch), patch);
    }
    // as text at once: a day of small objects is what the collector of garbage would carry about
    for (const { at, kind, actor, visitId, data } of decision.entries) {
      entries.at.push(at);
      entries.kind.push(kind);
      entries.actor.push(actor);
      entries.visitId.push(visitId);
      entries.data.push(JSON.stringify(data));
      if (entries.at.length === partSize) tellEntries();
    }
    return { ok: true, reply: decision.reply };
  }

  function tellEntries(): void {
    if (entries.at.length > 0) teller.entries(entries);
    entries = noEntries();
  }

  function tick(): void {
    for (;;) {
      const context = contextOf(clockwork);
      const ruling = passTime(office, context.schedule, context);
      if (ruling === null) return;
      become('time:passes', ruling);
    }
  }

  return {
    office,
    books,
    agenda,
    dice,
    wall,
    ids,
    refused,
    get now() {
      return now;
    },
    setNow(at) {
      now = at;
    },
    press: (command, sent, actor) => become(command, ruleOf(command)(office, sent, contextOf(actor))),
    rule(doing, by, actor) {
      const ruling = by(office, contextOf(actor));
      return ruling === null ? { ok: true, reply: null } : become(doing, ruling);
    },
    tick,
    passNights(from, until) {
      for (let day = addCalendarDays(from, 1); day <= until; day = addCalendarDays(day, 1)) {
        now = wall.midnight(day) + tickMs;
        tick();
      }
    },
    keepPapers(kept) {
      isKept = kept;
    },
    take() {
      const changed = [...patches].map(([table, rows]): [Patch['table'], Iterable<Patch>] => [table, rows.values()]);
      patches.clear();
      tellEntries();
      pledges.tell();
      return changed;
    },
  };
}

/** A field of an answer; empty when it is not there. */
export function told(heard: Heard, name: string): string {
  if (!heard.ok || typeof heard.reply !== 'object' || heard.reply === null) return '';
  return String(Object.getOwnPropertyDescriptor(heard.reply, name)?.value ?? '');
}

/** The actor that a person is. */
export function userActor(userId: string, roles: Actor['roles']): Actor {
  return { actorId: userId, kind: 'user', roles, visitId: null };
}
