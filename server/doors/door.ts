/**
 * The one path of every press, look and question: known? who? may they? not too often? of the right shape? Then it is
 * handed to the house. Socket and HTTP both come through here; no rule of the office is decided here.
 */
import { randomBytes } from 'node:crypto';
import { commands, languages, reports, sheetFormats, sheets, upload, views } from '../contract/index.js';
import type {
  CommandName,
  FileReply,
  Refusal,
  RefusalKey,
  ReportName,
  Reply,
  Role,
  SheetName,
  ViewName,
} from '../contract/index.js';
import type { SheetFile } from '../office/house.js';
import { isOwnReport, makeAnswers } from './answers.js';
import type { CookieChange } from './cookie.js';
import type { DoorCommand, Visitor } from './handlers.js';
import { makeHandlers } from './handlers.js';
import type { DoorConfig, HouseBehind, Log } from './given.js';
import type { Keys } from './keys.js';
import { makeLimits } from './limits.js';
import type { Limits } from './limits.js';
import { makeOnce } from './once.js';
import { longestPayloadOf } from './lengths.js';
import { ownQuery, ownReply } from './own.js';
import {
  bodyPatience,
  longestWaitMs,
  makePlaces,
  mostAtOnce,
  mostInLine,
  mostOfOne,
  readBody,
  type AskedFile,
} from './upload.js';
import { makeWho } from './who.js';
import type { Caller, Credential, Known } from './who.js';

export interface Knock {
  credential: Credential;
  address: string;
}

interface Pressed {
  reply: Reply<unknown>;
  cookies: CookieChange[];
}

export interface Door {
  press(command: string, payload: unknown, knock: Knock): Promise<Pressed>;
  /** The view once. */
  look(view: string, knock: Knock): Promise<Reply<unknown>>;
  /** The view held for a socket; release its key when the socket goes. */
  hold(view: unknown, knock: Knock): Promise<Reply<{ key: string; name: ViewName; view: unknown }>>;
  report(name: string, query: unknown, knock: Knock): Promise<Reply<unknown>>;
  /** A payer's file; its body is read only when everything else is right, and never beyond what the office takes. */
  file(asked: AskedFile, knock: Knock): Promise<Reply<FileReply>>;
  /** A register to take away; it stands in the journal before it is handed out. */
  sheet(asked: AskedSheet, knock: Knock): Promise<Reply<SheetFile>>;
  who(credential: Credential, isUse: boolean): Promise<Known>;
  /** Keys were taken away (also by a command typed in a shell): forget who is remembered, look at open sockets again. */
  changed(): void;
  onChanged(hear: () => void): void;
  house: HouseBehind;
  keys: Keys;
  config: DoorConfig;
  log: Log;
  limits: Limits;
  now: () => number;
}

/** As the address says it: nothing of it is parsed. */
export interface AskedSheet {
  name: string;
  format: string;
  language: unknown;
  query: unknown;
}

const no = (key: RefusalKey, about?: Refusal['about']): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: about ? { key, about } : { key },
});

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);
const isView = (name: unknown): name is ViewName => typeof name === 'string' && Object.hasOwn(views, name);
const isSheet = (name: string): name is SheetName => Object.hasOwn(sheets, name);
const isReport = (name: string): name is ReportName => Object.hasOwn(reports, name);

/** Every command carries its press's own id; the rest is its handler's. */
interface OfScreen {
  requestId: string;
}

interface Parser<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } };
}

/** Parses, or says which field is wrong. Never throws, whatever stands in the value. */
function parse<T>(
  what: string,
  shape: Parser<T>,
  value: unknown,
): { ok: true; data: T } | { ok: false; refusal: Refusal } {
  try {
    if ((JSON.stringify(value) ?? '').length > longestPayloadOf(what)) return no('tooLarge');
    const parsed = shape.safeParse(value);
    if (parsed.success) return { ok: true, data: parsed.data };
    const field = parsed.error.issues[0]?.path.map(String).join('.').slice(0, 64);
    return field ? no('badRequest', { field }) : no('badRequest');
  } catch {
    // nested too deep to walk, or no JSON at all
    return no('badRequest');
  }
}

/**
 * The door of one office, for socket and HTTP alike. An expected no is a refusal; the unexpected is logged under a
 * number and answered as `internal`.
 */
export function makeDoor(given: {
  house: HouseBehind;
  keys: Keys;
  config: DoorConfig;
  log: Log;
  /** Real time, milliseconds since the epoch. */
  now: () => number;
}): Door {
  const { house, keys, config, log, now } = given;
  const limits = makeLimits(config.limitsFactor);
  const who = makeWho({ house, keys, now });
  const once = makeOnce();
  const hearers: (() => void)[] = [];
  const uploads = makePlaces({
    places: mostAtOnce,
    line: mostInLine,
    ofOne: mostOfOne,
    waitMs: longestWaitMs,
  });
  const closing = {
    changed() {
      who.forgetAll();
      // answers first: whoever pressed is told before the sockets are looked at
      setImmediate(() => hearers.forEach((hear) => hear()));
    },
  };
  const { handlers, asking } = makeHandlers({ house, keys, config, log, now, limits, closing });
  const answers = makeAnswers({ house, keys, config, asking });

  /** The unexpected: logged once with a number that the answer carries; its text never leaves the house. */
  async function guard<T>(what: string, work: () => Promise<Reply<T>>): Promise<Reply<T>> {
    try {
      return await work();
    } catch (error) {
      const correlation = randomBytes(6).toString('hex');
      log.error({ correlation, what, error }, 'unexpected at the door');
      return no('internal', { correlation });
    }
  }

  /** Who may: the caller, null for a welcome stranger, or why not. */
  function mayEnter(
    by: readonly Role[],
    known: Known,
    whileMustChange: boolean,
  ): { ok: true; caller: Caller | null } | { ok: false; refusal: Refusal } {
    if (by.includes('nobody')) return { ok: true, caller: known.ok ? known.caller : null };
    if (!known.ok) return no(known.key);
    if (!known.caller.actor.roles.some((role) => by.includes(role))) return no('notAllowed');
    if (known.caller.mustChange && !whileMustChange) return no('passwordMustChange');
    return { ok: true, caller: known.caller };
  }

  async function enter(
    by: readonly Role[],
    knock: Knock,
    whileMustChange: boolean,
  ): Promise<{ ok: true; caller: Caller | null } | { ok: false; refusal: Refusal }> {
    const entered = mayEnter(by, await who.know(knock.credential, true), whileMustChange);
    if (!entered.ok) return entered;
    const counted = entered.caller?.actor.actorId ?? `at ${knock.address}`;
    return (await limits.take('press', counted)) ? entered : no('tooMany');
  }

  function handle(
    command: DoorCommand,
    { requestId, ...payload }: OfScreen,
    visitor: Visitor,
  ): Promise<Reply<unknown>> {
    // binds the contract to the transport: the payload was parsed by this very command's schema
    const act = handlers[command] as (press: unknown, visitor: Visitor) => Promise<Reply<unknown>>;
    const { by, secret: isSecret } = commands[command];
    const actorId = by.some((role) => role === 'nobody') ? 'nobody' : (visitor.caller?.actor.actorId ?? 'nobody');
    // of a person's two sessions each signs out for itself
    const meant = command === 'session:signOut' ? { sessionId: visitor.caller?.sessionId } : payload;
    const isFinal = (data: unknown) => command !== 'device:claim' || isClaimed(data);
    const press = { actorId, command, requestId, payload: meant, isSecret };
    return once.run(press, now(), isFinal, () => act({ requestId, ...payload }, visitor));
  }

  async function pressed(name: string, payload: unknown, knock: Knock, cookies: CookieChange[]) {
    if (!isCommand(name)) return no('unknownCommand');
    const command = commands[name];
    const whileMustChange = name === 'session:signOut' || name === 'session:changePassword';
    const entered = await enter(command.by, knock, whileMustChange);
    if (!entered.ok) return entered;
    const parsed = parse<OfScreen>(name, command.payload, payload);
    if (!parsed.ok) return parsed;
    const { caller } = entered;
    if (isDoorCommand(name)) return handle(name, parsed.data, { caller, address: knock.address, cookies });
    if (!caller) return no('signedOut');
    // a ticket opens itself and no other
    if (caller.actor.kind === 'ticket' && visitOf(parsed.data) !== caller.actor.visitId) return no('notAllowed');
    return house.press(name, parsed.data, caller.actor);
  }

  return {
    house,
    keys,
    config,
    log,
    limits,
    now,
    who: (credential, isUse) => who.know(credential, isUse),
    changed: () => closing.changed(),
    onChanged: (hear) => void hearers.push(hear),

    async press(name, payload, knock) {
      const cookies: CookieChange[] = [];
      const reply = await guard(name.slice(0, 64), () => pressed(name, payload, knock, cookies));
      return { reply, cookies: reply.ok ? cookies : [] };
    },

    look: (name, knock) =>
      guard(name.slice(0, 64), async () => {
        if (!isView(name)) return no('unknownView');
        const entered = await enter(views[name].by, knock, false);
        if (!entered.ok) return entered;
        return entered.caller ? house.look(name, entered.caller.actor) : no('signedOut');
      }),

    hold: (name, knock) =>
      guard('watch', async () => {
        if (!isView(name)) return no('unknownView');
        const entered = await enter(views[name].by, knock, false);
        if (!entered.ok) return entered;
        if (!entered.caller) return no('signedOut');
        const held = house.hold(name, entered.caller.actor);
        return held.ok ? { ok: true, data: { ...held.data, name } } : held;
      }),

    report: (name, query, knock) =>
      guard(name.slice(0, 64), async () => {
        if (!isReport(name)) return no('unknownView');
        const entered = await enter(reports[name].by, knock, name === 'me');
        if (!entered.ok) return entered;
        if (!entered.caller) return no('signedOut');
        const parsed = parse<Record<string, unknown>>(name, reports[name].query, query);
        if (!parsed.ok) return parsed;
        const { actor } = entered.caller;
        if (!isOwnReport(name))
          return ownReply(name, await house.report(name, ownQuery(name, parsed.data, actor), actor), actor);
        if (name === 'devices') return { ok: true, data: await answers.devices() };
        const data =
          name === 'me'
            ? await answers.me(actor.actorId)
            : await answers.draft(actor.actorId, reports.draft.query.parse(parsed.data).key);
        return data ? { ok: true, data } : no('signedOut');
      }),

    file: (asked, knock) =>
      guard('file', async () => {
        const entered = await enter(upload.by, knock, false);
        if (!entered.ok) return entered;
        if (!entered.caller) return no('signedOut');
        const { actor } = entered.caller;
        const parsed = parse<{ requestId: string; receptionId: string; name: string }>(
          'file',
          upload.headers,
          asked.headers,
        );
        if (!parsed.ok) return parsed;
        if (!(await limits.take('file', actor.actorId))) return no('tooMany');
        if (!(await uploads.take(actor.actorId, asked.gone))) return no('fileRefused', { why: 'busy' });
        try {
          const file = await readBody(asked, bodyPatience);
          if (file === 'tooLarge') return no('fileRefused', { why: 'tooLarge' });
          if (file === 'stalled' || file === 'broken') {
            // lines break: that is the network's day, and no fault of the office
            log.info({ file }, 'a file did not come whole');
            return no('fileRefused', { why: 'timeout' });
          }
          return await house.readFile({ ...parsed.data, ...file }, actor);
        } finally {
          uploads.give(actor.actorId);
        }
      }),

    sheet: ({ name, format: asked, language: said, query }, knock) =>
      guard(`sheet ${name.slice(0, 64)}`, async () => {
        const format = sheetFormats.find((one) => one === asked);
        if (!isSheet(name) || format === undefined) return no('unknownView');
        const entered = await enter(sheets[name].by, knock, false);
        if (!entered.ok) return entered;
        if (!entered.caller) return no('signedOut');
        const parsed = parse<Record<string, unknown>>(name, sheets[name].query, query);
        if (!parsed.ok) return parsed;
        const language = languages.find((one) => one === (said ?? 'ru'));
        if (language === undefined) return no('badRequest', { field: 'language' });
        const { actor } = entered.caller;
        const filter = ownQuery(name, parsed.data, actor);
        const reply = await house.sheet(name, format, language, filter);
        if (!reply.ok) return reply;
        const data = { name, format, rows: reply.data.rows, filter: codesOf(filter) };
        await house.record({ kind: 'sheet:taken', actor: actor.actorId, data }, () => undefined);
        return reply;
      }),
  };
}

/** The filter as the journal tells it: codes and days as they are; of words that were searched, that there were some. */
function codesOf({ text, ...codes }: Record<string, unknown>): Record<string, unknown> {
  return typeof text === 'string' && text !== '' ? { ...codes, isSearched: true } : codes;
}

const isDoorCommand = (name: CommandName): name is DoorCommand => commands[name].at === 'door';

const visitOf = (press: unknown): unknown =>
  typeof press === 'object' && press !== null && 'visitId' in press ? press.visitId : null;

const isClaimed = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'paired' in data && data.paired === true;
