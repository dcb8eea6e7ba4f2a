/** Which pack is in force from which day, and the years of the working calendar. */
import { refuse, type Rule } from '../decide.js';

/** Refuses: notFound, editedMeanwhile, tooLate, packUnfit (service), inUse. */
export const forcePack: Rule<'pack:force'> = () => refuse('notNow');

/** Refuses: notFound, editedMeanwhile, tooLate. */
export const dropPack: Rule<'pack:drop'> = () => refuse('notNow');

/** Refuses: editedMeanwhile, badAnswer (field). */
export const setYear: Rule<'calendar:set'> = () => refuse('notNow');
