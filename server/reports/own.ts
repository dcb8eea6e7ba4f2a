/** What the office itself asks of the archive, and no screen: records that are due, the extract of an act, words held. */
import { reports } from '../contract/index.js';
import { due, type Due, type DueAsked } from './due.js';
import { extract, type Extract } from './erasures.js';
import { heldWords } from './heldwords.js';
import type { HeldRecord } from '../domain/paper/held.js';
import type { World } from './world.js';

export type OwnQuestion =
  | { name: 'due'; asked: DueAsked }
  | { name: 'extract'; erasureId: string }
  /** As the door parsed it. */
  | { name: 'heldWords'; query: unknown };

/** Answers by the question's name; each is there where it was asked for. */
export interface OwnAnswer {
  due?: Due;
  extract?: Extract;
  /** Null: there is no such case. */
  heldWords?: HeldRecord[] | null;
}

export function answerOwn(world: World, question: OwnQuestion): OwnAnswer {
  switch (question.name) {
    case 'due':
      return { due: due(world, question.asked) };
    case 'extract':
      return { extract: extract(world, question.erasureId) };
    case 'heldWords':
      return { heldWords: heldWords(world, reports.held.query.parse(question.query)) };
  }
}
