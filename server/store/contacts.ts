/**
 * Hidden contacts that older programs put among the searched words. What is searched is folded as SQL cannot fold it, so
 * that migration is finished here, in its own transaction.
 */
import type { Database } from 'better-sqlite3';
import { caseRow } from './casebooks.js';
import { complaintSearch, consultationSearch } from './searched.js';

interface Found {
  id: string;
  search: string;
  content: string;
}

/** Takes the contacts of complaints and of written inquiries out of their searched words. Inside a transaction. */
export function forgetContacts(db: Database): void {
  const read = (table: string, where: string) =>
    db.prepare<[], Found>(`select id, search, content from "${table}" where ${where}`).all();
  const rewrite = (table: string, row: Found, search: string) => {
    if (row.search !== search) db.prepare(`update "${table}" set search = ? where id = ?`).run(search, row.id);
  };
  for (const row of read('Complaint', '1'))
    rewrite('Complaint', row, complaintSearch(caseRow('complaint', row.id, row.content)));
  for (const row of read('Consultation', `json_extract(content, '$.address') <> ''`))
    rewrite('Consultation', row, consultationSearch(caseRow('consultation', row.id, row.content)));
}
