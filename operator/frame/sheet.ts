/**
 * What a page shows, as a sheet to take away: a plain link, the session's cookie goes with it. Words that are looked for
 * stand in no address: a sheet with them is asked for in a body.
 */
import type { Language } from '@contract/vocabulary';

export type SheetName =
  'registrations' | 'terms' | 'complaints' | 'complaintSummary' | 'consultations' | 'figures' | 'visits' | 'held';

export type SheetFilter = Record<string, string | number | undefined>;

/** Is something looked for by words? */
export function hasWords({ text }: SheetFilter): boolean {
  return text !== undefined && text !== '';
}

/** What is empty is not asked for, so that the sheet holds what the page shows. */
export function sheetAddress(name: SheetName, format: 'xlsx' | 'csv', filter: SheetFilter, language: Language): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(filter))
    if (value !== undefined && value !== '' && key !== 'text') search.set(key, String(value));
  search.set('language', language);
  return `/api/exports/${name}.${format}?${search}`;
}

/** Takes a sheet whose filter has words, and saves it under the name that the server gives it. False when it did not come. */
export async function takeSheet(
  name: SheetName,
  format: 'xlsx' | 'csv',
  filter: SheetFilter,
  language: Language,
): Promise<boolean> {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''));
  const response = await fetch(`/api/exports/${name}.${format}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-talon-as': 'staff' },
    body: JSON.stringify({ ...asked, language }),
  }).catch(() => null);
  if (response?.ok !== true) return false;
  const [, said = ''] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  saveFile(await response.blob(), said === '' ? `${name}.${format}` : decodeURIComponent(said));
  return true;
}

/** Saves a file on this computer. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
