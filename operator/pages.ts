/** Which pages a person's roles open, and where they land. What a page may do is decided by the server again. */
import type { StaffRole } from '@contract/vocabulary';

/** Pages about cases stand under one tab of the top line, in a line of their own. */
export const casePages = ['registrations', 'terms', 'complaints', 'consultations', 'inbox', 'checks'] as const;
export type CasePageName = (typeof casePages)[number];
export type PageName = 'desk' | 'hall' | CasePageName | 'journal' | 'paper' | 'devices';

const atBooth: readonly StaffRole[] = ['operator', 'manager', 'auditor'];
const opens: Record<PageName, readonly StaffRole[]> = {
  desk: ['operator'],
  hall: ['attendant', 'manager', 'administrator'],
  registrations: ['operator', 'manager', 'administrator', 'auditor'],
  terms: atBooth,
  complaints: atBooth,
  consultations: atBooth,
  inbox: atBooth,
  checks: ['manager', 'administrator', 'auditor'],
  journal: ['manager', 'administrator', 'auditor'],
  paper: ['operator', 'attendant', 'manager', 'administrator', 'auditor'],
  devices: ['manager', 'administrator', 'auditor'],
};
const order: readonly PageName[] = ['desk', 'hall', ...casePages, 'journal', 'paper', 'devices'];

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
};

/** A tab of the top line: one page, or those about cases under one word. */
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

export function sectionOf(page: PageName): Section['name'] {
  return casePages.some((one) => one === page) ? 'cases' : page;
}

export function sectionsOf(roles: readonly string[]): Section[] {
  const found: Section[] = [];
  for (const page of pagesOf(roles)) {
    const name = sectionOf(page);
    if (!found.some((one) => one.name === name)) found.push({ name, page });
  }
  return found;
}

export function mayOpen(route: string, roles: readonly string[]): boolean {
  const page = pageOf(route);
  return page !== null && pagesOf(roles).includes(page);
}
