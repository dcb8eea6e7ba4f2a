/** What would break a day that runs, or promise what never comes, is refused or waits: and the answer says which. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ServiceValue, SettingPart, SettingValues } from '../../server/contract/index.js';
import type { PackFace } from '../../server/domain/law.js';
import { partsOf } from '../../server/domain/parts.js';
import { serviceValue } from '../../server/domain/things.js';
import { boss, kiosk, nine, openStage, type Stage } from '../support/builders.js';
import { law, packId, withLaw } from '../support/law.js';

const admin = { ...boss, actorId: 'admin', roles: ['administrator' as const] };
const dayMs = 86_400_000;
const today = '2026-11-20';
const short = { opens: '09:00', lastTicket: '12:30', doorsClose: '13:00' };
const title = { ru: 'Короткий день', en: '' };
const week = Array.from({ length: 7 }, () => ({ opens: '10:00', lastTicket: '12:00', doorsClose: '12:00' }));

let stage: Stage;
beforeEach(() => {
  stage = openStage({}, withLaw);
});

const part = <P extends SettingPart>(name: P): SettingValues[P] => partsOf(stage.office.settings)[name];
const service = () => {
  const found = stage.office.services.get('consultation');
  if (found === undefined) throw new Error('no consultation');
  return found;
};
const setService = (change: Partial<ServiceValue>) =>
  stage.press(
    'service:set',
    {
      seen: stage.seen('service:consultation'),
      serviceId: 'consultation',
      value: { ...serviceValue(service()), ...change },
    },
    admin,
  );
const setDays = (specialDays: SettingValues['hours']['specialDays']) =>
  stage.press('days:set', { seen: stage.seen('part:hours'), specialDays }, boss);
const ticket = () =>
  stage.no('ticket:issue', { serviceId: 'consultation', answers: {}, language: 'ru' as const }, kiosk);
const replied = (ruling: ReturnType<Stage['press']>) => (ruling.ok ? ruling.decision.reply : ruling.refusal);
function nextMorning() {
  stage.closeDay(true);
  stage.now += dayMs;
  stage.openDay();
}

/** The law with other services, as it was handed in. */
function handedIn(version: string, fromDay: string | null, codes: readonly string[]): void {
  const [uploadedAt, uploadedBy] = [nine, 'admin'];
  const row = { packRowId: version, packId, version, hash: version, uploadedAt, uploadedBy, fromDay };
  const face: PackFace = { ...row, title: { ru: version, en: version }, services: codes };
  stage.office.packs.set(version, face);
}
const codes = [...(law.packs.get(packId)?.services ?? [])].map(({ code }) => code);
const without = codes.filter((code) => code !== 'consultation');

describe('a service that is turned on again', () => {
  beforeEach(() => {
    expect(setService({ isOffered: false }).ok).toBe(true);
  });
  it('is refused while a law ahead does not have it, and says which and when', () => {
    handedIn('later', '2027-02-01', without);
    handedIn('lacking', '2026-12-01', without);
    expect(replied(setService({ isOffered: true }))).toEqual({
      key: 'packUnfit',
      about: { service: service().title.ru, version: 'lacking', day: '2026-12-01' },
    });
    expect(service().own.isOffered).toBe(false);
    // what has no day, what is past and what has it are in nobody's way
    stage.office.packs.clear();
    handedIn('kept', null, without);
    handedIn('past', '2026-01-01', without);
    handedIn('whole', '2026-12-01', codes);
    expect(replied(setService({ isOffered: true }))).toMatchObject({ takes: 'now' });
  });
  it('is refused when the law in force does not have it any more', () => {
    const inForce = stage.office.regulations.get(packId);
    if (inForce === undefined) throw new Error('no law');
    const services = new Map([...inForce.services].filter(([code]) => code !== 'consultation'));
    stage.office.regulations.set(packId, { ...inForce, services });
    expect(replied(setService({ isOffered: true }))).toEqual({
      key: 'packUnfit',
      about: { service: service().title.ru, version: inForce.version },
    });
  });
  it('takes its hours with it: nobody of this day was told of others', () => {
    expect(replied(setService({ isOffered: true, byBooking: true }))).toMatchObject({ takes: 'now' });
    expect(service().own.byBooking).toBe(true);
  });
});

describe('a service that is given today', () => {
  it('keeps its hours while the day runs, and so to whom it is given; tomorrow it has the new ones', () => {
    const reply = replied(setService({ hours: week, byBooking: true, dayLimit: 9 }));
    expect(reply).toMatchObject({ takes: 'tomorrow', from: '2026-11-21' });
    expect(service()).toMatchObject({ dayLimit: 9, own: { hours: null, byBooking: false } });
    expect(ticket()).toBe('granted');
    nextMorning();
    expect(service().own).toMatchObject({ hours: week, byBooking: true });
    expect(ticket()).toBe('serviceClosed');
  });
  it('has new hours at once when no day runs', () => {
    stage.closeDay(true);
    expect(replied(setService({ hours: week }))).toMatchObject({ takes: 'now' });
  });
});

describe('a special day', () => {
  it('is refused for the day that runs, and is taken for any other and once it is closed', () => {
    const days = [{ day: today, hours: short, title }];
    expect(replied(setDays(days))).toEqual({ key: 'tooLate', about: { field: 'specialDays', day: today } });
    expect(replied(setDays([{ day: '2026-11-21', hours: short, title }]))).toMatchObject({ takes: 'now' });
    stage.closeDay(true);
    expect(replied(setDays(days))).toMatchObject({ takes: 'now' });
  });
  it('of today or of the past stands in nobody’s way, and that of today stays', () => {
    const past = { day: '2026-11-03', hours: null, title };
    stage = openStage({ specialDays: [past, { day: today, hours: short, title }] }, withLaw);
    const standing = part('hours').specialDays;
    const next = { day: '2026-12-31', hours: null, title };
    expect(replied(setDays([...standing, next]))).toMatchObject({ takes: 'now' });
    expect(replied(setDays([past, next]))).toMatchObject({ key: 'tooLate' });
    expect(replied(setDays(standing))).toMatchObject({ takes: 'now' });
  });
});

describe('the kiosk’s menu', () => {
  const items = law.packs.get(packId)?.menu ?? [];
  const hide = (keys: readonly string[], more: Partial<SettingValues['kiosk']> = {}) => {
    const menu = keys.map((key) => ({ key, isHidden: true, title: null, hint: null }));
    const value = { ...part('kiosk'), menu, ...more };
    return replied(
      stage.press('settings:set', { seen: stage.seen('part:kiosk'), change: { part: 'kiosk', value } }, admin),
    );
  };
  const refused = { key: 'badAnswer', about: { field: 'menu' } };
  it('leaves visitors something to choose', () => {
    const first = items.map(({ key }) => key);
    expect(hide(first)).toEqual(refused);
    const leaves = items.flatMap(({ key, children }) => (children.length > 0 ? children.map((one) => one.key) : [key]));
    expect(hide(leaves)).toEqual(refused);
    expect(hide(first.slice(1))).toMatchObject({ takes: 'now' });
  });
  it('is not hidden but for what the kiosk gives no ticket for', () => {
    for (const [id, one] of stage.office.services)
      if (id !== 'consultation') stage.office.services.set(id, { ...one, own: { ...one.own, isOffered: false } });
    const leading = items.filter(({ service: code }) => code === 'consultation').map(({ key }) => key);
    expect(leading).toHaveLength(1);
    expect(hide(leading)).toEqual(refused);
  });
});

it('nobody is missed by the clock before the operator was asked about them', () => {
  const order = (change: Partial<SettingValues['order']>) =>
    replied(
      stage.press(
        'settings:set',
        { seen: stage.seen('part:order'), change: { part: 'order', value: { ...part('order'), ...change } } },
        admin,
      ),
    );
  const refused = { key: 'badAnswer', about: { field: 'missAfterSeconds' } };
  expect(order({ promptSeconds: 90, missAfterSeconds: 30 })).toEqual(refused);
  expect(order({ promptSeconds: 90, missAfterSeconds: 90 })).toMatchObject({ takes: 'now' });
  expect(order({ promptSeconds: 91 })).toEqual(refused);
  expect(order({ promptSeconds: 300, missAfterSeconds: null })).toMatchObject({ takes: 'now' });
});
