/** What the compositions of paper are given: the office's words, wall time in its zone, the phone page's address. */
import type { Context, PaperDesk, Ruling } from '../domain/decide.js';
import { printJob, ticketPrinter } from '../domain/rules/ticket.js';
import type { Office } from '../domain/office.js';
import type { Instant } from '../domain/instant.js';
import { composeDaySheet } from '../domain/paper/daySheet.js';
import type { PaperDocument } from '../domain/paper/document.js';
import { composeSheet } from '../domain/paper/sheet.js';
import { composeTicket } from '../domain/paper/ticket.js';
import { protocolCopies } from '../domain/protocol.js';
import { ahead, boothsOf, expectedRange } from '../domain/wait.js';
import type { Head } from '../store/commit.js';

export interface PaperWorld {
  /** «21.11.2014» and «13:42» in the office's zone. */
  wall: (at: Instant) => { date: string; time: string };
  now: () => Instant;
  /** Without a trailing slash; null prints no QR. */
  publicUrl: string | null;
}

export function makePaperDesk({ wall, now, publicUrl }: PaperWorld): PaperDesk {
  const link = (token: string) => (publicUrl === null ? null : `${publicUrl}/t#${token}`);
  const stamp = (at: Instant, language: 'ru' | 'en') => {
    const { date, time } = wall(at);
    return language === 'ru' ? `${date} в ${time}` : `${date}, ${time}`;
  };
  return {
    wall,
    link,
    ticket(office, visit, copy) {
      const { settings } = office;
      const { language } = visit;
      const service = office.services.get(visit.serviceId);
      const { before, workMs } = ahead(office, visit);
      return composeTicket({
        language,
        officeName: settings.name[language],
        region: settings.region[language],
        phone: settings.phones[0] ?? '',
        boothWord: settings.boothWord,
        number: visit.number,
        title: service?.title[language] ?? '',
        issuedAt: stamp(visit.issuedAt, language),
        before,
        expected: expectedRange(workMs),
        booths: boothsOf(office, visit.serviceId, 'counted').map((booth) => booth.number),
        waitNorm: settings.waitNorm,
        bring: (service?.bring ?? []).map((item) => item[language]),
        link: link(visit.token),
        demo: settings.demo,
        copy,
      });
    },
    sheet(office, from, count) {
      const { settings } = office;
      return composeSheet({
        language: 'ru',
        officeName: settings.name.ru,
        letter: settings.paperLetter,
        from,
        count,
        printedAt: stamp(now(), 'ru'),
        demo: settings.demo,
      });
    },
    protocol: (office, spec) => protocolCopies(office, { wall }, spec),
  };
}

/** The closing sheet of a day with the journal's head, where no program can change it. */
function daySheet(office: Office, closedBy: string, head: Head, wall: PaperWorld['wall']): PaperDocument {
  const { settings, day } = office;
  const count = (status: string) => [...office.visits.values()].filter((visit) => visit.status === status).length;
  const closedAt = wall(day?.closedAt ?? 0);
  return composeDaySheet({
    language: 'ru',
    officeName: settings.name.ru,
    region: settings.region.ru,
    day: wall(day?.openedAt ?? 0).date,
    closedAt: `${closedAt.date} в ${closedAt.time}`,
    closedBy: office.people.get(closedBy)?.short ?? 'по часам',
    counts: [
      { label: 'Выдано талонов', count: office.visits.size },
      { label: 'Принято', count: count('served') },
      { label: 'Отменено', count: count('cancelled') },
      { label: 'Не дождались или не явились', count: count('expired') },
    ],
    headSeq: head.seq,
    headHash: head.hash,
    demo: settings.demo,
    copy: false,
  });
}

/** Prints the closing sheet of the day that has just ended, with the head that its closing made. */
export function printDaySheet(
  head: Head,
  wall: PaperWorld['wall'],
): (office: Office, context: Context) => Ruling | null {
  return (office, context) => {
    const printerId = ticketPrinter(office, null);
    if (printerId === null) return null;
    const job = printJob(context, printerId, 'day', null, daySheet(office, '', head, wall));
    const data = { printJobId: job.printJobId, seq: head.seq, hash: head.hash };
    const { now, actor } = context;
    return {
      ok: true,
      decision: {
        patches: [{ table: 'printJob', row: job }],
        entries: [{ at: now, kind: 'day:sheet', actor: actor.actorId, visitId: null, data }],
        reply: null,
      },
    };
  };
}
