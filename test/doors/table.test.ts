import { describe, expect, it } from 'vitest';
import { commands, deviceRoles, reports, staffRoles, views } from '../../server/contract/index.js';
import type { Role } from '../../server/contract/index.js';
import { commandNames, reportNames, viewNames } from '../../server/doors/openapi.js';
import { openEntrance, refusalOf, ticketToken } from './entrance.js';
import type { Entrance } from './entrance.js';

const roles = [...staffRoles, ...deviceRoles, 'ticket', 'nobody'] as const;

async function comeAs(entrance: Entrance, role: (typeof roles)[number]): Promise<Record<string, string>> {
  if (role === 'nobody') return {};
  if (role === 'ticket') return { authorization: `Bearer ${ticketToken}`, 'x-talon-as': 'ticket' };
  if (role === 'kiosk' || role === 'display') return entrance.device(role).headers;
  return (await entrance.person([role])).headers;
}

/** The door lets in: whatever is then said is about the payload, never about who asks. */
const isLetIn = (key: string | null) =>
  !['signedOut', 'notAllowed', 'pairingInvalid', 'unknownCommand'].includes(key ?? '');
const mayDo = (by: readonly Role[], role: Role) => by.includes('nobody') || by.includes(role);

describe('the table of who may', () => {
  it.each(roles)('%s sends exactly the commands that the contract gives', async (role) => {
    const entrance = await openEntrance();
    const headers = await comeAs(entrance, role);
    for (const name of commandNames) {
      // an empty payload: past the door it is a bad request, and nothing happens
      const { status, body } = await entrance.post(name, {}, headers);
      const key = refusalOf(body);
      expect(key, name).not.toBeNull();
      expect(status, name).toBeLessThan(500);
      if (mayDo(commands[name].by, role)) expect(key, name).toBe('badRequest');
      else expect(key, name).toBe(role === 'nobody' ? 'signedOut' : 'notAllowed');
    }
  });

  it.each(roles)('%s sees exactly the views and reports that the contract gives', async (role) => {
    const entrance = await openEntrance();
    const headers = await comeAs(entrance, role);
    const why = role === 'nobody' ? 'signedOut' : 'notAllowed';
    for (const name of viewNames) {
      const { body } = await entrance.get(`/api/views/${name}`, headers);
      expect(refusalOf(body), name).toBe(mayDo(views[name].by, role) ? null : why);
    }
    for (const name of reportNames) {
      const { body } = await entrance.get(`/api/reports/${name}?key=k`, headers);
      expect(isLetIn(refusalOf(body)), name).toBe(mayDo(reports[name].by, role));
    }
  });

  it('the same table stands at the socket', async () => {
    const entrance = await openEntrance();
    const { socket, refused } = await entrance.knock({ as: 'kiosk', token: entrance.device('kiosk').token });
    expect(refused).toBeNull();
    for (const name of commandNames) {
      const reply = await socket.timeout(4000).emitWithAck(name, {});
      expect(refusalOf(reply), name).toBe(mayDo(commands[name].by, 'kiosk') ? 'badRequest' : 'notAllowed');
    }
  });

  it('a ticket opens itself and no other', async () => {
    const entrance = await openEntrance();
    const headers = await comeAs(entrance, 'ticket');
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
    for (const name of commandNames) {
      if (!mayDo(commands[name].by, 'operator') || commands[name].by.some((role) => role === 'nobody')) continue;
      const free = name === 'session:signOut' || name === 'session:changePassword';
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
