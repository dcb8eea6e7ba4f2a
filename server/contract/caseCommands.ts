/** Commands of the reception by the regulation: steps, submission, protocol, terms, complaints, consultations. */
import * as z from 'zod';
import { ComplaintContent, ComplaintDecision, passage, TypedComplaint } from './appeal.js';
import { Attestation, Code, line, NewFinding, PayerCard, TypedContent } from './case.js';
import { command, doorCommand, Done, ofBooth, Seen } from './command.js';
import { Taken } from './settings.js';
import { Day, Id, Instant, Note } from './shapes.js';

const aboutReception = { receptionId: Id };
const aboutStep = { ...aboutReception, step: Code };
const Saved = z.object({ submissionId: Id, payerId: Id.nullable(), revision: z.number().int() });
const Issued = z.object({ protocolId: Id, year: z.number().int(), number: z.number().int() });
const Complaint = z.object({ complaintId: Id });
const Consultation = z.object({ consultationId: Id });
const ofProtocol = { protocolId: Id };
const ofComplaint = { complaintId: Id };
/** A complaint is worked on by whoever the head appointed: any operator or manager of the office (п. 77). */
const appointed = ['operator', 'manager'] as const;

export const caseCommands = {
  /**
   * Completes a running step and starts the next. The journal step registers the submission, the protocol step issues
   * the protocol; an attested step carries its attestation.
   */
  'reception:completeStep': command({
    by: ['operator'],
    payload: { ...aboutStep, attestation: Attestation.nullable().default(null) },
    reply: Done,
  }),
  'reception:skipStep': command({ by: ['operator'], payload: { ...aboutStep, reason: Note.min(3) }, reply: Done }),
  /** Takes a step up again; the running one waits meanwhile. */
  'reception:reopenStep': command({ by: ['operator'], payload: aboutStep, reply: Done }),
  /** Another payer of the same visitor: this reception is finished, the next begins with steps of its own. */
  'reception:nextPayer': command({
    by: ['operator'],
    payload: { ...ofBooth, note: Note.default('') },
    reply: z.object({ receptionId: Id }),
  }),
  /** Work on a submission that came without a visit; `park` when a visitor is called meanwhile. */
  'reception:open': command({
    by: ['operator'],
    payload: { submissionId: Id },
    reply: z.object({ receptionId: Id }),
  }),
  'reception:park': command({ by: ['operator'], payload: aboutReception, reply: Done }),
  'reception:resume': command({ by: ['operator'], payload: aboutReception, reply: Done }),
  'reception:close': command({
    by: ['operator'],
    payload: { ...aboutReception, note: Note.default('') },
    reply: Done,
  }),
  'reception:addFinding': command({
    by: ['operator'],
    payload: { ...aboutReception, finding: NewFinding },
    reply: Saved,
  }),
  'reception:removeFinding': command({
    by: ['operator'],
    payload: { ...aboutReception, findingId: Id },
    reply: Saved,
  }),

  /** The card and the content as typed; makes the submission when there is none yet. */
  'submission:save': command({
    by: ['operator'],
    payload: {
      ...aboutReception,
      /** The revision that the screen saw; 0 for a new one. Another is refused as `caseChanged`. */
      revision: z.number().int().nonnegative(),
      payer: PayerCard,
      content: TypedContent,
    },
    reply: Saved,
  }),
  'submission:removeFile': command({
    by: ['operator'],
    payload: { ...aboutReception, name: z.string().min(1).max(255) },
    reply: Saved,
  }),
  /** Nothing was handed in after all: the draft is void, its terms with it. */
  'submission:discard': command({
    by: ['operator'],
    payload: { ...aboutReception, reason: Note.min(3) },
    reply: Done,
  }),
  /** A submission by telecom channel or the portal, as it came in (п. 47, 49). */
  'submission:receive': command({
    by: ['operator', 'manager'],
    payload: { channel: Code, receivedAt: Instant, senderRef: line(120).min(1), payer: PayerCard },
    reply: Saved,
  }),
  /** Accepted data were entered in the personal accounts: an act of its own, within two working days (п. 23). */
  'submission:include': command({ by: appointed, payload: { submissionId: Id }, reply: Done }),
  /** Documents with errors went back to the payer (п. 32). */
  'submission:return': command({
    by: appointed,
    payload: { submissionId: Id, way: z.enum(['handed', 'post', 'electronic']) },
    reply: Done,
  }),

  /** Always produced (п. 48); `replaces` names the protocol that this one corrects, and why. */
  'protocol:issue': command({
    by: ['operator'],
    payload: { ...aboutReception, replaces: Id.nullable().default(null), reason: Note.default('') },
    reply: Issued,
  }),
  /** Later copies say ДУБЛИКАТ. */
  'protocol:reprint': command({
    by: ['operator', 'manager'],
    payload: ofProtocol,
    reply: z.object({ printJobId: Id }),
  }),
  'protocol:sign': command({ by: ['operator'], payload: ofProtocol, reply: Done }),
  'protocol:refuseSignature': command({ by: ['operator'], payload: { ...ofProtocol, note: Note }, reply: Done }),
  /** `withDocuments`: documents with errors went back along with it (п. 32). */
  'protocol:handOver': command({
    by: ['operator'],
    payload: { ...ofProtocol, withDocuments: z.boolean().default(true) },
    reply: Done,
  }),
  /** Signed outside and sent (п. 49): the two weeks run from here. */
  'protocol:send': command({
    by: appointed,
    payload: { ...ofProtocol, sentAt: Instant, how: line(120).min(1) },
    reply: Done,
  }),

  'complaint:take': command({
    by: appointed,
    payload: { content: ComplaintContent, receivedAt: Instant.nullable(), receptionId: Id.nullable() },
    reply: Complaint,
  }),
  'complaint:save': command({
    by: appointed,
    payload: { ...ofComplaint, revision: z.number().int().positive(), content: TypedComplaint },
    reply: Complaint,
  }),
  'complaint:register': command({ by: appointed, payload: ofComplaint, reply: Complaint }),
  /** Not ours to decide: sent on, with a notice to the applicant (п. 74). */
  'complaint:forward': command({
    by: appointed,
    payload: { ...ofComplaint, to: line(240).min(1), noticeAt: Instant.nullable() },
    reply: Complaint,
  }),
  /** The competent body registered it: the term counts anew from that day (п. 75). */
  'complaint:restart': command({ by: appointed, payload: { ...ofComplaint, registeredOn: Day }, reply: Complaint }),
  'complaint:decide': command({
    by: appointed,
    payload: { ...ofComplaint, decision: ComplaintDecision },
    reply: Complaint,
  }),
  'complaint:reply': command({
    by: appointed,
    payload: { ...ofComplaint, way: z.enum(['post', 'electronic', 'handed']) },
    reply: Complaint,
  }),
  'complaint:remedy': command({ by: appointed, payload: { ...ofComplaint, note: Note }, reply: Complaint }),
  /** п. 90: materials go to the prosecutor at once. */
  'complaint:prosecutor': command({ by: appointed, payload: { ...ofComplaint, note: Note }, reply: Complaint }),

  /** Topic and result of a consultation at the booth, in one line each; again as often as it is typed better. */
  'consultation:save': command({
    by: ['operator'],
    payload: { ...aboutReception, topic: line(200), result: line(300) },
    reply: Consultation,
  }),
  'consultation:beginCall': command({ by: ['operator'], payload: {}, reply: Consultation }),
  'consultation:endCall': command({
    by: ['operator'],
    payload: { consultationId: Id, topic: line(200).min(3), result: line(300) },
    reply: Consultation,
  }),
  'consultation:receive': command({
    by: appointed,
    payload: {
      receivedAt: Instant,
      sender: line(240).min(2),
      address: line(300).min(3),
      topic: passage(2000).min(3),
    },
    reply: Consultation,
  }),
  'consultation:answer': command({
    by: appointed,
    payload: { consultationId: Id, result: passage(4000).min(3), sentAt: Instant },
    reply: Consultation,
  }),

  /** An optional step of a procedure (the check of authority for media) turned on or off for this office; `seen` is of `part:steps`. */
  'procedure:setStep': command({
    by: ['manager', 'administrator'],
    payload: { seen: Seen, procedure: Code, step: Code, isOn: z.boolean() },
    reply: Taken,
  }),

  /**
   * A registration card of the cabinet, or a new password: generated, printed once, only its hash kept. Identity and
   * authority were checked by who presses.
   */
  'card:issue': doorCommand({
    secret: true,
    by: ['operator'],
    payload: {
      ...aboutReception,
      payer: PayerCard,
      representative: line(160),
      identity: line(120).min(3),
      authority: line(240),
      isChecked: z.literal(true),
    },
    reply: z.object({ cardId: Id, printJobId: Id }),
  }),
} as const;
