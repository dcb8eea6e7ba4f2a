/** What the visitor said at the kiosk, as lines for the booth. Pure: keys of words, not words. */
import type { VisitRow } from '@contract';

export interface AnswerLine {
  /** Key under `answers.` of the words. */
  label: 'medium' | 'organisations' | 'persons' | 'regNo' | 'protocol';
  /** A key of words (`media.paper`) or the value as typed. */
  key: string | null;
  value: string | null;
}

export function answerLines(answers: VisitRow['answers']): AnswerLine[] {
  const lines: AnswerLine[] = [];
  if (answers.medium !== null) lines.push({ label: 'medium', key: `media.${answers.medium}`, value: null });
  if (answers.organisations !== null)
    lines.push({ label: 'organisations', key: null, value: String(answers.organisations) });
  if (answers.persons !== null) lines.push({ label: 'persons', key: `persons.${answers.persons}`, value: null });
  if (answers.regNo !== null) lines.push({ label: 'regNo', key: null, value: answers.regNo });
  if (answers.protocol !== null) lines.push({ label: 'protocol', key: null, value: `№ ${answers.protocol}` });
  return lines;
}
