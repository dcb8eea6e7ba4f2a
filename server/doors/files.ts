/** What is handed in and out whole: a payer's file, and a register to take away. */
import { languages, mostUploadBytes, sheetFormats, sheets, upload } from '../contract/index.js';
import type { FileReply, Reply } from '../contract/index.js';
import type { SheetFile } from '../office/housespec.js';
import type { Enter, Knock } from './entering.js';
import type { HouseBehind, Log } from './given.js';
import { makeHandIn } from './handin.js';
import type { Limits } from './limits.js';
import { ownQuery } from './own.js';
import { isSheet, no, parse } from './parse.js';
import { mostAtOnce, type AskedFile } from './upload.js';

/** As the address says it: nothing of it is parsed. */
export interface AskedSheet {
  name: string;
  format: string;
  language: unknown;
  query: unknown;
}

export interface Files {
  /** A payer's file; its body is read only when everything else is right, and never beyond what the office takes. */
  file(asked: AskedFile, knock: Knock): Promise<Reply<FileReply>>;
  /** A register to take away; it stands in the journal before it is handed out. */
  sheet(asked: AskedSheet, knock: Knock): Promise<Reply<SheetFile>>;
}

export function makeFiles(given: { house: HouseBehind; enter: Enter; limits: Limits; log: Log }): Files {
  const { house, enter, limits, log } = given;

  return {
    /** A body is read only when everything else is right, and never beyond what the office takes. */
    file: makeHandIn(
      {
        name: 'file',
        by: upload.by,
        headers: upload.headers,
        most: mostUploadBytes,
        places: mostAtOnce,
        refused: (why) => no('fileRefused', { why }),
        take: (press, actor) => house.readFile(press, actor),
      },
      { enter, limits, log },
    ),

    async sheet({ name, format: asked, language: said, query }, knock) {
      const format = sheetFormats.find((one) => one === asked);
      if (!isSheet(name) || format === undefined) return no('unknownView');
      const entered = await enter(sheets[name].by, knock, [], 'use');
      if (!entered.ok) return entered;
      if (!entered.caller) return no('signedOut');
      const parsed = parse<Record<string, unknown>>(name, sheets[name].query, query);
      if (!parsed.ok) return parsed;
      const language = languages.find((one) => one === (said ?? 'ru'));
      if (language === undefined) return no('badRequest', { field: 'language' });
      const { actor } = entered.caller;
      const filter = ownQuery(name, parsed.data, actor);
      const reply = await house.sheet(name, format, language, filter);
      if (!reply.ok) return reply;
      const data = { name, format, rows: reply.data.rows, filter: codesOf(filter) };
      await house.record({ kind: 'sheet:taken', actor: actor.actorId, data }, () => undefined);
      return reply;
    },
  };
}

/** The filter as the journal tells it: codes and days as they are; of words that were searched, that there were some. */
function codesOf({ text, ...codes }: Record<string, unknown>): Record<string, unknown> {
  return typeof text === 'string' && text !== '' ? { ...codes, isSearched: true } : codes;
}
