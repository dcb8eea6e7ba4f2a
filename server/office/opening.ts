/**
 * What is masked is opened here: the entry is committed first, then the values leave. They stand in no answer that is
 * kept, no view and no log; a press that had come through before (also before a crash) hears `alreadyDone`.
 */
import type { Answer, PaperLines, Press, Reply } from '../contract/index.js';
import { decide, isRefused, refuse, type Actor, type Context, type Refused } from '../domain/decide.js';
import type { Office } from '../domain/office.js';
import type { PaperDocument } from '../domain/paper/document.js';
import { openData, openPaper, type Opened } from '../domain/rules/opendata.js';
import type { Clerk } from './clerk.js';

/** Opens masked fields and papers. Refuse: notFound, notYours, erased; notNow (nothing to say on that paper yet). */
export interface Opening {
  openData(press: Press<'data:open'>, actor: Actor): Promise<Reply<Answer<'data:open'>>>;
  openPaper(press: Press<'data:openPaper'>, actor: Actor): Promise<Reply<Answer<'data:openPaper'>>>;
}

/** Papers as a screen draws them. */
export interface PaperDrawer {
  draw: (document: PaperDocument) => Promise<PaperLines>;
  /** From the very bytes that were sent; null when they are no longer kept. */
  printed: (printJobId: string) => Promise<PaperLines | null>;
}

interface OpenPress {
  requestId: string;
}

/** The openings of one house, through its clerk's line. */
export function makeOpening(clerk: Clerk, { draw, printed }: PaperDrawer): Opening {
  /** Rules, commits and only then answers what is shown. */
  async function opened<Shown>(
    command: 'data:open' | 'data:openPaper',
    { requestId, ...payload }: OpenPress,
    rule: (office: Office, context: Context) => Opened<Shown> | Refused,
    actor: Actor,
  ): Promise<Reply<Shown>> {
    const found: Shown[] = [];
    const reply = await clerk.pressInner(
      { command, requestId, payload },
      (office, context) => {
        const one = rule(office, context);
        if (isRefused(one)) return one;
        found.push(one.shown);
        return decide({ patches: [], entries: [one.entry], reply: null });
      },
      actor,
    );
    if (!reply.ok) return reply;
    // a batch that was ruled twice found the same twice
    const shown = found.at(-1);
    return shown === undefined ? refuse('alreadyDone') : { ok: true, data: shown };
  }

  return {
    async openData(press, actor) {
      const reply = await opened('data:open', press, (office, context) => openData(office, press, context), actor);
      return reply.ok ? { ok: true, data: { values: reply.data } } : reply;
    },
    async openPaper(press, actor) {
      const { kind, id } = press.subject;
      const lines = kind === 'printJob' ? await printed(id) : null;
      const reply = await opened(
        'data:openPaper',
        press,
        (office, context) => {
          const paper = openPaper(office, press, context);
          const isGone = !isRefused(paper) && paper.shown.kind === 'printed' && lines === null;
          return isGone ? refuse('notNow') : paper;
        },
        actor,
      );
      if (!reply.ok) return reply;
      const paper = reply.data;
      if (paper.kind === 'printed') return { ok: true, data: { title: '', copies: lines === null ? [] : [lines] } };
      const copies: PaperLines[] = [];
      for (const document of paper.documents) copies.push(await draw(document));
      return { ok: true, data: { title: paper.title, copies } };
    },
  };
}
