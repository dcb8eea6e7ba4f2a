/**
 * Who is next, told a second time and plainly: by looking through everybody who waits, with the passings counted from
 * the rulings themselves. It knows neither lanes nor indexes, so that it can contradict them.
 */
import type { Decision } from '../../server/domain/decide.js';
import type { Office } from '../../server/domain/office.js';
import type { Booth, Shift } from '../../server/domain/booths.js';
import type { Visit } from '../../server/domain/visit.js';

interface Call {
  visitId: string;
  placeAt: number;
  boothId: string;
  userId: string;
  serviceIds: string[];
  bound: number | null;
}

const minuteMs = 60_000;

function before(a: Visit, b: Visit): number {
  return a.placeAt - b.placeAt || a.issuedAt - b.issuedAt || (a.number < b.number ? -1 : 1);
}

export class Reference {
  /** Out-of-turn calls that were not taken back, in their order. */
  private calls: Call[] = [];
  /** visitId → how often it was passed, where it stands now. */
  readonly overtaken = new Map<string, number>();

  constructor(private readonly office: Office) {}

  /** Hears a ruling before the office becomes it. */
  hear({ patches, entries }: Decision): void {
    const { office } = this;
    for (const patch of patches) {
      if (patch.table === 'day' && patch.row.day !== office.day?.day) this.calls = [];
      if (patch.table !== 'visit') continue;
      const was = office.visits.get(patch.row.visitId);
      const { row } = patch;
      const isTakenBack = was?.status === 'called' && row.status === 'waiting';
      const isUndoneToLine =
        was?.status === 'cancelled' && was.undo?.visit.status === 'called' && row.status === 'waiting';
      const rule = isUndoneToLine ? was.undo?.visit.callRule : was?.callRule;
      const isTransferred = entries.some(({ kind }) => kind === 'visit:transferred');
      if ((isTakenBack || isUndoneToLine) && rule === 'outOfTurn' && !isTransferred) this.takeBack(row.visitId);
      const isCall = row.status === 'called' && was?.status === 'waiting' && row.callRule === 'outOfTurn';
      if (isCall) this.call(row);
      // where one stands anew, one has been passed by nobody yet
      const stands = (visit: Visit | undefined) =>
        [visit?.placeAt, visit?.serviceId, visit?.addressedBoothId, visit?.addressedUserId, visit?.status].join();
      if (stands(was) !== stands(row)) this.overtaken.delete(row.visitId);
    }
  }

  private call(row: Visit): void {
    const { office } = this;
    const shift = office.shifts.get(row.shiftId ?? '');
    const profile = office.profiles.get(shift?.profileId ?? '');
    const call: Call = {
      visitId: row.visitId,
      placeAt: row.placeAt,
      boothId: row.boothId ?? '',
      userId: shift?.userId ?? '',
      serviceIds: profile?.services.map(({ serviceId }) => serviceId) ?? [],
      bound: office.categories.get(row.category ?? '')?.bound ?? null,
    };
    this.calls.push(call);
    this.count(call, 1);
  }

  private takeBack(visitId: string): void {
    const at = this.calls.findLastIndex((call) => call.visitId === visitId);
    const [call] = at < 0 ? [] : this.calls.splice(at, 1);
    if (call !== undefined) this.count(call, -1);
  }

  private count(call: Call, by: number): void {
    if (call.bound === null) return;
    for (const visit of this.office.visits.values())
      if (visit.status === 'waiting' && !this.isPrivileged(visit) && this.passes(call, visit))
        this.overtaken.set(visit.visitId, Math.max(0, (this.overtaken.get(visit.visitId) ?? 0) + by));
  }

  private isPrivileged(visit: Visit): boolean {
    return visit.categoryConfirmed === true && visit.addressedBoothId === null && visit.addressedUserId === null;
  }

  private passes(call: Call, visit: Visit): boolean {
    if (call.visitId === visit.visitId || call.placeAt <= visit.placeAt) return false;
    if (visit.addressedBoothId !== null) return visit.addressedBoothId === call.boothId;
    if (visit.addressedUserId !== null) return visit.addressedUserId === call.userId;
    return call.serviceIds.includes(visit.serviceId);
  }

  /** The number that this booth calls next and by which rule; null when nobody it may take waits. */
  next(booth: Booth, shift: Shift, now: number): { number: string; rule: string } | null {
    const { office } = this;
    const ranks = new Map(
      office.profiles.get(shift.profileId)?.services.map(({ serviceId, rank }) => [serviceId, rank]),
    );
    const isMine = (visit: Visit) => visit.addressedBoothId !== null || visit.addressedUserId !== null;
    const may = [...office.visits.values()]
      .filter((visit) => {
        if (visit.status !== 'waiting') return false;
        if (visit.addressedBoothId !== null) return visit.addressedBoothId === booth.boothId;
        if (visit.addressedUserId !== null) return visit.addressedUserId === shift.userId;
        return ranks.has(visit.serviceId);
      })
      .sort(before);
    const ready = may.filter((visit) => visit.notBefore === null || visit.notBefore <= now);
    const [early] = may;
    if (ready.length === 0) return early === undefined ? null : { number: early.number, rule: 'early' };
    const first = ready.find((visit) => this.isPrivileged(visit));
    const others = ready.filter((visit) => !this.isPrivileged(visit));
    if (first !== undefined) {
      const bound = office.categories.get(first.category ?? '')?.bound ?? null;
      const times = (visit: Visit) =>
        this.calls.filter((call) => call.bound !== null && this.passes(call, visit)).length;
      const owed = bound === null ? undefined : others.find((visit) => times(visit) >= bound);
      return owed === undefined
        ? { number: first.number, rule: 'outOfTurn' }
        : { number: owed.number, rule: 'bounded' };
    }
    const [oldest] = others;
    if (oldest === undefined) return null;
    const until = oldest.placeAt + office.settings.preferenceMinutes * minuteMs;
    const rank = (visit: Visit) => (isMine(visit) ? -1 : (ranks.get(visit.serviceId) ?? Infinity));
    const [best = oldest] = others
      .filter((visit) => visit.placeAt <= until)
      .sort((a, b) => rank(a) - rank(b) || before(a, b));
    return { number: best.number, rule: isMine(best) ? 'addressed' : best === oldest ? 'order' : 'preference' };
  }
}
