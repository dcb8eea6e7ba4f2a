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

  it('is answered every report, and takes away every sheet, but for all that is held about one person', () => {
    expect(closedTo(reports)).toEqual(['held', 'heldSheet']);
    expect(closedTo(sheets)).toEqual(['held']);
  });

  it('sends no command that changes something: only what is about the own session and the own drafts', () => {
    const open = Object.entries(commands).filter(([, { by }]) => by.some((role) => role === 'auditor'));
    expect(open.map(([name]) => name).sort()).toEqual([
      'account:setPin',
      // opens what is masked and changes nothing: who opened it stands in the journal
      'data:open',
      'data:openPaper',
      'draft:save',
      'session:beat',
      'session:changePassword',
      'session:close',
      'session:lock',
      'session:signOut',
      'session:unlock',
    ]);
    // whatever a rule decides is no auditor's, also when a command is new
    expect(open.every(([, { at }]) => at === 'door')).toBe(true);
  });
});
