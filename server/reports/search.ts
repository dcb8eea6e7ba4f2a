/**
 * Searching by text: every word that was typed must be found, each in any field. Fields that are kept as codes (who,
 * how, on which day) are found by their words too, through alternatives that the question itself brings along.
 */
import { foldNumber } from '../contract/index.js';
import type { Asked } from '../store/archive.js';
import type { World } from './world.js';

/** A condition of a query with what it asks. */
export interface Condition {
  sql: string;
  asked: Asked[];
}

/** Conditions that must all be true; no condition is true. */
export function all(conditions: readonly Condition[]): Condition {
  const sql = conditions.map((one) => `(${one.sql})`).join(' and ');
  return { sql: sql === '' ? '1' : sql, asked: conditions.flatMap(({ asked }) => asked) };
}

/** `column` is one of these values. */
export function among(column: string, values: readonly Asked[]): Condition {
  return { sql: `${column} in (select value from json_each(?))`, asked: [JSON.stringify(values)] };
}

/** The words of a typed text as the search columns have them. A sign before a number is no word. */
export function wordsOf(world: World, text: string): string[] {
  return world.archive
    .fold(text)
    .replaceAll('№', ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** How a word may stand in the search column: as typed, without hyphens between digits, as a ticket or a sum. */
function spellings(world: World, word: string): string[] {
  const isTicket = /^\p{L}{1,2}\d{1,4}$/u.test(word);
  const said = [
    word,
    word.replace(/(?<=\d)-(?=\d)/g, ''),
    word.replace(/(?<=\d)\.(?=\d\d$)/, ','),
    ...(isTicket ? [world.archive.fold(foldNumber(word))] : []),
  ];
  return [...new Set(said)];
}

/**
 * Part of a number might be part of one that is hidden (152-ФЗ), also where another sign stands at it, as in the name of
 * a file; a whole one is known already to whoever types it, but not what stands beside it.
 */
function standsIn(column: string, said: string): Condition {
  const isThere = { sql: `instr(${column}, ?) > 0`, asked: [said] };
  if (!/\d/.test(said) || /^\d{12,}$/.test(said)) return isThere;
  const openly = { sql: `instr(openly(${column}), ?) > 0`, asked: [said] };
  if (!/\d{12}/.test(said)) return all([isThere, openly]);
  const beside = { sql: `instr(openly(${column}), openly(?)) > 0`, asked: [said] };
  return all([isThere, { sql: `${openly.sql} or ${beside.sql}`, asked: [said, said] }]);
}

/**
 * The condition that a typed text is found.
 * @param column the search column
 * @param others more ways to find one word, by columns of codes
 */
export function found(
  world: World,
  column: string,
  text: string,
  others: (word: string) => readonly Condition[],
): Condition {
  return all(
    wordsOf(world, text).map((word) => {
      const inText = spellings(world, word).map((said) => standsIn(column, said));
      const ways = [...inText, ...others(word)];
      return { sql: ways.map(({ sql }) => sql).join(' or '), asked: ways.flatMap(({ asked }) => asked) };
    }),
  );
}

/** No other way. */
export const nowhereElse = (): readonly Condition[] => [];
