/** Parts that the papers of a complaint share: the head, what was written, whom it concerns, where they sign. */
import type { Due } from '../calendar.js';
import type { Complaint } from '../cases.js';
import type { Office } from '../office.js';
import type { Instant } from '../instant.js';
import { kindWords } from './appeal.js';
import { double, feed, field, text, type PaperItem } from './document.js';
import { phrases } from './words.js';
import { lawOf } from '../lawof.js';

export type Wall = (at: Instant) => { date: string; time: string };

/** What every part of these papers is composed of. */
export interface ComplaintDesk {
  office: Office;
  complaint: Complaint;
  wall: Wall;
}

export const title = (words: string): PaperItem => text(words, { bold: true });
export const big = (words: string): PaperItem =>
  text(words, { align: 'center', bold: true, width: 2, height: 2, overflow: 'shrink' });
export const inMiddle = (words: string): PaperItem => text(words, { align: 'center' });
/** Nothing typed has no line. */
export const known = (label: string, value: string): PaperItem[] => (value === '' ? [] : [field(label, value)]);
export const said = (label: string, value: string): PaperItem => field(label, value === '' ? 'не указано' : value);
/** What a person wrote, line by line. */
export const passage = (words: string): PaperItem[] => words.split('\n').map((line) => text(line, {}));

/** «23.05.2013», or for want of which year that cannot be said. */
export function dueWords(due: Due | null): string {
  if (due === null) return '';
  if ('due' in due) return due.due.split('-').reverse().join('.');
  return `срок не определён: нет календаря ${due.undetermined} года`;
}

/** `2013-04-25` of an instant: the wall's date the other way round. */
export function dayOn(wall: Wall, at: Instant): string {
  return wall(at).date.split('.').reverse().join('-');
}

/** Who acted, as a paper names them. */
export function officerOf(office: Office, userId: string): { position: string; name: string } {
  const person = office.people.get(userId);
  return { position: person?.position ?? '', name: person?.name ?? '' };
}

/** The body's full name (п. 85а). */
export function bodyOf({ settings }: Office): string {
  return settings.sign.body.ru || settings.name.ru;
}

/** The head of every paper: the office, what it is, of which complaint; `about` leads to its number («на жалобу»). */
export function head(
  { office, complaint, wall }: ComplaintDesk,
  about: string | null,
  ...lines: readonly PaperItem[]
): PaperItem[] {
  const { settings } = office;
  const { registered, receivedAt, content } = complaint;
  const words = kindWords[content.kind];
  return [
    ...(settings.demo ? [text(phrases.ru.demo, { align: 'center', bold: true, width: 2, height: 2 })] : []),
    text(settings.name.ru.toUpperCase(), { align: 'center', bold: true }),
    ...(settings.region.ru === '' ? [] : [inMiddle(settings.region.ru)]),
    ...(settings.address.ru === '' ? [] : [inMiddle(settings.address.ru)]),
    double,
    ...lines,
    inMiddle(
      registered === null
        ? `${words.received} ${wall(receivedAt).date}, ${words.unregistered}`
        : `${about ?? words.nominative} № ${registered.number}/${registered.year} от ${wall(registered.at).date}`,
    ),
    double,
  ];
}

/** A place to sign (п. 86). */
export function signature(who: string, { position, name }: { position: string; name: string }): PaperItem[] {
  return [
    text([who, position].filter((part) => part !== '').join(': '), {}),
    ...(name === '' ? [] : [text(name, {})]),
    feed(1),
    text('__________________________   ___.___.______ г.', {}),
    feed(1),
  ];
}

/** The cases of п. 61 that it names. */
export function groundsOf({ office, complaint }: ComplaintDesk): PaperItem[] {
  const all = lawOf(office, complaint)?.complaintGrounds ?? [];
  const items = all
    .filter(({ code }) => complaint.content.grounds.includes(code))
    .map((ground) => `${ground.title.ru} (${ground.ref})`);
  return items.length === 0 ? [] : [text('Случаи, названные в регламенте:', {}), { kind: 'list', items }];
}

/** Whom a letter goes to. */
export function toWhom({ content }: Complaint): PaperItem[] {
  return [
    field('Кому', content.name || 'заявителю'),
    ...known('Адрес', content.postalAddress),
    ...(content.electronicReply ? known('Эл. почта', content.email) : []),
  ];
}
