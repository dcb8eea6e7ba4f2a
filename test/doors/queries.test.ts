/** Questions that cannot be meant are refused with the field, not answered with an empty month. */
import { expect, it } from 'vitest';
import { openTestOffice, press } from '../support/office.js';

it('a period that ends before it begins, half a comparison and empty numbers are refused with their field', async () => {
  const office = await openTestOffice();
  const { cookie } = await office.staff(['manager']);
  const ask = async (path: string) => {
    const response = await fetch(`${office.url}/api/${path}`, { headers: { cookie } });
    if (response.ok) return 'ok';
    const said = (await response.json()) as { refusal: { key: string; about?: { field: string } } };
    return `${said.refusal.key} ${said.refusal.about?.field}`;
  };
  const backward = 'from=2013-02-15&until=2013-02-14';
  for (const path of ['reports/figures', 'reports/tickets', 'exports/figures.csv', 'exports/visits.csv'])
    expect(await ask(`${path}?${backward}`), path).toBe('badRequest until');
  const day = 'from=2013-02-15&until=2013-02-15';
  const figures = (more: string) => ask(`reports/figures?${more}`);
  expect(await figures(`${day}&compareFrom=2013-02-14&compareUntil=2013-02-13`)).toBe('badRequest compareUntil');
  expect(await figures(`${day}&compareUntil=2013-02-13`)).toBe('badRequest compareFrom');
  expect(await figures(`${day}&compareFrom=2013-02-13`)).toBe('ok');
  expect(await figures(`${day}&compareFrom=2013-02-13&compareUntil=2013-02-13`)).toBe('ok');
  expect(await figures('from=1000-01-02&until=1000-01-03')).toBe('badRequest from');
  expect(await figures('from=1000-01-02&until=1000-01-03&compare=none')).toBe('ok');
  expect(await figures('from=1000-01-02&until=1000-01-02')).toBe('ok');
  for (const field of ['weekday', 'hour', 'minute'])
    for (const said of ['', '%20', 'x', '1.5', `1&${field}=2`])
      expect(await ask(`reports/tickets?${day}&${field}=${said}`), `${field}=${said}`).toBe(`badRequest ${field}`);
  expect(await ask(`exports/visits.csv?${day}&hour=`)).toBe('badRequest hour');
  expect(await ask(`reports/tickets?${day}&hour=9&weekday=5&minute=0&limit=10&offset=0`)).toBe('ok');
  await office.close();
});

it('an export that is on and writes nothing, or writes a sheet twice, is refused', async () => {
  const office = await openTestOffice();
  const manager = await office.staff(['manager']);
  const set = (exports: { isOn: boolean; formats: ('csv' | 'xlsx')[] }, seen = 0) =>
    manager.ask('exports:set', { requestId: press(), seen, exports });
  const refused = { ok: false, refusal: { key: 'badRequest', about: { field: 'exports.formats' } } };
  expect(await set({ isOn: true, formats: [] })).toEqual(refused);
  expect(await set({ isOn: true, formats: ['csv', 'csv'] })).toEqual(refused);
  expect(await set({ isOn: false, formats: [] })).toMatchObject({ ok: true });
  expect(await set({ isOn: true, formats: ['csv'] }, 1)).toMatchObject({ ok: true });
  await office.close();
});
