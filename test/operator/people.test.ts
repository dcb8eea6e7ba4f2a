import { describe, expect, it } from 'vitest';
import {
  changedFields,
  inOrder,
  isMeant,
  problemsOf,
  puttingOnto,
  typedOf,
  withRole,
  type Person,
} from '../../operator/people/person';

const anna: Person = {
  userId: 'u1',
  login: 'anna',
  name: 'Белова Анна',
  position: 'специалист',
  roles: ['operator'],
  isClosed: false,
  mustChange: false,
  hasCode: false,
  hasPin: false,
  ssoName: null,
  isLinked: false,
  createdAt: 0,
  closedAt: null,
  seenAt: null,
  sessions: 0,
  booth: null,
  failures: 0,
  revision: 0,
};

describe('the card of a person', () => {
  const seen = typedOf(anna);
  it('knows what was touched', () => {
    expect(changedFields(seen, seen)).toEqual([]);
    expect(changedFields(seen, { ...seen, roles: ['operator', 'manager'], ssoName: 'a' })).toEqual([
      'roles',
      'ssoName',
    ]);
  });
  it('keeps what was typed upon what another has changed, and takes theirs where nothing was touched', () => {
    const typed = { ...seen, position: 'главный специалист' };
    const theirs = typedOf({ ...anna, name: 'Чернова Анна', position: 'архивариус', roles: ['auditor'] });
    expect(puttingOnto(typed, seen, theirs)).toEqual({
      name: 'Чернова Анна',
      position: 'главный специалист',
      roles: ['auditor'],
      ssoName: '',
    });
  });
  it('names what is missing before it is sent', () => {
    expect(problemsOf(seen, null)).toEqual({});
    expect(problemsOf({ ...seen, name: ' ', roles: [] }, '')).toEqual({ name: 'fill', roles: 'noRole', login: 'fill' });
    for (const login of ['a', 'анна белова', 'a/b']) expect(problemsOf(seen, login)).toEqual({ login: 'badLogin' });
    for (const login of ['anna', 'Анна.Белова', 'a@b-c_d']) expect(problemsOf(seen, login)).toEqual({});
  });
  it('gives and takes a role, each once and in one order', () => {
    expect(withRole(['manager'], 'operator', true)).toEqual(['operator', 'manager']);
    expect(withRole(['operator', 'manager'], 'operator', false)).toEqual(['manager']);
  });
});

describe('the list of people', () => {
  const closed = { ...anna, userId: 'u2', name: 'Авдеева Вера', isClosed: true };
  const boris = { ...anna, userId: 'u3', name: 'Астахов Борис', login: 'boris' };
  it('has those who may sign in first, each part by name', () => {
    expect(inOrder([closed, anna, boris]).map(({ userId }) => userId)).toEqual(['u3', 'u1', 'u2']);
  });
  it('is searched by name, login and position', () => {
    for (const typed of ['бел', ' ANNA', 'специал', '']) expect([typed, isMeant(anna, typed)]).toEqual([typed, true]);
    expect(isMeant(anna, 'борис')).toBe(false);
  });
});
