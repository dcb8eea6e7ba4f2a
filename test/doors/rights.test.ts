import { describe, expect, it } from 'vitest';
import { deviceRoles, staffRoles } from '../../server/contract/index.js';
import type { RightRow, Role } from '../../server/contract/index.js';
import { rightsPage } from '../../server/doors/rights.js';
import { openEntrance, refusalOf, ticketToken, type Entrance } from './entrance.js';
import { letters, rights } from './rights.js';

const roles = [...staffRoles, ...deviceRoles, 'ticket', 'nobody'] as const;
type Caller = (typeof roles)[number];
const kinds: readonly RightRow['kind'][] = ['command', 'view', 'report', 'sheet', 'file'];
const letterOf = new Map(Object.entries(letters).map(([letter, role]) => [role, letter]));

/** «OTM» of a list of roles, in the order in which the letters are listed. */
const spell = (by: readonly string[]) =>
  Object.entries(letters)
    .filter(([, role]) => by.includes(role))
    .map(([letter]) => letter)
    .join('');
const lines = kinds.flatMap((kind) => Object.entries(rights[kind]).map(([name, may]) => ({ kind, name, may })));
const named = (kind: RightRow['kind']) => lines.filter((line) => line.kind === kind);
/** By the written table alone. */
const mayCome = (may: string, role: Role) => may.includes('-') || may.includes(letterOf.get(role) ?? '?');

async function comeAs(entrance: Entrance, role: Caller): Promise<Record<string, string>> {
  if (role === 'nobody') return {};
  if (role === 'ticket') return { authorization: `Bearer ${ticketToken}`, 'x-talon-as': 'ticket' };
  if (role === 'kiosk' || role === 'display') return entrance.device(role).headers;
  return (await entrance.person([role])).headers;
}
/** Where the door stands in the way: whatever else is said is about what was sent. */
const atTheDoor = ['signedOut', 'notAllowed', 'pairingInvalid'];
const bytes = { 'content-type': 'application/octet-stream' };
const why = (role: Caller) => (role === 'nobody' ? 'signedOut' : 'notAllowed');

describe('the table of who may', () => {
  it('is the contract, line by line and both ways', () => {
    const told = rightsPage().rows.map(({ kind, name, by }) => `${kind} ${name} ${spell(by)}`);
    expect(told.sort()).toEqual(lines.map(({ kind, name, may }) => `${kind} ${name} ${may}`).sort());
  });

  it('is what the page of rights shows', async () => {
    const entrance = await openEntrance();
    const { body } = await entrance.get('/api/reports/rights', await comeAs(entrance, 'auditor'));
    const rows: RightRow[] = body.ok ? body.data.rows : [];
    for (const { kind, name, may } of lines)
      expect([name, spell(rows.find((row) => row.kind === kind && row.name === name)?.by ?? [])]).toEqual([name, may]);
  });

  it('opens to strangers nothing but the ways in', () => {
    expect(lines.filter(({ may }) => may.includes('-')).map(({ name, may }) => `${name} ${may}`)).toEqual([
      'session:beginSso -',
      'device:pair -',
      'device:ask -',
      'device:claim -',
      'session:signIn -',
    ]);
  });

  it.each(roles)('%s sends exactly its commands, by HTTP', async (role) => {
    const entrance = await openEntrance();
    const headers = await comeAs(entrance, role);
    for (const { name, may } of named('command')) {
      // an empty payload: past the door it is a bad request, and nothing happens
      const { body } = await entrance.post(name, {}, headers);
      expect([name, refusalOf(body)]).toEqual([name, mayCome(may, role) ? 'badRequest' : why(role)]);
    }
    expect(entrance.handed).toEqual([]);
  });

  it.each(roles.filter((role) => role !== 'nobody'))('%s sends exactly its commands, by a socket', async (role) => {
    const entrance = await openEntrance();
    const headers = await comeAs(entrance, role);
    const token = headers['authorization']?.replace('Bearer ', '') ?? null;
    const as = headers['x-talon-as'] ?? '';
    const { socket, refused } = await entrance.knock({ as, token }, headers);
    expect(refused).toBeNull();
    for (const { name, may } of named('command')) {
      const reply = await socket.timeout(60_000).emitWithAck(name, {});
      expect([name, refusalOf(reply)]).toEqual([name, mayCome(may, role) ? 'badRequest' : 'notAllowed']);
    }
    for (const { name, may } of named('view')) {
      const reply = await socket.timeout(60_000).emitWithAck('watch', name);
      expect([name, refusalOf(reply)]).toEqual([name, mayCome(may, role) ? null : 'notAllowed']);
    }
  });

  it.each(roles)('%s reads exactly its views, reports and sheets', async (role) => {
    const entrance = await openEntrance();
    const headers = await comeAs(entrance, role);
    for (const { name, may } of named('view')) {
      const { body } = await entrance.get(`/api/views/${name}`, headers);
      expect([name, refusalOf(body)]).toEqual([name, mayCome(may, role) ? null : why(role)]);
    }
    for (const { name, may } of named('report')) {
      const { body } = await entrance.get(`/api/reports/${name}?key=k`, headers);
      if (mayCome(may, role)) expect([name, atTheDoor.includes(refusalOf(body) ?? '')]).toEqual([name, false]);
      else expect([name, refusalOf(body)]).toEqual([name, why(role)]);
    }
    for (const { name, may } of named('sheet')) {
      const { body, status } = await entrance.get(`/api/exports/${name}.csv?nothing=1`, headers);
      const key = status === 200 ? null : refusalOf(body);
      if (mayCome(may, role)) expect([name, atTheDoor.includes(key ?? '')]).toEqual([name, false]);
      else expect([name, key]).toEqual([name, why(role)]);
    }
  });

  it.each(roles)('%s hands in exactly its files', async (role) => {
    const entrance = await openEntrance();
    const headers = await comeAs(entrance, role);
    for (const { name, may } of named('file')) {
      const hand = async (as: Record<string, string>) =>
        refusalOf((await entrance.send('POST', `/api/${name}`, 'bytes', { ...as, ...bytes })).body);
      // strangers are told that something is wrong with what they sent: a way that is not there
      if ((await hand({})) === 'badRequest') continue;
      expect([name, await hand(headers)]).toEqual([name, mayCome(may, role) ? 'badRequest' : why(role)]);
    }
  });
});
