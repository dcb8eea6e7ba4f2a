/** What an office says itself of a service of its pack. */
import { refuse, type Rule } from '../decide.js';

/** Queue, hours, limit and words of a service. Refuses: notFound, editedMeanwhile, badAnswer (field), inUse (count), wouldStrand (count). */
export const setService: Rule<'service:set'> = () => refuse('notNow');

/** Tickets of one day. Refuses: notFound, editedMeanwhile. */
export const setLimit: Rule<'service:limit'> = () => refuse('notNow');
