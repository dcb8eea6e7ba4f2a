/** What the hall sees: numbers and booths, never names. */
import type { BoardCall, BoardView, Language } from '../../contract/index.js';
import type { Instant } from '../../domain/instant.js';
import { waitingFor } from '../../domain/lane.js';
import type { Office } from '../../domain/office.js';
import { spoken } from '../../domain/services.js';
import { dayFace, expectedNow, officeFace } from './facts.js';
import type { Moment } from './moment.js';

const callsShown = 12;

/** What the hall sees and hears: numbers and booths, nobody’s name. */
export function boardView(office: Office, moment: Moment): Omit<BoardView, 'version'> {
  const { settings } = office;
  return {
    now: moment.now,
    rate: moment.rate,
    epoch: moment.epoch,
    office: officeFace(office),
    day: dayFace(office, moment),
    calls: boardCalls(office),
    freshMs: settings.freshSeconds * 1000,
    waiting: office.index.waiting,
    queues: [...office.queues.values()].flatMap((queue) => {
      const services = [...office.services.values()].filter((service) => service.queueId === queue.queueId);
      const first = services[0];
      if (first === undefined) return [];
      const waiting = services.reduce((sum, { serviceId }) => sum + waitingFor(office, serviceId), 0);
      const { queueId, letter, title } = queue;
      return [
        { queueId, letter, title: spoken(title), waiting, expected: expectedNow(office, first.serviceId, moment.now) },
      ];
    }),
    waitNorm: settings.waitNorm,
    slides: boardSlides(office),
    layout: settings.layout,
    showsWaits: settings.showsWaits,
    slideSeconds: settings.slideSeconds,
    runningLine: runningLine(settings.lines, moment.now),
    theme: settings.theme,
    chime: settings.chime,
    voice: settings.chime && settings.voice,
  };
}

/** What the board's pages say: of the stand, in words of its own, or a picture. What the office lost is left out. */
function boardSlides({ settings, pictures }: Office): BoardView['slides'] {
  return settings.slides.flatMap((slide): BoardView['slides'] => {
    if (slide.kind === 'picture') {
      const { pictureId, alt } = slide;
      return pictures.has(pictureId) ? [{ title: spoken(alt), lines: [], ref: '', pictureId }] : [];
    }
    if (slide.kind === 'text')
      return [{ title: spoken(slide.title), lines: slide.lines.map(spoken), ref: '', pictureId: null }];
    const page = settings.stand[slide.at];
    if (page === undefined) return [];
    return [{ title: spoken(page.title), lines: page.lines.map(spoken), ref: page.ref, pictureId: null }];
  });
}

/** The announcements of this moment, one behind the other; null: none. */
function runningLine(lines: Office['settings']['lines'], now: Instant): BoardView['runningLine'] {
  const said = lines.filter(({ from, until }) => (from ?? now) <= now && (until === null || now < until));
  if (said.length === 0) return null;
  const inOne = (language: Language) => said.map(({ text }) => text[language] || text.ru).join(' · ');
  return { ru: inOne('ru'), en: inOne('en') };
}

/** Calls from state: who is called or received now, newest call first. */
function boardCalls(office: Office): BoardCall[] {
  const calls: BoardCall[] = [];
  for (const [boothId, visitId] of office.index.held) {
    const visit = office.visits.get(visitId);
    const booth = office.booths.get(boothId);
    if (visit === undefined || booth === undefined || visit.calledAt === null) continue;
    // one resumed straight from parking was not called by the board
    if (visit.callRule === 'resumed') continue;
    calls.push({
      // one withdrawn here and called to another booth a moment later is a new call
      callId: `${visit.visitId}:${visit.calledAt}:${visit.times}`,
      number: visit.number,
      booth: booth.number,
      calledAt: visit.calledAt,
      times: visit.times,
      status: visit.status === 'serving' ? 'serving' : 'called',
      language: visit.language,
    });
  }
  return calls.sort((a, b) => b.calledAt - a.calledAt).slice(0, callsShown);
}
