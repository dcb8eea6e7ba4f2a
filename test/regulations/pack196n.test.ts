import { describe, expect, it } from 'vitest';
import { MenuItem, ticketLetters } from '../../server/contract/index.js';
import { loadLaw } from '../../server/regulations/index.js';
import { menuOf, normOf, procedureOf, waitNormOf } from '../../server/regulations/pack.js';
import { read, sha256 } from './support.js';

const pack = read();
const service = (code: string) => {
  const found = pack.services.find((one) => one.code === code);
  if (!found) throw new Error(`no service ${code}`);
  return found;
};
const sum = (code: string, optional: boolean) =>
  (pack.procedures.find((one) => one.code === code)?.steps ?? [])
    .filter((step) => optional || !step.optional)
    .reduce((total, step) => total + step.norm.n, 0);

describe('the norms of order 196н', () => {
  it('allow 15 minutes in the queue, п. 34', () => {
    expect(waitNormOf(pack)).toEqual({ minutes: 15, ref: 'п. 34' });
  });
  it('allow 20 minutes for a consultation, п. 16', () => {
    expect(normOf(pack, service('consultation'))).toEqual({ minutes: 20, ref: 'п. 16' });
  });
  it('allow 45 minutes for intake, on paper by п. 36 and with a medium by п. 37', () => {
    expect(normOf(pack, service('intake-paper'))).toEqual({ minutes: 45, ref: 'п. 36' });
    expect(normOf(pack, service('intake-medium'))).toEqual({ minutes: 45, ref: 'п. 37' });
    expect(normOf(pack, service('resubmission'))).toEqual({ minutes: 45, ref: 'п. 36' });
    expect(normOf(pack, service('resubmission-medium'))).toEqual({ minutes: 45, ref: 'п. 37' });
  });
  it('say nothing of the cabinet, of handing over and of taking a complaint: those are the office’s own targets', () => {
    for (const code of ['protocol', 'cabinet-card', 'cabinet-password', 'complaint']) {
      expect(normOf(pack, service(code)).ref).toBeNull();
    }
  });
});

describe('the procedures', () => {
  it('on paper take 5 + 15 + 15 + 3 + 2 = 40 minutes, п. 45, 46', () => {
    expect(procedureOf(pack, service('intake-paper'))?.steps.map((step) => step.norm.n)).toEqual([5, 15, 15, 3, 2]);
    expect(sum('P45', false)).toBe(40);
  });
  it('with a medium take 2 + 3 + 15 + 15 + 3 + 2 = 40 minutes, п. 47, 48', () => {
    expect(sum('P47', false)).toBe(40);
  });
  it('with a medium and a representative take exactly the 45 that п. 37 allows: the check of п. 45а is optional', () => {
    expect(sum('P47', true)).toBe(45);
  });
  it('leave to outside systems what Talon cannot check: virus, signature, personal accounts', () => {
    const attested = pack.procedures.flatMap((one) =>
      one.steps.filter((step) => step.attested).map((step) => step.ref),
    );
    expect(attested).toEqual(['п. 45в', 'п. 47а', 'п. 47б', 'п. 47г']);
  });
  it('end with a protocol in two copies, п. 48', () => {
    expect(pack.procedures.map((one) => [one.protocolStep, one.copies])).toEqual([
      ['PROTOCOL', 2],
      ['PROTOCOL', 2],
    ]);
  });
});

describe('the terms', () => {
  it.each([
    ['REGISTER_REPORT', { unit: 'calendarDay', n: 0 }, 'п. 35'],
    ['PROCESS_REPORT', { unit: 'workingDay', n: 2 }, 'п. 23'],
    ['RETURN_WITH_ERRORS', { unit: 'calendarDay', n: 7 }, 'п. 32'],
    ['RESUBMIT', { unit: 'calendarDay', n: 14 }, 'п. 48, 49'],
    ['PROTOCOL_HANDOVER', { unit: 'calendarDay', n: 0 }, 'п. 48'],
    ['WRITTEN_CONSULT', { unit: 'calendarDay', n: 15 }, 'п. 17'],
    ['COMPLAINT_REGISTER', { unit: 'workingDay', n: 1 }, 'п. 79'],
    ['COMPLAINT_FORWARD', { unit: 'workingDay', n: 3 }, 'п. 74'],
    ['COMPLAINT_MFC_FORWARD', { unit: 'workingDay', n: 1 }, 'п. 76'],
    ['COMPLAINT_DECIDE', { unit: 'workingDay', n: 15 }, 'п. 80'],
    ['COMPLAINT_DECIDE_FAST', { unit: 'workingDay', n: 5 }, 'п. 81'],
    ['COMPLAINT_REMEDY', { unit: 'workingDay', n: 5 }, 'п. 84'],
    ['COMPLAINT_REPLY', { unit: 'calendarDay', n: 1 }, 'п. 88, 89'],
    ['COMPLAINT_PROSECUTOR', { unit: 'immediately' }, 'п. 90'],
    ['COMPLAINT_REPORT', { unit: 'quarter' }, 'п. 78д'],
  ])('%s', (code, term, ref) => {
    expect(pack.deadlines.find((one) => one.code === code)).toMatchObject({ term, ref });
  });
  it('are fifteen, each with its paragraph', () => {
    expect(pack.deadlines).toHaveLength(15);
  });
  it('begin anew where a complaint is forwarded, п. 75', () => {
    const anew = pack.deadlines.filter((one) => one.restartsWhenForwarded).map((one) => one.code);
    expect(anew).toEqual(['COMPLAINT_DECIDE', 'COMPLAINT_DECIDE_FAST']);
  });
  it('are short for refusals to accept and to correct only, п. 81', () => {
    const fast = pack.complaintGrounds.filter((one) => one.fast).map((one) => one.code);
    expect(pack.deadlines.find((one) => one.code === 'COMPLAINT_DECIDE_FAST')?.grounds).toEqual(fast);
    expect(pack.complaintGrounds).toHaveLength(7);
  });
});

describe('the reception desk made of it', () => {
  const menu = menuOf(pack, (code) => `service:${code}`);

  it('offers the nine services', () => {
    expect(pack.services.map((one) => one.code)).toEqual([
      'intake-paper',
      'intake-medium',
      'resubmission',
      'resubmission-medium',
      'consultation',
      'protocol',
      'cabinet-card',
      'cabinet-password',
      'complaint',
    ]);
  });
  it('gives each queue a letter that looks the same in both alphabets', () => {
    for (const queue of pack.queues) expect(ticketLetters).toContain(queue.letter);
    expect(new Set(pack.queues.map((queue) => queue.letter)).size).toBe(pack.queues.length);
  });
  it('shows a menu that the wire takes, two levels deep, never more than six choices', () => {
    expect(MenuItem.array().safeParse(menu).success).toBe(true);
    expect(menu.map((item) => item.title.ru)).toEqual([
      'Сдать отчётность',
      'Получить консультацию',
      'Забрать протокол',
      'Личный кабинет',
      'Подать жалобу',
    ]);
    expect(menu.flatMap((item) => item.children.map((child) => child.medium))).toEqual([
      'paper',
      'paperAndMedium',
      'paper',
      'paperAndMedium',
      null,
      null,
    ]);
  });
  it('asks the load of an intake and nothing of a consultation', () => {
    expect(menu[0]?.children[0]?.questions).toEqual(['organisations', 'persons', 'regNo']);
    expect(menu[1]?.questions).toEqual([]);
  });
  it('leaves a service out of the menu that the office does not have, and a heading with nothing below it', () => {
    const less = menuOf(pack, (code) => (code.startsWith('cabinet') ? null : code));
    expect(less.map((item) => item.key)).not.toContain('cabinet');
    expect(less).toHaveLength(4);
  });
  it('bounds the office’s own courtesies at two, and statutes not at all', () => {
    for (const category of pack.categories) expect(category.bound).toBe(category.ref === null ? 2 : null);
    expect(pack.categories.some((category) => category.ref === null)).toBe(true);
  });
  it('never lets a category by statute speed up another’s report', () => {
    expect(
      pack.categories.filter((category) => category.ref !== null).every((category) => category.ownMattersOnly),
    ).toBe(true);
  });
  it('has every item of the stand that п. 18 asks for, except the office’s own schedule', () => {
    const told = pack.slides.map((slide) => slide.ref).join(' ');
    for (const letter of ['а', 'б', 'в', 'г', 'д', 'е', 'ж']) expect(told).toContain(`18${letter}`);
  });
  it('says everything in Russian and in English', () => {
    const empty: string[] = [];
    const visit = (value: unknown, place: string) => {
      if (typeof value !== 'object' || value === null) return;
      if ('ru' in value && 'en' in value && (!value.ru || !value.en)) empty.push(place);
      for (const [key, inner] of Object.entries(value)) visit(inner, `${place}.${key}`);
    };
    visit(pack, 'pack');
    expect(empty).toEqual([]);
  });
  it('asks for nothing in an intake that п. 25, 26 and 45а do not name, п. 29', () => {
    expect(service('intake-paper').bring).toHaveLength(5);
  });
});

describe('the law as a whole', () => {
  it('is loaded with its calendar', () => {
    const law = loadLaw(sha256);
    expect([...law.packs.keys()]).toEqual(['ru.pfr.196n-2012']);
    expect(law.calendar.has(2013)).toBe(true);
    expect(law.calendar.has(2027)).toBe(false);
  });
  it('has the same hash however its file is laid out, and another when one number changes', () => {
    const shuffled = Object.fromEntries(
      Object.entries(pack)
        .filter(([key]) => key !== 'hash')
        .reverse(),
    );
    expect(read(shuffled).hash).toBe(pack.hash);
    expect(read({ ...shuffled, version: 'another' }).hash).not.toBe(pack.hash);
    expect(pack.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});
