/**
 * A format of payers' files as data: what documents it knows, where a file says what, and its rules. The next format is
 * another file of this shape, not other code. Paths are local names with slashes from the element that a rule is about;
 * `а|б` is either of two names, `@имя` an attribute.
 */
import type { Words } from '../contract/index.js';
import type { FindingRule } from './regulation.js';

/** What a rule looks at: the file's frame, the body's own attributes, the pack's inventory, each of its documents. */
export type RuleScope = 'file' | 'body' | 'inventory' | 'document';

/** Moments of reading that have a rule of their own: what cannot be said by a path. */
export type StructureFault =
  'malformed' | 'foreign' | 'noBody' | 'twoBodies' | 'noInventory' | 'noDocuments' | 'unknownDocument';

export type Check =
  | { kind: 'structure'; of: StructureFault }
  /** There, and not empty; silent where its parent is missing, which is another rule's matter. */
  | { kind: 'present' }
  | { kind: 'anyPresent'; paths: string[] }
  | { kind: 'presentWhen'; when: string; values: string[] }
  | { kind: 'absentWhen'; when: string; values: string[] }
  /** No child elements but these. */
  | { kind: 'known'; names: string[] }
  /** No text of the whole element begins or ends with a space. */
  | { kind: 'trimmed' }
  | { kind: 'oneOf'; values: string[] }
  | { kind: 'pattern'; pattern: string; expected: string }
  | { kind: 'checkDigits'; of: 'inn' | 'snils' }
  /** A real day, «05.02.2013». */
  | { kind: 'date' }
  | { kind: 'notFuture' }
  /** Not later than the day beside it. */
  | { kind: 'notAfter'; path: string }
  /** A period code that the format knows in the year that stands beside it. */
  | { kind: 'period'; year: string }
  /** A sum not smaller than the one beside it. */
  | { kind: 'atLeast'; path: string }
  /** Not all of these sums are zero. */
  | { kind: 'someMoney'; paths: string[] }
  /** As the inventory of the pack says at this path. */
  | { kind: 'asInventory'; path: string }
  /** No other document of the pack says the same. */
  | { kind: 'unique' }
  /** One more than the document before. */
  | { kind: 'sequence' }
  /** The number of documents in the pack. */
  | { kind: 'count' }
  /** The sum of what the documents say at this path. */
  | { kind: 'sum'; path: string }
  | { kind: 'mostDocuments'; most: number }
  /** The file's name has the format's shape. */
  | { kind: 'nameShape' }
  /** The file's own name, in either case of letters. */
  | { kind: 'isName' }
  /** As this group of the file's name says. */
  | { kind: 'asName'; group: 'year' | 'regNo' | 'pack' };

export interface FormatRule extends FindingRule {
  on: RuleScope;
  /** Codes of the document types that it holds for; null for all. */
  types: string[] | null;
  path: string;
  check: Check;
}

/** A kind of pack: its inventory element and the element of its documents. */
export interface DocumentType {
  code: string;
  inventory: string;
  document: string;
  /** The report form; where one element carries several, the path that tells which. */
  form: { fixed: string } | { path: string; values: string[] };
  /** The form of its inventory; null for a document over the whole submission. */
  inventoryForm: string | null;
  /** `pack`: insured persons; `totals`: what all packs come to (АДВ-6-2). */
  role: 'pack' | 'totals';
  /** Where sums of contributions stand in a document; null where the form has none. */
  sums: { insuranceAccrued: string; insurancePaid: string; fundedAccrued: string; fundedPaid: string } | null;
  /** Of a document over the submission. */
  totals: { packs: string; persons: string } | null;
}

export interface FileFormat {
  id: string;
  title: Words;
  /** The encoding that a file must declare and have. */
  encoding: 'windows-1251';
  root: string;
  body: string;
  /** Elements of the frame beside the body. */
  frame: string[];
  /** In either case of letters; what its groups are, in their order. */
  namePattern: string;
  nameGroups: ('year' | 'regNo' | 'pack' | 'other')[];
  types: DocumentType[];
  /** Forms of other regulations that are told by name: by the root or by the first element of the body. */
  foreign: { element: string; name: string }[];
  /** Where the inventory says what the submission needs; the first that is there counts. */
  reads: Record<
    | 'regNo'
    | 'inn'
    | 'kpp'
    | 'name'
    | 'packNumber'
    | 'type'
    | 'year'
    | 'period'
    | 'correctedYear'
    | 'correctedPeriod'
    /** Of a document: whose it is, told in «where». */
    | 'person',
    string[]
  >;
  submissionTypes: Record<'initial' | 'correcting' | 'cancelling', string>;
  /** The period of a report that says a year only. */
  yearlyPeriod: string;
  periods: { fromYear: number; toYear: number | null; codes: string[] }[];
  rules: FormatRule[];
}
