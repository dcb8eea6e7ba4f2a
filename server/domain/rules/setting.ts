/** Settings part by part: hours, order, kiosk, board, categories, terms, and what the office is called. */
import type { SettingChange, SettingValues } from '../../contract/index.js';
import { isSame, only, takenNow } from '../change.js';
import { change, dropped, type Judged } from '../edit.js';
import { decide, entryOf, refuse, type Context, type Refused, type Rule } from '../decide.js';
import { hoursOn, isInOrder } from '../hours.js';
import { hidesEverything } from '../kioskmenu.js';
import { isPaperInUse, unlessPaperFree } from '../letters.js';
import { marked, unlessSeen } from '../marks.js';
import type { Office } from '../office.js';
import { partsOf, partThing, withPart } from '../parts.js';
import { unknownPicture } from '../pictures.js';
import type { Visit } from '../visit.js';

/** What every board is told at every call; longer pages would slow the calls down. */
const boardLimit = 16_384;

const bad = (field: string): Refused => refuse('badAnswer', { field });

function faultOfHours({ settings, day }: Office, value: SettingValues['hours']): Refused | null {
  const { hours, closeBy, specialDays } = value;
  if (!hours.every((one) => isInOrder(one, closeBy))) return bad('hours');
  if (!specialDays.every((one) => isInOrder(one.hours, closeBy))) return bad('specialDays');
  if (day === null || day.phase === 'closed') return null;
  // a week comes again, a date does not: the day that runs keeps its times, and its exception would never be
  const timesBy = (days: typeof specialDays) => hoursOn({ hours: settings.hours, specialDays: days }, day.day);
  const isToday = !isSame(timesBy(settings.specialDays), timesBy(specialDays));
  return isToday ? refuse('tooLate', { field: 'specialDays', day: day.day }) : null;
}

function faultOfOrder(office: Office, value: SettingValues['order']): Refused | null {
  const { promptSeconds, missAfterSeconds, paperLetter } = value;
  const { settings } = office;
  const isSet = promptSeconds !== settings.promptSeconds || missAfterSeconds !== settings.missAfterSeconds;
  // nobody is missed by the clock before a person was asked about them
  if (isSet && missAfterSeconds !== null && missAfterSeconds < promptSeconds) return bad('missAfterSeconds');
  return paperLetter === settings.paperLetter ? null : unlessPaperFree(office, paperLetter);
}

function faultOfKiosk(office: Office, { warnSeconds, idleSeconds, menu }: SettingValues['kiosk']): Refused | null {
  if (warnSeconds >= idleSeconds) return bad('warnSeconds');
  return !isSame(menu, office.settings.menu) && hidesEverything(office, menu) ? bad('menu') : null;
}

function faultOfBoard({ settings }: Office, { slides, lines }: SettingValues['board']): Refused | null {
  // a place that the stand had and lost is left out by the board
  const places = Math.max(
    settings.stand.length,
    ...settings.slides.map((one) => (one.kind === 'stand' ? one.at + 1 : 0)),
  );
  if (slides.some((slide) => slide.kind === 'stand' && slide.at >= places)) return bad('slides');
  if (JSON.stringify(slides).length > boardLimit) return bad('slides');
  const isBackward = lines.some(({ from, until }) => from !== null && until !== null && until <= from);
  return isBackward ? bad('lines') : null;
}

/** Whoever claimed a category goes on by it. */
const claimsIt = ({ category, endedAt }: Visit, name: string) => category === name && endedAt === null;

function faultOfCategories(office: Office, { changes, own }: SettingValues['categories']): Refused | null {
  const isPrescribed = (name: string) => (office.categories.get(name)?.prescribed ?? null) !== null;
  const names = changes.map(({ category }) => category);
  if (!names.every(isPrescribed) || new Set(names).size < names.length) return bad('changes');
  const ownNames = own.map(({ category }) => category);
  if (ownNames.some(isPrescribed) || new Set(ownNames).size < ownNames.length) return bad('own');
  for (const { category, prescribed } of office.categories.values()) {
    if (prescribed !== null || ownNames.includes(category)) continue;
    const count = [...office.visits.values()].filter((visit) => claimsIt(visit, category)).length;
    if (count > 0) return refuse('inUse', { count });
  }
  return null;
}

function faultOf(office: Office, change: SettingChange): Refused | null {
  const { part, value } = change;
  if (unknownPicture(office, change) !== null) return bad(part === 'office' ? 'logo' : 'slides');
  switch (part) {
    case 'hours':
      return faultOfHours(office, value);
    case 'order':
      return faultOfOrder(office, value);
    case 'kiosk':
      return faultOfKiosk(office, value);
    case 'board':
      return faultOfBoard(office, value);
    case 'categories':
      return faultOfCategories(office, value);
    case 'office':
    case 'terms':
      return null;
  }
}

/** Statutes whose category is turned off by this change: their entry names them. */
function statutesOff(office: Office, { part, value }: SettingChange): string[] {
  if (part !== 'categories') return [];
  return value.changes.flatMap(({ category, isOn }) => {
    const known = office.categories.get(category);
    return !isOn && known?.isOn === true && known.ref !== null ? [known.ref] : [];
  });
}

/** The running day has its own times: it goes on with them. */
function sparesDay({ settings, day }: Office, { part, value }: SettingChange): boolean {
  if (part !== 'hours' || day === null || day.phase === 'closed') return false;
  const today = (from: Parameters<typeof hoursOn>[0]) => JSON.stringify(hoursOn(from, day.day));
  return settings.closeBy !== value.closeBy || today(settings) !== today(value);
}

/** A part as it was sent: another letter of paper numbers waits while one of them lives. */
export function judgePart(office: Office, changed: SettingChange, context: Context): Judged | Refused {
  const { part, value } = changed;
  const { settings } = office;
  const fault = faultOf(office, changed);
  if (fault !== null) return fault;
  const refs = statutesOff(office, changed);
  const before = partsOf(settings)[part];
  return {
    thing: partThing(part),
    kind: 'settings:set',
    about: { part, ...(refs.length === 0 ? {} : { refs }) },
    before,
    after: value,
    later: part === 'order' && isPaperInUse(office, context) ? ['paperLetter'] : [],
    write: (fields) => [
      {
        table: 'settings',
        row: part === 'categories' ? withPart(settings, changed) : { ...settings, ...only(value, fields) },
      },
    ],
    plan:
      part === 'order'
        ? (fields, waits) => ({ what: 'part', fields, change: { part, value: { ...value, ...waits } } })
        : null,
    sparesDay: sparesDay(office, changed),
  };
}

/**
 * One part as a whole. Refuses: editedMeanwhile, badAnswer (field), letterTaken, inUse (a category of one's own), tooLate
 * (another special day for the day that runs).
 */
export const setPart: Rule<'settings:set'> = (office, press, context) => {
  const thing = partThing(press.change.part);
  return change(office, { thing, seen: press.seen }, () => judgePart(office, press.change, context), context);
};

/** Announcements of the running line. Refuses: editedMeanwhile, badAnswer (field). */
export const setNotice: Rule<'notice:set'> = (office, press, context) => {
  const value = { ...partsOf(office.settings).board, lines: press.lines };
  const sent: SettingChange = { part: 'board', value };
  return change(
    office,
    { thing: partThing('board'), seen: press.seen },
    () => judgePart(office, sent, context),
    context,
  );
};

/** Special days. Refuses: editedMeanwhile, badAnswer (field), tooLate (for the day that runs). */
export const setDays: Rule<'days:set'> = (office, press, context) => {
  const value = { ...partsOf(office.settings).hours, specialDays: press.specialDays };
  const sent: SettingChange = { part: 'hours', value };
  return change(
    office,
    { thing: partThing('hours'), seen: press.seen },
    () => judgePart(office, sent, context),
    context,
  );
};

/** A change that waits is taken back. Refuses: notFound, editedMeanwhile. */
export const dropPlan: Rule<'plan:drop'> = (office, press, context) => {
  const planned = office.planned.get(press.plannedId);
  if (planned === undefined) return refuse('notFound', { field: 'plannedId' });
  const meanwhile = unlessSeen(office, planned.thing, press.seen);
  if (meanwhile !== null) return meanwhile;
  const mark = marked(office, planned.thing, context);
  const gone = dropped(context, planned, 'person');
  return decide({ patches: [gone.patch, mark.patch], entries: [gone.entry], reply: takenNow(mark.revision) });
};

/** A step of the guided set-up is left for later, or taken up again. */
export const skipStep: Rule<'setup:skip'> = (office, press, context) => {
  const { step, isSkipped } = press;
  const reply = { visitId: null };
  const { skipped } = office.settings;
  if (skipped.includes(step) === isSkipped) return decide({ patches: [], entries: [], reply });
  const others = skipped.filter((one) => one !== step);
  return decide({
    patches: [{ table: 'settings', row: { ...office.settings, skipped: isSkipped ? [...others, step] : others } }],
    entries: [entryOf(context, 'setup:skipped', { step, isSkipped })],
    reply,
  });
};
