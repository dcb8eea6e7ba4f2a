/** What is counted besides visits and receptions: which entries, and what of them. */
import type { Told } from './told.js';

/** One row of `EventFacts`, before its words are indexes. */
export interface Counted {
  kind: string;
  first: string;
  second: string;
  amount: number;
}

const one = (kind: string, first: string | null | undefined, second: string | null | undefined): Counted => ({
  kind,
  first: first ?? '',
  second: second ?? '',
  amount: 1,
});

const plain = (kind: string) => () => [one(kind, '', '')];
const ofTerm = (kind: string) => (told: Told) => [one(kind, told.code, '')];

/** A term that ended. A breach that was told while nobody knew that the thing had been done in time is taken back. */
const termEnded = (kind: string) => (told: Told) => [
  one(kind, told.code, ''),
  ...(typeof told.unbreached === 'string' ? [one('term:unbreached', told.code, '')] : []),
];

/** A first protocol with what it found; a correction says the same things again, so it is counted by itself. */
function protocol({ kind, outcome, replaces, findings }: Told): Counted[] {
  if (typeof replaces === 'string') return [one('protocol:corrected', kind, outcome)];
  const found = Object.entries(findings ?? {}).map(([first, amount]) => ({
    kind: 'finding',
    first,
    second: '',
    amount,
  }));
  return [one('protocol:issued', kind, outcome), ...found];
}

/**
 * By the entry's kind. Rows have the kind of their entry, but: `protocol:corrected` (replaces an earlier one), `finding`
 * (a code and how often, of first protocols), `term:carried` (goes on about another subject: not begun anew),
 * `term:unbreached`, and `consultation:inPerson` (one for each reception, however often it is typed better). Receptions
 * begun by mistake are `reception:void` (`tell.ts`).
 */
const counted: Record<string, (told: Told) => Counted[]> = {
  'protocol:issued': protocol,
  'protocol:signed': plain('protocol:signed'),
  'protocol:signatureRefused': plain('protocol:signatureRefused'),
  'protocol:handedOver': plain('protocol:handedOver'),
  'protocol:sent': plain('protocol:sent'),
  'submission:registered': ({ channel, type, persons }) => [
    { ...one('submission:registered', channel, type), amount: persons ?? 0 },
  ],
  'submission:included': plain('submission:included'),
  'submission:returned': plain('submission:returned'),
  'submission:resubmitted': plain('submission:resubmitted'),
  'submission:overdue': plain('submission:overdue'),
  'term:begun': ({ code, carries }) => [one(carries === undefined ? 'term:begun' : 'term:carried', code, '')],
  'term:restarted': ofTerm('term:restarted'),
  'term:determined': ofTerm('term:determined'),
  'term:breached': ofTerm('term:breached'),
  'term:void': ofTerm('term:void'),
  'term:kept': termEnded('term:kept'),
  'term:late': termEnded('term:late'),
  'complaint:taken': ({ kind, way }) => [one('complaint:taken', kind, way)],
  'complaint:registered': plain('complaint:registered'),
  'complaint:forwarded': plain('complaint:forwarded'),
  'complaint:noticeSent': plain('complaint:noticeSent'),
  'complaint:restarted': plain('complaint:restarted'),
  'complaint:decided': ({ decision, ground }) => [one('complaint:decided', decision, ground)],
  'complaint:replied': plain('complaint:replied'),
  'complaint:remedied': plain('complaint:remedied'),
  'complaint:prosecutor': plain('complaint:prosecutor'),
  'consultation:saved': ({ revision }) => (revision === 1 ? [one('consultation:inPerson', '', '')] : []),
  'consultation:callBegun': plain('consultation:callBegun'),
  'consultation:callEnded': plain('consultation:callEnded'),
  'consultation:received': plain('consultation:received'),
  'consultation:answered': plain('consultation:answered'),
  'card:issued': ({ kind }) => [one('card:issued', kind, '')],
};

/** How the entries of this kind are counted; undefined where they are not. */
export function countedBy(kind: string): ((told: Told) => Counted[]) | undefined {
  return counted[kind];
}
