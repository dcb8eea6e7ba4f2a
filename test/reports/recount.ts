/**
 * The recount: what each day of a journal comes to, by loops as plain as they can be written from the definitions of the
 * office's times. It reads raw entries, shares no code with the fold, and looks at everything again and again; it is here
 * to contradict the reports, not to be fast.
 */

interface RawVisit {
  status: string;
  startAt: number;
  serviceId: string;
  shiftId: string | null;
  category: string | null;
  categoryConfirmed: boolean | null;
  origin: string;
}

interface RawReception {
  receptionId: string;
  serviceId: string;
  boothId: string;
  userId: string;
  begunAt: number;
  finishedAt: number | null;
  parkedMs: number;
  state: string;
  outcome: string | null;
  normMinutes: number | null;
  packVersion: string;
  carriedMs: number;
  submissionId: string | null;
}

interface RawShift {
  shiftId: string;
  boothId: string;
  userId: string;
  openedAt: number;
  closedAt: number | null;
  pauseReason: string | null;
  pausedAt: number | null;
}

/** What entries say, as they are parsed. */
export interface RawData {
  day?: string;
  law?: { waitMinutes: number; services: string[] }[];
  visit?: Partial<RawVisit>;
  reception?: RawReception;
  shift?: RawShift;
  verb?: string;
  receptionId?: string;
  step?: string;
  state?: string;
  spentMs?: number;
  normMinutes?: number | null;
  replaces?: string | null;
  kind?: string;
  outcome?: string | null;
  findings?: Record<string, number>;
  channel?: string;
  type?: string | null;
  persons?: number;
  code?: string;
  carries?: string;
  unbreached?: string | null;
  way?: string;
  decision?: string;
  ground?: string | null;
  revision?: number;
}

export interface RawEntry {
  seq: number;
  at: number;
  kind: string;
  actor: string;
  visitId: string | null;
  data: RawData;
}

export interface CountedVisit {
  seq: number;
  startAt: number;
  begunAt: number;
  endedAt: number;
  status: string;
  isNoShow: boolean;
  service: string;
  booth: string;
  user: string;
  category: string;
  channel: string;
  waitMs: number;
  normMinutes: number;
  toCallMs: number;
  wayMs: number;
  betweenMs: number;
  betweens: number;
  transfers: number;
  parks: number;
  misses: number;
  returns: number;
}

export interface CountedReception {
  receptionId: string;
  /** Of the ticket's entry; 0 without a visit. */
  visitSeq: number;
  service: string;
  booth: string;
  user: string;
  channel: string;
  category: string;
  begunAt: number;
  lengthMs: number;
  judgedMs: number;
  normMinutes: number;
  version: string;
  outcome: string;
  isTransferred: boolean;
}

export interface CountedStep {
  receptionId: string;
  service: string;
  booth: string;
  user: string;
  channel: string;
  category: string;
  step: string;
  at: number;
  spentMs: number;
  normMinutes: number;
  version: string;
}

export interface CountedShift {
  user: string;
  booth: string;
  openedAt: number;
  closedAt: number;
  busyMs: number;
  calledMs: number;
  paused: Record<string, number>;
}

export interface CountedEvent {
  at: number;
  kind: string;
  first: string;
  second: string;
  user: string;
  amount: number;
}

export interface CountedDay {
  day: string;
  visits: CountedVisit[];
  receptions: CountedReception[];
  steps: CountedStep[];
  shifts: CountedShift[];
  events: CountedEvent[];
}

const over = ['served', 'cancelled', 'expired', 'noShow'];
const atLeast0 = (ms: number) => (ms > 0 ? ms : 0);

/** Which day each entry belongs to: a book runs from one opening to the opening of another day. */
function booksOf(entries: readonly RawEntry[]): { day: string; until: number }[] {
  const books: { day: string; until: number }[] = [];
  for (const { seq, kind, data } of entries) {
    const last = books[books.length - 1];
    if (kind === 'day:opened' && last?.day !== data.day) books.push({ day: data.day!, until: seq });
    else if (last !== undefined) last.until = seq;
  }
  return books;
}

/** A visit's fields after its first entries, one told over the other. */
function visitAfter(own: readonly RawEntry[]): Partial<RawVisit> {
  const visit: Partial<RawVisit> = {};
  for (const { data } of own) Object.assign(visit, data.visit ?? {});
  return visit;
}

/** The beginnings that count: those that were not taken back. */
function realBegins(own: readonly RawEntry[]): RawEntry[] {
  return own.filter((entry) => {
    if (entry.kind !== 'visit:begun') return false;
    const { receptionId } = entry.data.reception!;
    return !own.some(({ kind, data }) => kind === 'visit:unbegun' && data.reception?.receptionId === receptionId);
  });
}

/** Stretches of being away: from missed to come back or called again; `until` null: never came back. */
function awayStretches(own: readonly RawEntry[]): { from: number; until: number | null; untilSeq: number }[] {
  const stretches: { from: number; until: number | null; untilSeq: number }[] = [];
  own.forEach((entry, place) => {
    if (entry.kind !== 'visit:missed') return;
    for (const later of own.slice(place + 1)) {
      // it was never missed
      if (later.kind === 'visit:undone' && later.data.verb === 'miss') return;
      if (later.kind !== 'visit:returned' && later.kind !== 'visit:called') continue;
      stretches.push({ from: entry.at, until: later.at, untilSeq: later.seq });
      return;
    }
    stretches.push({ from: entry.at, until: null, untilSeq: Infinity });
  });
  return stretches;
}

function awayBefore(own: readonly RawEntry[], seq: number): number {
  let away = 0;
  for (const one of awayStretches(own)) if (one.until !== null && one.untilSeq <= seq) away += one.until - one.from;
  return away;
}

/** Waits after a transfer: from the transfer of one who was received already to the next reception. */
function betweenWaits(own: readonly RawEntry[]): number[] {
  const waits: number[] = [];
  const begins = realBegins(own);
  let from: RawEntry | null = null;
  for (const entry of own) {
    const wasReceived = begins.some(({ seq }) => seq < entry.seq);
    if (entry.kind === 'visit:transferred' && wasReceived && from === null) from = entry;
    if (from === null || !begins.includes(entry)) continue;
    let away = 0;
    for (const one of awayStretches(own))
      if (one.until !== null && one.untilSeq > from.seq && one.untilSeq < entry.seq) away += one.until - one.from;
    waits.push(atLeast0(entry.at - from.at - away));
    from = null;
  }
  return waits;
}

const howMany = (own: readonly RawEntry[], kind: string) => own.filter((entry) => entry.kind === kind).length;

/** All tellings of a reception, in their order. */
const tellingsOf = (entries: readonly RawEntry[], receptionId: string) =>
  entries.filter(({ data }) => data.reception?.receptionId === receptionId);

function categoryOf(visit: Partial<RawVisit>): string {
  return visit.categoryConfirmed === true ? visit.category! : '';
}

/** How long one might wait for what the visit was received for, on the day on which it came into that line; −1: untold. */
function normOf(entries: readonly RawEntry[], own: readonly RawEntry[], begunSeq: number): number {
  const came = own.findLast(({ seq, data }) => seq < begunSeq && data.visit?.serviceId !== undefined)!;
  const opened = entries.findLast(({ seq, kind }) => seq < came.seq && kind === 'day:opened');
  const law = opened?.data.law?.find(({ services }) => services.includes(came.data.visit!.serviceId!));
  return law?.waitMinutes ?? -1;
}

function countVisit(entries: readonly RawEntry[], own: readonly RawEntry[]): CountedVisit {
  const visit = visitAfter(own);
  const isOver = over.includes(visit.status!);
  const [begun] = realBegins(own);
  const calls = own.filter(({ kind }) => kind === 'visit:called');
  const summons = own.filter(
    ({ kind, seq }) => (kind === 'visit:called' || kind === 'visit:recalled') && begun !== undefined && seq < begun.seq,
  );
  const lastStretch = awayStretches(own).at(-1);
  const missedForGood = lastStretch !== undefined && lastStretch.until === null ? lastStretch.from : null;
  const ending = isOver ? own.findLast(({ data }) => over.includes(data.visit?.status ?? '')) : undefined;
  const endedAt = ending?.at ?? 0;
  const startAt = visit.startAt!;
  let waitMs = -1;
  if (begun !== undefined) waitMs = atLeast0(begun.at - startAt - awayBefore(own, begun.seq));
  else if (isOver) waitMs = atLeast0((missedForGood ?? endedAt) - startAt - awayBefore(own, Infinity));
  const first =
    begun === undefined ? null : tellingsOf(entries, begun.data.reception!.receptionId).at(-1)?.data.reception;
  const waits = betweenWaits(own);
  const undoneMisses = own.filter(({ kind, data }) => kind === 'visit:undone' && data.verb === 'miss').length;
  return {
    seq: own[0]!.seq,
    startAt,
    begunAt: begun?.at ?? 0,
    endedAt,
    status: visit.status!,
    isNoShow: isOver && begun === undefined && missedForGood !== null,
    service: first?.serviceId ?? visit.serviceId!,
    booth: first?.boothId ?? '',
    user: first?.userId ?? '',
    category: categoryOf(visit),
    channel: visit.origin!,
    waitMs,
    normMinutes: normOf(entries, own, begun?.seq ?? Infinity),
    toCallMs: calls[0] === undefined ? -1 : atLeast0(calls[0].at - startAt),
    wayMs: begun === undefined ? -1 : atLeast0(begun.at - summons.at(-1)!.at),
    betweenMs: waits.length === 0 ? -1 : waits.reduce((sum, wait) => sum + wait, 0),
    betweens: waits.length,
    transfers: howMany(own, 'visit:transferred'),
    parks: howMany(own, 'visit:parked'),
    misses: howMany(own, 'visit:missed') - undoneMisses,
    returns: howMany(own, 'visit:returned'),
  };
}

/** What is known of a reception by its tellings until now. */
interface Received {
  receptionId: string;
  visitId: string | null;
  last: RawReception;
  begunSeq: number;
}

function receptionsIn(entries: readonly RawEntry[]): Received[] {
  const ids = new Set<string>();
  for (const { data } of entries) if (data.reception !== undefined) ids.add(data.reception.receptionId);
  return [...ids].map((receptionId) => {
    const tellings = tellingsOf(entries, receptionId);
    return {
      receptionId,
      visitId: tellings[0]!.visitId,
      last: tellings.at(-1)!.data.reception!,
      begunSeq: tellings[0]!.seq,
    };
  });
}

const hasEnded = ({ last }: Received) => last.state === 'finished' || last.state === 'transferred';
const lengthOf = ({ last }: Received) => last.finishedAt! - last.begunAt - last.parkedMs;
const isSameCase = (one: Received, other: Received) =>
  one.last.submissionId !== null && one.last.submissionId === other.last.submissionId;
const isSameVisit = (one: Received, other: Received) => one.visitId !== null && one.visitId === other.visitId;

/** Does a later reception carry the time of this one? The last that fits is the one whose time it is. */
function isCarriedOn(all: readonly Received[], one: Received): boolean {
  return all.some((later) => {
    if (later.last.state === 'void' || later.last.carriedMs <= 0) return false;
    const fitting = all.filter(
      (other) =>
        all.indexOf(other) < all.indexOf(later) &&
        hasEnded(other) &&
        other.last.carriedMs + lengthOf(other) === later.last.carriedMs &&
        (isSameCase(other, later) || (other.last.state === 'transferred' && isSameVisit(other, later))),
    );
    return fitting.at(-1) === one;
  });
}

/** Completions that stand: the step was not taken up again, there or where it had been taken over as done. */
function stepsDone(entries: readonly RawEntry[], all: readonly Received[]): RawEntry[] {
  let standing: RawEntry[] = [];
  /** «reception step» → the completion that it took over. */
  const takenOver = new Map<string, RawEntry>();
  const isVoid = (receptionId: string) =>
    all.some((one) => one.receptionId === receptionId && one.last.state === 'void');
  for (const entry of entries) {
    const { receptionId, step, state } = entry.data;
    if (!entry.kind.startsWith('step:') || isVoid(receptionId!)) continue;
    const key = `${receptionId} ${step}`;
    const isOwn = (one: RawEntry) => one.data.receptionId === receptionId && one.data.step === step;
    if (entry.kind === 'step:completed') standing = [...standing.filter((one) => !isOwn(one)), entry];
    if (entry.kind === 'step:takenOver' && state === 'done') {
      const into = receptionsIn(entries.filter(({ seq }) => seq <= entry.seq));
      const here = into.find((one) => one.receptionId === receptionId);
      const source = standing.findLast(({ data }) => {
        const there = into.find((one) => one.receptionId === data.receptionId);
        if (here === undefined || there === undefined || data.step !== step || there === here) return false;
        return isSameVisit(there, here) || isSameCase(there, here);
      });
      if (source !== undefined) takenOver.set(key, source);
    }
    if (entry.kind === 'step:reopened') standing = standing.filter((one) => !isOwn(one) && one !== takenOver.get(key));
  }
  return standing;
}

/** Stretches in which a booth held a visit: called there, or received, in one shift from its beginning to its end. */
function heldStretches(own: readonly RawEntry[], now: number | null) {
  const stretches: { shiftId: string; status: string; ms: number }[] = [];
  const states = own.map((_, place) => {
    const { status, shiftId } = visitAfter(own.slice(0, place + 1));
    return status === 'called' || status === 'serving' ? `${status} ${shiftId}` : '';
  });
  states.forEach((state, place) => {
    if (state === '' || states[place - 1] === state) return;
    const end = states.findIndex((other, later) => later > place && other !== state);
    const until = own[end]?.at ?? now;
    const [status = '', shiftId = ''] = state.split(' ');
    if (until !== null) stretches.push({ shiftId, status, ms: until - own[place]!.at });
  });
  return stretches;
}

function countShift(entries: readonly RawEntry[], shiftId: string, now: number | null): CountedShift {
  const tellings = entries.filter(({ data }) => data.shift?.shiftId === shiftId);
  const last = tellings.at(-1)!.data.shift!;
  const paused: Record<string, number> = {};
  tellings.forEach(({ data }, place) => {
    const shift = data.shift!;
    if (shift.pausedAt === null) return;
    // told again while it pauses: that is the same pause
    if (tellings[place - 1]?.data.shift!.pausedAt === shift.pausedAt) return;
    const end = tellings.slice(place + 1).find(({ data }) => data.shift!.pausedAt !== shift.pausedAt)?.at ?? now;
    const reason = shift.pauseReason!;
    if (end !== null) paused[reason] = (paused[reason] ?? 0) + atLeast0(end - shift.pausedAt);
  });
  const counted = {
    user: last.userId,
    booth: last.boothId,
    openedAt: last.openedAt,
    closedAt: last.closedAt ?? 0,
    busyMs: 0,
    calledMs: 0,
    paused,
  };
  const visitIds = new Set(entries.map(({ visitId }) => visitId));
  for (const visitId of visitIds) {
    if (visitId === null) continue;
    const own = entries.filter((entry) => entry.visitId === visitId && 'visit' in entry.data);
    for (const one of heldStretches(own, now)) {
      if (one.shiftId !== shiftId) continue;
      if (one.status === 'serving') counted.busyMs += atLeast0(one.ms);
      else counted.calledMs += atLeast0(one.ms);
    }
  }
  return counted;
}

function countEvents(entries: readonly RawEntry[]): CountedEvent[] {
  const events: CountedEvent[] = [];
  for (const { at, kind, actor, data } of entries) {
    const add = (
      name: string,
      first: string | undefined,
      second: string | null | undefined,
      amount: number | undefined,
    ) => events.push({ at, kind: name, first: first!, second: second!, user: actor, amount: amount! });
    if (kind === 'protocol:issued' && data.replaces !== null) add('protocol:corrected', data.kind, data.outcome, 1);
    else if (kind === 'protocol:issued') {
      add(kind, data.kind, data.outcome, 1);
      for (const code of Object.keys(data.findings!)) add('finding', code, '', data.findings![code]);
    } else if (['protocol:signed', 'protocol:signatureRefused', 'protocol:handedOver', 'protocol:sent'].includes(kind))
      add(kind, '', '', 1);
    else if (kind === 'submission:registered') add(kind, data.channel, data.type ?? '', data.persons);
    else if (/^submission:(included|returned|resubmitted|overdue)$/.test(kind)) add(kind, '', '', 1);
    else if (kind === 'term:begun' && 'carries' in data) add('term:carried', data.code, '', 1);
    else if (/^term:/.test(kind)) {
      add(kind, data.code, '', 1);
      if (typeof data.unbreached === 'string') add('term:unbreached', data.code, '', 1);
    } else if (kind === 'complaint:taken') add(kind, data.kind, data.way, 1);
    else if (kind === 'complaint:decided') add(kind, data.decision, data.ground ?? '', 1);
    else if (/^complaint:(registered|forwarded|noticeSent|restarted|replied|remedied|prosecutor)$/.test(kind))
      add(kind, '', '', 1);
    else if (kind === 'consultation:saved') {
      if (data.revision === 1) add('consultation:inPerson', '', '', 1);
    } else if (/^consultation:/.test(kind)) add(kind, '', '', 1);
    else if (kind === 'card:issued') add(kind, data.kind, '', 1);
  }
  return events;
}

/**
 * Every day of a journal.
 * @param now until when the last day runs: then what is alive is told with it; null: it is told as a day that ended
 */
export function recount(entries: readonly RawEntry[], now: number | null): CountedDay[] {
  const told = new Set<string>();
  let from = 0;
  return booksOf(entries).map(({ day, until }, place, books) => {
    const known = entries.filter(({ seq }) => seq <= until);
    const today = known.filter(({ seq }) => seq > from);
    from = until;
    // what a closed day left alive is the next one's to tell, also before there is one
    const isClosed = known.filter(({ kind }) => /^day:(opened|closed)$/.test(kind)).at(-1)?.kind === 'day:closed';
    const running = place === books.length - 1 && !isClosed ? now : null;
    const isNew = (id: string, isDone: boolean) => {
      const isTold = (isDone || running !== null) && !told.has(id);
      if (isTold && isDone) told.add(id);
      return isTold;
    };
    const visits = new Map<string, CountedVisit>();
    for (const { kind, visitId } of known) {
      if (visitId === null || !/^ticket:(issued|entered)$/.test(kind)) continue;
      const own = known.filter((entry) => entry.visitId === visitId && 'visit' in entry.data);
      if (isNew(visitId, over.includes(visitAfter(own).status!))) visits.set(visitId, countVisit(known, own));
    }
    const all = receptionsIn(known);
    const received = all.filter((one) => {
      if (!hasEnded(one)) return false;
      return one.visitId === null ? isNew(one.receptionId, true) : visits.has(one.visitId);
    });
    const standing = stepsDone(known, all);
    const receptions = received.map((one): CountedReception => {
      const visit = one.visitId === null ? undefined : visits.get(one.visitId);
      const protocol = known.find(
        ({ kind, data }) =>
          kind === 'protocol:issued' && data.receptionId === one.receptionId && data.replaces === null,
      );
      const doneAt = protocol?.at ?? one.last.finishedAt!;
      return {
        receptionId: one.receptionId,
        visitSeq: visit?.seq ?? 0,
        service: one.last.serviceId,
        booth: one.last.boothId,
        user: one.last.userId,
        channel: visit?.channel ?? '',
        category: visit?.category ?? '',
        begunAt: one.last.begunAt,
        lengthMs: atLeast0(lengthOf(one)),
        judgedMs: isCarriedOn(all, one)
          ? -1
          : atLeast0(doneAt - one.last.begunAt - one.last.parkedMs) + one.last.carriedMs,
        normMinutes: one.last.normMinutes ?? -1,
        version: one.last.packVersion,
        outcome: one.last.outcome ?? '',
        isTransferred: one.last.state === 'transferred',
      };
    });
    const steps = receptions.flatMap((one) =>
      standing
        .filter(({ data }) => data.receptionId === one.receptionId)
        .map(({ at, actor, data }): CountedStep => {
          const { receptionId, service, booth, channel, category, version } = one;
          const { step, spentMs, normMinutes } = data;
          return {
            ...{ receptionId, service, booth, user: actor, channel, category, at },
            ...{ step: step!, spentMs: spentMs!, normMinutes: normMinutes ?? -1, version },
          };
        }),
    );
    const shiftIds = [...new Set(known.flatMap(({ data }) => data.shift?.shiftId ?? []))];
    const shifts = shiftIds.flatMap((shiftId) => {
      const isClosed = known.findLast(({ data }) => data.shift?.shiftId === shiftId)?.data.shift!.closedAt !== null;
      return isNew(shiftId, isClosed) ? [countShift(known, shiftId, running)] : [];
    });
    const voided = all
      .filter(({ receptionId, last }) => last.state === 'void' && isNew(receptionId, true))
      .map(({ last }) => ({
        at: last.finishedAt!,
        kind: 'reception:void',
        first: '',
        second: '',
        user: last.userId,
        amount: 1,
      }));
    const events = [...countEvents(today), ...voided];
    return { day, visits: [...visits.values()], receptions, steps, shifts, events };
  });
}
