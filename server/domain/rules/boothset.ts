/** Booths: added, renumbered, given another profile or printer, and retired. Their numbers stand on boards and papers. */
import type { BoothValue } from '../../contract/index.js';
import { asksOfBooth } from '../asks.js';
import type { Booth } from '../booths.js';
import { only } from '../change.js';
import { change, type Judged } from '../edit.js';
import { decide, refuse, type Refused, type Rule } from '../decide.js';
import { laneFor } from '../lane.js';
import type { Office } from '../office.js';
import type { Patch } from '../patch.js';
import { boothValue, thingOf } from '../things.js';
import { added, retired } from './structure.js';

/** Null when a booth may have that number; `isRetired` 1 where the booth that had it can be brought back. */
function unlessNumberFree(
  { booths, retired, planned }: Office,
  number: string,
  boothId: string | null,
): Refused | null {
  const isOther = (one: { boothId: string }) => one.boothId !== boothId;
  for (const booth of booths.values())
    if (isOther(booth) && booth.number === number) return refuse('numberTaken', { booth: number });
  for (const booth of retired.booth.values())
    if (isOther(booth) && booth.number === number) return refuse('numberTaken', { booth: number, isRetired: 1 });
  for (const { change } of planned.values())
    if (
      change.what === 'booth' &&
      isOther(change) &&
      change.fields.includes('number') &&
      change.value.number === number
    )
      return refuse('numberTaken', { booth: number });
  return null;
}

function unlessKnown({ profiles, printers }: Office, { profileId, printerId }: BoothValue): Refused | null {
  if (!profiles.has(profileId)) return refuse('notFound', { field: 'profileId' });
  return printerId === null || printers.has(printerId) ? null : refuse('notFound', { field: 'printerId' });
}

/** Who works there, is held there or is sent there: its number must not change under them. */
function unlessFree(office: Office, { boothId }: Booth): Refused | null {
  const shift = office.shifts.get(office.index.shiftOfBooth.get(boothId) ?? '');
  if (shift !== undefined) return refuse('inUse', { operator: office.people.get(shift.userId)?.short ?? shift.userId });
  const addressed = laneFor(office, 'booth', boothId).length;
  if (addressed > 0) return refuse('inUse', { count: addressed });
  return office.index.held.has(boothId) ? refuse('inUse') : null;
}

/** A number that was retired comes back with its booth. Refuses: numberTaken, notFound. */
export const addBooth: Rule<'booth:add'> = (office, press, context) => {
  const { value } = press;
  const back = [...office.retired.booth.values()].find(({ number }) => number === value.number);
  const fault = unlessKnown(office, value) ?? unlessNumberFree(office, value.number, back?.boothId ?? null);
  if (fault !== null) return fault;
  const row: Booth =
    back === undefined ? { boothId: context.id(), ...value, turn: 0, freeSince: null } : { ...back, ...value };
  const patches: Patch[] = [{ table: 'booth', row }];
  return added({ of: 'booth', id: row.boothId, patches, value, isBack: back !== undefined }, office, context);
};

/** A booth as it was sent: a new number only while nobody is there, or from tomorrow. */
export function judgeBooth(
  office: Office,
  { boothId, value, when }: { boothId: string; value: BoothValue; when: 'now' | 'tomorrow' },
): Judged | Refused {
  const booth = office.booths.get(boothId);
  if (booth === undefined) return refuse('notFound', { field: 'boothId' });
  const isRenumbered = value.number !== booth.number;
  const fault =
    unlessKnown(office, value) ??
    (isRenumbered ? unlessNumberFree(office, value.number, boothId) : null) ??
    (isRenumbered && when === 'now' ? unlessFree(office, booth) : null);
  if (fault !== null) return fault;
  return {
    thing: thingOf('booth', boothId),
    kind: 'booth:set',
    about: { boothId },
    before: boothValue(booth),
    after: value,
    later: when === 'now' ? [] : ['number', 'profileId', 'printerId'],
    write: (fields) => [{ table: 'booth', row: { ...booth, ...only(value, fields) } }],
    plan: (fields, waits) => ({ what: 'booth', boothId, fields, value: { ...value, ...waits } }),
  };
}

/** Refuses: notFound, editedMeanwhile, numberTaken, inUse (operator, or count of those who are sent there). */
export const setBooth: Rule<'booth:set'> = (office, press, context) => {
  const thing = thingOf('booth', press.boothId);
  return change(office, { thing, seen: press.seen }, () => judgeBooth(office, press), context);
};

/** Nobody is asked to open it any more. Refuses: notFound, editedMeanwhile, inUse (operator, or count). */
export const retireBooth: Rule<'booth:retire'> = (office, press, context) => {
  const { boothId, seen } = press;
  const booth = office.booths.get(boothId);
  const fault = () => (booth === undefined ? null : unlessFree(office, booth));
  const ruling = retired({ of: 'booth', id: boothId, seen, isThere: booth !== undefined, fault }, office, context);
  if (!ruling.ok) return ruling;
  const { patches, entries, reply } = ruling.decision;
  const asks = asksOfBooth(office, boothId, context);
  return decide({ patches: [...patches, ...asks.patches], entries: [...entries, ...asks.entries], reply });
};
