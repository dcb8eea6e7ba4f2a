/** What a backup says of itself: when, by which version, the journal's anchors, the migrations, the parts. */

/** The files of a data folder that make an office the same office: its books, and the key of its kept answers. */
export const partNames = ['talon.db', 'answers.key'] as const;
export type PartName = (typeof partNames)[number];

export interface Manifest {
  /** `2026-11-22T01:15:00.000Z`. */
  madeAt: string;
  /** The program's version. */
  program: string;
  /** Each office's journal as it ends here: an anchor, like those in `anchors.log`. */
  offices: { officeId: string; seq: number; hash: string }[];
  /** Migrations that the database has, in their order. */
  migrations: string[];
  /** In the order in which they are packed; bytes unpacked. */
  parts: { name: PartName; bytes: number }[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function isOffice(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { officeId, seq, hash } = value;
  return typeof officeId === 'string' && isCount(seq) && typeof hash === 'string' && /^[0-9a-f]{0,64}$/.test(hash);
}

function isPart(value: unknown): boolean {
  return (
    isRecord(value) && partNames.some((name) => name === value['name']) && isCount(value['bytes']) && value['bytes'] > 0
  );
}

const areParts = (value: unknown): value is Manifest['parts'] => Array.isArray(value) && value.every(isPart);

/** Is it a manifest, whoever wrote it? Names of parts are this program's own: a file never says where it is unpacked to. */
export function isManifest(value: unknown): value is Manifest {
  if (!isRecord(value)) return false;
  const { madeAt, program, offices, migrations, parts } = value;
  return (
    typeof madeAt === 'string' &&
    !Number.isNaN(Date.parse(madeAt)) &&
    typeof program === 'string' &&
    Array.isArray(offices) &&
    offices.every(isOffice) &&
    Array.isArray(migrations) &&
    migrations.every((name) => typeof name === 'string') &&
    areParts(parts) &&
    new Set(parts.map(({ name }) => name)).size === parts.length
  );
}
