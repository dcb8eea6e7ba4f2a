/**
 * The one path of every press, look and question: known? who? may they? not too often? of the right shape? Then it is
 * handed to the house. Socket and HTTP both come through here; no rule of the office is decided here.
 */
import { randomBytes } from 'node:crypto';
import { commands, reports, views } from '../contract/index.js';
import type { PackReply, PictureReply, Reply, ViewName, CommandName } from '../contract/index.js';
import { isOwnReport, makeAnswers } from './answers.js';
import type { CookieChange } from './cookie.js';
import { bondsOfCommand, bondsOfReport, makeEnter, useOfCommand } from './entering.js';
import type { Knock } from './entering.js';
import { makeFiles } from './files.js';
import type { HandIn } from './handin.js';
import type { Files } from './files.js';
import type { DoorCommand, Visitor } from './handlers.js';
import { makeHandlers } from './handlers.js';
import type { Beginning, DoorConfig, HouseBehind, Log, Pictures, Vault } from './given.js';
import type { Keys } from './keys.js';
import { makeLimits } from './limits.js';
import type { Limits } from './limits.js';
import { makeOnce } from './once.js';
import { ownQuery, ownReply } from './own.js';
import type { PeopleActs } from './people.js';
import { isCommand, isReport, isView, no, parse } from './parse.js';
import { makePackIn, type Packs } from './packs.js';
import { makePictureIn } from './pictures.js';
import type { Return } from './sso.js';
import { makeWho } from './who.js';
import type { Credential, Known, Use } from './who.js';

interface Pressed {
  reply: Reply<unknown>;
  cookies: CookieChange[];
}

export interface Door extends Files {
  press(command: string, payload: unknown, knock: Knock): Promise<Pressed>;
  /** The view once. */
  look(view: string, knock: Knock): Promise<Reply<unknown>>;
  /** The view held for a socket; release its key when the socket goes. */
  hold(view: unknown, knock: Knock): Promise<Reply<{ key: string; name: ViewName; view: unknown }>>;
  report(name: string, query: unknown, knock: Knock): Promise<Reply<unknown>>;
  /** Somebody comes back from the provider of single sign-on; the cookies go out whatever the reply is. */
  comeBack(back: Return, knock: Omit<Knock, 'credential'>): Promise<Pressed>;
  /** An administrator's picture, for the board or as the logo. */
  picture: HandIn<PictureReply>;
  pictures: Pictures;
  /** A regulation pack of an administrator. */
  pack: HandIn<PackReply>;
  who(credential: Credential, use: Use): Promise<Known>;
  /** Keys were taken away (also by a command typed in a shell): forget who is remembered, look at open sockets again. */
  changed(): void;
  onChanged(hear: () => void): void;
  /** The acts of accounts, for a command typed in a shell. */
  people: PeopleActs;
  house: HouseBehind;
  keys: Keys;
  config: DoorConfig;
  log: Log;
  limits: Limits;
  now: () => number;
}

/** Every command carries its press's own id; the rest is its handler's. */
interface OfScreen {
  requestId: string;
}

/**
 * The door of one office, for socket and HTTP alike. An expected no is a refusal; the unexpected is logged under a
 * number and answered as `internal`.
 */
export function makeDoor(given: {
  house: HouseBehind;
  beginning: Beginning;
  pictures: Pictures;
  packs: Packs;
  keys: Keys;
  vault: Vault;
  config: DoorConfig;
  log: Log;
  /** Real time, milliseconds since the epoch. */
  now: () => number;
}): Door {
  const { house, beginning, pictures, packs, keys, vault, config, log, now } = given;
  const limits = makeLimits(config.limitsFactor);
  const who = makeWho({ house, keys, now });
  const once = makeOnce();
  const hearers: (() => void)[] = [];
  const closing = {
    changed() {
      who.forgetAll();
      // answers first: whoever pressed is told before the sockets are looked at
      setImmediate(() => hearers.forEach((hear) => hear()));
    },
  };
  const { handlers, asking, people, comeBack, crowdOf } = makeHandlers({
    house,
    beginning,
    keys,
    vault,
    config,
    log,
    now,
    limits,
    closing,
  });
  const answers = makeAnswers({ house, beginning, keys, config, now, asking });
  const enter = makeEnter({ who, limits });
  const files = makeFiles({ house, enter, limits, log });
  const takePicture = makePictureIn({ pictures, enter, limits, log });
  const takePack = makePackIn({ packs, enter, limits, log });

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

  function handle(
    command: DoorCommand,
    { requestId, ...payload }: OfScreen,
    visitor: Visitor,
  ): Promise<Reply<unknown>> {
    // binds the contract to the transport: the payload was parsed by this very command's schema
    const act = handlers[command] as (press: unknown, visitor: Visitor) => Promise<Reply<unknown>>;
    const { by, secret: isSecret } = commands[command];
    const actorId = by.some((role) => role === 'nobody') ? 'nobody' : (visitor.caller?.actor.actorId ?? 'nobody');
    // no answer to it is worth keeping
    if (command === 'session:beat') return act({ requestId, ...payload }, visitor);
    // of a person's two sessions each locks, unlocks and signs out for itself
    const meant = ofOwnSession.has(command) ? { ...payload, ofSession: visitor.caller?.sessionId } : payload;
    const isFinal = (data: unknown) => command !== 'device:claim' || isClaimed(data);
    const press = { actorId, command, requestId, payload: meant, isSecret };
    return once.run(press, now(), isFinal, () => act({ requestId, ...payload }, visitor));
  }

  async function pressed(name: string, payload: unknown, knock: Knock, cookies: CookieChange[]) {
    if (!isCommand(name)) return no('unknownCommand');
    const command = commands[name];
    const crowd = crowdOf(name, payload, knock.address);
    const entered = await enter(command.by, knock, bondsOfCommand(name), useOfCommand(name), crowd);
    if (!entered.ok) return entered;
    const parsed = parse<OfScreen>(name, command.payload, payload);
    if (!parsed.ok) return parsed;
    const { caller } = entered;
    if (isDoorCommand(name))
      return handle(name, parsed.data, { caller, address: knock.address, agent: knock.agent, cookies });
    if (!caller) return no('signedOut');
    // a ticket opens itself and no other
    if (caller.actor.kind === 'ticket' && visitOf(parsed.data) !== caller.actor.visitId) return no('notAllowed');
    return house.press(name, parsed.data, caller.actor);
  }

  return {
    people,
    house,
    keys,
    config,
    log,
    limits,
    now,
    who: (credential, use) => who.know(credential, use),
    changed: () => closing.changed(),
    onChanged: (hear) => void hearers.push(hear),

    async press(name, payload, knock) {
      const cookies: CookieChange[] = [];
      const reply = await guard(name.slice(0, 64), () => pressed(name, payload, knock, cookies));
      return { reply, cookies: reply.ok ? cookies : [] };
    },

    async comeBack(back, knock) {
      const cookies: CookieChange[] = [];
      const reply = await guard('sso', () => comeBack(back, { caller: null, ...knock, cookies }));
      return { reply, cookies };
    },

    look: (name, knock) =>
      guard(name.slice(0, 64), async () => {
        if (!isView(name)) return no('unknownView');
        const entered = await enter(views[name].by, knock, [], 'use');
        if (!entered.ok) return entered;
        return entered.caller ? house.look(name, entered.caller.actor) : no('signedOut');
      }),

    hold: (name, knock) =>
      guard('watch', async () => {
        if (!isView(name)) return no('unknownView');
        const entered = await enter(views[name].by, knock, [], 'use');
        if (!entered.ok) return entered;
        if (!entered.caller) return no('signedOut');
        const held = house.hold(name, entered.caller.actor);
        return held.ok ? { ok: true, data: { ...held.data, name } } : held;
      }),

    report: (name, query, knock) =>
      guard(name.slice(0, 64), async () => {
        if (!isReport(name)) return no('unknownView');
        const entered = await enter(reports[name].by, knock, bondsOfReport(name), 'use');
        if (!entered.ok) return entered;
        if (!entered.caller) return no('signedOut');
        const parsed = parse<Record<string, unknown>>(name, reports[name].query, query);
        if (!parsed.ok) return parsed;
        const { actor } = entered.caller;
        if (!isOwnReport(name))
          return ownReply(name, await house.report(name, ownQuery(name, parsed.data, actor), actor), actor);
        const data = await answers.answer(name, parsed.data, entered.caller);
        return data ? { ok: true, data } : no('signedOut');
      }),

    pictures,
    picture: (asked, knock) => guard('picture', () => takePicture(asked, knock)),
    pack: (asked, knock) => guard('pack', () => takePack(asked, knock)),
    file: (asked, knock) => guard('file', () => files.file(asked, knock)),
    sheet: (asked, knock) => guard(`sheet ${asked.name.slice(0, 64)}`, () => files.sheet(asked, knock)),
  };
}

const ofOwnSession = new Set<DoorCommand>(['session:signOut', 'session:lock', 'session:unlock']);

const isDoorCommand = (name: CommandName): name is DoorCommand => commands[name].at === 'door';

const visitOf = (press: unknown): unknown =>
  typeof press === 'object' && press !== null && 'visitId' in press ? press.visitId : null;

const isClaimed = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'paired' in data && data.paired === true;
