import type { Category, MenuItem, ServiceFace } from '@contract';
import { describe, expect, it } from 'vitest';
import {
  alternatives,
  categoriesFor,
  isSettled,
  liveItems,
  outlook,
  stepAt,
  stepBack,
  type Path,
} from '../../kiosk/flow.js';

const both = (text: string) => ({ ru: text, en: text });

function service(serviceId: string, face: Partial<ServiceFace> = {}): ServiceFace {
  return {
    serviceId,
    title: both(serviceId),
    short: both(serviceId),
    letter: 'А',
    state: 'open',
    reason: null,
    until: null,
    waiting: 0,
    expected: { fromMinutes: 5, toMinutes: 10 },
    booths: ['1'],
    norm: null,
    ...face,
  };
}

function item(key: string, face: Partial<MenuItem> = {}): MenuItem {
  return {
    key,
    icon: 'report',
    title: both(key),
    hint: both(''),
    serviceId: null,
    ask: null,
    medium: null,
    questions: [],
    children: [],
    ...face,
  };
}

const paper = item('paper', { serviceId: 'onPaper', questions: ['organisations', 'persons', 'regNo'] });
const again = item('again', { serviceId: 'again', questions: ['regNo'] });
const view = {
  menu: [
    item('report', { ask: both('На чём?'), children: [paper, again] }),
    item('advice', { serviceId: 'advice' }),
    item('dead', { serviceId: 'nobodyKnows' }),
  ],
  services: [service('onPaper'), service('again', { expected: { fromMinutes: 15, toMinutes: 25 } }), service('advice')],
};
const start: Path = { keys: [], answered: [], claiming: false };
const shut = (serviceId: string, state: ServiceFace['state']) => ({
  ...view,
  services: view.services.map((one) => (one.serviceId === serviceId ? { ...one, state } : one)),
});

describe('the way of a visitor', () => {
  it('opens the menu, then what is below it, then one question a screen in the order of the pack', () => {
    expect(stepAt(view, start)).toMatchObject({ at: 'menu', parent: null });
    expect(stepAt(view, { ...start, keys: ['report'] })).toMatchObject({ at: 'menu', parent: { key: 'report' } });
    const keys = ['report', 'paper'];
    expect(stepAt(view, { ...start, keys }).at).toBe('organisations');
    expect(stepAt(view, { ...start, keys, answered: ['organisations'] }).at).toBe('persons');
    expect(stepAt(view, { ...start, keys, answered: ['organisations', 'persons'] }).at).toBe('regNo');
    expect(stepAt(view, { ...start, keys, answered: ['organisations', 'persons', 'regNo'] }).at).toBe('confirm');
  });

  it('asks nothing where the pack asks nothing', () => {
    expect(stepAt(view, { ...start, keys: ['advice'] }).at).toBe('confirm');
    expect(stepAt(view, { keys: ['advice'], answered: [], claiming: true }).at).toBe('claim');
  });

  it('never shows a button that leads nowhere', () => {
    expect(liveItems(view.menu, view).map((one) => one.key)).toEqual(['report', 'advice']);
  });

  it('stops at a service that closes while the visitor answers, but not at a stranded one', () => {
    const path: Path = { keys: ['report', 'paper'], answered: ['organisations'], claiming: false };
    expect(stepAt(shut('onPaper', 'closed'), path).at).toBe('closed');
    expect(stepAt(shut('onPaper', 'limit'), path).at).toBe('closed');
    expect(stepAt(shut('onPaper', 'stranded'), path).at).toBe('persons');
  });

  it('returns to the menu when a new view no longer has what was chosen', () => {
    expect(stepAt({ ...view, menu: [] }, { ...start, keys: ['report', 'paper'] }).at).toBe('menu');
  });

  it('goes back one screen at a time, to the very start', () => {
    let path: Path = { keys: ['report', 'paper'], answered: ['organisations', 'persons'], claiming: true };
    const seen: string[] = [];
    for (let press = 0; press < 6; press += 1) {
      path = stepBack(path);
      seen.push(stepAt(view, path).at);
    }
    expect(seen).toEqual(['regNo', 'persons', 'organisations', 'menu', 'menu', 'menu']);
    expect(path).toEqual(start);
  });
});

describe('what stands under a choice', () => {
  it('spans the waits of what is below it, never of the hall', () => {
    expect(outlook(view.menu[0]!, view)).toEqual({ state: 'open', expected: { fromMinutes: 5, toMinutes: 25 } });
  });

  it('leaves out what is closed, and is closed itself only when everything below is', () => {
    expect(outlook(view.menu[0]!, shut('again', 'closed')).expected).toEqual({ fromMinutes: 5, toMinutes: 10 });
    expect(outlook(view.menu[1]!, shut('advice', 'closed')).state).toBe('closed');
    expect(outlook(view.menu[1]!, shut('advice', 'limit')).state).toBe('limit');
  });

  it('gives no number when no open booth takes it', () => {
    const stranded = { ...view, services: [service('advice', { state: 'stranded', expected: null, booths: [] })] };
    expect(outlook(view.menu[1]!, stranded)).toEqual({ state: 'stranded', expected: null });
  });
});

describe('out of turn', () => {
  const own: Category = { category: 'own', title: both(''), document: both(''), ref: '5-ФЗ', ownMattersOnly: true };
  const any: Category = { ...own, category: 'any', ownMattersOnly: false };

  it('is not offered on behalf of an organisation where the right is one’s own', () => {
    expect(categoriesFor(paper, [own, any]).map((one) => one.category)).toEqual(['any']);
    expect(categoriesFor(again, [own, any]).map((one) => one.category)).toEqual(['own', 'any']);
  });
});

describe('what can be done instead of a closed service', () => {
  it('offers other open matters only', () => {
    expect(alternatives(shut('onPaper', 'closed'), 'onPaper', 2).map((one) => one.key)).toEqual(['advice']);
    expect(alternatives(shut('advice', 'closed'), 'onPaper', 2)).toEqual([]);
  });
});

describe('a press that was refused', () => {
  it('offers another service where pressing again cannot help, and else the same button', () => {
    const hopeless = ['limitReached', 'serviceClosed', 'noMoreTickets', 'dayClosed', 'notFound'] as const;
    expect(hopeless.filter((key) => !isSettled(key))).toEqual([]);
    expect([isSettled('tooMany'), isSettled('internal'), isSettled(null)]).toEqual([false, false, false]);
  });
});
