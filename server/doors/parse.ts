/** What comes in has a name of the contract and the shape that goes with it; anything else is a refusal. */
import { commands, reports, sheets, views } from '../contract/index.js';
import type { CommandName, Refusal, RefusalKey, ReportName, SheetName, ViewName } from '../contract/index.js';
import { longestPayloadOf } from './lengths.js';

export interface No {
  ok: false;
  refusal: Refusal;
}

export const no = (key: RefusalKey, about?: Refusal['about']): No => ({
  ok: false,
  refusal: about ? { key, about } : { key },
});

export const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);
export const isView = (name: unknown): name is ViewName => typeof name === 'string' && Object.hasOwn(views, name);
export const isSheet = (name: string): name is SheetName => Object.hasOwn(sheets, name);
export const isReport = (name: string): name is ReportName => Object.hasOwn(reports, name);

interface Parser<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } };
}

/** Parses, or says which field is wrong. Never throws, whatever stands in the value. */
export function parse<T>(what: string, shape: Parser<T>, value: unknown): { ok: true; data: T } | No {
  try {
    if ((JSON.stringify(value) ?? '').length > longestPayloadOf(what)) return no('tooLarge');
    const parsed = shape.safeParse(value);
    if (parsed.success) return { ok: true, data: parsed.data };
    const field = parsed.error.issues[0]?.path.map(String).join('.').slice(0, 64);
    return field ? no('badRequest', { field }) : no('badRequest');
  } catch {
    // nested too deep to walk, or no JSON at all
    return no('badRequest');
  }
}
