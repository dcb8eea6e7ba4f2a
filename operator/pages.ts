/** Which pages a person's roles open, and where they land. What a page may do is decided by the server again. */
import type { StaffRole } from '@contract/vocabulary';

export type PageName = 'desk' | 'hall' | 'journal' | 'paper' | 'devices';

const opens: Record<PageName, readonly StaffRole[]> = {
  desk: ['operator'],
  hall: ['attendant', 'manager', 'administrator'],
  journal: ['manager', 'administrator', 'auditor'],
  paper: ['operator', 'attendant', 'manager', 'administrator'],
  devices: ['administrator'],
};
const order: readonly PageName[] = ['desk', 'hall', 'journal', 'paper', 'devices'];

export function pagesOf(roles: readonly string[]): PageName[] {
  return order.filter((page) => opens[page].some((role) => roles.includes(role)));
}

export function mayOpen(page: string, roles: readonly string[]): boolean {
  return pagesOf(roles).some((open) => open === page);
}
