/** The table of who may, told from the contract itself: what a page shows is what the doors ask. */
import { commands, packUpload, pictureUpload, reports, sheets, upload, views } from '../contract/index.js';
import type { Report, RightRow, Role } from '../contract/index.js';

const tables: Record<RightRow['kind'], Record<string, { by: readonly Role[] }>> = {
  command: commands,
  view: views,
  report: reports,
  sheet: sheets,
  // each by a route of its own: `POST /api/files` and so on
  file: { files: upload, packs: packUpload, pictures: pictureUpload },
};
const kinds: readonly RightRow['kind'][] = ['command', 'view', 'report', 'sheet', 'file'];

/** The report `rights`: every line of the table, as the contract has them. */
export function rightsPage(): Report<'rights'> {
  return {
    rows: kinds.flatMap((kind) => Object.entries(tables[kind]).map(([name, { by }]) => ({ kind, name, by: [...by] }))),
  };
}
