/** A call that nobody answers, where the office lets the clock end it. */
import type { Context, Ruling } from '../decide.js';
import type { Office } from '../office.js';
import { missed } from './call.js';

/**
 * The first visitor whom the clock tells missed now, or null. Only after as many calls as the office promises, so that
 * the clock is no stricter than a person.
 */
export function passCalls(office: Office, context: Context): Ruling | null {
  const { missAfterSeconds, leastCalls } = office.settings;
  if (missAfterSeconds === null) return null;
  for (const [boothId, visitId] of office.index.held) {
    const held = office.visits.get(visitId);
    const booth = office.booths.get(boothId);
    if (held?.status !== 'called' || held.calledAt === null || booth === undefined) continue;
    if (held.times >= leastCalls && context.now - held.calledAt >= missAfterSeconds * 1000)
      return missed(office, { booth, held }, context);
  }
  return null;
}
