/** Submissions by network or portal that are not finished: their protocol is not sent yet (п. 49). */
import type { Report } from '../contract/index.js';
import type { World } from './world.js';

const most = 200;

/** The oldest first: it has waited longest. */
export function inbox(world: World): Report<'inbox'> {
  const { archive, officeId } = world;
  const found = archive.all<{ content: string; isSent: 0 | 1 | null }>(
    `select s.content, p.state in ('sent', 'handedOver') as isSent
     from "Submission" s left join "Protocol" p on p.id = json_extract(s.content, '$.protocol.protocolId')
     where s.officeId = ? and s.visitId is null
       and (s.state in ('draft', 'registered')
         or s.state in ('accepted', 'errors', 'refused', 'returned', 'included', 'overdue') and isSent is not 1)
     order by s.receivedAt, s.id limit ${most}`,
    [officeId],
  );
  return {
    rows: found.map(({ content, isSent }) => {
      const row = archive.row('submission', content);
      return {
        submissionId: row.submissionId,
        receptionId: row.receptionId,
        state: row.state,
        channel: row.channel,
        receivedAt: row.receivedAt,
        senderRef: row.senderRef,
        regNo: row.payer.regNo,
        name: row.payer.name,
        operator: world.shortOf(row.userId),
        protocol: row.protocol,
        isSent: isSent === 1,
      };
    }),
  };
}
