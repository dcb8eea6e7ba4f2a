/**
 * The phone page of one ticket: number, place, time, and where to go. Plain DOM, no framework: it must open in a second
 * on a slow phone. Known by the token in the URL's fragment, which never leaves the browser in an address.
 */
import type { Language, TicketView } from '@contract';
import { connect, newRequestId } from '@contract/live';
import { makeChime } from './phone/chime.js';
import { drawPage, type Page } from './phone/page.js';
import { headline } from './phone/state.js';
import { texts } from './phone/texts.js';
import './phone/phone.css';
import './phone/called.css';

/** A short break is not worth a word. Real milliseconds. */
const breakMs = 2500;
/** A phone that slept this long may hold a socket that only looks alive. */
const sleepMs = 15_000;
/** A call rings again until «Иду», a few times. */
const ringEveryMs = 8000;
const rings = 4;

const root = document.querySelector<HTMLElement>('#ticket') ?? document.body;
const aloud = document.querySelector<HTMLElement>('#aloud');
const token = location.hash.slice(1);
const chime = makeChime();

let view: TicketView | null = null;
let language: Language | null = null;
let link: Page['link'] = 'connecting';
let heardAt: number | null = null;
let leaving: Page['leaving'] = 'no';
let leaveId = newRequestId();
let comingToCall: string | null = null;
let rung = { call: '', times: 0 };
let drawn = '';
let said = '';
let breakTimer: ReturnType<typeof setTimeout> | undefined;

const live = connect({ as: 'ticket', token });

function callOf(one: TicketView): string {
  return `${one.visitId} ${one.booth ?? ''} ${one.times}`;
}

const acts: Page['acts'] = {
  speak(next) {
    language = next;
    draw();
  },
  testSound() {
    chime.unlock();
    chime.ring();
    draw();
  },
  going() {
    if (view) comingToCall = callOf(view);
    draw();
  },
  askToLeave(asking) {
    leaveId = newRequestId();
    leaving = asking ? 'asked' : 'no';
    draw();
  },
  leave() {
    if (view && leaving !== 'sending') void sendLeave(view.visitId);
  },
};

async function sendLeave(visitId: string): Promise<void> {
  leaving = 'sending';
  draw();
  const reply = await live.ask('visit:cancel', { requestId: leaveId, visitId, reason: 'left' });
  if (!reply) leaving = 'silent';
  else leaving = reply.ok ? 'no' : 'refused';
  draw();
}

function draw(): void {
  const now = live.officeNow();
  const speaks = language ?? view?.language ?? 'ru';
  document.documentElement.lang = speaks;
  const isComing = view !== null && comingToCall === callOf(view);
  const page = drawPage({
    view,
    link,
    heardAt,
    now,
    leaving,
    isComing,
    hasSound: chime.isReady(),
    language: speaks,
    acts,
  });
  if (page.outerHTML !== drawn) {
    const focused = document.activeElement?.getAttribute('data-test');
    drawn = page.outerHTML;
    root.replaceChildren(page);
    if (focused) root.querySelector<HTMLElement>(`[data-test="${focused}"]`)?.focus({ preventScroll: true });
  }
  document.body.classList.toggle('is-called', view?.status === 'called');
  const words = view ? headline(view, speaks) : texts[speaks].opening;
  document.title = words;
  if (said !== words && aloud) aloud.textContent = said = words;
}

/** Sound and vibration of a call, again every few seconds until «Иду». */
function ring(): void {
  if (!view || view.status !== 'called' || comingToCall === callOf(view)) return;
  const call = callOf(view);
  if (rung.call !== call) rung = { call, times: 0 };
  if (rung.times >= rings) return;
  rung.times += 1;
  // before the first touch a browser refuses, and says so in its console
  if ('vibrate' in navigator && navigator.userActivation?.hasBeenActive) navigator.vibrate([400, 200, 400]);
  chime.ring();
}

live.watch('ticket', (next) => {
  const isNewCall = next.status === 'called' && (!view || callOf(view) !== callOf(next));
  if (next.status !== view?.status) leaving = 'no';
  view = next;
  heardAt = next.now;
  draw();
  if (isNewCall) ring();
});
live.onLink((next) => {
  clearTimeout(breakTimer);
  if (next === 'online' || next === 'refused') {
    link = next;
    draw();
  } else {
    breakTimer = setTimeout(() => {
      link = 'offline';
      draw();
    }, breakMs);
  }
});

let hiddenAt: number | null = null;
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') {
    hiddenAt = performance.now();
    return;
  }
  const slept = hiddenAt === null ? 0 : performance.now() - hiddenAt;
  hiddenAt = null;
  if (live.link !== 'online' || slept > sleepMs) live.reconnect();
  draw();
});
addEventListener('online', () => live.reconnect());
addEventListener('hashchange', () => location.reload());
setInterval(draw, 1000);
setInterval(ring, ringEveryMs);
draw();
