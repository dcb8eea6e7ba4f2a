/**
 * THE CLERK: today in memory and one line of rulings. It decides, commits, swaps, tells and answers, in this order;
 * it never acknowledges what is not committed, and knows neither sockets nor printers.
 */
import type { ClerkCommand, Refusal, Reply } from '../contract/index.js';
import { apply } from '../domain/apply.js';
import { isCasePatch } from '../domain/caserow.js';
import type { CaseBooks } from '../domain/cases.js';
import type { Actor, Ruling } from '../domain/decide.js';
import type { Office } from '../domain/office.js';
import type { Entry, Patch } from '../domain/patch.js';
import type { Instant } from '../domain/instant.js';
import { ruleOf, type ClerkContext } from '../domain/rules/table.js';
import type { Batch, Head, KeptAnswer } from '../store/commit.js';
import { makeCaseDesk } from './casedesk.js';

/** Rulings committed together at most: so many tickets keep the thread busy for less than ten milliseconds. */
const batchLimit = 64;

/** How often a commit is tried that the books refuse, and how long it is waited for between, in milliseconds. */
const commitAttempts = 4;
const commitPauseMs = 150;

/** What the clerk needs of the world; `sealOf` and ids are arguments so that a test may replay. */
export interface ClerkSpec {
  loaded: { office: Office; head: Head };
  /** The office again as the books have it, after a commit that failed. */
  reload: () => Promise<{ office: Office; head: Head }>;
  commit: (batch: Batch) => Head;
  /** Is this failure the books' own (a full disk, a lock, a folder that cannot be written), and no press's? */
  isOfTheBooks: (error: unknown) => boolean;
  keptAnswer: (actorId: string, command: string, requestId: string) => KeptAnswer | null;
  context: (actor: Actor) => Omit<ClerkContext, 'file'>;
  /** Rows of cases as the books have them, on the writing connection and at once. */
  cases: CaseBooks;
  realNow: () => Instant;
  /** What is kept of a press, to know the same one again: keyed, because presses hold personal data. */
  sealOf: (press: string) => string;
  onError: (error: unknown, doing: string) => void;
}

/** What a commit changed, told before anybody is answered. */
export interface Committed {
  patches: readonly Patch[];
  entries: readonly Entry[];
  head: Head;
}

export type InnerRule = (office: Office, context: ClerkContext) => Ruling | null;

interface Item {
  doing: string;
  actor: Actor;
  rule: InnerRule;
  /** The press's own key: its answer is kept with what it changed. Null for what the office itself rules. */
  key: { command: string; requestId: string; payloadHash: string } | null;
  write: (() => void) | null;
  answer: (reply: Reply<unknown>) => void;
}

/** A look at the books that was asked for: it stands in the line as everything else, and is ruled alone. */
interface Renewal {
  renewed: (isDone: boolean) => void;
}

export interface Clerk {
  readonly office: Office;
  readonly head: Head;
  /** `press` is what the door parsed by the contract's shape for this very command. */
  press(command: ClerkCommand, press: { requestId: string }, actor: Actor): Promise<Reply<unknown>>;
  /**
   * What the office itself rules (time, prints); null when it ruled nothing. `write` is a small write of the store that
   * belongs to it, in the same transaction: not made when it is refused.
   */
  ruleInner(doing: string, rule: InnerRule, actor: Actor, write?: () => void): Promise<Reply<unknown>>;
  /** A press whose payload the server made itself (a file that was read, a password's hash): exactly once all the same. */
  pressInner(
    key: { command: string; requestId: string; payload: unknown },
    rule: InnerRule,
    actor: Actor,
  ): Promise<Reply<unknown>>;
  /** An entry, or several of one act, with a small write of the store, in one transaction. */
  record(told: Entry | readonly Entry[], write: () => void): Promise<void>;
  /**
   * The office is read from the books again, between two rulings: a law or a day's calendar that came into force is
   * assembled anew. Nothing that waits in the line is lost. False when the books could not be read.
   */
  renew(): Promise<boolean>;
  onCommitted(hear: (committed: Committed) => void): void;
  /** False from a commit that the books refused to the next that they took. */
  readonly canWrite: boolean;
  /** Resolves when nothing waits in the line. */
  idle(): Promise<void>;
}

const nothing: Ruling = { ok: true, decision: { patches: [], entries: [], reply: null } };
const internal: Refusal = { key: 'internal' };

/** The clerk of one office; whoever makes it owns its books and its clock. */
export function makeClerk(spec: ClerkSpec): Clerk {
  let { office, head } = spec.loaded;
  const line: (Item | Renewal)[] = [];
  const inFlight = new Map<string, { payloadHash: string; reply: Promise<Reply<unknown>> }>();
  const hearers: ((committed: Committed) => void)[] = [];
  let running: Promise<void> | null = null;
  /** A commit failed and the books could not be read after it: nothing is ruled on this office until they are. */
  let isDoubtful = false;
  /** Did the last commit reach the books? */
  let canWrite = true;

  /** The answer of an earlier press with the same id, or null when there was none. */
  function keptReply(item: Item): Reply<unknown> | null {
    if (item.key === null) return null;
    const kept = spec.keptAnswer(item.actor.actorId, item.key.command, item.key.requestId);
    if (kept === null) return null;
    if (kept.payloadHash !== item.key.payloadHash) return { ok: false, refusal: { key: 'requestReused' } };
    return { ok: true, data: JSON.parse(kept.reply) };
  }

  /** Looks at the books again; false when they cannot be read either, and then everybody is told so. */
  async function lookAgain(items: readonly Item[]): Promise<boolean> {
    try {
      ({ office, head } = await spec.reload());
      isDoubtful = false;
    } catch (error) {
      isDoubtful = true;
      spec.onError(error, 'reload');
      for (const item of items) item.answer({ ok: false, refusal: internal });
    }
    return !isDoubtful;
  }

  /**
   * An earlier day than the one before was opened, because a clock had been ahead: its visitors and the numbers that were
   * given stand in the books alone.
   */
  async function takeUpDay(): Promise<void> {
    try {
      ({ office, head } = await spec.reload());
    } catch (error) {
      // what was committed is answered; nothing more is ruled before the books were read
      isDoubtful = true;
      spec.onError(error, 'reload');
    }
  }

  /** Rules, commits and answers some items; on a failed commit reloads and rules them again one by one. */
  async function settle(items: readonly Item[], attempt = 1): Promise<void> {
    if (isDoubtful && !(await lookAgain(items))) return;
    const dayBefore = office.day?.day ?? '';
    const patches: Patch[] = [];
    const entries: Entry[] = [];
    const answers: KeptAnswer[] = [];
    const writes: (() => void)[] = [];
    const undo: (() => void)[] = [];
    const file = makeCaseDesk(spec.cases);
    const replies = items.map((item): Reply<unknown> => {
      const applied: (() => void)[] = [];
      try {
        const kept = keptReply(item);
        if (kept !== null) return kept;
        const ruling = item.rule(office, { ...spec.context(item.actor), file }) ?? nothing;
        if (!ruling.ok) return { ok: false, refusal: ruling.refusal };
        const { decision } = ruling;
        const reply = JSON.stringify(decision.reply);
        for (const patch of decision.patches) {
          applied.push(apply(office, patch));
          if (isCasePatch(patch)) applied.push(file.put(patch));
        }
        undo.push(...applied);
        patches.push(...decision.patches);
        entries.push(...decision.entries);
        if (item.write !== null) writes.push(item.write);
        if (item.key !== null && decision.entries.length > 0)
          answers.push({
            actorId: item.actor.actorId,
            ...item.key,
            reply,
            at: spec.realNow(),
          });
        return { ok: true, data: decision.reply };
      } catch (error) {
        // half a decision is none: the others of this batch are ruled on the office as it was before it
        for (const takeBack of applied.reverse()) takeBack();
        spec.onError(error, item.doing);
        return { ok: false, refusal: internal };
      }
    });
    if (patches.length + entries.length + writes.length > 0) {
      try {
        head = spec.commit({ officeId: office.officeId, revision: head.revision, patches, entries, answers, writes });
        canWrite = true;
      } catch (error) {
        // nothing was written: take everything back, look at the books, and find the guilty one alone
        for (const takeBack of undo.reverse()) takeBack();
        if (!(await lookAgain(items))) return;
        if (spec.isOfTheBooks(error)) {
          // no press is guilty of a full disk or of another program's lock: wait a little for all of them alike
          if (canWrite) spec.onError(error, 'the books cannot be written');
          canWrite = false;
          if (attempt < commitAttempts) {
            await new Promise((resolve) => setTimeout(resolve, commitPauseMs));
            return settle(items, attempt + 1);
          }
          for (const item of items) item.answer({ ok: false, refusal: internal });
          return;
        }
        if (items.length > 1) {
          for (const item of items) await settle([item]);
          return;
        }
        spec.onError(error, items[0]?.doing ?? 'commit');
        items[0]?.answer({ ok: false, refusal: internal });
        return;
      }
      if (office.day !== null && office.day.day < dayBefore) await takeUpDay();
      for (const hear of hearers)
        try {
          hear({ patches, entries, head });
        } catch (error) {
          // what is committed is answered, whatever a screen or a printer makes of it
          spec.onError(error, 'publish');
        }
    }
    items.forEach((item, at) => item.answer(replies[at] ?? { ok: false, refusal: internal }));
  }

  async function run(): Promise<void> {
    try {
      while (line.length > 0) {
        // let the network be read first: presses that arrive meanwhile are committed together
        await new Promise((resolve) => setImmediate(resolve));
        const at = line.findIndex((one) => 'renewed' in one);
        const batch = line.splice(0, Math.max(1, Math.min(batchLimit, at < 0 ? batchLimit : at)));
        const [first] = batch;
        if (first !== undefined && 'renewed' in first) first.renewed(await lookAgain([]));
        else await settle(batch.filter((one) => 'rule' in one));
      }
    } finally {
      // in the same breath as the look at the empty line: a press one microtask later must find nobody running
      running = null;
    }
  }

  function enqueue(item: Omit<Item, 'answer'>): Promise<Reply<unknown>> {
    return new Promise((answer) => {
      line.push({ ...item, answer });
      running ??= run();
    });
  }

  /** One press under its key: the same that is in flight already is told the same answer and ruled no second time. */
  function once(
    { command, requestId, payload }: { command: string; requestId: string; payload: unknown },
    rule: InnerRule,
    actor: Actor,
  ): Promise<Reply<unknown>> {
    const payloadHash = spec.sealOf(JSON.stringify(payload));
    const name = `${actor.actorId}\n${command}\n${requestId}`;
    const flying = inFlight.get(name);
    if (flying !== undefined)
      return flying.payloadHash === payloadHash
        ? flying.reply
        : Promise.resolve({ ok: false, refusal: { key: 'requestReused' } });
    const key = { command, requestId, payloadHash };
    const reply = enqueue({ doing: command, actor, rule, key, write: null }).finally(() => inFlight.delete(name));
    inFlight.set(name, { payloadHash, reply });
    return reply;
  }

  return {
    get office() {
      return office;
    },
    get head() {
      return head;
    },
    get canWrite() {
      return canWrite;
    },
    press(command, press, actor) {
      const { requestId, ...payload } = press;
      const rule = ruleOf(command);
      return once({ command, requestId, payload }, (becoming, context) => rule(becoming, press, context), actor);
    },
    pressInner: once,
    ruleInner: (doing, rule, actor, write) => enqueue({ doing, actor, rule, key: null, write: write ?? null }),
    async record(told, write) {
      const entries = [told].flat();
      const [{ kind, actor: actorId } = { kind: 'nothing', actor: '' }] = entries;
      const actor: Actor = { actorId, kind: 'clockwork', roles: ['clockwork'], visitId: null };
      const rule: InnerRule = (_office, context) => ({
        ok: true,
        decision: { patches: [], entries: entries.map((entry) => ({ ...entry, at: context.now })), reply: null },
      });
      const reply = await enqueue({ doing: kind, actor, rule, key: null, write });
      if (!reply.ok) throw new Error(`${kind} could not be recorded`);
    },
    renew: () =>
      new Promise((renewed) => {
        line.push({ renewed });
        running ??= run();
      }),
    onCommitted: (hear) => hearers.push(hear),
    async idle() {
      while (running !== null) await running;
    },
  };
}
