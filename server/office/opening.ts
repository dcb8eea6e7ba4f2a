/**
 * What is masked is opened here: the entry is committed first, then the values leave. They stand in no answer, no view
 * and no log.
 */
import type { Answer, Press, Reply } from '../contract/index.js';
import type { Actor } from '../domain/decide.js';
import type { Clerk } from './clerk.js';

/** Opens masked fields and papers. Refuse: notFound, notYours, erased; notNow (nothing to say on that paper yet). */
export interface Opening {
  openData(press: Press<'data:open'>, actor: Actor): Promise<Reply<Answer<'data:open'>>>;
  openPaper(press: Press<'data:openPaper'>, actor: Actor): Promise<Reply<Answer<'data:openPaper'>>>;
}

/** The openings of one house, through its clerk's line. */
export function makeOpening(_clerk: Clerk): Opening {
  const notYet = { ok: false, refusal: { key: 'notNow' } } as const;
  return {
    openData: async () => Promise.resolve(notYet),
    openPaper: async () => Promise.resolve(notYet),
  };
}
