/** Draws the page from what is known: waiting, called (the whole page says where), ended, or no such ticket. */
import type { Language, TicketView } from '@contract';
import { timeOf } from '../clock.js';
import { inWords, place } from '../wording.js';
import { el, icon, num } from './dom.js';
import { ending } from './state.js';
import { texts } from './texts.js';
import { foot, hints, leaveParts, waitingParts } from './waiting.js';

export interface Page {
  view: TicketView | null;
  link: 'connecting' | 'online' | 'offline' | 'refused';
  /** Office time of the newest view. */
  heardAt: number | null;
  now: number;
  leaving: 'no' | 'asked' | 'sending' | 'silent' | 'refused';
  isComing: boolean;
  hasSound: boolean;
  language: Language;
  acts: {
    speak(next: Language): void;
    testSound(): void;
    going(): void;
    askToLeave(asking: boolean): void;
    leave(): void;
  };
}

/** A page whose ticket is known. */
export type Known = Page & { view: TicketView };

function isKnown(page: Page): page is Known {
  return page.view !== null;
}

export function drawPage(page: Page): HTMLElement {
  const words = texts[page.language];
  if (page.link === 'refused') {
    return el(
      'main',
      { class: 'phone' },
      page.view ? head(page, page.view) : languageBar(page),
      el(
        'section',
        { class: 'end', 'data-test': 'unknown' },
        icon('ticket'),
        el('h1', {}, words.unknownTitle),
        el('p', {}, words.unknownLead),
      ),
    );
  }
  if (!isKnown(page)) {
    const isLost = page.link === 'offline';
    return el(
      'main',
      { class: 'phone' },
      languageBar(page),
      el(
        'section',
        { class: 'end', 'data-test': isLost ? 'offline' : null },
        icon(isLost ? 'no-link' : 'ticket'),
        el('h1', {}, isLost ? words.noLink : words.opening),
        isLost && el('p', {}, words.noLinkLead),
      ),
    );
  }
  return page.view.status === 'called' ? calledPage(page) : quietPage(page);
}

function otherOf(page: Page): Language {
  return page.language === 'ru' ? 'en' : 'ru';
}

function languageButton(page: Page): HTMLElement {
  const other = otherOf(page);
  return el(
    'button',
    { type: 'button', class: 'lang', lang: other, 'data-test': 'lang', click: () => page.acts.speak(other) },
    texts[page.language].other,
  );
}

function languageBar(page: Page): HTMLElement {
  return el('header', { class: 'phone__head' }, languageButton(page));
}

/** The office's logo; without one, or when it does not come, its letters. */
function emblem({ office }: TicketView): HTMLElement {
  const letters = el('span', { class: 'emblem', 'aria-hidden': 'true' }, office.emblem);
  if (office.logo === null) return letters;
  const logo = el('img', { class: 'logo', src: `/theme/logo?${office.logo}`, alt: '' });
  logo.addEventListener('error', () => logo.replaceWith(letters));
  return logo;
}

function head(page: Page, view: TicketView): HTMLElement {
  const words = texts[page.language];
  return el(
    'header',
    { class: 'phone__head' },
    emblem(view),
    el(
      'span',
      { class: 'phone__office' },
      el('b', {}, inWords(view.office.name, page.language)),
      inWords(view.office.address, page.language),
    ),
    view.office.demo && el('span', { class: 'demo', 'data-test': 'demo' }, words.demo),
    languageButton(page),
  );
}

function linkLine(page: Known): HTMLElement {
  const words = texts[page.language];
  if (page.link !== 'offline') {
    return el('p', { class: 'live' }, el('i', {}), words.online);
  }
  const since =
    page.heardAt === null ? '' : `${words.since} ${timeOf(page.heardAt, page.view.office.zone, page.language)}`;
  return el(
    'div',
    { class: 'lost', role: 'status', 'data-test': 'offline' },
    icon('no-link'),
    el('p', {}, el('b', {}, `${words.noLink} `, num(since)), words.noLinkLead),
  );
}

function calledPage(page: Known): HTMLElement {
  const { view, language, acts } = page;
  const words = texts[language];
  const booth = view.booth ?? '';
  const plate = booth.length > 2 ? 'plate plate--long' : 'plate';
  return el(
    'main',
    { class: 'phone phone--called' },
    head(page, view),
    page.link === 'offline' && linkLine(page),
    el(
      'section',
      { class: 'goto' },
      el('h1', {}, view.times > 1 ? words.calledAgain : words.called),
      el('p', { class: 'goto__word' }, `${words.goTo} ${place(view.office.boothWord, language).to}`),
      el('span', { class: plate, 'data-test': 'booth' }, num(booth)),
      el(
        'p',
        { class: 'goto__no' },
        `${words.ticket} `,
        el('b', { class: 'num', 'data-test': 'ticket-number' }, view.number),
      ),
      view.calledAt !== null &&
        el('p', {}, `${words.calledAt} `, num(timeOf(view.calledAt, view.office.zone, language))),
    ),
    el(
      'div',
      { class: 'phone__foot' },
      page.isComing
        ? el('p', { class: 'coming', role: 'status' }, icon('tick'), words.comingLead)
        : el(
            'button',
            { type: 'button', class: 'btn btn--primary', 'data-test': 'going', click: acts.going },
            icon('walk'),
            words.going,
          ),
      ...leaveParts(page),
    ),
  );
}

function quietPage(page: Known): HTMLElement {
  const { view, language } = page;
  const words = texts[language];
  const end = ending(view.status);
  return el(
    'main',
    { class: page.link === 'offline' ? 'phone phone--stale' : 'phone' },
    head(page, view),
    linkLine(page),
    el(
      'article',
      { class: 'ptk' },
      el('p', { class: 'ptk__cap' }, words.your),
      el(
        'h1',
        { class: view.number.length > 4 ? 'ptk__no ptk__no--long num' : 'ptk__no num', 'data-test': 'ticket-number' },
        view.number,
      ),
      el('p', { class: 'ptk__what' }, inWords(view.title, language)),
      el('div', { class: 'tear' }),
      ...(end ? endingParts(page, end) : waitingParts(page)),
    ),
    view.status === 'waiting' && hints(page),
    view.status === 'waiting' && foot(page),
  );
}

function endingParts(page: Known, end: NonNullable<ReturnType<typeof ending>>): HTMLElement[] {
  const words = texts[page.language];
  const { booth } = page.view;
  const lead =
    page.view.status === 'serving' && booth
      ? `${place(page.view.office.boothWord, page.language).name} ${booth}`
      : end.lead && words[end.lead];
  return [
    el(
      'section',
      { class: end.isKind ? 'ending ending--kind' : 'ending', 'data-test': `status-${page.view.status}` },
      icon(end.isKind ? 'tick' : 'info'),
      el('h2', {}, words[end.title]),
      lead !== null && el('p', {}, lead),
    ),
  ];
}
