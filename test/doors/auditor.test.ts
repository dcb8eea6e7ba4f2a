/** What the auditor may, over the whole contract: everything that staff reads, and nothing that changes something. */
import { describe, expect, it } from 'vitest';
import { commands, reports, sheets, staffRoles, views, type Role } from '../../server/contract/index.js';

const isStaff = (by: readonly Role[]) => by.some((role) => staffRoles.some((one) => one === role));
const closedTo = (table: Record<string, { by: readonly Role[] }>) =>
  Object.entries(table)
    .filter(([, { by }]) => isStaff(by) && !by.includes('auditor'))
    .map(([name]) => name);

describe('an auditor', () => {
  it('sees every view that staff sees, but for the desk: that is a booth to work at, not something to read', () => {
    expect(closedTo(views)).toEqual(['desk']);
  });

  it('is answered every report, and takes away every sheet', () => {
    expect(closedTo(reports)).toEqual([]);
    expect(closedTo(sheets)).toEqual([]);
  });

  it('sends no command that changes something: only what is about the own session and the own drafts', () => {
    const open = Object.entries(commands).filter(([, { by }]) => by.some((role) => role === 'auditor'));
    expect(open.map(([name]) => name)).toEqual(['draft:save', 'session:changePassword', 'session:signOut']);
    // whatever a rule decides is no auditor's, also when a command is new
    expect(open.every(([, { at }]) => at === 'door')).toBe(true);
  });
});
