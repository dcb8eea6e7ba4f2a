/** What is held about a payer, at its bounds: from which day on it may go, and which names mean somebody. */
import { expect, it } from 'vitest';
import { complaint, openArchiveOf, payer, submission, type Archived } from './rows.js';

const at = (day: string) => Date.parse(`${day}T12:00:00+04:00`);

/** The complaints that are offered beside what is held of a payer of this name, in an office with one of this name. */
async function offered(name: string, complained: string): Promise<string[]> {
  const archive: Archived = await openArchiveOf(at('2013-03-15'));
  archive.commit([
    { table: 'payer', row: payer(1, name, at('2013-02-15')) },
    { table: 'complaint', row: complaint(1, { name: complained }, { receivedAt: at('2013-02-15') }) },
  ]);
  const { alike } = await archive.ask('held', { payerId: 'payer-1' });
  return alike.flatMap(({ kind, id }) => (kind === 'complaint' ? [id] : []));
}

it('a name of six letters is looked for in complaints, one of five is in too many words to mean anybody', async () => {
  expect(await offered('Ольхин', 'Ольхин Пётр')).toEqual(['complaint-1']);
  expect(await offered('Ольха', 'Ольха Пётр')).toEqual([]);
});

it('a passport stays to the last of its thirty days, and may go, and is due to go, on the day after', async () => {
  const passportOn = async (day: string) => {
    const archive = await openArchiveOf(at(day));
    const receivedAt = at('2013-02-15');
    const registered = { year: 2013, number: 1, at: receivedAt };
    archive.commit([
      { table: 'payer', row: payer(1, 'ООО «Ромашка»', receivedAt) },
      { table: 'submission', row: submission(1, { payerId: 'payer-1', receivedAt, registered }) },
    ]);
    const { rows } = await archive.ask('held', { payerId: 'payer-1' });
    const { keepUntil, mayErase } = rows.find(({ kind }) => kind === 'identity') ?? {};
    const asked = { sinceDay: null, from: null, most: 100 };
    const { due } = await archive.archiving.own({ name: 'due', asked });
    return { keepUntil, mayErase, due: due?.subjects.map(({ kind }) => kind).filter((kind) => kind === 'identity') };
  };
  const keepUntil = '2013-03-17';
  expect(await passportOn('2013-03-16')).toEqual({ keepUntil, mayErase: false, due: [] });
  expect(await passportOn('2013-03-17')).toEqual({ keepUntil, mayErase: true, due: ['identity'] });
});

it('a person’s number is found by all its digits, and by none less: not one of them can be guessed', async () => {
  const inn = '345678912346';
  const archive = await openArchiveOf(at('2013-03-15'));
  const person = payer(1, 'Ольхин Пётр', at('2013-02-15'));
  archive.commit([{ table: 'payer', row: { ...person, card: { ...person.card, inn, applicant: 'person' } } }]);
  const foundBy = async (text: string) => (await archive.ask('held', { text })).rows.length;
  for (let digits = 2; digits < inn.length; digits += 1)
    expect([await foundBy(inn.slice(0, digits)), await foundBy(inn.slice(-digits)), digits]).toEqual([0, 0, digits]);
  expect(await foundBy(inn)).toBe(1);
});

it('nor can it be guessed by the signs around it, as in the name of a file, nor by a number that is known', async () => {
  const [inn, known] = ['345678912346', '770777777777'];
  const archive = await openArchiveOf(at('2013-03-15'));
  const named = (name: string) => ({
    ...{ name, regNo: '', size: 1, sha256: 'ab', readAt: 1, packs: 1, persons: 2, findings: 0 },
    ...{ type: null, year: null, period: null, totals: null, more: [] },
  });
  archive.commit([
    { table: 'submission', row: submission(1, { files: [named(`ПФР_${inn}_${known}_X.xml`)] }) },
    { table: 'submission', row: submission(2, { files: [named('ПФР_087105000002_2012.xml')] }) },
  ]);
  const foundBy = async (text: string) =>
    (await archive.ask('registrations', { text, limit: 50, offset: 0 })).rows.map(({ submissionId }) => submissionId);
  for (let digits = 1; digits < inn.length; digits += 1) {
    const [begin, end] = [inn.slice(0, digits), inn.slice(-digits)];
    for (const text of [`пфр_${begin}`, `р_${begin}`, `${end}_`, `${end}_7`, `${end}_${known}`])
      expect([text, await foundBy(text)]).toEqual([text, []]);
  }
  for (const text of [inn, `_${inn}_`, `пфр_${inn}`, `${inn}_${known}_x.xml`])
    expect([text, await foundBy(text)]).toEqual([text, ['submission-1']]);
  // a registration number is nobody's secret
  for (const text of ['пфр_0871', 'пфр_087105000002_2012.xml', '02_2012'])
    expect([text, await foundBy(text)]).toEqual([text, ['submission-2']]);
});
