/** What the phone page says about the visit, apart from how it is drawn. Pure. */
import type { Language, TicketView } from '@contract';
import { counted, place } from '../wording.js';
import { texts, type TextKey } from './texts.js';

/** The wait against its norm: whole minutes, the share left, and how far it is passed. */
export interface WaitFace {
  minutes: number;
  left: number;
  overMinutes: number;
  tone: 'serve' | 'warn' | 'over' | 'wait';
}

/** `now` is office time. A norm without a paragraph is the office's own target and never turns red. */
export function waitFace(view: Pick<TicketView, 'startAt' | 'waitNorm'>, now: number): WaitFace {
  const waitedMs = Math.max(0, now - view.startAt);
  const normMs = view.waitNorm.minutes * 60_000;
  const left = normMs > 0 ? Math.max(0, 1 - waitedMs / normMs) : 0;
  const isOver = waitedMs > normMs;
  const overMinutes = isOver ? Math.max(1, Math.floor((waitedMs - normMs) / 60_000)) : 0;
  const minutes = Math.floor(waitedMs / 60_000);
  if (isOver) return { minutes, left: 1, overMinutes, tone: view.waitNorm.ref === null ? 'wait' : 'over' };
  return { minutes, left, overMinutes, tone: left < 0.2 ? 'warn' : 'serve' };
}

/** Endings and pauses: a title and what to do. Null while the visitor waits or is called. */
export function ending(status: TicketView['status']): { title: TextKey; lead: TextKey | null; isKind: boolean } | null {
  switch (status) {
    case 'waiting':
    case 'called':
      return null;
    case 'serving':
      return { title: 'servingTitle', lead: null, isKind: true };
    case 'served':
      return { title: 'servedTitle', lead: 'servedLead', isKind: true };
    case 'cancelled':
      return { title: 'cancelledTitle', lead: 'cancelledLead', isKind: false };
    case 'missed':
      return { title: 'missedTitle', lead: 'missedLead', isKind: false };
    case 'parked':
      return { title: 'parkedTitle', lead: 'parkedLead', isKind: false };
    case 'expired':
    case 'noShow':
      return { title: 'expiredTitle', lead: 'expiredLead', isKind: false };
    case 'booked':
      return { title: 'bookedTitle', lead: 'bookedLead', isKind: true };
  }
}

/** One line for the page's title and for those who hear it: «А014: пройдите к окну 3». */
export function headline(view: TicketView, language: Language): string {
  const words = texts[language];
  if (view.status === 'called' && view.booth) {
    return `${view.number}: ${words.called}. ${words.goTo} ${place(view.office.boothWord, language).to} ${view.booth}`;
  }
  const end = ending(view.status);
  if (end) return `${view.number}: ${words[end.title]}`;
  const before = view.before > 0 ? counted(view.before, 'person', language) : words.nobody;
  return `${view.number}: ${words.before.toLowerCase()} ${before}`;
}
