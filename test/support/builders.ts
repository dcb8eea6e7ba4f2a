/**
 * A small office for tests of the rules: pure, in memory, with a clock that stands still until the test moves it.
 * Two queues (А reports, В advice), four booths, three profiles, one category by statute and one of courtesy.
 */
import { commands, type ClerkCommand, type Payload, type RefusalKey, type Role } from '../../server/contract/index.js';
import { usualAccess } from '../../server/domain/access.js';
import { usualAlerts } from '../../server/domain/alerts.js';
import { apply } from '../../server/domain/apply.js';
import { emptyIndex, noneRetired } from '../../server/domain/office.js';
import { revisionOf } from '../../server/domain/marks.js';
import { printerOf } from '../../server/domain/printing.js';
import { isCasePatch } from '../../server/domain/caserow.js';
import type { GivenTicket } from '../../server/domain/cases.js';
import type { Actor, Decision, Ruling } from '../../server/domain/decide.js';
import type { Office } from '../../server/domain/office.js';
import type { Booth } from '../../server/domain/booths.js';
import { usualOwn, type Category, type Profile, type Service } from '../../server/domain/services.js';
import type { Entry } from '../../server/domain/patch.js';
import type { Instant } from '../../server/domain/instant.js';
import type { KeptRecord } from '../../server/domain/keeping.js';
import type { Reception } from '../../server/domain/reception.js';
import { usualSettings, type Settings } from '../../server/domain/settings.js';
import type { Visit } from '../../server/domain/visit.js';
import { paper } from '../../server/domain/paper/document.js';
import { protocolCopies } from '../../server/domain/protocol.js';
import { makeCaseDesk } from '../../server/office/casedesk.js';
import { closeDay, openDay, passTime, type Schedule } from '../../server/domain/rules/day.js';
import { orphan } from '../../server/domain/rules/orphan.js';
import { ruleOf, type ClerkContext } from '../../server/domain/rules/table.js';
import { blankVisit } from '../../server/domain/visit.js';

export const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Friday, 20 November 2026, 00:00 in Moscow. */
const midnight: Instant = Date.UTC(2026, 10, 19, 21);
/** The same day at nine: the office opens. */
export const nine: Instant = midnight + 9 * hourMs;

const words = (text: string) => ({ ru: text, en: text });

export const smallSettings: Settings = {
  name: words('Клиентская служба'),
  region: words('Тверь'),
  emblem: 'ПФР',
  address: words('ул. Советская, 1'),
  phones: [],
  zone: 'Europe/Moscow',
  demo: false,
  boothWord: 'window',
  hours: Array.from({ length: 7 }, () => ({ opens: '09:00', lastTicket: '17:30', doorsClose: '18:00' })),
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
  superior: { ru: '', en: '' },
  head: { name: '', position: '' },
  alerts: usualAlerts,
  access: usualAccess,
  ...usualSettings,
  slides: [],
  exports: { isOn: false, formats: [] },
  retention: {},
};

/** A visitor who came at nine and waits for advice, whatever the office says of it. */
export function visitor(count: number, over: Partial<Visit>): Visit {
  return {
    ...blankVisit(nine),
    visitId: `visit-${count}`,
    day: '2026-11-20',
    number: `В${String(count).padStart(3, '0')}`,
    token: `token-${count}`,
    queueId: 'advice',
    serviceId: 'consult',
    deviceId: 'kiosk-1',
    ...over,
  };
}

/** The schedule of the small office: 9:00-18:00 every day, last ticket 17:30, closed by 23:59. */
export function scheduleAt(now: Instant): Schedule {
  const start = midnight + Math.floor((now - midnight) / dayMs) * dayMs;
  return {
    day: new Date(start + 3 * hourMs).toISOString().slice(0, 10),
    opensAt: start + 9 * hourMs,
    lastTicketAt: start + 17.5 * hourMs,
    doorsCloseAt: start + 18 * hourMs,
    closeBy: start + 24 * hourMs - minuteMs,
  };
}

export function service(serviceId: string, queueId: string, over: Partial<Service>): Service {
  return {
    serviceId,
    queueId,
    code: serviceId,
    title: words(serviceId),
    short: words(serviceId),
    norm: { minutes: 20, ref: '16' },
    usualMinutes: 10,
    dayLimit: null,
    channel: null,
    procedure: null,
    matter: null,
    asksOrganisations: false,
    bring: [],
    outcomes: ['ACCEPTED', 'ANSWERED'],
    isOpen: true,
    closedReason: null,
    closedUntil: null,
    packId: '196n',
    packVersion: '1',
    own: usualOwn,
    prescribed: { title: words(serviceId), short: words(serviceId), bring: [] },
    ...over,
  };
}

const profile = (profileId: string, ranks: Record<string, number>): Profile => ({
  profileId,
  title: words(profileId),
  services: Object.entries(ranks).map(([serviceId, rank]) => ({ serviceId, rank })),
});

const category = (name: string, over: Pick<Category, 'bound'> & Partial<Category>): Category => {
  const document = words('удостоверение');
  const prescribed = { document, bound: over.bound };
  return {
    category: name,
    title: words(name),
    document,
    ref: null,
    ownMattersOnly: false,
    isOn: true,
    prescribed,
    ...over,
  };
};

const byId = <Row>(rows: Row[], id: (row: Row) => string) => new Map(rows.map((row) => [id(row), row]));

/** Names of those who work there; each may also be given another role by the test. */
export const operators = ['anna', 'boris', 'clara', 'daria'] as const;

export function smallOffice(change: Partial<Settings>): Office {
  const booths = ['1', '2', '3', '4'].map((number): Booth => ({
    boothId: `booth-${number}`,
    number,
    profileId: 'all',
    printerId: null,
    turn: 0,
    freeSince: null,
  }));
  return {
    officeId: 'main',
    settings: { ...smallSettings, ...change },
    queues: byId(
      [
        { queueId: 'reports', letter: 'А', title: words('Отчёты'), position: 1 },
        { queueId: 'advice', letter: 'В', title: words('Консультации'), position: 2 },
      ],
      (queue) => queue.queueId,
    ),
    services: byId(
      [
        service('paper', 'reports', { asksOrganisations: true, usualMinutes: 20 }),
        service('medium', 'reports', { asksOrganisations: true, usualMinutes: 10 }),
        service('consult', 'advice', { usualMinutes: 10 }),
        service('password', 'advice', { usualMinutes: 5 }),
      ],
      (one) => one.serviceId,
    ),
    profiles: byId(
      [
        profile('all', { paper: 0, medium: 0, consult: 0, password: 0 }),
        profile('reports', { paper: 0, medium: 0 }),
        profile('advice', { consult: 0, password: 0 }),
        profile('consultFirst', { consult: 0, paper: 1 }),
      ],
      (one) => one.profileId,
    ),
    categories: byId(
      [
        category('veteran', { ref: '5-ФЗ', bound: null, ownMattersOnly: true }),
        category('courtesy', { bound: 2 }),
        category('statute', { ref: '5-ФЗ', bound: null }),
      ],
      (one) => one.category,
    ),
    booths: byId(booths, (booth) => booth.boothId),
    day: null,
    visits: new Map(),
    receptions: new Map(),
    shifts: new Map(),
    staffCalls: new Map(),
    alerts: new Map(),
    asks: new Map(),
    printJobs: new Map(),
    printers: new Map([
      [
        'printer-1',
        printerOf({ printerId: 'printer-1', name: 'Киоск', profile: 'virtual', transport: 'virtual', address: '' }),
      ],
    ]),
    people: new Map(
      [...operators, 'hall', 'boss'].map((userId) => [
        userId,
        { userId, name: userId, short: userId, position: '', roles: ['operator'], isClosed: false },
      ]),
    ),
    devices: new Map([
      ['kiosk-1', { deviceId: 'kiosk-1', role: 'kiosk', name: 'Киоск 1', printerId: 'printer-1' } as const],
    ]),
    lastBooth: new Map(),
    notes: new Map(),
    regulations: new Map(),
    versions: new Map(),
    calendar: new Map(),
    marks: new Map(),
    planned: new Map(),
    packs: new Map(),
    ownYears: new Map(),
    programYears: new Map(),
    pictures: new Map(),
    retired: noneRetired(),
    retention: new Map(),
    terms: new Map(),
    submissions: new Map(),
    phones: new Map(),
    index: emptyIndex(),
  };
}

function actor(actorId: string, kind: Actor['kind'], roles: Role[], visitId: string | null): Actor {
  return { actorId, kind, roles, visitId };
}

export const kiosk = actor('kiosk-1', 'device', ['kiosk'], null);
export const hall = actor('hall', 'user', ['attendant'], null);
export const boss = actor('boss', 'user', ['manager'], null);
export const clockwork = actor('clockwork', 'clockwork', ['clockwork'], null);
export const operator = (name: string) => actor(name, 'user', ['operator'], null);
export const holder = (visit: Visit) => actor(`ticket:${visit.visitId}`, 'ticket', ['ticket'], visit.visitId);

/** What a press from a screen carries besides its id. */
type Sent<N extends ClerkCommand> = Omit<Payload<N>, 'requestId'>;

/** Presses that carry nothing but the booth's turn. */
type BoothPress =
  | 'visit:callNext'
  | 'visit:recall'
  | 'visit:withdraw'
  | 'visit:begin'
  | 'visit:unbegin'
  | 'visit:finish'
  | 'visit:miss'
  | 'visit:park';

const two = (part: number) => String(part).padStart(2, '0');

/** Wall time in Moscow. */
function wallAt(at: Instant): { date: string; time: string } {
  const wall = new Date(at + 3 * hourMs);
  return {
    date: `${two(wall.getUTCDate())}.${two(wall.getUTCMonth() + 1)}.${wall.getUTCFullYear()}`,
    time: `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`,
  };
}

/** The small office as it lives: what is pressed is ruled and applied, and what was told is kept. */
export class Stage {
  now: Instant = nine;
  readonly entries: Entry[] = [];
  /** Cases over empty books: what was put is found again. */
  readonly cases = makeCaseDesk({
    row: () => null,
    idByKey: () => null,
    ticket: (visitId) => this.past.get(visitId) ?? null,
    kept: ({ kind, id }) => this.kept.get(`${kind}:${id}`) ?? null,
    filedAt: () => [],
  });
  /** Tickets of earlier days, which the books alone know: visitId → ticket. */
  readonly past = new Map<string, GivenTicket>();
  /** Records that hold words about people, as the books have them: `<kind>:<id>` → record. */
  readonly kept = new Map<string, KeptRecord>();
  private count = 0;

  constructor(readonly office: Office) {}

  /** The revision of a thing of the settings, as a screen that is up to date saw it. */
  seen(thing: string): number {
    return revisionOf(this.office, thing);
  }

  /** Moves the clock on; time rules nothing by itself here: `tick` does. */
  pass(minutes: number): void {
    this.now += Math.round(minutes * minuteMs);
  }

  context(who: Actor): ClerkContext {
    const fresh = () => `id-${(this.count += 1)}`;
    return {
      now: this.now,
      actor: who,
      id: fresh,
      token: fresh,
      seal: (text) => ({ key: 'key', mac: `sealed-${text.length}` }),
      dayOf: (at) => new Date(at + 3 * hourMs).toISOString().slice(0, 10),
      file: this.cases,
      paper: {
        wall: wallAt,
        ticket: () => paper([]),
        sheet: () => paper([]),
        protocol: (office, spec) => protocolCopies(office, { wall: wallAt }, spec),
        link: (token) => `https://talon.example/t#${token}`,
      },
      schedule: scheduleAt(this.now),
    };
  }

  /** Rules without changing anything. */
  rule<N extends ClerkCommand>(command: N, sent: Sent<N>, who: Actor): Ruling {
    const payload: unknown = commands[command].payload.parse({ requestId: 'press', ...sent });
    return ruleOf(command)(this.office, payload, this.context(who));
  }

  private become(ruling: Ruling): Ruling {
    if (!ruling.ok) return ruling;
    for (const patch of ruling.decision.patches) {
      apply(this.office, patch);
      if (isCasePatch(patch)) this.cases.put(patch);
    }
    this.entries.push(...ruling.decision.entries);
    return ruling;
  }

  press<N extends ClerkCommand>(command: N, sent: Sent<N>, who: Actor): Ruling {
    return this.become(this.rule(command, sent, who));
  }

  /** A press that must be granted. */
  yes<N extends ClerkCommand>(command: N, sent: Sent<N>, who: Actor): Decision {
    const ruling = this.press(command, sent, who);
    if (!ruling.ok) throw new Error(`${command} was refused: ${ruling.refusal.key}`);
    return ruling.decision;
  }

  /** A press that must be refused: its key; 'granted' when it was not. */
  no<N extends ClerkCommand>(command: N, sent: Sent<N>, who: Actor): RefusalKey | 'granted' {
    const ruling = this.press(command, sent, who);
    return ruling.ok ? 'granted' : ruling.refusal.key;
  }

  openDay(): this {
    const ruling = this.become(openDay(this.office, scheduleAt(this.now), this.context(boss)));
    if (!ruling.ok) throw new Error(ruling.refusal.key);
    return this;
  }

  /** A person may no longer work: as the house rules it after the account was closed, by the boss. */
  leave(userId: string): Decision<{ booth: string | null }> {
    const ruling = orphan(this.office, userId, this.context(boss));
    if (!ruling.ok) throw new Error(ruling.refusal.key);
    this.become(ruling);
    return ruling.decision;
  }

  closeDay(isForced: boolean): Ruling {
    return this.become(closeDay(this.office, this.context(isForced ? clockwork : boss), isForced));
  }

  /** Rules everything that time rules now. */
  tick(): void {
    for (let rulings = 0; rulings < 50; rulings += 1) {
      const ruling = passTime(this.office, scheduleAt(this.now), this.context(clockwork));
      if (ruling === null) return;
      this.become(ruling);
    }
    throw new Error('time rules for ever');
  }

  visit(visitId: string): Visit {
    const visit = this.office.visits.get(visitId);
    if (visit === undefined) throw new Error(`no visit ${visitId}`);
    return visit;
  }

  numbered(number: string): Visit {
    return this.visit(this.office.index.byNumber.get(number) ?? number);
  }

  /** Puts a visit as it is into the office. */
  put(visit: Visit): Visit {
    apply(this.office, { table: 'visit', row: visit });
    return visit;
  }

  putReception(reception: Reception): Reception {
    apply(this.office, { table: 'reception', row: reception });
    return reception;
  }

  /** A ticket taken at the kiosk now. */
  ticket(serviceId: string): Visit {
    const { reply } = this.yes('ticket:issue', { serviceId, answers: {}, language: 'ru' }, kiosk);
    return this.visit(visitIdOf(reply));
  }

  /** A ticket whose claim was confirmed on seeing the document. */
  privileged(serviceId: string, name: string): Visit {
    const visit = this.ticket(serviceId);
    this.yes('visit:confirmCategory', { visitId: visit.visitId, category: name, confirmed: true }, hall);
    return this.visit(visit.visitId);
  }

  shift(name: string, booth: string, profileId = 'all'): void {
    this.yes('shift:open', { boothId: `booth-${booth}`, profileId }, operator(name));
  }

  turn(name: string): number {
    const shift = this.office.shifts.get(this.office.index.shiftOfUser.get(name) ?? '');
    return this.office.booths.get(shift?.boothId ?? '')?.turn ?? 0;
  }

  /** What the booth of an operator presses, with the turn that its screen shows. */
  at(name: string, command: BoothPress): Visit {
    const { reply } = this.yes(command, { turn: this.turn(name) }, operator(name));
    return this.visit(visitIdOf(reply));
  }

  /** The number called next by this operator's booth, and by which rule. */
  next(name: string): string {
    const visit = this.at(name, 'visit:callNext');
    return `${visit.number} ${visit.callRule}`;
  }

  /** Calls, receives for some minutes and finishes the next one; its number. */
  serve(name: string, minutes: number): string {
    const { number } = this.at(name, 'visit:callNext');
    this.at(name, 'visit:begin');
    this.pass(minutes);
    this.at(name, 'visit:finish');
    return number;
  }
}

function visitIdOf(reply: unknown): string {
  return typeof reply === 'object' && reply !== null && 'visitId' in reply ? String(reply.visitId) : '';
}

/**
 * The small office with its day open at nine.
 * @param under another law than none: `withLaw` of `law.ts` gives it the real order and calendar
 */
export function openStage(
  change: Partial<Settings> = {},
  under: (office: Office) => Office = (office) => office,
): Stage {
  return new Stage(under(smallOffice(change))).openDay();
}

/** The data of the newest entry of a kind. */
export function toldOf(stage: Stage, kind: string): Record<string, unknown> {
  return stage.entries.findLast((entry) => entry.kind === kind)?.data ?? {};
}
