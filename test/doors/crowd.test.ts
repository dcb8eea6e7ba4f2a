/** Strangers behind the address of the office: they are counted by address, whoever has a key by who they are. */
import { expect, it } from 'vitest';
import { openEntrance, password, refusalOf, ticketToken } from './entrance.js';

it('a stranger who asks without end uses up no request of those who have a key, or of who signs in', async () => {
  const entrance = await openEntrance({ limitsFactor: 0.1 });
  const { headers, login } = await entrance.person(['operator']);
  const { headers: kiosk } = entrance.device('kiosk');
  const stranger = async () => refusalOf((await entrance.get('/api/views/board')).body);
  const told = await Promise.all(Array.from({ length: 62 }, stranger));
  expect(told.filter((key) => key === 'signedOut')).toHaveLength(60);
  expect(told.filter((key) => key === 'tooMany')).toHaveLength(2);
  expect(refusalOf((await entrance.post('staff:call', { requestId: 'r' }, kiosk)).body)).toBeNull();
  expect(refusalOf((await entrance.get('/api/reports/me', headers)).body)).toBeNull();
  const phone = { authorization: `Bearer ${ticketToken}`, 'x-talon-as': 'ticket' };
  expect(refusalOf((await entrance.get('/api/views/ticket', phone)).body)).toBeNull();
  const typed = { requestId: 's', login, password };
  expect(refusalOf((await entrance.post('session:signIn', typed)).body)).toBeNull();
  expect(await stranger()).toBe('tooMany');
});

it('whoever has a key and asks without end is told so, and holds up nobody else', async () => {
  const entrance = await openEntrance({ limitsFactor: 0.1 });
  const [fast, calm] = [entrance.device('kiosk'), entrance.device('kiosk')];
  const theme = async (headers: Record<string, string>) => refusalOf((await entrance.get('/api/theme', headers)).body);
  const told = await Promise.all(Array.from({ length: 62 }, () => theme(fast.headers)));
  expect(told.filter((key) => key === null)).toHaveLength(60);
  expect(told.filter((key) => key === 'tooMany')).toHaveLength(2);
  expect(await theme(calm.headers)).toBeNull();
  expect(await theme({})).toBeNull();
});
