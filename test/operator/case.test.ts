import { describe, expect, it } from 'vitest';
import { rulesLike, sizeOf } from '../../operator/case/catalogue';
import { emptyForm } from '../../operator/case/form';
import { countTyped, faultOf, packFault } from '../../operator/case/faults';
import { formOf, partsOf } from '../../operator/case/formpage';
import { readTyped, typedOver, wouldSave } from '../../operator/case/typed';
import { isBehind, isMask, withheld } from '../../operator/masked/mask';
import { kopecksTyped, roubles, roublesShown } from '../../operator/case/money';
import { codesOf, periodKey, yearsOf } from '../../operator/case/period';
import { isThrough, runningStep, spentOn, stepClock } from '../../operator/case/steps';

const pack = {
  packId: 'p1',
  number: '00001',
  form: 'СЗВ-6-2',
  inventory: 'АДВ-6-3',
  persons: '46',
  insuranceAccrued: '412 350,00',
  insurancePaid: '398100',
  fundedAccrued: '',
  fundedPaid: '',
};

describe('a sum', () => {
  it('is typed in roubles with spaces, comma or point, and is kopecks', () => {
    expect(kopecksTyped('412 350,5')).toBe(41_235_050);
    expect(kopecksTyped('412\u00a0350.05')).toBe(41_235_005);
    expect(kopecksTyped('')).toBe(0);
    for (const wrong of ['12,345', '-5', '1e9', 'сто', '99999999999']) expect(kopecksTyped(wrong), wrong).toBeNull();
  });
  it('is shown as it is written, and comes back the same', () => {
    expect(roublesShown(41_235_000)).toBe('412\u00a0350,00');
    expect(roublesShown(0)).toBe('0,00');
    expect(roubles(0)).toBe('');
    for (const kopecks of [1, 99, 100, 123_456_789]) expect(kopecksTyped(roubles(kopecks))).toBe(kopecks);
  });
});

describe('the card', () => {
  it('comes back from the server as it was typed', () => {
    const form = { ...emptyForm(), regNo: '087-105-000003', type: 'initial', year: '2013', period: '1', packs: [pack] };
    const { payer, content } = partsOf(form);
    expect(content.packs[0]?.sums.insurancePaid).toBe(39_810_000);
    const representative = { ...content.representative, identity: content.representative.identity ?? '' };
    const again = formOf({ payer, content: { ...content, representative } });
    expect(partsOf(again)).toEqual({ payer, content });
    expect(wouldSave(again, form)).toBe(false);
  });
  it('sends no period that is corrected where nothing is corrected', () => {
    const form = { ...emptyForm(), type: 'initial', correctedYear: '2012', correctedPeriod: '4' };
    expect(partsOf(form).content.correctedYear).toBeNull();
    expect(partsOf({ ...form, type: 'correcting' }).content.correctedYear).toBe(2012);
  });
  it('keeps a pack without its form in the draft and does not send it', () => {
    const form = { ...emptyForm(), packs: [{ ...pack, form: '' }] };
    expect(partsOf(form).content.packs).toEqual([]);
    expect(typedOver(form, emptyForm()).packs).toHaveLength(1);
    expect(wouldSave(form, emptyForm())).toBe(false);
  });
  it('says what is wrong with a field beside it', () => {
    expect(faultOf('year', '13')).toBe('year');
    expect(faultOf('year', '2013')).toBeNull();
    expect(faultOf('totalPersons', 'сорок')).toBe('count');
    expect(faultOf('totalFundedPaid', '1,234')).toBe('sum');
    expect(faultOf('name', 'О'.repeat(241))).toBe('tooLong');
    expect(packFault('persons', '1000000')).toBe('count');
    expect(packFault('insurancePaid', '10,5')).toBeNull();
    expect(countTyped('1 200', 10_000)).toBe(1200);
  });
  it('lets go what turns a line or its direction', () => {
    expect(partsOf({ ...emptyForm(), name: 'ООО\n«Дом\u202e»\u0007' }).payer.name).toBe('ООО «Дом»');
  });
});

describe('a draft', () => {
  it('holds what was typed over the server’s card, and nothing else', () => {
    const base = { ...emptyForm(), regNo: '087-105-000003' };
    const typed = typedOver({ ...base, name: 'ООО «Дом»', packs: [pack] }, base);
    expect(Object.keys(typed).sort()).toEqual(['name', 'packs']);
    expect(readTyped(JSON.stringify(typed))).toEqual(typed);
  });
  it('that does not fit any more is let go', () => {
    expect(readTyped('')).toEqual({});
    expect(readTyped('не json')).toEqual({});
    expect(readTyped('{"regNo":7,"packs":[{"number":"1"},3],"documents":[1,"REPORT"],"old":"x"}')).toEqual({
      packs: [],
      documents: ['REPORT'],
    });
  });
});

describe('periods', () => {
  const periods = [
    { fromYear: 2010, toYear: 2010, codes: ['1', '2', '0'] },
    { fromYear: 2011, toYear: 2013, codes: ['1', '2', '3', '4', '0'] },
    { fromYear: 2014, toYear: null, codes: ['3', '6', '9', '0'] },
  ];
  it('are those of their year, under the name of their year', () => {
    expect(codesOf(periods, 2009)).toEqual([]);
    expect(periodKey(codesOf(periods, 2010), '1')).toBe('half1');
    expect(periodKey(codesOf(periods, 2012), '1')).toBe('quarter1');
    expect(periodKey(codesOf(periods, 2014), '6')).toBe('months6');
    expect(periodKey(codesOf(periods, 2014), '0')).toBe('year');
    expect(yearsOf(periods, 2013)).toEqual([2013, 2012, 2011, 2010]);
  });
});

describe('an identity document', () => {
  it('that was hidden and not typed anew is sent as none: it stays as it was', () => {
    const form = { ...emptyForm(), identity: '45•• •••118' };
    expect(partsOf(form).content.representative.identity).toBeNull();
    expect(wouldSave(form, form)).toBe(false);
    expect(partsOf({ ...form, identity: '4510 123118' }).content.representative.identity).toBe('4510 123118');
    expect(partsOf({ ...form, identity: '' }).content.representative.identity).toBe('');
    expect(wouldSave({ ...form, identity: '' }, form)).toBe(true);
    // a draft that holds what was shown holds nothing
    expect(readTyped(JSON.stringify({ identity: '45•• •••118', name: 'ООО' }))).toEqual({ name: 'ООО' });
  });
  it('is known behind what is shown of it', () => {
    expect(isBehind('45•• •••118', '4510 123118')).toBe(true);
    expect(isBehind('45•• •••118', '4510 123119')).toBe(false);
    expect(isBehind('45•• •••118', '4510123118')).toBe(false);
    expect(isMask('45•• •••118')).toBe(true);
    expect(withheld('4510 123118')).toBe('•••• ••••••');
  });
});

const step = {
  step: 'AUTHORITY',
  title: { ru: 'Полномочия', en: 'Authority' },
  short: { ru: 'Полномочия', en: 'Authority' },
  norm: { minutes: 5, ref: 'п. 45а' },
  attested: false,
  state: 'running' as const,
  spentMs: 60_000,
  since: 1_000_000,
  by: null,
  doneAt: null,
  attestation: null,
  act: null,
};

describe('the clock of a step', () => {
  it('goes on from the time it had, warns at the office’s share and counts on when its norm is passed', () => {
    expect(spentOn(step, 1_060_000)).toBe(120_000);
    expect(spentOn({ ...step, since: null }, 9_000_000)).toBe(60_000);
    expect(stepClock(step, 1_120_000, 0.8).bar?.tone).toBe('serve');
    expect(stepClock(step, 1_180_000, 0.8).bar?.tone).toBe('warn');
    expect(stepClock(step, 1_300_000, 0.8)).toMatchObject({ passedMs: 60_000, bar: { tone: 'over' } });
  });
  it('stands for one step at a time, and for none when the work is through', () => {
    expect(runningStep([{ ...step, state: 'done' }, step])).toBe(step);
    expect(isThrough([{ ...step, state: 'done' }, step])).toBe(false);
    expect(
      isThrough([
        { ...step, state: 'done' },
        { ...step, state: 'notNeeded' },
      ]),
    ).toBe(true);
  });
});

describe('the catalogue of errors', () => {
  const rules = [
    { ruleId: 'a', code: '5.1.7', severity: 30, text: { ru: 'Контрольное число СНИЛС', en: 'Check digits' } },
    { ruleId: 'b', code: '5.28.2', severity: 30, text: { ru: 'Не указан тип описи', en: 'Inventory type' } },
    { ruleId: 'c', code: '5.28.11', severity: 20, text: { ru: 'Недоплата взносов', en: 'Underpaid' } },
  ];
  it('is found by number and by words, in any order, with е for ё', () => {
    expect(rulesLike(rules, '5.28', 'ru', 9).map((rule) => rule.ruleId)).toEqual(['b', 'c']);
    expect(rulesLike(rules, 'снилс число', 'ru', 9).map((rule) => rule.ruleId)).toEqual(['a']);
    const named = [{ ruleId: 'd', code: 'Д.18', severity: 30, text: { ru: 'Цифры страхового номера', en: '' } }];
    expect(rulesLike(named, 'снилс', 'ru', 9)).toHaveLength(1);
    expect(rulesLike(rules, 'underpaid', 'en', 9).map((rule) => rule.ruleId)).toEqual(['c']);
    expect(rulesLike(rules, 'нет такого', 'ru', 9)).toEqual([]);
  });
});

describe('a file', () => {
  it('is as large as its reader would say', () => {
    expect(sizeOf(512)).toEqual({ n: '512', unit: 'bytes' });
    expect(sizeOf(12_700)).toEqual({ n: '12', unit: 'kilobytes' });
    expect(sizeOf(5_500_000)).toEqual({ n: '5,2', unit: 'megabytes' });
  });
});
