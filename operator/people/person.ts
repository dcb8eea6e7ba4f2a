/** A person's account as it is typed: against what this screen saw, and against what another has made of it meanwhile. */
import type { Report } from '@contract';
import { staffRoles, type StaffRole } from '@contract/vocabulary';

export type Person = Report<'users'>['users'][number];

/** What an administrator types; an empty `ssoName` is none. */
export interface PersonTyped {
  name: string;
  position: string;
  roles: StaffRole[];
  ssoName: string;
}
export type PersonField = keyof PersonTyped;
export const personFields: readonly PersonField[] = ['name', 'position', 'roles', 'ssoName'];

export interface NewPersonTyped extends PersonTyped {
  login: string;
}
export type PersonProblem = 'fill' | 'badLogin' | 'noRole';
export type PersonProblems = Partial<Record<keyof NewPersonTyped, PersonProblem>>;

export function typedOf(person: Person | null): PersonTyped {
  if (person === null) return { name: '', position: '', roles: ['operator'], ssoName: '' };
  const { name, position, roles, ssoName } = person;
  return { name, position, roles: [...roles], ssoName: ssoName ?? '' };
}

const same = (one: PersonTyped, other: PersonTyped, field: PersonField) => String(one[field]) === String(other[field]);

/** Fields that differ between what was seen and what is typed or told now. */
export function changedFields(before: PersonTyped, after: PersonTyped): PersonField[] {
  return personFields.filter((field) => !same(before, after, field));
}

/** What is typed, put upon what another made of the account: only the fields that were touched here. */
export function puttingOnto(typed: PersonTyped, seen: PersonTyped, theirs: PersonTyped): PersonTyped {
  const from = (field: PersonField) => (same(typed, seen, field) ? theirs : typed);
  return {
    name: from('name').name,
    position: from('position').position,
    roles: [...from('roles').roles],
    ssoName: from('ssoName').ssoName,
  };
}

/** A role is given or taken, the order stays that of the contract. */
export function withRole(roles: readonly StaffRole[], role: StaffRole, isGiven: boolean): StaffRole[] {
  return staffRoles.filter((one) => (one === role ? isGiven : roles.includes(one)));
}

/** What is missing; the shape of a login is the contract's, so that nobody waits for the server to hear of a space in it. */
export function problemsOf(typed: PersonTyped, login: string | null): PersonProblems {
  const problems: PersonProblems = {};
  if (typed.name.trim() === '') problems.name = 'fill';
  if (typed.roles.length === 0) problems.roles = 'noRole';
  if (login !== null && login.trim() === '') problems.login = 'fill';
  else if (login !== null && !/^[\p{L}\p{N}._@-]{2,64}$/u.test(login.trim())) problems.login = 'badLogin';
  return problems;
}

/** Those who may sign in first, each part by name. */
export function inOrder(people: readonly Person[]): Person[] {
  return [...people].sort(
    (one, other) => Number(one.isClosed) - Number(other.isClosed) || one.name.localeCompare(other.name, 'ru'),
  );
}

/** Is this what the search means: a part of the name, the login or the position. */
export function isMeant({ name, login, position }: Person, typed: string): boolean {
  const words = typed.trim().toLowerCase();
  return [name, login, position].some((text) => text.toLowerCase().includes(words));
}
