/** By which version of a regulation something is judged: the one under which it began, whatever came into force since. */
import type { Regulation } from './regulation.js';

/** What something began under; rows of the first offices do not say the version. */
export interface LawRef {
  packId: string;
  packVersion?: string;
}

/** Regulations as rules and reports have them. */
export interface Laws {
  /** In force, by packId. */
  regulations: ReadonlyMap<string, Regulation>;
  /** Every version that is known, by `versionKey`. */
  versions: ReadonlyMap<string, Regulation>;
}

/** The name of one version of a pack. */
export const versionKey = (packId: string, version: string): string => `${packId}@${version}`;

/** The version that is named; where the program no longer knows it, the one in force. */
export function lawOf({ regulations, versions }: Laws, { packId, packVersion }: LawRef): Regulation | undefined {
  const named = packVersion === undefined ? undefined : versions.get(versionKey(packId, packVersion));
  return named ?? regulations.get(packId);
}
