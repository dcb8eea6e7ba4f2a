/**
 * Papers with a secret: from the ruling to the spool in memory alone. The books know that such a job was, never what
 * stood on it; a job whose paper is no longer here (the process ended meanwhile) is void and printed by nobody.
 */
import { commands, type Answer, type Press, type Reply } from '../contract/index.js';
import type { Actor } from '../domain/decide.js';
import type { PaperDocument } from '../domain/paper/document.js';
import { cardPaper, issueCard } from '../domain/rules/card.js';
import type { Clerk } from './clerk.js';

/** A password as it goes to paper, and as it is kept. */
export interface CardSecret {
  password: string;
  passwordHash: string;
}

export interface Secrets {
  /**
   * Issues a card of the cabinet exactly once: a press that had come through before (also before a crash) hears
   * `alreadyDone`, because its password is gone, and prints nothing.
   */
  issueCard(press: Press<'card:issue'>, secret: CardSecret, actor: Actor): Promise<Reply<Answer<'card:issue'>>>;
  /** The paper of a job, given once and then gone; null when there is none any more. */
  take(printJobId: string): PaperDocument | null;
}

/** The secrets of one house. */
export function makeSecrets(clerk: Clerk): Secrets {
  const papers = new Map<string, PaperDocument>();
  return {
    async issueCard(press, { password, passwordHash }, actor) {
      const composed: string[] = [];
      const { requestId, ...payload } = press;
      try {
        const reply = await clerk.pressInner(
          { command: 'card:issue', requestId, payload },
          (office, context) => {
            const ruling = issueCard(office, press, passwordHash, context);
            if (!ruling.ok) return ruling;
            const { printJobId } = ruling.decision.reply;
            papers.set(printJobId, cardPaper(office, press, password, context));
            composed.push(printJobId);
            return ruling;
          },
          actor,
        );
        if (!reply.ok) return reply;
        if (composed.length === 0) return { ok: false, refusal: { key: 'alreadyDone' } };
        return { ok: true, data: commands['card:issue'].reply.parse(reply.data) };
      } finally {
        // of a ruling whose commit failed nothing is printed
        for (const printJobId of composed) papers.delete(printJobId);
      }
    },
    take(printJobId) {
      const paper = papers.get(printJobId) ?? null;
      papers.delete(printJobId);
      return paper;
    },
  };
}
