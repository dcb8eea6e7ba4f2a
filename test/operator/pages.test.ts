import { describe, expect, it } from 'vitest';
import { reports } from '../../server/contract/reports';
import { staffRoles } from '../../server/contract/vocabulary';
import { answerLines } from '../../operator/answers';
import { casePagesOf, listedOf, mayOpen, neighboursOf, pageOf, pagesOf, sectionsOf, tabOf } from '../../operator/pages';

describe('where a person lands', () => {
  it('an operator at the desk, an attendant in the hall, who answers for the hall at what goes on there now', () => {
    expect(pagesOf(['operator'])[0]).toBe('desk');
    expect(pagesOf(['attendant'])[0]).toBe('hall');
    for (const role of ['manager', 'administrator', 'auditor']) expect(pagesOf([role])[0]).toBe('now');
  });
  it('a manager gives tickets on the attendant’s page, which is no second tab of nearly the same name', () => {
    expect(mayOpen('hall', ['manager'])).toBe(true);
    expect(listedOf(['manager'])).not.toContain('hall');
    expect(listedOf(['manager', 'attendant'])).toContain('hall');
    expect(mayOpen('hall', ['auditor'])).toBe(false);
  });
  it('a page without a tab of its own lights the one that it belongs to', () => {
    expect(tabOf('hall', ['manager'])).toBe('now');
    expect(tabOf('hall', ['attendant'])).toBe('hall');
    expect(tabOf('mine', ['operator'])).toBe('mine');
    expect(tabOf('mine', ['operator', 'manager'])).toBe('reports');
  });
  it('the settings stand under one tab', () => {
    expect(sectionsOf(['manager']).filter(({ name }) => name === 'settings')).toHaveLength(1);
    expect(neighboursOf('alerts', ['manager'])).toEqual(['settings', 'devices', 'alerts', 'privacy', 'rights']);
    expect(neighboursOf('journal', ['manager'])).toEqual([]);
  });
  it('accounts are shown to administrators and auditors', () => {
    expect(neighboursOf('people', ['administrator'])).toContain('people');
    for (const role of staffRoles)
      expect([role, mayOpen('people', [role])]).toEqual([role, reports.users.by.includes(role)]);
  });
  it('one who is operator and attendant has both pages', () => {
    expect(sectionsOf(['operator', 'attendant']).map(({ name }) => name)).toEqual([
      'desk',
      'hall',
      'mine',
      'cases',
      'paper',
    ]);
  });
  it('the office’s settings open to managers and administrators', () => {
    expect(mayOpen('devices', ['operator'])).toBe(false);
    expect(mayOpen('devices', ['manager'])).toBe(true);
    expect(mayOpen('devices', ['administrator'])).toBe(true);
    expect(mayOpen('nowhere', ['administrator'])).toBe(false);
  });
});

describe('the pages about cases', () => {
  it('open by the contract’s tables: terms and complaints not to administrators, the journal of registration to all but attendants', () => {
    expect(casePagesOf(['administrator'])).toEqual(['registrations', 'checks']);
    expect(casePagesOf(['attendant'])).toEqual([]);
    expect(casePagesOf(['operator'])).toEqual(['registrations', 'terms', 'complaints', 'consultations', 'inbox']);
    const byTable: [string, readonly string[]][] = [
      ['registrations', reports.registrations.by],
      ['terms', reports.terms.by],
      ['complaints', reports.complaints.by],
      ['consultations', reports.consultations.by],
      ['inbox', reports.inbox.by],
      ['checks', reports.checks.by],
      ['paper', reports.paper.by],
      ['proof', reports.proof.by],
      ['complaintSummary', reports.complaintSummary.by],
    ];
    for (const [page, by] of byTable)
      for (const role of staffRoles)
        expect([page, role, mayOpen(page, [role])]).toEqual([page, role, by.includes(role)]);
  });
  it('a page within another is opened by the same roles', () => {
    expect(pageOf('complaintPaper')).toBe('complaints');
    expect(mayOpen('newComplaint', ['attendant'])).toBe(false);
    expect(pageOf('nowhere')).toBeNull();
  });
});

describe('what the visitor said', () => {
  it('shows only what was asked', () => {
    expect(answerLines({ medium: null, organisations: null, persons: null, regNo: null, protocol: null })).toEqual([]);
    expect(
      answerLines({ medium: 'paper', organisations: 3, persons: null, regNo: '087-105-000417', protocol: null }),
    ).toEqual([
      { label: 'medium', key: 'media.paper', value: null },
      { label: 'organisations', key: null, value: '3' },
      { label: 'regNo', key: null, value: '087-105-000417' },
    ]);
  });
});
