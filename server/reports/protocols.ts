/** Protocols by number, registration number or name: for handing over, and for a resubmission. */
import type { Report, ReportAsked } from '../contract/index.js';
import { found, nowhereElse, type Condition } from './search.js';
import type { World } from './world.js';

const most = 20;

interface Found {
  id: string;
  submissionId: string;
  year: number;
  number: number;
  kind: string;
  state: string;
  issuedAt: string;
  name: string | null;
  regNo: string | null;
}

/** «412», «412/2014», and «P/2014/412» as the paper's QR code says it; null when it is no number. */
function numberOf(text: string): { number: number; year: number | null } | null {
  const typed = text.trim().replace(/^№\s*/, '');
  const [, year = '', scanned = ''] = /^[PРpр]\/(\d{4})\/(\d{1,6})$/u.exec(typed) ?? [];
  if (year !== '') return { number: Number(scanned), year: Number(year) };
  const [, number = '', ofYear] = /^(\d{1,6})(?:\/(\d{4}))?$/.exec(typed) ?? [];
  return number === '' ? null : { number: Number(number), year: ofYear === undefined ? null : Number(ofYear) };
}

/** Protocols that fit, the newest first; a number before what merely contains its digits. */
export function protocols(world: World, { text }: ReportAsked<'protocols'>): Report<'protocols'> {
  const { archive, officeId } = world;
  // what is shown of the payer is what stood on the submission, not what became of the payer since
  const columns = `p.id, p.submissionId, p.year, p.number, p.kind, p.state, p.issuedAt,
    json_extract(s.content, '$.payer.name') as name, json_extract(s.content, '$.payer.regNo') as regNo`;
  const ask = (condition: Condition) =>
    archive.all<Found>(
      `select ${columns} from "Protocol" p left join "Submission" s on s.id = p.submissionId
       where p.officeId = ? and ${condition.sql} order by p.issuedAt desc, p.number desc limit ${most}`,
      [officeId, ...condition.asked],
    );
  const asked = numberOf(text);
  const byNumber =
    asked === null
      ? []
      : ask(
          asked.year === null
            ? { sql: 'p.number = ?', asked: [asked.number] }
            : { sql: 'p.number = ? and p.year = ?', asked: [asked.number, asked.year] },
        );
  const words = found(world, 'search', text, nowhereElse);
  // a protocol is of a registered submission, and those have an index with what is searched
  const byText: Condition = {
    sql: `p.submissionId in (select id from "Submission" where officeId = ? and year is not null and ${words.sql})`,
    asked: [officeId, ...words.asked],
  };
  const others = byNumber.length > 0 || words.asked.length === 0 ? [] : ask(byText);
  return {
    protocols: [...byNumber, ...others].map(({ id, issuedAt, name, regNo, ...row }) => ({
      protocolId: id,
      ...row,
      issuedAt: archive.instant(issuedAt),
      name: name ?? '',
      regNo: regNo ?? '',
    })),
  };
}
