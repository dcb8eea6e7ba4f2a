import { describe, expect, it } from 'vitest';
import {
  addressees,
  alertKinds,
  appealKinds,
  callRules,
  cancelReasons,
  checkCauses,
  checkKinds,
  checkStates,
  complaintStates,
  complaintWays,
  consultationKinds,
  dayPhases,
  markKeys,
  pauseReasons,
  personBands,
  printerHealths,
  printStates,
  refusalKeys,
  submissionStates,
  submissionTypes,
  termStates,
  ticketStates,
  visitStatuses,
} from '../../server/contract/vocabulary';
import { russianForm } from '../../operator/plural';
import { sayRefusal } from '../../operator/refusal';
import { keepCodes, numero, typeset, typesetAll, type Tree } from '../../operator/typography';
import { appeals as appealsEn } from '../../operator/words/appeals.en';
import { appeals as appealsRu } from '../../operator/words/appeals.ru';
import { checkWords as checksEn } from '../../operator/words/checks.en';
import { checkWords as checksRu } from '../../operator/words/checks.ru';
import { en } from '../../operator/words/en';
import { gear as gearEn } from '../../operator/words/gear.en';
import { gear as gearRu } from '../../operator/words/gear.ru';
import { hallNow as hallNowEn } from '../../operator/words/hallNow.en';
import { hallNow as hallNowRu } from '../../operator/words/hallNow.ru';
import { lawbook as lawbookEn } from '../../operator/words/lawbook.en';
import { lawbook as lawbookRu } from '../../operator/words/lawbook.ru';
import { masked as maskedEn } from '../../operator/words/masked.en';
import { masked as maskedRu } from '../../operator/words/masked.ru';
import { people as peopleEn } from '../../operator/words/people.en';
import { people as peopleRu } from '../../operator/words/people.ru';
import { pages as pagesEn } from '../../operator/words/pages.en';
import { pages as pagesRu } from '../../operator/words/pages.ru';
import { privacy as privacyEn } from '../../operator/words/privacy.en';
import { privacy as privacyRu } from '../../operator/words/privacy.ru';
import { reports as reportsEn } from '../../operator/words/reports.en';
import { reports as reportsRu } from '../../operator/words/reports.ru';
import { rights as rightsEn } from '../../operator/words/rights.en';
import { rights as rightsRu } from '../../operator/words/rights.ru';
import { rooms as roomsEn } from '../../operator/words/rooms.en';
import { rooms as roomsRu } from '../../operator/words/rooms.ru';
import { ru } from '../../operator/words/ru';
import { settings as settingsEn } from '../../operator/words/settings.en';
import { settings as settingsRu } from '../../operator/words/settings.ru';

const russian: Tree = {
  ...gearRu,
  ...maskedRu,
  ...lawbookRu,
  ...privacyRu,
  ...ru,
  ...checksRu,
  ...pagesRu,
  ...roomsRu,
  ...appealsRu,
  ...hallNowRu,
  ...reportsRu,
  ...peopleRu,
  ...rightsRu,
  ...settingsRu,
};
const english: Tree = {
  ...gearEn,
  ...maskedEn,
  ...lawbookEn,
  ...privacyEn,
  ...en,
  ...checksEn,
  ...pagesEn,
  ...roomsEn,
  ...appealsEn,
  ...hallNowEn,
  ...reportsEn,
  ...peopleEn,
  ...rightsEn,
  ...settingsEn,
};

function leaves(tree: Tree, at = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(`${at}${key}`, value);
    else for (const [inner, text] of leaves(value, `${at}${key}.`)) found.set(inner, text);
  }
  return found;
}
const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]))].sort();

describe('the console’s words', () => {
  const said = leaves(russian);
  const told = leaves(english);

  it('are the same in both languages, with the same holes', () => {
    expect([...told.keys()].sort()).toEqual([...said.keys()].sort());
    for (const [key, text] of said) expect([key, holes(told.get(key) ?? '')]).toEqual([key, holes(text)]);
  });
  it('have a sentence for every refusal in both languages', () => {
    for (const key of refusalKeys) {
      expect(said.get(`refusals.${key}`), key).toMatch(/[.!]$/);
      expect(told.get(`refusals.${key}`), key).toMatch(/[.!]$/);
    }
  });
  it('name every value that a view may bring', () => {
    const named: Record<string, readonly string[]> = {
      'alarms.kinds': alertKinds,
      'reports.tickets.states': ticketStates,
      'reports.work.pauses': pauseReasons,
      rules: callRules,
      pauses: pauseReasons,
      persons: personBands,
      load: personBands,
      statuses: visitStatuses,
      cancelReasons,
      'tickets.print': printStates,
      'state.healths': printerHealths,
      'state.phases': dayPhases,
      printer: printerHealths,
      'registrations.states': submissionStates,
      'registrations.types': submissionTypes,
      'complaints.states': complaintStates,
      'complaints.kinds': appealKinds,
      'complaints.ways': complaintWays,
      'complaints.addressees': addressees,
      'consultations.kinds': consultationKinds,
      'terms.standings': termStates,
      'inbox.marks': markKeys,
      'checks.kinds': checkKinds,
      'checks.causes': checkCauses,
      'checks.causesShort': checkCauses,
      'checks.states': checkStates,
    };
    for (const [at, values] of Object.entries(named))
      for (const value of values) expect(said.has(`${at}.${value}`), `${at}.${value}`).toBe(true);
  });
  it('give three forms to every Russian plural and two to every English one', () => {
    for (const [key, text] of said) if (text.includes(' | ')) expect([key, text.split(' | ').length]).toEqual([key, 3]);
    for (const [key, text] of told) if (text.includes(' | ')) expect([key, text.split(' | ').length]).toEqual([key, 2]);
  });
});

describe('Russian', () => {
  it('counts one, two and five people rightly', () => {
    expect([1, 21, 101].map(russianForm)).toEqual([0, 0, 0]);
    expect([2, 3, 4, 22].map(russianForm)).toEqual([1, 1, 1, 1]);
    expect([0, 5, 11, 12, 14, 20, 111].map(russianForm)).toEqual([2, 2, 2, 2, 2, 2, 2]);
  });
  it('does not leave a short word at the end of a line, nor a dash at the beginning', () => {
    expect(typeset('и в окне 3 — приём, п. 34')).toBe('и\u00a0в\u00a0окне 3\u00a0— приём, п.\u00a034');
    expect(typeset('дом на холме')).toBe('дом на\u00a0холме');
    expect(typesetAll({ a: { b: 'в окне' } })).toEqual({ a: { b: 'в\u00a0окне' } });
  });

  it('writes the sign of a number as its reader does', () => {
    expect(numero('журнал № 3/2026', 'ru')).toBe('журнал № 3/2026');
    expect(numero('№ 3/2026', 'en')).toBe('No.\u00a03/2026');
    expect(numero('№\u00a012', 'en')).toBe('No.\u00a012');
  });
});

describe('a code of a form', () => {
  it('never breaks at its hyphens, a word may', () => {
    expect(keepCodes('СЗВ-6-2, кто-то')).toBe('СЗВ\u2060-\u20606\u2060-\u20602, кто-то');
    expect(keepCodes('SZV-6-2')).toBe('SZV\u2060-\u20606\u2060-\u20602');
  });
});

describe('a refusal', () => {
  const speaker = {
    t: (key: string, named: Record<string, string | number>) => `${key} ${JSON.stringify(named)}`,
    te: () => true,
  };
  it('is said with its details when the server tells them, and plainly when it does not', () => {
    expect(sayRefusal({ key: 'boothTaken', about: { operator: 'Петрова А. В.' } }, speaker)).toMatch(/^refusalDetails/);
    expect(sayRefusal({ key: 'boothTaken' }, speaker)).toMatch(/^refusals\.boothTaken/);
    expect(sayRefusal({ key: 'nobodyWaits', about: { operator: 'x' } }, speaker)).toMatch(/^refusals\.nobodyWaits/);
  });
});
