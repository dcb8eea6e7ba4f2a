/** How long a press may be. Most are a few lines; what people type for an hour is longer, and only staff send it. */
import { longestDraft, type CommandName } from '../contract/index.js';

/** Characters of a payload's JSON text. */
const usualPayload = 32_768;
const longer: Partial<Record<CommandName, number>> = {
  // a stand of two dozen pages in two languages
  'settings:set': 128_000,
  // three hundred packs typed by hand, each with every field full
  'submission:save': 160_000,
  // five hundred records by kind and id
  'data:erase': 65_536,
  // a draft is a text of JSON inside JSON: each quotation mark of it is two characters
  'draft:save': 2 * longestDraft + 1024,
};

/** Characters that this command's payload may have; queries of reports are as short as most presses. */
export function longestPayloadOf(command: string): number {
  return isLong(command) ? (longer[command] ?? usualPayload) : usualPayload;
}

/** Is this one of the commands that may be longer than most? */
export function isLong(command: string): command is keyof typeof longer {
  return Object.hasOwn(longer, command);
}

/** Bytes: twice the longest usual payload in characters, because Cyrillic takes two. */
export const usualBody = 64 * 1024 + 1024;
/** Bytes of the longer ones: a draft of signs of three bytes each is let in too. */
export const longestBody = 320 * 1024;
