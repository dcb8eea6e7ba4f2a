/** Settings part by part: hours, order, kiosk, board, categories, terms, and what the office is called. */
import { refuse, type Rule } from '../decide.js';

/** One part as a whole. Refuses: editedMeanwhile, badAnswer (field), notFound, letterTaken. */
export const setPart: Rule<'settings:set'> = () => refuse('notNow');

/** Announcements of the running line. Refuses: editedMeanwhile, badAnswer (field). */
export const setNotice: Rule<'notice:set'> = () => refuse('notNow');

/** Special days. Refuses: editedMeanwhile, badAnswer (field). */
export const setDays: Rule<'days:set'> = () => refuse('notNow');

/** A change that waits is taken back. Refuses: notFound, editedMeanwhile. */
export const dropPlan: Rule<'plan:drop'> = () => refuse('notNow');

/** A step of the guided set-up is left for later, or taken up again. */
export const skipStep: Rule<'setup:skip'> = () => refuse('notNow');
