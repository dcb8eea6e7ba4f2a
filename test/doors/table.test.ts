import { describe, expect, it } from 'vitest';
import { commands } from '../../server/contract/index.js';
import { commandNames } from '../../server/doors/openapi.js';
import { openEntrance, refusalOf, ticketToken } from './entrance.js';

describe('beside the table of who may', () => {
  it('a ticket opens itself and no other', async () => {
    const entrance = await openEntrance();
    const headers = { authorization: `Bearer ${ticketToken}`, 'x-talon-as': 'ticket' };
    const leave = (visitId: string) =>
      entrance.post('visit:cancel', { requestId: 'r', visitId, reason: 'left' }, headers);
    expect(refusalOf((await leave('visit-2')).body)).toBe('notAllowed');
    expect(refusalOf((await leave('visit-1')).body)).toBeNull();
    expect(entrance.handed.map((one) => one.actor.visitId)).toEqual(['visit-1']);
  });

  it('what is handed on is parsed, with its defaults and the sender’s own id', async () => {
    const entrance = await openEntrance();
    const kiosk = entrance.device('kiosk');
    const payload = { requestId: 'r', serviceId: 's', answers: {}, language: 'ru' };
    await entrance.post('ticket:issue', payload, kiosk.headers);
    expect(entrance.handed).toEqual([
      {
        command: 'ticket:issue',
        payload: { ...payload, category: null, print: true },
        actor: { actorId: kiosk.deviceId, kind: 'device', roles: ['kiosk'], visitId: null },
      },
    ]);
  });

  it('whoever was given a password may only change it and go', async () => {
    const entrance = await openEntrance();
    const { headers } = await entrance.person(['operator', 'manager'], true);
    const open = ['changePassword', 'signOut', 'lock', 'unlock', 'beat'].map((word) => `session:${word}`);
    for (const name of commandNames) {
      if (!commands[name].by.some((role) => role === 'operator')) continue;
      const free = open.includes(name);
      const { body } = await entrance.post(name, {}, headers);
      expect(refusalOf(body), name).toBe(free ? 'badRequest' : 'passwordMustChange');
    }
    expect(refusalOf((await entrance.get('/api/views/desk', headers)).body)).toBe('passwordMustChange');
    expect((await entrance.get('/api/reports/me', headers)).body).toMatchObject({
      ok: true,
      data: { mustChange: true },
    });
  });
});
