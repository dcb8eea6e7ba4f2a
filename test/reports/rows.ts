/** Rows of cases as the rules write them: a registered submission, its protocol, its term, a complaint, a consultation. */
import { afterEach } from 'vitest';
import { makeArchiving, type Archiving } from '../../server/archiving.js';
import { makeLog } from '../../server/devices/log.js';
import { reports, type Report, type ReportAsked, type Reply } from '../../server/contract/index.js';
import type { Complaint, Consultation, Payer, Protocol, Step, Submission, Term } from '../../server/domain/cases.js';
import type { Entry, Patch } from '../../server/domain/patch.js';
import type { Reception } from '../../server/domain/reception.js';
import { firstPackId as packId } from '../../server/beginning/first.js';
import type { ArchiveReport } from '../../server/reports/answer.js';
import type { Store } from '../../server/store/open.js';
import { newBooks } from '../support/clerk.js';
import { migrations, openBooks } from '../support/database.js';
import { filingMorning } from '../support/office.js';

export const minuteMs = 60_000;
/** Friday, 15 February 2013, ten in the morning in Moscow. */
export const morning = filingMorning;
export const today = '2013-02-15';

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

export interface Archived {
  store: Store;
  archiving: Archiving;
  /** One commit, as the clerk's. */
  commit(patches: Patch[], entries?: Entry[]): void;
  ask<N extends ArchiveReport>(name: N, query: Partial<ReportAsked<N>>): Promise<Report<N>>;
  refused(name: ArchiveReport, query: unknown): Promise<Reply<unknown>>;
}

/** The demo office's books, and the archive's own threads over them; office time is `now`. */
export async function openArchiveOf(now: number): Promise<Archived> {
  const file = newBooks((spec) => spec);
  const store = openBooks(file, migrations);
  store.people.addUser(
    {
      userId: 'petrova',
      login: 'petrova',
      name: 'Петрова Анна Викторовна',
      position: 'специалист',
      password: '',
      mustChange: false,
      createdAt: morning,
      closedAt: null,
    },
    [{ officeId: 'office-1', role: 'operator' }],
  );
  let revision = store.writing.prepare<[], { revision: number }>('select revision from "Office"').get()?.revision ?? 0;
  const archiving = makeArchiving({ file, officeId: 'office-1', now: () => now, log: makeLog('silent', null) });
  endings.push(() => archiving.close());
  return {
    store,
    archiving,
    commit(patches, entries = []) {
      ({ revision } = store.commit({ officeId: 'office-1', revision, patches, entries, answers: [] }));
    },
    async ask<N extends ArchiveReport>(name: N, query: Partial<ReportAsked<N>>) {
      const reply = await archiving.report(name, query);
      if (!reply.ok) throw new Error(`${name}: ${reply.refusal.key}`);
      // what the contract promises, and nothing less
      return reports[name].reply.parse(reply.data) as Report<N>;
    },
    refused: (name, query) => archiving.report(name, query),
  };
}

const noSums = { insuranceAccrued: 0, insurancePaid: 0, fundedAccrued: 0, fundedPaid: 0 };

/** Submission `count`, registered under that number at that minute of the morning. */
export function submission(count: number, part: Partial<Submission> = {}): Submission {
  const at = morning + count * minuteMs;
  const number = String(count).padStart(6, '0');
  return {
    submissionId: `submission-${count}`,
    revision: 1,
    state: 'accepted',
    channel: 'PAPER',
    packId,
    packVersion: '2',
    receptionId: null,
    visitId: null,
    ticket: `А${String(count).padStart(3, '0')}`,
    receivedAt: at - 30 * minuteMs,
    receivedDay: today,
    userId: 'petrova',
    senderRef: '',
    payerId: null,
    payer: {
      regNo: `087-105-${number}`,
      inn: `7707${number}`,
      kpp: '770701001',
      ogrn: '',
      name: `ООО «Ромашка ${count}»`,
      applicant: 'organisation',
    },
    content: {
      type: 'initial',
      year: 2012,
      period: '4',
      correctedYear: null,
      correctedPeriod: null,
      representative: { name: 'Королёв Пётр Ильич', authority: 'Доверенность № 12', identity: '4500 123456' },
      packs: [
        {
          packId: `pack-${count}`,
          number: '00001',
          form: 'СЗВ-6-2',
          inventory: 'АДВ-6-3',
          persons: 12,
          sums: { ...noSums, insuranceAccrued: 1_234_550, insurancePaid: 1_000_000, fundedPaid: 50 },
          file: null,
        },
      ],
      totals: null,
      documents: [],
      refusalGround: '',
      resubmits: null,
    },
    files: [],
    findings: [],
    more: [],
    registered: { year: 2013, number: count, at },
    outcome: 'ACCEPTED',
    protocol: null,
    printedAs: null,
    includedAt: null,
    returnedAt: null,
    returnWay: null,
    resubmittedBy: null,
    erased: null,
    ...part,
  };
}

/** Protocol `count` of a submission. */
export function protocol(count: number, of: Submission, part: Partial<Protocol> = {}): Protocol {
  return {
    protocolId: `protocol-${count}`,
    revision: 1,
    submissionId: of.submissionId,
    receptionId: of.receptionId ?? 'reception-1',
    visitId: of.visitId,
    year: 2013,
    number: count,
    kind: 'reception',
    state: 'issued',
    outcome: 'ACCEPTED',
    issuedAt: morning + count * minuteMs,
    issuedBy: 'petrova',
    copies: [],
    key: 'key',
    resubmitBy: null,
    replaces: null,
    replacedBy: null,
    signedAt: null,
    refusedAt: null,
    handedOverAt: null,
    sentAt: null,
    erased: null,
    sentHow: '',
    printed: 2,
    ...part,
  };
}

/** A term of a code of the order. */
export function term(code: string, subject: Term['subject'], due: Term['due'], part: Partial<Term> = {}): Term {
  return {
    termId: `${subject.id}:${code}`,
    revision: 1,
    code,
    ref: 'п. 35',
    packId,
    subject,
    visitId: null,
    label: 'А014',
    userId: 'petrova',
    from: today,
    due,
    state: 'open',
    endedOn: null,
    endedBy: null,
    breachedOn: null,
    answeredBy: null,
    ...part,
  };
}

export function payer(count: number, name: string, seenAt: number): Payer {
  const { payer: card } = submission(count);
  return {
    payerId: `payer-${count}`,
    revision: 1,
    card: { ...card, name },
    representative: { name: 'Королёв Пётр Ильич', authority: 'Доверенность № 12' },
    seenAt,
    erased: null,
  };
}

export function complaint(
  count: number,
  content: Partial<Complaint['content']>,
  part: Partial<Complaint> = {},
): Complaint {
  return {
    complaintId: `complaint-${count}`,
    revision: 1,
    state: 'received',
    packId,
    packVersion: '2',
    content: {
      kind: 'complaint',
      way: 'booth',
      addressee: 'head',
      body: 'Управление ПФР',
      officer: '',
      applicant: 'person',
      name: 'Семёнова Мария Петровна',
      place: '',
      phone: '',
      email: '',
      postalAddress: '',
      electronicReply: false,
      about: 'об очереди',
      arguments: '',
      grounds: [],
      attachments: [],
      representative: '',
      authorityKind: '',
      authority: '',
      ...content,
    },
    receptionId: null,
    visitId: null,
    ticket: null,
    receivedAt: morning,
    receivedBy: 'petrova',
    registered: null,
    forwarded: null,
    decided: null,
    replied: null,
    remedied: null,
    prosecutor: null,
    erased: null,
    ...part,
  };
}

/** A step that another system checked, in the words of whoever said so. */
export const attestedBy = (tool: string): Step => ({
  ...{ step: 'CHECK', state: 'done', normMinutes: 3, ref: '47', attested: true, since: null, spentMs: 1, doneAt: 2 },
  ...{ doneBy: 'petrova', attestation: { tool, result: 'passed', checkedAt: 1, file: tool } },
});

/** A reception of ten minutes that is over. */
export function reception(part: Partial<Reception>): Reception {
  return {
    receptionId: 'reception-1',
    visitId: null,
    serviceId: 'service-1',
    boothId: 'booth-1',
    shiftId: 'shift-1',
    userId: 'petrova',
    ordinal: 1,
    begunAt: morning,
    finishedAt: morning + 10 * minuteMs,
    parkedAt: null,
    parkedMs: 0,
    state: 'finished',
    outcome: null,
    normMinutes: null,
    normRef: null,
    packId,
    packVersion: '2',
    steps: [],
    carriedMs: 0,
    submissionId: null,
    ...part,
  };
}

export function consultation(count: number, part: Partial<Consultation>): Consultation {
  return {
    consultationId: `consultation-${count}`,
    revision: 1,
    kind: 'inPerson',
    receptionId: null,
    visitId: null,
    ticket: null,
    topic: '',
    result: '',
    sender: '',
    address: '',
    begunAt: morning + count,
    endedAt: null,
    erased: null,
    userId: 'petrova',
    ...part,
  };
}
