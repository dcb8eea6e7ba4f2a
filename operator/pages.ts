/** Which pages a person's roles open, and where they land. What a page may do is decided by the server again. */
import type { StaffRole } from '@contract/vocabulary';

/** The office's settings stand under one tab, in a line of their own. */
export const settingPages = ['settings', 'devices', 'alerts', 'people', 'privacy', 'rights'] as const;
/** Pages about cases stand under one tab of the top line, in a line of their own. */
export const casePages = ['registrations', 'terms', 'complaints', 'consultations', 'inbox', 'checks'] as const;
export type CasePageName = (typeof casePages)[number];
export type PageName =
  'desk' | 'now' | 'hall' | CasePageName | 'reports' | 'mine' | 'journal' | 'paper' | (typeof settingPages)[number];

const atBooth: readonly StaffRole[] = ['operator', 'manager', 'auditor'];
const opens: Record<PageName, readonly StaffRole[]> = {
  desk: ['operator'],
  now: ['manager', 'administrator', 'auditor'],
  hall: ['attendant', 'manager'],
  reports: ['manager', 'administrator', 'auditor'],
  mine: ['operator'],
  registrations: ['operator', 'manager', 'administrator', 'auditor'],
  terms: atBooth,
  complaints: atBooth,
  consultations: atBooth,
  inbox: atBooth,
  checks: ['manager', 'administrator', 'auditor'],
  journal: ['manager', 'administrator', 'auditor'],
  paper: ['operator', 'attendant', 'manager', 'administrator', 'auditor'],
  settings: ['manager', 'administrator', 'auditor'],
  devices: ['manager', 'administrator', 'auditor'],
  alerts: ['manager', 'administrator', 'auditor'],
  people: ['administrator', 'auditor'],
  privacy: ['manager', 'administrator', 'auditor'],
  rights: ['manager', 'administrator', 'auditor'],
};
const order: readonly PageName[] = [
  'desk',
  'now',
  'hall',
  'reports',
  'mine',
  ...casePages,
  'journal',
  'paper',
  ...settingPages,
];

/** Routes that are no page of the menu, by the page whose roles open them. */
const within: Record<string, PageName> = {
  proof: 'registrations',
  proofOfSubmission: 'registrations',
  complaint: 'complaints',
  newComplaint: 'complaints',
  complaintPaper: 'complaints',
  check: 'checks',
  complaintSummary: 'registrations',
  protocol: 'inbox',
  case: 'desk',
  tickets: 'reports',
  mineTickets: 'mine',
  erasureAct: 'privacy',
  privacySheet: 'privacy',
};

/** The beginning of an office: in no menu, an administrator is led there. */
const beginnings: readonly string[] = ['begin', 'setup'];

/** A tab of the top line: one page, or several under one word. */
export interface Section {
  name: PageName | 'cases';
  /** Where pressing it leads. */
  page: PageName;
}

export function pagesOf(roles: readonly string[]): PageName[] {
  return order.filter((page) => opens[page].some((role) => roles.includes(role)));
}

export function casePagesOf(roles: readonly string[]): CasePageName[] {
  return casePages.filter((page) => opens[page].some((role) => roles.includes(role)));
}

/** The page that a route belongs to; null for an address that is nobody's. */
export function pageOf(route: string): PageName | null {
  return order.find((page) => page === route) ?? within[route] ?? null;
}

/** Pages of the menu: a manager has the hall in «Зал сейчас», and comes from there to the page that gives tickets. */
export function listedOf(roles: readonly string[]): PageName[] {
  const pages = pagesOf(roles);
  return pages.filter((page) => page !== 'hall' || !pages.includes('now') || roles.includes('attendant'));
}

/** The pages in the line under the top one, where this page stands: none for a page that has its tab to itself. */
export function neighboursOf(page: PageName, roles: readonly string[]): PageName[] {
  const group = [casePages, settingPages].find((pages) => pages.some((one) => one === page)) ?? [];
  return pagesOf(roles).filter((one) => group.some((other) => other === one));
}

export function sectionOf(page: PageName): Section['name'] {
  if (settingPages.some((one) => one === page)) return 'settings';
  return casePages.some((one) => one === page) ? 'cases' : page;
}

/** Pages that leave their tab to another one where a person has both: the menu ☰ still lists them. */
const standsUnder: Partial<Record<PageName, PageName>> = { hall: 'now', mine: 'reports' };

/** The tab that is lit on a page. */
export function tabOf(page: PageName, roles: readonly string[]): Section['name'] {
  const name = sectionOf(page);
  return sectionsOf(roles).some((one) => one.name === name) ? name : (standsUnder[page] ?? name);
}

export function sectionsOf(roles: readonly string[]): Section[] {
  const found: Section[] = [];
  const pages = listedOf(roles);
  for (const page of pages) {
    if (page === 'mine' && pages.includes('reports')) continue;
    const name = sectionOf(page);
    if (!found.some((one) => one.name === name)) found.push({ name, page });
  }
  return found;
}

export function mayOpen(route: string, roles: readonly string[]): boolean {
  if (route === 'account') return roles.length > 0;
  if (beginnings.includes(route)) return roles.includes('administrator');
  const page = pageOf(route);
  return page !== null && pagesOf(roles).includes(page);
}
