/** Findings that an operator adds and takes away by hand; those of files and of the checks come and go with their ground. */
import type { Finding } from '../../contract/index.js';
import { isRefused, refuse, type Rule } from '../decide.js';
import { noEffects } from '../terms.js';
import { changed, draftOf, workOn } from './casework.js';

/** Findings by hand on one submission: more is a list that nobody reads. */
const byHandAtMost = 200;

/**
 * Adds an error found: by a rule of the catalogue, or in own words with a severity of the pack.
 * Refuses: notFound, notYours, notNow, badAnswer (ruleId, severity, text), limitReached.
 */
export const addFinding: Rule<'reception:addFinding'> = (office, press, context) => {
  const at = workOn(office, press.receptionId, context);
  if (isRefused(at)) return at;
  const { ruleId, severity, text, where, found, expected } = press.finding;
  const rule = ruleId === null ? null : (at.regulation.findingRules.get(ruleId) ?? null);
  if (ruleId !== null && rule === null) return refuse('badAnswer', { field: 'ruleId' });
  if (rule === null && text.length < 3) return refuse('badAnswer', { field: 'text' });
  const judged = rule?.severity ?? at.regulation.severities.find((one) => one.severity === severity)?.severity;
  if (judged === undefined) return refuse('badAnswer', { field: 'severity' });
  const draft = draftOf(office, at, context);
  if (draft.findings.filter(({ source }) => source === 'hand').length >= byHandAtMost)
    return refuse('limitReached', { limit: byHandAtMost });
  const finding: Finding = {
    findingId: context.id(),
    source: 'hand',
    file: null,
    code: rule?.code ?? '',
    severity: judged,
    text: rule?.text ?? { ru: text, en: text },
    where,
    found,
    expected,
  };
  const row = { ...draft, findings: [...draft.findings, finding] };
  const more = { findingId: finding.findingId, ruleId, severity: judged };
  return changed(office, context, at, row, { kind: 'finding:added', more, effects: noEffects });
};

/** Takes a finding by hand away again. Refuses: notFound, notYours, notNow (it is of a file or of a check). */
export const removeFinding: Rule<'reception:removeFinding'> = (office, press, context) => {
  const at = workOn(office, press.receptionId, context);
  if (isRefused(at)) return at;
  const finding = at.before?.findings.find(({ findingId }) => findingId === press.findingId);
  if (at.before === null || finding === undefined) return refuse('notFound', { field: 'findingId' });
  if (finding.source !== 'hand') return refuse('notNow');
  const row = { ...at.before, findings: at.before.findings.filter((one) => one !== finding) };
  const { findingId, severity } = finding;
  return changed(office, context, at, row, {
    kind: 'finding:removed',
    more: { findingId, severity },
    effects: noEffects,
  });
};
