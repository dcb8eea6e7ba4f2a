/**
 * A protocol when the time of the insured persons whom its findings name is over (retention rule `insured`). The protocol
 * itself is kept for its own, longer term, and stays true: which rule was broken, how badly, what was made of it. A
 * person's number is not needed for that, and no act asks to keep it with the protocol, so it goes from the copies too
 * (152-ФЗ, ст. 5 ч. 7): kept there it would only have moved.
 */
import { maskedSnils, onPaper } from '../masked.js';
import { indented, withWords, type PaperDocument, type PaperItem } from './document.js';
import { findingsTitle, moreFindings, noFindings, resultTitle } from './protocol.js';

/** Stands in each finding in the place of what it said about somebody. */
export const insuredGone = 'Сведения о застрахованных лицах уничтожены.';

const isTitle = (item: PaperItem, title: string) => item.kind === 'text' && item.text === title;

/** Words of the program's own, the rule that was broken and the name of its file: they name nobody. */
const isOfRule = (said: string, rules: ReadonlySet<string>) =>
  said === noFindings || said === moreFindings || rules.has(said);

/** The items of the findings, each without its words about persons. */
function emptied(items: readonly PaperItem[], rules: ReadonlySet<string>): PaperItem[] {
  const left: PaperItem[] = [];
  let isTold = false;
  for (const item of items) {
    if (item.kind !== 'indented') isTold = false;
    if (item.kind !== 'indented' || isOfRule(item.text, rules)) left.push(item);
    else if (!isTold) {
      left.push(indented(insuredGone));
      isTold = true;
    }
  }
  return left;
}

/**
 * A copy without insured persons; itself where it names none. `rules`: what its findings repeat of the catalogue and of
 * the list of files, each as a whole line; whatever else begins like one is somebody's own words.
 */
export function withoutInsured(document: PaperDocument, rules: ReadonlySet<string>): PaperDocument {
  const { items } = document;
  const from = items.findIndex((item) => isTitle(item, findingsTitle));
  const until = items.findIndex((item) => isTitle(item, resultTitle));
  const said = items.map((item) => withWords(item, (words) => onPaper(maskedSnils(words))));
  // a paper of another layout: what is known by its form alone
  const after =
    from < 0 || until < from
      ? said
      : [...said.slice(0, from), ...emptied(said.slice(from, until), rules), ...said.slice(until)];
  return JSON.stringify(after) === JSON.stringify(items) ? document : { ...document, items: after };
}
