/**
 * Requests of a manager to operators: open a booth, come back from a pause. Whoever does it has answered; a request whose
 * ground is gone is past. One stands open for each booth and person.
 */
import type { Context } from './decide.js';
import type { Office } from './office.js';
import type { Ask } from './signals.js';
import type { Entry, Patch } from './patch.js';
import type { Shift } from './booths.js';

interface Answered {
  patches: Patch[];
  entries: Entry[];
}

/** Why a request is past: a newer one, another opened the booth, the shift it was about is closed, the day is, the person may no longer work, the booth is out of use. */
type Past = 'replaced' | 'taken' | 'closed' | 'day' | 'gone' | 'retired';

/** What the journal tells of a request. */
export function askEntry(context: Context, ask: Ask, more: Record<string, unknown> = {}): Entry {
  const { askId, what, boothId, userId, profileId, state } = ask;
  return {
    at: context.now,
    kind: askKinds[state],
    actor: context.actor.actorId,
    visitId: null,
    data: { askId, what, boothId, userId, ...(profileId === null ? {} : { profileId }), ...more },
  };
}

const askKinds: Record<Ask['state'], string> = {
  open: 'ask:made',
  done: 'ask:done',
  declined: 'ask:declined',
  past: 'ask:past',
};

/** A request that ends, and its entry. */
export function ended(context: Context, ask: Ask, state: 'done' | 'declined'): Answered {
  const row: Ask = { ...ask, state, endedAt: context.now };
  return { patches: [{ table: 'ask', row }], entries: [askEntry(context, row)] };
}

/** A request whose ground is gone. */
export function past(context: Context, ask: Ask, why: Past): Answered {
  const row: Ask = { ...ask, state: 'past', endedAt: context.now };
  return { patches: [{ table: 'ask', row }], entries: [askEntry(context, row, { why })] };
}

function each(office: Office, answer: (ask: Ask) => Answered | null): Answered {
  const all: Answered = { patches: [], entries: [] };
  for (const ask of office.asks.values()) {
    const one = ask.state === 'open' ? answer(ask) : null;
    if (one === null) continue;
    all.patches.push(...one.patches);
    all.entries.push(...one.entries);
  }
  return all;
}

/** A booth was opened: whoever was asked for it and did it has answered, for anybody else there is nothing left to do. */
export function asksOpened(office: Office, shift: Shift, context: Context): Answered {
  return each(office, (ask) => {
    if (ask.what !== 'open' || ask.boothId !== shift.boothId) return null;
    return ask.userId === shift.userId ? ended(context, ask, 'done') : past(context, ask, 'taken');
  });
}

const isToComeBack = (ask: Ask, shift: Shift) =>
  ask.what === 'resume' && ask.boothId === shift.boothId && ask.userId === shift.userId;

/** An operator works on after a pause. */
export function asksResumed(office: Office, shift: Shift, context: Context): Answered {
  return each(office, (ask) => (isToComeBack(ask, shift) ? ended(context, ask, 'done') : null));
}

/** A shift is over: nobody comes back to it. */
export function asksClosed(office: Office, shift: Shift, context: Context): Answered {
  return each(office, (ask) => (isToComeBack(ask, shift) ? past(context, ask, 'closed') : null));
}

/** A person may no longer work: nobody answers what this one was asked. */
export function asksOfPerson(office: Office, userId: string, context: Context): Answered {
  return each(office, (ask) => (ask.userId === userId ? past(context, ask, 'gone') : null));
}

/** A booth is out of use: nobody opens it. */
export function asksOfBooth(office: Office, boothId: string, context: Context): Answered {
  return each(office, (ask) => (ask.boothId === boothId ? past(context, ask, 'retired') : null));
}

/** The day is over, and with it every request. */
export function asksOfDay(office: Office, context: Context): Answered {
  return each(office, (ask) => past(context, ask, 'day'));
}
