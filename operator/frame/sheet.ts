/** What a page shows, as a sheet to take away: a plain link, the session's cookie goes with it. Pure. */
import type { Language } from '@contract/vocabulary';

export type SheetName =
  'registrations' | 'terms' | 'complaints' | 'complaintSummary' | 'consultations' | 'figures' | 'visits';

/** What is empty is not asked for, so that the sheet holds what the page shows. */
export function sheetAddress(
  name: SheetName,
  format: 'xlsx' | 'csv',
  filter: Record<string, string | number | undefined>,
  language: Language,
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(filter))
    if (value !== undefined && value !== '') search.set(key, String(value));
  search.set('language', language);
  return `/api/exports/${name}.${format}?${search}`;
}
