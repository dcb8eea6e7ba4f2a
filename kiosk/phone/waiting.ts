/** The parts of the page while the visitor waits, and «Я ухожу». */
import { exactTimeOf } from '../clock.js';
import { counted, either, expectedWords, inWords, place } from '../wording.js';
import { bar, el, icon, num } from './dom.js';
import type { Known } from './page.js';
import { waitFace } from './state.js';
import { texts } from './texts.js';

/** Place, range and the wait against its norm. */
export function waitingParts(page: Known): HTMLElement[] {
  const { view, language } = page;
  const words = texts[language];
  const wait = waitFace(view, page.now);
  const waited = counted(wait.minutes, 'minuteAccusative', language);
  const norm = counted(view.waitNorm.minutes, 'minute', language);
  return [
    el(
      'dl',
      { class: 'ptk__facts' },
      el(
        'div',
        {},
        el('dt', {}, words.before),
        el('dd', { 'data-test': 'before' }, view.before > 0 ? counted(view.before, 'person', language) : words.nobody),
      ),
      el(
        'div',
        {},
        el('dt', {}, words.wait),
        el(
          'dd',
          { class: view.expected ? null : 'is-words', 'data-test': 'expected' },
          expectedWords(view.expected, language) ?? words.noBooth,
        ),
      ),
    ),
    el(
      'div',
      { class: 'ptk__wait' },
      el('p', {}, el('span', {}, `${words.waited} ${waited}`), el('span', {}, `${words.norm} ${norm}`)),
      bar(wait.left, wait.tone, `${words.waited} ${waited}, ${words.norm} ${norm}`),
      wait.tone === 'over' &&
        el(
          'p',
          { class: 'over' },
          icon('warning'),
          `${words.over} ${counted(wait.overMinutes, 'minuteAccusative', language)}`,
        ),
    ),
  ];
}

/** Where to, how the call is heard, what to have ready. */
export function hints(page: Known): HTMLElement {
  const { view, language } = page;
  const words = texts[language];
  const sound = page.hasSound ? words.willRing : words.soundHint;
  return el(
    'ul',
    { class: 'plist' },
    view.booths.length > 0 &&
      el(
        'li',
        {},
        icon('door'),
        el(
          'span',
          {},
          `${words.calledTo} ${place(view.office.boothWord, language).to} `,
          el('b', {}, either(view.booths, language)),
        ),
      ),
    el('li', {}, icon('bell'), el('span', {}, 'AudioContext' in window ? sound : words.willRingNoSound)),
    view.bring.length > 0 &&
      el(
        'li',
        {},
        icon('cabinet'),
        el('span', {}, `${words.bring} ${view.bring.map((one) => inWords(one, language)).join(', ')}`),
      ),
  );
}

/** What can be pressed while waiting. */
export function foot(page: Known): HTMLElement {
  const { acts, hasSound, language, view } = page;
  const words = texts[language];
  return el(
    'div',
    { class: 'phone__foot' },
    page.leaving === 'no' &&
      'AudioContext' in window &&
      el(
        'button',
        { type: 'button', class: 'btn', 'data-test': 'test-sound', click: acts.testSound },
        icon('sound'),
        hasSound ? words.soundOn : words.testSound,
      ),
    ...leaveParts(page),
    page.heardAt !== null &&
      el(
        'p',
        { class: 'small' },
        `${words.updated} `,
        num(exactTimeOf(page.heardAt, view.office.zone, language)),
        `. ${words.keeps}`,
      ),
  );
}

/** «Я ухожу» asks once: the place cannot be had back. */
export function leaveParts(page: Known): (HTMLElement | false)[] {
  const { acts, leaving } = page;
  const words = texts[page.language];
  if (leaving === 'no') {
    return [
      el(
        'button',
        { type: 'button', class: 'btn btn--quiet', 'data-test': 'leave', click: () => acts.askToLeave(true) },
        words.leave,
      ),
    ];
  }
  const isSending = leaving === 'sending';
  return [
    el('p', { class: 'leave' }, el('b', {}, words.leaveAsk), words.leaveLead),
    leaving === 'silent' && el('p', { class: 'wrong', role: 'alert' }, icon('warning'), words.leaveSilent),
    leaving === 'refused' && el('p', { class: 'wrong', role: 'alert' }, icon('warning'), words.leaveRefused),
    el(
      'button',
      {
        type: 'button',
        class: 'btn btn--danger',
        'data-test': 'leave-yes',
        'aria-busy': isSending ? 'true' : null,
        click: acts.leave,
      },
      isSending ? words.leaving : words.leaveYes,
    ),
    el(
      'button',
      { type: 'button', class: 'btn btn--primary', 'data-test': 'leave-no', click: () => acts.askToLeave(false) },
      words.leaveNo,
    ),
  ];
}
